"""The form that says how a duty recurs: how often, its first day, its last; nothing is filled in that nobody said."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lotrinh.plans.occurrences import Rule, first_day, parse_rule
from lotrinh.web.organisation.conflicts import VersionedForm
from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.programmes.models import Duty
from lotrinh.web.programmes.occurrences.laying_out import known_end
from lotrinh.web.registry.words import RECURRENCES, recurrence_words

Json = dict[str, Any]


class RecurrenceForm(VersionedForm):
    """How often, from when, until when."""

    often = forms.ChoiceField(label=_("Nhịp"))
    first = forms.DateField(
        label=_("Kỳ đầu tiên đến hạn ngày"),
        widget=DateInput(),
        help_text=_(
            "Các kỳ sau theo đúng ngày này của tuần, tháng hoặc năm. Báo cáo định kỳ theo Nghị định 09/2019/NĐ-CP "
            "chốt số liệu ngày 14."
        ),
        error_messages={"required": _("Hãy chọn ngày đến hạn của kỳ đầu tiên.")},
    )
    until = forms.DateField(
        label=_("Không có kỳ nào sau ngày"),
        widget=DateInput(),
        error_messages={"required": _("Hãy chọn ngày cuối: không ai biết thì chưa xếp kỳ.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, duty: Duty, on: datetime.date) -> None:
        self.said = parse_rule(duty.recurrence)
        first, until = duty.recurs_from, duty.recurs_until
        if first is None and self.said is not None:
            first, until = first_day(self.said, since=max(on, duty.programme.issued_on or on)), known_end(duty)
        shown = {"often": how_often(self.said), "first": first, "until": until, "version": duty.version}
        super().__init__(data, initial=shown)
        if isinstance(often := self.fields["often"], forms.ChoiceField):
            known: dict[str, Any] = dict(RECURRENCES) | ({how_often(self.said): how_often_words(self.said)})
            often.choices = [(key, label) for key, label in known.items() if key]

    def clean(self) -> Json:
        cleaned = super().clean() or {}
        rule = parse_rule(cleaned.get("often", ""))
        if rule is not None:
            same = self.said is not None and how_often(self.said) == how_often(rule)
            self.rule = self.said if same and self.said is not None else rule
        return cleaned

    def refuse(self, error: ValidationError) -> None:
        """Show why days were refused beside their field."""
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, errors)


def how_often(rule: Rule | None) -> str:
    """Return how often a rule comes, without its day."""
    return str(replace(rule, weekday=None, month_day=None, month=None)) if rule is not None else ""


def how_often_words(rule: Rule | None) -> str:
    """Return how often a rule comes in words; one of no common name tells its own numbers."""
    key = how_often(rule)
    if rule is None or key in RECURRENCES:
        return recurrence_words(key)
    unit = {"DAILY": gettext("ngày"), "WEEKLY": gettext("tuần"), "MONTHLY": gettext("tháng"), "YEARLY": gettext("năm")}
    return gettext("%(n)s %(unit)s một lần") % {"n": rule.interval, "unit": unit[rule.frequency]}
