"""The secret addresses of a person's calendars: of all their work, of a unit, of a programme; shown once, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lotrinh.web import clock
from lotrinh.web.organisation.access import WORKERS, PersonRequest, everyone, get_unit_for, roles
from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.row_fields import parse_key
from lotrinh.web.programmes.access import feeds_for, get_programme_for, programmes_for, units_at_work
from lotrinh.web.programmes.calendar import actions as calendar_actions
from lotrinh.web.programmes.calendar.feed import calendar_answer, write_feed
from lotrinh.web.programmes.calendar.scope import get_scope_of_feed
from lotrinh.web.programmes.calendar.screen import month_page
from lotrinh.web.programmes.models import Programme


@roles(*WORKERS)
def feed_list(request: PersonRequest) -> HttpResponse:
    """Show the addresses that the person has made, and offer those of units and programmes."""
    return feeds_page(request)


def feeds_page(request: PersonRequest, **context: Any) -> HttpResponse:
    """Show the page of addresses, perhaps with one that was made just now."""
    standing = request.standing
    context |= {
        "feeds": feeds_for(standing),
        "units": Unit.objects.all().within(units_at_work(standing)),
        "programmes": programmes_for(standing),
        "asked": request.GET.get("chuong_trinh", ""),
    }
    return render(request, "programmes/feed_list.html", context)


@roles(*WORKERS)
def feed_make(request: PersonRequest) -> HttpResponseBase:
    """Make an address anew and show it this once: only its digest is kept.

    Whoever comes back to this page, after a change of language for one, is led to the calendar.
    """
    if request.method != "POST":
        return redirect("calendar")
    unit, programme = subject_of(request)
    _feed, secret = calendar_actions.make_feed(by=request.standing.person, unit=unit, programme=programme)
    address = request.build_absolute_uri(reverse("calendar-feed", args=[secret]))
    if unit is not None or programme is not None:
        return feeds_page(request, address=address, made_for=unit or programme)
    context = month_page(request.standing, request.standing.on.replace(day=1)) | {"address": address}
    return render(request, "programmes/calendar.html", context)


@roles(*WORKERS)
@require_POST
def feed_withdraw(request: PersonRequest) -> HttpResponseBase:
    """Withdraw an address of the person's own, also of what they may not see any more."""
    unit, programme = number_of(request, "unit"), number_of(request, "programme")
    if calendar_actions.withdraw_feed(by=request.standing.person, unit=unit, programme=programme):
        messages.success(request, _("Đã thu hồi địa chỉ lịch; địa chỉ cũ không còn mở được."))
    return redirect("calendar" if unit is None and programme is None else "calendar-feeds")


def subject_of(request: PersonRequest) -> tuple[Unit | None, Programme | None]:
    """Return the unit or the programme that the form names; neither means all that the person sees."""
    unit, programme = number_of(request, "unit"), number_of(request, "programme")
    if programme is not None:
        return None, get_programme_for(request.standing, programme)
    if unit is None:
        return None, None
    found = get_unit_for(request.standing, unit)
    if not units_at_work(request.standing).holds(found):
        raise PermissionDenied
    return found, None


def number_of(request: HttpRequest, name: str) -> int | None:
    """Return a key that the form holds; nonsense is a key that nothing has."""
    given = request.POST.get(name, "")
    if not given:
        return None
    return parse_key(given) or 0


@everyone
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Send a calendar to whoever has its secret address."""
    scope = get_scope_of_feed(secret, on=clock.today())
    return calendar_answer(write_feed(scope, at=clock.now(), absolute=request.build_absolute_uri))
