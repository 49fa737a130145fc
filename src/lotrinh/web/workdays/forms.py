"""Form of a row of days off; it cleans what was typed, and changes nothing."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.workdays.calendars import FIRST_YEAR, LAST_YEAR
from lotrinh.web.workdays.models import DayRule

LONGEST = 31  # days off in one row


class DayRuleForm(forms.ModelForm[DayRule]):
    """Days off, a day worked instead, or both, and the document behind it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = DayRule
        fields: ClassVar = ["name", "off_from", "off_until", "worked_on", "decided_by", "decided_on"]
        widgets: ClassVar = {name: DateInput() for name in ("off_from", "off_until", "worked_on", "decided_on")}
        help_texts: ClassVar = {
            "name": gettext_lazy("Ví dụ: Nghỉ hoán đổi dịp Quốc khánh."),
            "off_until": gettext_lazy("Để trống khi chỉ nghỉ một ngày."),
            "worked_on": gettext_lazy("Ngày nghỉ hằng tuần được làm thay; để trống khi không có."),
            "decided_by": gettext_lazy(
                "Số, ký hiệu và cơ quan ban hành, ví dụ: Thông báo số 12/TB-UBND của UBND phường."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Hold the days together; one day off needs no end."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        first, last, worked = (values.get(name) for name in ("off_from", "off_until", "worked_on"))
        if first is None and worked is None and not self.errors:
            raise ValidationError(_("Hãy ghi ngày nghỉ hoặc ngày làm bù."))
        if last is not None and first is None:
            self.add_error("off_from", _("Có ngày cuối thì cần có ngày đầu."))
        elif first is not None and last is None:
            values["off_until"] = first
        elif first is not None and last is not None and not 0 <= (last - first).days < LONGEST:
            self.add_error("off_until", _("Ngày cuối phải sau ngày đầu, và một dòng không quá %s ngày.") % LONGEST)
        for name in ("off_from", "off_until", "worked_on"):
            self.hold_year(name, values.get(name))
        return values

    def hold_year(self, name: str, day: datetime.date | None) -> None:
        """Refuse a year that the calendar does not reach."""
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR and name not in self.errors:
            said = _("Năm phải từ %(first)s đến %(last)s.")
            self.add_error(name, said % {"first": FIRST_YEAR, "last": LAST_YEAR})
