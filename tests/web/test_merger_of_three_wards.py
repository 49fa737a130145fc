"""A city whose three wards merge with everything under way: what stands before and after agrees, by unit and by origin.

Open work goes over once, with its steps, plans, activities and figures; what was done stays with who did it.
"""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from typing import Any

import pytest
from django.db.models import Count, Sum

from lotrinh.plans.occurrences import Rule
from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import standing_of
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities.actions import Told, report_activity
from lotrinh.web.programmes.activities.parts import FIGURES
from lotrinh.web.programmes.mergers.merging import merge_units
from lotrinh.web.programmes.models import Activity, Assignment, Duty, Programme, Question, WorkStep
from lotrinh.web.programmes.occurrences.actions import lay_out, preview_layout
from lotrinh.web.programmes.states.actions import accept_assignment
from lotrinh.web.programmes.unit_work.access import questions_for
from lotrinh.web.programmes.unit_work.plan_actions import Said, add_step
from lotrinh.web.programmes.unit_work.question_actions import ask
from tests.web.builders import TEXT, confirmed
from tests.web.conftest import Ward, person_with

TODAY = datetime.date(2026, 3, 20)
DECISION = "Nghị quyết số 12/NQ-HĐND ngày 10/3/2026"
MONTHLY = "- Chăm sóc cây trước cửa nhà; báo cáo kết quả hằng tháng.\n\n- Dọn vệ sinh quanh gốc cây;"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def officers(ward: Ward) -> list[Person]:
    return [person_with("officer", unit, f"can-bo-{n}") for n, unit in enumerate(ward.groups)]


@pytest.fixture
def programme(ward: Ward, officers: list[Person]) -> Programme:
    """Three units, each with every kind of thing in every kind of state, and no two with the same figures."""
    text = TEXT.replace("- Chăm sóc cây trước cửa nhà;", MONTHLY)
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body, text))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    duty, other = made.duties.filter(unit_phrase="Các tổ dân phố").order_by("position")[:2]
    spread_over_months(ward, duty)
    for n, (unit, officer) in enumerate(zip(ward.groups, officers, strict=True), start=1):
        first, second = Assignment.objects.filter(unit=unit, duty=duty).order_by("occurrence_on")[:2]
        tell(officer, first, "submitted", people=10 * n)
        first.refresh_from_db()
        accept_assignment(by=ward.clerk, assignment=first, version=first.version)
        tell(officer, second, "in_progress", people=n, copies=100 * n)
        tell(officer, Assignment.objects.get(unit=unit, duty=other), "in_progress", people=1000 * n)
        for step in range(n):
            add_step(by=officer, assignment=second, said=Said(f"Bước {step}"))
        ask(by=officer, assignment=second, text=f"Câu hỏi của {unit}?", shows_unit=True)
    return made


def spread_over_months(ward: Ward, duty: Duty) -> None:
    rule = Rule("MONTHLY", month_day=25)
    days = {"first": datetime.date(2026, 1, 25), "until": datetime.date(2026, 6, 30)}
    seen = preview_layout(duty, rule=rule, **days).mark
    lay_out(by=ward.clerk, duty=duty, version=duty.version, rule=rule, seen=seen, **days)


def tell(by: Person, work: Assignment, progress: str, **figures: int) -> None:
    told = Told(**figures)  # type: ignore[arg-type]  # figures only
    report_activity(
        by=by, assignment=work, progress=progress, on=TODAY, note="", files=[], token=uuid.uuid4(), told=told
    )


def sums(**where: Any) -> dict[str, int | None]:
    return Activity.objects.filter(**where).aggregate(**{name: Sum(name) for name in FIGURES}, told=Count("pk"))


def totals(ward: Ward) -> dict[str, Any]:
    """Return everything that must be the same before and after."""
    work = Assignment.objects.all()
    return {
        "four": work.four_figures(on=TODAY),
        "states": Counter(work.values_list("progress", flat=True)),
        "days": Counter(work.values_list("duty", "occurrence_on", "due_on")),
        "figures": sums(),
        "steps": WorkStep.objects.count(),
        "questions": questions_for(standing_of(ward.clerk, on=TODAY)).count(),
    }


def of_unit(unit: Unit) -> dict[str, Any]:
    """Return what a unit, or an origin after the merger, has open and told."""
    open_work = Assignment.objects.exclude(progress="done")
    mine = open_work.filter(origin=unit) if unit.closed_on else open_work.filter(unit=unit)
    return {
        "open": mine.count(),
        "due": Counter(mine.values_list("duty", "occurrence_on")),
        "figures": sums(assignment__in=mine),
        "steps": WorkStep.objects.filter(assignment__in=mine).count(),
    }


def merge(ward: Ward) -> Unit:
    into = merge_units(
        by=ward.clerk, body=ward.body, units=ward.groups, into=None, name="Khu phố Mới", on=TODAY, decision=DECISION
    )
    for unit in ward.groups:
        unit.refresh_from_db()
    return into


def test_totals_before_and_after_agree_by_unit_and_by_origin(ward: Ward, programme: Programme) -> None:
    whole, parts = totals(ward), {unit.pk: of_unit(unit) for unit in ward.groups}
    done = {unit.pk: Assignment.objects.filter(unit=unit, progress="done").count() for unit in ward.groups}
    assert min(done.values()) == 1  # what is compared is not empty
    assert [part["figures"]["people"] for part in parts.values()] == [1001, 2002, 3003]
    into = merge(ward)
    assert totals(ward) == whole
    assert {unit.pk: of_unit(unit) for unit in ward.groups} == parts
    assert of_unit(into)["open"] == sum(part["open"] for part in parts.values())
    assert of_unit(into)["figures"]["people"] == 6006
    assert {row["origin"]: row["total"] for row in Assignment.objects.filter(unit=into).open_by_origin()} == {
        pk: part["open"] for pk, part in parts.items()
    }
    for unit in ward.groups:  # what was done stays with who did it
        assert Assignment.objects.filter(unit=unit).count() == done[unit.pk]
        assert not Assignment.objects.filter(unit=unit, origin=unit).exists()
    assert audit.verify()[1] is None


def test_who_worked_there_goes_on_with_the_work_and_its_questions(
    ward: Ward, programme: Programme, officers: list[Person]
) -> None:
    into = merge(ward)
    for officer in officers:
        standing = standing_of(officer, on=TODAY)
        assert into.pk in standing.own_ids
        assert questions_for(standing).filter(asked_by=officer, withdrawn_at=None).count() == 1
    work = Assignment.objects.filter(unit=into, progress="in_progress").order_by("pk")[0]
    tell(officers[0], work, "submitted", people=7)
    work.refresh_from_db()
    assert (work.unit, work.progress) == (into, "submitted")
    assert Question.objects.filter(unit__in=ward.groups).count() == 3  # who asked stays as it was
