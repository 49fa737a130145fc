"""The page on which units merge: chosen, looked at with what each brings, then done."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.access import CLERK, PersonRequest, get_body_to_run_for, roles
from lotrinh.web.organisation.forms import DateInput
from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.old_communes import hint_of
from lotrinh.web.organisation.phrases import phrases_with
from lotrinh.web.organisation.row_fields import RowsField, parse_key
from lotrinh.web.programmes.mergers.merging import merge_units, refuse_merge, shares_of
from lotrinh.web.programmes.mergers.suggestions import suggest_successor


class MergeForm(forms.Form):
    """Which units merge, into which, since when and by which decision."""

    units = RowsField(
        label=gettext_lazy("Các đơn vị được sáp nhập"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    into = forms.ModelChoiceField(
        label=gettext_lazy("Đơn vị nhận"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("lập đơn vị mới, tên ghi ở dưới"),
    )
    name = forms.CharField(label=gettext_lazy("Tên đơn vị mới"), max_length=200, required=False)
    on = forms.DateField(label=gettext_lazy("Hiệu lực từ ngày"), widget=DateInput())
    decision = forms.CharField(
        label=gettext_lazy("Văn bản quyết định"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Nghị quyết số 12/NQ-HĐND ngày 20/6/2025."),
    )

    def __init__(self, *args: Any, body: Unit, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.all().of_body(body.pk).exclude(pk=body.pk)
        for name in ("units", "into"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = Unit.objects.all().open_on(on).filter(pk__in=units)

    def clean(self) -> dict[str, Any]:
        """Ask for a name where the successor is new."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("into") and not values.get("name", "").strip():
            self.add_error("name", _("Hãy chọn đơn vị nhận, hoặc ghi tên đơn vị mới."))
        return values

    def refuse(self, error: ValidationError) -> None:
        """Show why the merger was refused, beside its field where the form has that field."""
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, errors)


@roles(CLERK)
def unit_merge(request: PersonRequest) -> HttpResponseBase:
    """Show what each unit brings into a merger; then do it."""
    standing = request.standing
    body = get_body_to_run_for(standing)
    context = begun(request, body)
    form: MergeForm = context["form"]
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            if "yes" in request.POST:
                into = merge_units(by=standing.person, body=body, **values | {"units": list(values["units"])})
                messages.success(request, told_of_merger(into, is_ahead=values["on"] > standing.on))
                return redirect("unit", into.pk)
            refuse_merge(body, values["units"], values["into"], on=values["on"], decision=values["decision"])
            context["shares"] = shares_of(values["units"], on=values["on"])
            context["into"] = values["into"] or values["name"]
            touched = (phrases_with(unit, on=standing.on) for unit in values["units"])
            context["phrases"] = sorted({phrase for phrases in touched for phrase in phrases})
        except ValidationError as error:
            form.refuse(error)
    return render(request, "programmes/unit_merge.html", context, status=422 if form.errors else 200)


def begun(request: PersonRequest, body: Unit) -> dict[str, Any]:
    """Return the form with what was typed, and the successor that is known where none was typed."""
    on, typed = request.standing.on, request.POST or request.GET
    keys = [key for key in map(parse_key, typed.getlist("units")) if key is not None]
    candidates = Unit.objects.all().open_on(on).of_body(body.pk).exclude(pk=body.pk)
    units = list(candidates.filter(pk__in=keys))
    is_said = bool(typed.get("into") or typed.get("name", "").strip() or "yes" in typed)
    suggestion = None
    if units and not is_said:
        day, decision = parse_day(typed.get("on", "")), typed.get("decision", "")
        suggestion = suggest_successor(units, candidates, on=day, decision=decision)
    known = {"into": str(suggestion.into.pk) if suggestion.into else "", "name": suggestion.name} if suggestion else {}
    data = None
    if request.method == "POST":
        data = request.POST.copy()
        data.update(known)  # a QueryDict appends, and the last value counts
    form = MergeForm(data, body=body, on=on, initial={"units": keys} | known)
    hints = [hint for unit in units for hint in hint_of(unit.name)]
    return {"form": form, "body": body, "hints": hints, "suggestion": suggestion}


def parse_day(text: str) -> datetime.date | None:
    """Return the day that a field holds; None while it holds none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def told_of_merger(into: Unit, *, is_ahead: bool) -> str:
    """Return what a clerk is told of a merger that was recorded."""
    said = {"name": into.name}
    if is_ahead:
        return _("Đã ghi việc sáp nhập vào %(name)s; việc đang làm tự chuyển sang khi đến ngày.") % said
    return _("Đã sáp nhập vào %(name)s; việc đang làm đã chuyển sang.") % said
