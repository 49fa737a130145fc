"""Forms of the organisation: they clean what was typed, and change nothing."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.access import below
from lotrinh.web.organisation.conflicts import Versioned
from lotrinh.web.organisation.models import Unit, UnitGroup
from lotrinh.web.organisation.queries import UnitQuerySet


class DateInput(forms.DateInput):
    """A day picked in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UnitForm(Versioned, forms.ModelForm[Unit]):
    """A unit of the clerk's own body; `units` are those that the clerk may put it under."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

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


class GroupForm(forms.Form):
    """Which units of a body a phrase means."""

    phrase = forms.CharField(label=_("Cụm từ trong kế hoạch"), max_length=300)
    units = forms.ModelMultipleChoiceField(
        label=_("Các đơn vị được hiểu là"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, body: Unit, on: datetime.date, group: UnitGroup | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["units"]
        if isinstance(chosen, forms.ModelMultipleChoiceField):
            kept = Q(in_groups=group) if group is not None else Q(pk=None)
            of_body = Unit.objects.all().with_descendants([body.pk])
            chosen.queryset = of_body.filter(Q(pk__in=Unit.objects.all().open_on(on)) | kept).distinct()
        if group is not None:
            self.fields["phrase"].disabled = True
