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
from lotrinh.web.programmes.splitting import STAYS, Thing, refuse_split, split_unit, things_of


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


class PlacesForm(forms.Form):
    """Where each thing goes; nothing is chosen beforehand, and all the rest of the work may be placed at once."""

    use_required_attribute = False  # what is placed with the rest needs no choice of its own

    rest = forms.ChoiceField(label=gettext_lazy("Mọi việc chưa chọn riêng ở dưới"), required=False)

    def __init__(
        self, *args: Any, things: Sequence[Thing], names: Sequence[str], old: str | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.things = things
        stays = [(STAYS, _("ở lại %(name)s") % {"name": old})] if old else []
        choices = [("", _("chưa chọn")), *stays, *((str(n), name) for n, name in enumerate(names, start=1))]
        nowhere = _("Hãy chọn nơi nhận.")
        kinds = {"work": _("Việc"), "unit": _("Đơn vị bên dưới"), "role": _("Người")}
        for thing in things:
            label = f"{kinds[thing.kind]}: {thing.label}"
            field = forms.ChoiceField(label=label, choices=choices, error_messages={"required": nowhere})
            field.required = thing.kind != "work" or not self.data.get("rest")
            self.fields[thing.key] = field
        rest = self.fields["rest"]
        if isinstance(rest, forms.ChoiceField):
            rest.choices = choices
        if not any(thing.kind == "work" for thing in things):
            del self.fields["rest"]

    def places(self) -> dict[str, str]:
        """Return the place of each thing that has one."""
        values = self.cleaned_data
        rest = values.get("rest", "")
        return {t.key: values.get(t.key) or (rest if t.kind == "work" else "") for t in self.things}


@roles(CLERK)
def unit_split(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Ask what a unit splits into, then where each thing goes; then do it."""
    found = get_unit_to_move_for(request.standing, pk)
    form = SplitForm(request.POST or None, initial={"version": found.version})
    context: dict[str, Any] = {"form": form, "unit": found}
    if request.method == "POST" and form.is_valid():
        said, old = form.cleaned_data, found.name if form.cleaned_data["goes_on"] else None
        sent = request.POST if "yes" in request.POST else None
        places = PlacesForm(sent, things=things_of(found, on=said["on"]), names=said["names"], old=old)
        try:
            if sent is not None and places.is_valid():
                split_unit(by=request.standing.person, unit=found, **said, places=places.places())
                messages.success(request, _("Đã chia tách; mỗi việc đã có đơn vị nhận."))
                return redirect("unit", found.pk)
            refuse_split(found, said["names"], goes_on=said["goes_on"], on=said["on"], decision=said["decision"])
            context["places"] = places
        except ChangedMeanwhile:
            form.add_error(None, _("Người khác vừa sửa đơn vị này; hãy mở lại trang để xem bản mới rồi sửa tiếp."))
        except ValidationError as error:
            refused = error.update_error_dict({})
            if "places" in refused:
                context["places"] = places
                places.add_error(None, refused["places"])
            else:
                form.refuse(error)
    failed = bool(form.errors) or ("places" in context and context["places"].is_bound)
    return render(request, "programmes/unit_split.html", context, status=422 if failed else 200)
