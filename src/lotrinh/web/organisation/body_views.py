"""The page on which a person of several bodies chooses the one that they work in; it narrows, and gives no right."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from lotrinh.web.organisation.access import BODY, PersonRequest, signed_in
from lotrinh.web.organisation.models import Role


@signed_in
def body_choose(request: PersonRequest) -> HttpResponseBase:
    """Show the bodies of a person with their roles there, and let them work in one of them or in all."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = ""
    if request.method == "POST":
        choose(request, request.POST.get("body", ""))
        return redirect(back or "home")
    return show_bodies(request, back)


def choose(request: PersonRequest, key: str) -> None:
    """Keep the choice in the session; an empty one means all bodies.

    Raises:
        Http404: they have no role in that body.
    """
    chosen = next((one for one in request.standing.bodies if str(one.pk) == key), None)
    if chosen is not None:
        request.session[BODY] = chosen.pk
    elif key == "":
        request.session.pop(BODY, None)
    else:
        raise Http404


def show_bodies(request: PersonRequest, back: str) -> HttpResponse:
    """Show the bodies; the roles of each are listed also while the person works in one of them."""
    standing = request.standing
    held: dict[int, list[Role]] = {one.pk: [] for one in standing.bodies}
    for role in Role.objects.of(standing.person, on=standing.on).select_related("unit").order_by("pk"):
        held[role.unit.body_key].append(role)
    rows: list[dict[str, Any]] = [{"body": one, "roles": held[one.pk]} for one in standing.bodies]
    return render(request, "organisation/bodies.html", {"rows": rows, "next": back})
