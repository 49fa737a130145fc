"""What narrows a list of assignments: read from the address, said as the choices of a form. One way for every page.

A programme may have thousands of units: past `MOST_CHOICES` nobody picks from a list, so a part of the name is asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.vietnamese.folding import fold
from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.queries import UnitQuerySet
from lotrinh.web.organisation.row_fields import parse_key
from lotrinh.web.programmes.matrix.counting import AXES, UNDER_NONE
from lotrinh.web.programmes.models import Assignment, Duty, Programme, Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet

Json = dict[str, Any]
MOST_CHOICES = 200
ASKED = ("duty", "unit", "unit_words", "stage", "theme", "channel", "state")
STATES = {
    "done_in_time": gettext_lazy("xong đúng hạn"),
    "done_late": gettext_lazy("xong trễ hạn"),
    "open_in_time": gettext_lazy("đang làm, trong hạn"),
    "open_late": gettext_lazy("quá hạn"),
}
OTHER_STATES = {
    "untouched": gettext_lazy("chưa bắt đầu"),
    "submitted": gettext_lazy("chờ xác nhận"),
    "returned": gettext_lazy("bị trả lại"),
    "refused": gettext_lazy("đơn vị từ chối"),
    "on_hold": gettext_lazy("tạm dừng"),
    "unclear": gettext_lazy("chưa rõ hạn"),
}


def filtered(
    assignments: AssignmentQuerySet, query: QueryDict, stages: Sequence[Stage], *, on: datetime.date
) -> tuple[AssignmentQuerySet, Json]:
    """Return the assignments that the address asks for, and what it asked; what it cannot mean is left out."""
    asked: Json = {name: query.get(name, "") for name in ASKED}
    for axis in ("duty", *AXES):
        assignments = placed_on(assignments, axis, asked[axis], stages)
    assignments = named_like(assignments, asked["unit_words"])
    match asked["state"]:
        case "done_in_time":
            assignments = assignments.done_in_time()
        case "done_late":
            assignments = assignments.done_late()
        case "open_in_time":
            assignments = assignments.open_in_time(on=on)
        case "open_late":
            assignments = assignments.open_late(on=on)
        case "untouched":
            assignments = assignments.filter(progress=Assignment.Progress.NOT_STARTED)
        case "submitted" | "returned" | "refused" | "on_hold":
            assignments = assignments.filter(progress=asked["state"])
        case "unclear":
            assignments = assignments.filter(due_on=None)
    return assignments, asked


def placed_on(assignments: AssignmentQuerySet, axis: str, asked: str, stages: Sequence[Stage]) -> AssignmentQuerySet:
    """Return the assignments at one place of an axis: a key as typed, or "none"; nonsense is no filter."""
    key = parse_key(asked)
    if axis == "stage":
        stage = next((stage for stage in stages if stage.pk == key), None)
        if stage is not None:
            return assignments.in_stage(stage)
        return assignments.in_no_stage(stages) if asked == UNDER_NONE else assignments
    if axis in ("duty", "unit"):
        return assignments if key is None else assignments.filter(**{axis: key})
    if key is None and asked != UNDER_NONE:
        return assignments
    named = {"themes": key} if axis == "theme" else {"channels": key}
    return assignments.filter(duty__in=Duty.objects.filter(**named))


def named_like(assignments: AssignmentQuerySet, words: str) -> AssignmentQuerySet:
    """Return the assignments of units with these words in their name, without regard to marks.

    Of units one of which is named just so, that one alone: "Xã 1" is not "Xã 11". No words are no filter.
    """
    asked = fold(words)
    if not asked:
        return assignments
    folded = {pk: fold(name) for pk, name in units_in(assignments).values_list("pk", "name")}
    exactly = [pk for pk, name in folded.items() if name == asked]
    return assignments.filter(unit__among=exactly or [pk for pk, name in folded.items() if asked in name])


def filters_of(
    programme: Programme, stages: Sequence[Stage], own: AssignmentQuerySet, asked: Json, *, units_seen: int = 0
) -> list[Json]:
    """Return the choices that narrow the list; what the plan does not have is no choice.

    Args:
        units_seen: how many units there are at least, as the page knows already; of too many none is read.
    """
    named: dict[str, tuple[str, list[tuple[int, str]]]] = {
        "stage": (_("Giai đoạn, hoặc hạn trong giai đoạn"), [(stage.pk, stage.label) for stage in stages]),
        "theme": (_("Nội dung"), [(theme.pk, theme.title) for theme in programme.themes.all()]),
        "channel": (_("Hình thức"), [(channel.pk, str(channel)) for channel in programme.channels.all()]),
    }
    has_many = units_seen > MOST_CHOICES
    units = [] if has_many else list(units_in(own).values_list("pk", "name")[: MOST_CHOICES + 1])
    others = [
        choice(key, name, asked[key], [*((str(pk), label) for pk, label in options), (UNDER_NONE, _("chưa rõ"))])
        for key, (name, options) in named.items()
        if options
    ]
    if not (units or has_many):
        return others
    return [choice_of_unit(_("Đơn vị"), units, asked, has_many=has_many), *others]


def choice(key: str, name: str, asked: str, options: list[tuple[str, str]]) -> Json:
    """Return one choice of a form."""
    return {"key": key, "name": name, "asked": asked, "options": options, "is_typed": False}


def choice_of_unit(
    name: str, units: Sequence[tuple[int, str]], asked: Mapping[str, str], *, has_many: bool = False
) -> Json:
    """Return the choice of a unit: a list, or, where that would be too long, a part of the name to be typed."""
    if len(units) <= MOST_CHOICES and not has_many:
        return choice("unit", name, asked["unit"], [(str(pk), label) for pk, label in units])
    words = asked["unit_words"] or name_of(asked["unit"])
    return {"key": "unit_words", "name": name, "asked": words, "options": [], "is_typed": True}


def name_of(asked: str) -> str:
    """Return the name of the unit that an address asks for by its key, to stand where a name is typed."""
    return Unit.objects.filter(pk=parse_key(asked) or 0).values_list("name", flat=True).first() or ""


def units_in(assignments: AssignmentQuerySet) -> UnitQuerySet:
    """Return the units that these assignments are given to, in their order."""
    return Unit.objects.filter(pk__in=assignments.order_by().values("unit"))
