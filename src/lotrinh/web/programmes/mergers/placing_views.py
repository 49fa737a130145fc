"""The page on which a clerk places anew what waits for a split, filled in with what was recorded."""

from __future__ import annotations

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
from lotrinh.web.organisation.conflicts import VersionedForm, show_conflict
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.mergers.placing import WITH_REST, Placing, nothing_waits, place_anew, placing_of
from lotrinh.web.programmes.mergers.split_views import name_of, stays_with
from lotrinh.web.programmes.mergers.splitting import STAYS


class PlacesAnewForm(VersionedForm):
    """Where each thing goes, as it was said, and where whatever comes until the day goes."""

    later = forms.ChoiceField(
        label=gettext_lazy("Việc, đơn vị và người đến thêm trước ngày chia tách"),
        help_text=gettext_lazy("Chưa biết có hay không; nếu có thì tự về nơi này khi đến ngày."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, unit: Unit, placing: Placing) -> None:
        said = placing.places | {"later": placing.later, "version": unit.version}
        super().__init__(data, initial=said)
        self.keys = list(placing.places)
        units = [(n, stays_with(one.name) if n == STAYS else one.name) for n, one in placing.units.items()]
        with_rest = (WITH_REST, _("cùng nơi với những gì đến thêm"))
        for thing in placing.things:
            place = forms.ChoiceField(label=name_of(thing), choices=[with_rest, *units])
            place.required = not self.is_bound or thing.key in self.data  # what came since was on no page
            self.fields[thing.key] = place
        if isinstance(later := self.fields["later"], forms.ChoiceField):
            later.choices = units

    def places(self) -> dict[str, str]:
        """Return the place of each thing that the person saw; what came since is not theirs to have left out."""
        return {key: self.cleaned_data[key] for key in self.keys if key in self.data}


@roles(CLERK)
def split_places(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Place anew what waits for a split; where none waits any more, say so on the page of the unit."""
    found = get_unit_to_move_for(request.standing, pk)
    placing = placing_of(found)
    if placing is None:
        messages.info(request, nothing_waits())
        return redirect("unit", pk)
    form = PlacesAnewForm(request.POST or None, unit=found, placing=placing)
    if request.method == "POST" and form.is_valid():
        said = {"places": form.places(), "later": form.cleaned_data["later"], "version": form.cleaned_data["version"]}
        try:
            place_anew(by=request.standing.person, unit=found, **said)
        except ChangedMeanwhile:
            show_conflict(form, found, lambda: PlacesAnewForm(unit=found, placing=placing_of(found) or placing))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã lưu chỗ mới; đơn vị tự chia tách khi đến ngày."))
            return redirect("unit", pk)
    context = {"form": form, "unit": found, "split": placing.split}
    return render(request, "programmes/unit_split_places.html", context, status=422 if form.errors else 200)
