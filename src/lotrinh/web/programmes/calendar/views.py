"""The calendar, by month and by week."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lotrinh.web.organisation.access import WORKERS, PersonRequest, roles
from lotrinh.web.programmes.calendar.month import parse_month
from lotrinh.web.programmes.calendar.screen import month_page
from lotrinh.web.programmes.calendar.week import parse_week, week_page


@roles(*WORKERS)
def calendar(request: PersonRequest) -> HttpResponse:
    """Show the deadlines, stages' ends and events of a month."""
    month = parse_month(request.GET.get("thang", ""), today=request.standing.on)
    return render(request, "programmes/calendar.html", month_page(request.standing, month))


@roles(*WORKERS)
def week(request: PersonRequest) -> HttpResponse:
    """Show a week day by day, on the screen or on paper."""
    monday = parse_week(request.GET.get("ngay", ""), today=request.standing.on)
    return render(request, "programmes/week.html", week_page(request.standing, monday))
