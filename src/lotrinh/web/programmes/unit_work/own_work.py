"""An officer's work by how soon it is due, a page at a time: all of it is sorted, one page of it is read.

A unit may have hundreds of open assignments; sorting asks for a few columns of each, and only the rows that are shown
bring their plan, their units and their holds along.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from lotrinh.web.programmes.activities.forms import blank_report
from lotrinh.web.programmes.calendar.days_off import DaysOff
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.programmes.screen import row_of

Json = dict[str, Any]
State = Assignment.Progress
CARDS_A_PAGE = 20  # each holds a form: more than anybody scrolls through on a phone
MOST_DONE = 20  # of what is done, an officer sees the latest
SOON = datetime.timedelta(days=7)
SORTED_BY = ("pk", "duty", "unit", "occurrence_on", "progress", "due_on", "late_after")
GROUPS: dict[str, Promise] = {
    "late": _("Quá hạn"),
    "soon": _("Trong 7 ngày tới"),
    "later": _("Sau đó"),
    "unclear": _("Chưa rõ hạn"),
    "waiting": _("Chờ văn phòng trả lời"),
    "held": _("Tạm dừng"),
}


def groups_for_officer(assignments: AssignmentQuerySet, *, on: datetime.date, first: int = 0) -> list[Json]:
    """Return a unit's work by how soon it is due, then what waits for the office, what is on hold and what is done.

    Of all that is open together, one page of rows is told, from the `first` on; `total` says how many a group has.
    """
    open_work = assignments.exclude(progress=State.DONE).order_by("due_on", "pk")
    sorted_work: dict[str, list[Json]] = {key: [] for key in GROUPS}
    for each in next_times(open_work.values(*SORTED_BY), on=on):
        sorted_work[group_of(each, on=on)].append(each)
    shown = list(islice((each["pk"] for group in sorted_work.values() for each in group), first, first + CARDS_A_PAGE))
    done = assignments.filter(progress=State.DONE).order_by("-done_on", "-pk")
    latest = list(done.values_list("pk", flat=True)[:MOST_DONE])
    read, days_off = assignments.in_bulk([*shown, *latest]), DaysOff()
    rows = {pk: row_of(read[pk], on=on) | {"day_off": days_off.words(read[pk])} for pk in shown}
    groups = [
        {
            "key": key,
            "title": title,
            "rows": [
                rows[each["pk"]] | {"more_times": each["more_times"]} for each in sorted_work[key] if each["pk"] in rows
            ],
            "total": len(sorted_work[key]),
        }
        for key, title in GROUPS.items()
    ]
    done_rows = [row_of(read[pk], on=on) for pk in latest]
    return [*groups, {"key": "done", "title": _("Đã xong"), "rows": done_rows, "total": len(done_rows)}]


def group_of(work: Mapping[str, Any], *, on: datetime.date) -> str:
    """Return the group that open work belongs to."""
    match work["progress"]:
        case State.SUBMITTED | State.REFUSED:
            return "waiting"
        case State.ON_HOLD:
            return "held"
    if work["late_after"] is None:
        return "unclear"
    if work["late_after"] < on:
        return "late"
    return "soon" if work["late_after"] <= on + SOON else "later"


def next_times(work: Iterable[Json], *, on: datetime.date) -> Iterator[Json]:
    """Yield work; of the times of one duty that lie ahead and nobody has begun, the next one, with how many follow."""
    found: dict[object, Json] = {}
    for each in work:
        waits = each["occurrence_on"] is not None and each["occurrence_on"] > on
        folds = waits and each["progress"] == State.NOT_STARTED
        key = (each["duty"], each["unit"]) if folds else each["pk"]
        found.setdefault(key, each | {"more_times": -1})["more_times"] += 1
    yield from found.values()


class ReportFields:
    """The fields of the short report, drawn once for a page: each card has them under its own names and token."""

    def __init__(self, *, on: datetime.date, person: int) -> None:
        form = blank_report(0, on=on, person=person)
        self.token = str(form.initial["token"])
        self.drawn = render_to_string("programmes/_report_fields.html", {"form": form})

    def of(self, pk: int) -> SafeString:
        """Return the fields of the card of an assignment."""
        named = self.drawn.replace("v0_", f"v{pk}_").replace(self.token, str(uuid.uuid4()))
        return mark_safe(named)  # noqa: S308  # nosec B308, B703  # a form that nobody has typed into
