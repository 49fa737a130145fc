"""The page on which a unit splits: first what it becomes, then a place for each thing that it has open."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.access import CLERK, PersonRequest, get_unit_to_move_for, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.forms import ChangeForm
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.mergers.splitting import STAYS, Thing, refuse_split, split_unit, things_of


class SplitForm(ChangeForm):
    """What a unit splits into, since when and by which decision."""

    names = forms.CharField(
        label=gettext_lazy("Các đơn vị mới"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2600,
        help_text=gettext_lazy("Mỗi tên một dòng."),
    )
    goes_on = forms.BooleanField(label=gettext_lazy("Đơn vị cũ vẫn tiếp tục"), required=False)
    field_order = ("names", "goes_on")

    def clean_names(self) -> list[str]:
        """Return the names, one a line."""
        lines = unicodedata.normalize("NFC", self.cleaned_data["names"]).splitlines()
        return [name for line in lines if (name := " ".join(line.split()))]


def name_of(thing: Thing) -> str:
    """Return what the field of a thing is called."""
    kinds = {"work": _("Việc"), "unit": _("Đơn vị bên dưới"), "role": _("Người")}
    return f"{kinds[thing.kind]}: {thing.label}"


def stays_with(name: str) -> str:
    """Return what the place of the old unit is called."""
    return _("ở lại %(name)s") % {"name": name}


class PlacesForm(forms.Form):
    """Where each thing goes; nothing is chosen beforehand, and all the rest of the work may be placed at once."""

    use_required_attribute = False  # what is placed with the rest needs no choice of its own

    rest = forms.ChoiceField(label=gettext_lazy("Mọi việc chưa chọn riêng ở dưới"), required=False)
    later = forms.ChoiceField(
        label=gettext_lazy("Việc, đơn vị và người đến thêm trước ngày chia tách"),
        help_text=gettext_lazy("Chưa biết có hay không; nếu có thì tự về nơi này khi đến ngày."),
    )

    def __init__(
        self,
        *args: Any,
        things: Sequence[Thing],
        names: Sequence[str],
        old: str | None,
        is_ahead: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.things = things
        stays = [(STAYS, stays_with(old))] if old else []
        choices = [("", _("chưa chọn")), *stays, *((str(n), name) for n, name in enumerate(names, start=1))]
        nowhere = _("Hãy chọn nơi nhận.")
        for thing in things:
            place = forms.ChoiceField(label=name_of(thing), choices=choices, error_messages={"required": nowhere})
            place.required = thing.kind != "work" or not self.data.get("rest")
            self.fields[thing.key] = place
        for name in ("rest", "later"):
            if isinstance(field := self.fields[name], forms.ChoiceField):
                field.choices = choices
        self.fields["later"].error_messages["required"] = nowhere
        if not is_ahead:
            del self.fields["later"]
        if not any(thing.kind == "work" for thing in things):
            del self.fields["rest"]

    def places(self) -> dict[str, str]:
        """Return the place of each thing that has one."""
        values = self.cleaned_data
        rest = values.get("rest", "")
        return {t.key: values.get(t.key) or (rest if t.kind == "work" else "") for t in self.things}


@roles(CLERK)
def unit_split(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Ask what a unit splits into, then where each thing goes; then do it, or record it for its day."""
    found = get_unit_to_move_for(request.standing, pk)
    form = SplitForm(request.POST or None, initial={"version": found.version})
    context: dict[str, Any] = {"form": form, "unit": found}
    if request.method == "POST" and form.is_valid():
        context["places"] = places = places_form(request, found, form.cleaned_data)
        try:
            if places.is_bound and places.is_valid():
                return split_as_said(request, found, form.cleaned_data, places)
            refuse_split(found, **{name: form.cleaned_data[name] for name in ("names", "goes_on", "on", "decision")})
        except ChangedMeanwhile:
            form.add_error(None, _("Người khác vừa sửa đơn vị này; hãy mở lại trang để xem bản mới rồi sửa tiếp."))
        except ValidationError as error:
            refuse(error, form, places)
        if form.errors:
            del context["places"]
    failed = bool(form.errors) or ("places" in context and context["places"].is_bound)
    return render(request, "programmes/unit_split.html", context, status=422 if failed else 200)


def places_form(request: PersonRequest, unit: Unit, said: dict[str, Any]) -> PlacesForm:
    """Return the form of places, with what was chosen where something was."""
    return PlacesForm(
        request.POST if "yes" in request.POST else None,
        things=things_of(unit, on=said["on"]),
        names=said["names"],
        old=unit.name if said["goes_on"] else None,
        is_ahead=said["on"] > request.standing.on,
    )


def split_as_said(request: PersonRequest, unit: Unit, said: dict[str, Any], places: PlacesForm) -> HttpResponseBase:
    """Split, and tell the clerk whether it is done or waits."""
    later = places.cleaned_data.get("later", "")
    split_unit(by=request.standing.person, unit=unit, **said, places=places.places(), later=later)
    if said["on"] > request.standing.on:
        messages.success(request, _("Đã ghi; đơn vị tự chia tách khi đến ngày, mỗi việc về nơi đã xếp."))
    else:
        messages.success(request, _("Đã chia tách; mỗi việc đã có đơn vị nhận."))
    return redirect("unit", unit.pk)


def refuse(error: ValidationError, form: SplitForm, places: PlacesForm) -> None:
    """Show why the split was refused: beside the places where one is missing, else beside what was said of it."""
    refused = error.update_error_dict({})
    if places.is_bound and refused.keys() <= {"places", "later"}:
        for errors in refused.values():
            places.add_error(None, errors)
    else:
        form.refuse(error)
