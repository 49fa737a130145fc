"""The page of finding: one address serves the page and, as somebody types, its results alone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lotrinh.web.finding.screen import page_of
from lotrinh.web.organisation.access import PersonRequest, signed_in


@signed_in
@require_safe
def find(request: PersonRequest) -> HttpResponse:
    """Show what is found of the words in the address, among what the person may see."""
    typed, asked = request.GET.get("q", "").strip(), request.GET.get("loai", "")
    context = page_of(request.standing, typed, asked, request.GET.get("page", ""))
    headers = request.headers
    is_fragment = headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"
    template = "finding/_found.html" if is_fragment else "finding/find.html"
    return render(request, template, context | {"is_fragment": is_fragment})
