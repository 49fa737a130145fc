"""Forms of the organisation: they clean what was typed, and change nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.models import Unit, UnitGroup
from lotrinh.web.organisation.queries import UnitQuerySet


class DateInput(forms.DateInput):
    """A day picked in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UnitForm(forms.ModelForm[Unit]):
    """A unit of the clerk's own body."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Unit
        fields: ClassVar = ["name", "short_name", "parent", "founded_on", "closed_on"]
        widgets: ClassVar = {"founded_on": DateInput(), "closed_on": DateInput()}
        help_texts: ClassVar = {
            "name": _("Tên đầy đủ như trong văn bản."),
            "closed_on": _("Để trống khi đơn vị còn hoạt động; lịch sử vẫn được giữ."),
        }

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        if self.instance.pk and self.instance.parent_id is None:
            del self.fields["parent"]  # a body stands under nothing
        elif isinstance(parent, forms.ModelChoiceField):
            parent.queryset, parent.required, parent.empty_label = units, True, None


class GroupForm(forms.Form):
    """Which units a phrase means."""

    phrase = forms.CharField(label=_("Cụm từ trong kế hoạch"), max_length=300)
    units = forms.ModelMultipleChoiceField(
        label=_("Các đơn vị được hiểu là"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, units: UnitQuerySet, group: UnitGroup | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["units"]
        if isinstance(chosen, forms.ModelMultipleChoiceField):
            chosen.queryset = units
        if group is not None:
            self.fields["phrase"].disabled = True
