"""Pages on which a clerk says what phrases mean; what a rule gives is shown, with the day, before it is used."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import (
    CLERK,
    PersonRequest,
    Standing,
    get_body_to_run_for,
    get_group_to_change_for,
    groups_for,
    roles,
)
from lotrinh.web.organisation.forms import GroupForm, RuleForm
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.group_rules import GroupRule, Rule, suggest_rule
from lotrinh.web.organisation.models import Unit, UnitGroup
from lotrinh.web.organisation.phrases import key_of, open_book, rule_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What a rule gives on a day."""

    on: datetime.date
    units: list[Unit]


def rule_form(request: PersonRequest, body: Unit, phrase: str) -> RuleForm:
    """Return the form for a phrase of a plan: as it is remembered, else with the rule that its words ask for."""
    group = UnitGroup.objects.filter(body=body, folded=key_of(phrase)).first()
    start = start_of(group, phrase, body)
    return RuleForm(request.POST or None, body=body, on=request.standing.on, group=group, start=start)


def start_of(group: UnitGroup | None, phrase: str, body: Unit) -> GroupRule:
    """Return the rule that a form begins with."""
    return rule_of(group) if group is not None else suggest_rule(phrase, body=body.pk) or GroupRule()


def preview_of_rule(request: PersonRequest, form: RuleForm, body: Unit) -> Shown | None:
    """Return what the rule in a form gives today, where the clerk has not said yes to it yet.

    A list of names is its own preview. A rule not sent yet, suggested or remembered, is shown too.
    """
    if form.is_bound and (not form.is_valid() or "yes" in request.POST):
        return None
    rule = form.said() if form.is_bound else form.start
    if rule.rule == Rule.NAMED:
        return None
    return Shown(request.standing.on, open_book(body, on=request.standing.on).units_under(rule))


@roles(CLERK)
def group_change(request: PersonRequest, pk: int | None = None) -> HttpResponseBase:
    """Say which units a phrase means."""
    standing = request.standing
    group = get_group_to_change_for(standing, pk) if pk is not None else None
    body = group.body if group is not None else get_body_to_run_for(standing)
    phrase = group.phrase if group is not None else request.GET.get("phrase", "")
    start = start_of(group, phrase, body)
    initial = {"phrase": phrase}
    form = GroupForm(request.POST or None, body=body, on=standing.on, group=group, start=start, initial=initial)
    shown = preview_of_rule(request, form, body)
    if request.method == "POST" and form.is_valid() and shown is None:
        try:
            link_group(by=standing.person, body=body, phrase=form.cleaned_data["phrase"], rule=form.said())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã ghi nhớ: từ nay cụm từ này được hiểu như vậy trong mọi kế hoạch."))
            return redirect("unit-list")
    context = {"form": form, "shown": shown}
    return render(request, "organisation/group_form.html", context, status=422 if form.errors else 200)


def shown_groups(standing: Standing, *, on: datetime.date) -> list[dict[str, Any]]:
    """Return the phrases of a person's bodies with their rule in words and what they mean on a day."""
    groups = list(groups_for(standing).select_related("body", "root"))
    books = {body: open_book(body, on=on) for body in dict.fromkeys(group.body for group in groups)}
    return [
        {
            "pk": group.pk,
            "phrase": group.phrase,
            "rule": rule_in_words(group),
            "units": books[group.body].units_meant_by(group.phrase),
            "can_change": group.body_id in standing.clerk_ids,
        }
        for group in groups
    ]


def rule_in_words(group: UnitGroup) -> str:
    """Say what rule a phrase goes by; "" where it names its units."""
    if group.rule == Rule.NAMED:
        return ""
    said = {"root": group.root.name if group.root else "", "words": group.words}
    sentence = _("Các đơn vị ngay dưới %(root)s") if group.rule == Rule.CHILDREN else _("Mọi đơn vị dưới %(root)s")
    if group.words:
        sentence += _(", tên bắt đầu bằng: %(words)s")
    return sentence % said
