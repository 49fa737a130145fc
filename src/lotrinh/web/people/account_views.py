"""A person's own page: their roles, who stands in for them, and how they sign in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lotrinh.web.organisation.access import PersonRequest, signed_in
from lotrinh.web.people.screen import own_rows


@signed_in
def account(request: PersonRequest) -> HttpResponse:
    """Show the person's own roles and ways to sign in."""
    return render(request, "people/account.html", {"rows": own_rows(request.standing)})
