"""The working days of a body: what the law and its own rows say, and changing a row after a look at what moves."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from lotrinh.web.api.change_shapes import (
    DayRuleDatesIn,
    DayRuleIn,
    DayRuleMoved,
    DayRuleOut,
    LookAhead,
    RemovalIn,
    VersionIn,
)
from lotrinh.web.api.day_shapes import OtherDay, WorkdaysAsked, WorkdaysOut
from lotrinh.web.api.entry import READ, RUN, TokenRequest
from lotrinh.web.api.moments import refuse_wrong
from lotrinh.web.api.paging import PageAsked, page_of
from lotrinh.web.api.rows import day_rule_row, look_ahead, move_row
from lotrinh.web.api.shapes import Key, Many
from lotrinh.web.organisation.access import get_body_to_run_for
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.programmes.calendar import workday_actions
from lotrinh.web.workdays.access import get_rule_to_change_for, rules_for
from lotrinh.web.workdays.calendars import FIRST_YEAR, LAST_YEAR, names_for, working_days_of
from lotrinh.web.workdays.forms import DayRuleForm
from lotrinh.web.workdays.models import DayRule

router = Router(tags=["working days"])
MOST_DAYS = 366


@router.get("/workdays", response=WorkdaysOut, auth=READ, url_name="api-workdays", summary="Working days")
def workdays(request: TokenRequest, asked: Query[WorkdaysAsked]) -> WorkdaysOut:
    """Count the days worked from one day to another, both counted, and name those that are off or worked instead."""
    first, last, body = asked.first, asked.last, request.auth.token.unit.body
    if not 0 <= (last - first).days <= MOST_DAYS:
        raise ValidationError({"last": _("Hãy chọn từ ngày đầu trở đi, nhiều nhất %s ngày.") % MOST_DAYS})
    if first.year < FIRST_YEAR or last.year > LAST_YEAR:
        said = _("Năm phải từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError({"first": said})
    calendar, names = working_days_of(body), names_for([body.pk], first, last)
    all_days = (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))
    days = [OtherDay(on=day, name=name, is_worked=calendar.includes(day)) for day, name in sorted(names.items())]
    return WorkdaysOut(working_days=sum(calendar.includes(day) for day in all_days), days=days)


@router.get(
    "/workdays/rules", response=Many[DayRuleOut], auth=READ, url_name="api-day-rules", summary="Days off of the body"
)
def day_rules(request: TokenRequest, asked: Query[PageAsked]) -> Many[DayRuleOut]:
    """Return the rows that the body's own documents add to the days of the law."""
    rows, after = page_of(rules_for(request.auth.standing), asked)
    return Many[DayRuleOut](items=[day_rule_row(row) for row in rows], next=after)


@router.post(
    "/workdays/preview", response=LookAhead, auth=RUN, url_name="api-day-rule-look", summary="What a new row would move"
)
def day_rule_look(request: TokenRequest, said: DayRuleIn) -> LookAhead:
    """Return the days that would move with one more row; nothing is changed."""
    return preview(new_rule(request), said)


@router.post(
    "/workdays/rules", response={201: DayRuleMoved}, auth=RUN, url_name="api-day-rules", summary="Add days off"
)
def day_rule_add(request: TokenRequest, said: DayRuleDatesIn) -> Status[DayRuleMoved]:
    """Record a row of the body and move what counts in working days; 409 where other days would move than were seen."""
    return Status(201, save(request, new_rule(request), said))


@router.post(
    "/workdays/rules/{pk}/preview",
    response=LookAhead,
    auth=RUN,
    url_name="api-day-rule-preview",
    summary="What changing a row would move",
)
def day_rule_preview(request: TokenRequest, pk: Key, said: DayRuleIn) -> LookAhead:
    """Return the days that would move if the row said this; nothing is changed."""
    return preview(get_rule_to_change_for(request.auth.standing, pk), said)


@router.put("/workdays/rules/{pk}", response=DayRuleMoved, auth=RUN, url_name="api-day-rule", summary="Change days off")
def day_rule_change(request: TokenRequest, pk: Key, said: DayRuleDatesIn) -> DayRuleMoved:
    """Write a row anew and move what follows."""
    return save(request, get_rule_to_change_for(request.auth.standing, pk), said)


@router.post(
    "/workdays/rules/{pk}/removal/preview",
    response=LookAhead,
    auth=RUN,
    url_name="api-day-rule-removal",
    summary="What taking a row off would move",
)
def day_rule_removal(request: TokenRequest, pk: Key, said: VersionIn) -> LookAhead:
    """Return the days that would move without the row; nothing is changed."""
    rule = get_rule_to_change_for(request.auth.standing, pk)
    if rule.version != said.version:
        raise ChangedMeanwhile
    moves, seen = workday_actions.preview(rule, workday_actions.rules_without(rule))
    return look_ahead(moves, (), seen)


@router.delete(
    "/workdays/rules/{pk}", response={204: None}, auth=RUN, url_name="api-day-rule", summary="Take days off away"
)
def day_rule_remove(request: TokenRequest, pk: Key, asked: Query[RemovalIn]) -> Status[None]:
    """Take a row off and move what follows."""
    rule = get_rule_to_change_for(request.auth.standing, pk)
    workday_actions.remove_rule(by=request.auth.standing.person, rule=rule, version=asked.version, seen=asked.seen)
    return Status(204, None)


def new_rule(request: TokenRequest) -> DayRule:
    """Return a row to come of the token's body.

    Raises:
        PermissionDenied: the person is no clerk of the whole body.
    """
    return DayRule(body=get_body_to_run_for(request.auth.standing), version=0)


def with_days(rule: DayRule, said: DayRuleIn) -> DayRule:
    """Return a row as it would be, cleaned by the form of the page.

    Raises:
        ChangedMeanwhile: it has another version now.
        ValidationError: its days cannot be.
    """
    if said.version != rule.version:
        raise ChangedMeanwhile
    form = DayRuleForm(said.model_dump(), instance=rule)
    refuse_wrong(form)
    return form.instance


def preview(rule: DayRule, said: DayRuleIn) -> LookAhead:
    """Return what a row would move."""
    held = with_days(rule, said)
    moves, seen = workday_actions.preview(held, workday_actions.rules_with(held))
    return look_ahead(moves, (), seen)


def save(request: TokenRequest, rule: DayRule, said: DayRuleDatesIn) -> DayRuleMoved:
    """Record a row and return it with what moved."""
    held = with_days(rule, said)
    moves = workday_actions.save_rule(by=request.auth.standing.person, rule=held, version=said.version, seen=said.seen)
    return DayRuleMoved(rule=day_rule_row(held), moves=[move_row(move) for move in moves])
