"""The calendar of a month, and its secret address for a programme of calendars."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lotrinh.web import clock
from lotrinh.web.organisation.access import WORKERS, PersonRequest, everyone, roles
from lotrinh.web.programmes import calendar_actions
from lotrinh.web.programmes.access import get_standing_of_feed
from lotrinh.web.programmes.calendar_feed import write_feed
from lotrinh.web.programmes.calendar_month import parse_month
from lotrinh.web.programmes.calendar_screen import month_page


@roles(*WORKERS)
def calendar(request: PersonRequest) -> HttpResponse:
    """Show the deadlines, stages' ends and events of a month."""
    month = parse_month(request.GET.get("thang", ""), today=request.standing.on)
    return render(request, "programmes/calendar.html", month_page(request.standing, month))


@roles(*WORKERS)
def feed_make(request: PersonRequest) -> HttpResponseBase:
    """Make the person's address anew and show it this once: only its digest is kept.

    Whoever comes back to this page, after a change of language for one, is led to the calendar.
    """
    if request.method != "POST":
        return redirect("calendar")
    _feed, secret = calendar_actions.make_feed(by=request.standing.person)
    context = month_page(request.standing, request.standing.on.replace(day=1))
    context["address"] = request.build_absolute_uri(reverse("calendar-feed", args=[secret]))
    return render(request, "programmes/calendar.html", context)


@roles(*WORKERS)
@require_POST
def feed_withdraw(request: PersonRequest) -> HttpResponseBase:
    """Withdraw the person's address."""
    if calendar_actions.withdraw_feed(by=request.standing.person):
        messages.success(request, _("Đã thu hồi địa chỉ lịch; địa chỉ cũ không còn mở được."))
    return redirect("calendar")


@everyone
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Send a person's calendar to whoever has its secret address."""
    standing = get_standing_of_feed(secret, on=clock.today())
    data = write_feed(
        standing, at=clock.now(), host=request.get_host().partition(":")[0], absolute=request.build_absolute_uri
    )
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="lo-trinh.ics"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
