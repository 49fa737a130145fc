"""Forms of the organisation: they clean what was typed, and change nothing."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.access import below
from lotrinh.web.organisation.conflicts import Versioned
from lotrinh.web.organisation.group_rules import GroupRule
from lotrinh.web.organisation.models import Unit, UnitGroup
from lotrinh.web.organisation.phrases import keys_of, words_of
from lotrinh.web.organisation.queries import UnitQuerySet
from lotrinh.web.organisation.row_fields import RowsField


class DateInput(forms.DateInput):
    """A day picked in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UnitForm(Versioned, forms.ModelForm[Unit]):
    """A unit of the clerk's own body; `units` are those that the clerk may put it under."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    decision = forms.CharField(
        label=_("Văn bản thành lập"), max_length=200, required=False, help_text=_("Lịch sử của đơn vị bắt đầu từ đây.")
    )

    class Meta:
        model = Unit
        fields: ClassVar = ["name", "short_name", "code", "parent", "founded_on", "closed_on"]
        widgets: ClassVar = {"founded_on": DateInput(), "closed_on": DateInput()}
        help_texts: ClassVar = {
            "name": _("Tên đầy đủ như trong văn bản."),
            "closed_on": _("Để trống khi đơn vị còn hoạt động; lịch sử vẫn được giữ."),
        }

    def __init__(self, *args: Any, units: UnitQuerySet, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit, parent = self.instance, self.fields["parent"]
        if unit.pk is None:
            del self.fields["closed_on"]  # nothing new is closed
        else:
            del self.fields["decision"]  # mending a slip is no decision
        if unit.pk and unit.closed_on is None:
            del self.fields["closed_on"]  # a unit ends by a decision, on a page of its own
        if unit.pk and (unit.parent_id is None or not units.filter(pk=unit.parent_id).exists()):
            del self.fields["parent"]  # a body stands under nothing, and a clerk's topmost unit stays where it is
        elif isinstance(parent, forms.ModelChoiceField):
            kept = [unit.parent_id] if unit.parent_id else []
            above = units.open_on(on) | units.filter(pk__in=kept)
            parent.queryset = above.exclude(pk__in=below([unit.pk]) if unit.pk else ())
            parent.required, parent.empty_label = True, None

    def refuse(self, error: ValidationError) -> None:
        """Show why the change was refused, beside its field where the form has that field."""
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, errors)

    def clean_name(self) -> str:
        """Return the name with each letter and its marks as one sign."""
        return unicodedata.normalize("NFC", self.cleaned_data["name"])

    def clean_short_name(self) -> str:
        """As `clean_name`."""
        return unicodedata.normalize("NFC", self.cleaned_data["short_name"])


class UnitTableForm(forms.Form):
    """A table of units to look at before it is taken in."""

    table = forms.FileField(label=_("Bảng đơn vị"), help_text=_("Tệp .xlsx hoặc .csv, dòng đầu là tên cột."))
    decision = forms.CharField(
        label=_("Đổi tên, chuyển đơn vị cấp trên theo văn bản"),
        max_length=200,
        required=False,
        help_text=_("Để trống nếu bảng chỉ thêm đơn vị hoặc sửa lỗi gõ."),
    )
    on = forms.DateField(label=_("Hiệu lực từ ngày"), required=False, widget=DateInput())

    def clean(self) -> dict[str, Any]:
        """Ask for both the decision and its day, or neither."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(values.get("decision")) != bool(values.get("on")) and "on" not in self.errors:
            self.add_error("on" if values.get("decision") else "decision", _("Hãy ghi cả văn bản và ngày hiệu lực."))
        return values


class RuleForm(forms.Form):
    """The units that a phrase means: some by name, or a rule over the tree with exceptions."""

    rule = forms.ChoiceField(label=_("Cụm từ này chỉ"), choices=UnitGroup.Rule.choices, widget=forms.RadioSelect)
    root = forms.ModelChoiceField(
        label=_("Dưới đơn vị"), queryset=Unit.objects.none(), required=False, empty_label=_("cả cơ quan")
    )
    words = forms.CharField(
        label=_("Chỉ những đơn vị có tên bắt đầu bằng"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: xã, phường, đặc khu. Để trống là mọi tên."),
    )
    units = RowsField(
        label=_("Kể tên các đơn vị"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Khi theo quy tắc: những đơn vị thêm vào ngoài quy tắc."),
    )
    left_out = RowsField(
        label=_("Trừ các đơn vị"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        body: Unit,
        on: datetime.date,
        start: GroupRule,
        group: UnitGroup | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        began: dict[str, Any] = {"rule": start.rule, "root": start.root, "words": ", ".join(start.words)}
        began |= {"units": start.added, "left_out": start.left_out}
        super().__init__(data, initial=began | (initial or {}))
        self.body, self.start = body, start
        of_body = Unit.objects.all().of_body(body.pk)
        is_open = Q(pk__in=Unit.objects.all().open_on(on))
        kept = Q(in_groups=group) | Q(left_out_of_groups=group) if group is not None else Q(pk=None)
        for name, queryset in {
            "root": of_body.filter(is_open),
            "units": of_body.filter(is_open | kept).distinct(),
            "left_out": of_body.filter(is_open | kept).distinct(),
        }.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queryset

    def clean(self) -> dict[str, Any]:
        """Ask for a unit where the phrase means units by name."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("rule") == UnitGroup.Rule.NAMED and "units" in values and not values["units"]:
            self.add_error("units", _("Trường này là bắt buộc: hãy chọn ít nhất một đơn vị, hoặc chọn một quy tắc."))
        return values

    def said(self) -> GroupRule:
        """Return the rule that was chosen, after the form was found good."""
        values = self.cleaned_data
        added, left_out = keys_of(values["units"]), keys_of(values["left_out"])
        if values["rule"] == UnitGroup.Rule.NAMED:
            return GroupRule(added=added)
        root = values["root"] or self.body
        words = words_of(unicodedata.normalize("NFC", values["words"]))
        return GroupRule(rule=values["rule"], root=root.pk, words=words, added=added, left_out=left_out)


class GroupForm(RuleForm):
    """A phrase of plans, and the units of a body that it means."""

    phrase = forms.CharField(label=_("Cụm từ trong kế hoạch"), max_length=300)
    field_order = ("phrase",)

    def __init__(self, data: QueryDict | None, *, group: UnitGroup | None = None, **kwargs: Any) -> None:
        super().__init__(data, group=group, **kwargs)
        if group is not None:
            self.fields["phrase"].disabled = True


class DayForm(forms.Form):
    """The day whose tree is looked at."""

    ngay = forms.DateField(label=_("Xem cây tại ngày"), widget=DateInput())


class ChangeForm(forms.Form):
    """What every dated change of a unit needs: its day, its decision, and the version that was looked at."""

    on = forms.DateField(label=_("Hiệu lực từ ngày"), widget=DateInput())
    decision = forms.CharField(
        label=_("Văn bản quyết định"),
        max_length=200,
        help_text=_("Ví dụ: Nghị quyết số 12/NQ-HĐND ngày 20/6/2025."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def refuse(self, error: ValidationError) -> None:
        """Show why the change was refused, beside its field where the form has that field."""
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, errors)


class RenameForm(ChangeForm):
    """A unit's new name."""

    name = forms.CharField(label=_("Tên mới"), max_length=200)
    field_order = ("name",)

    def clean_name(self) -> str:
        """Return the name with each letter and its marks as one sign."""
        return unicodedata.normalize("NFC", self.cleaned_data["name"])


class MoveForm(ChangeForm):
    """A unit's new place."""

    parent = forms.ModelChoiceField(label=_("Đơn vị cấp trên mới"), queryset=Unit.objects.none(), empty_label=_("chọn"))
    field_order = ("parent",)

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units
