"""What the benchmark fills an installation with: as much as asked for, the same each time, and never among people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.web.bench.country import CLERK, HEAD, OFFICER
from lotrinh.web.bench.seed import Amounts, NotEmpty, fill, shares
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.models import Activity, Assignment, Hold, Programme
from tests.web.conftest import Ward

SMALL = Amounts(units=60, assignments=700, activities=900, plans=12)


def silent(_line: str) -> None:
    """Tell nobody."""


def picture() -> list[tuple[object, ...]]:
    rows = Assignment.objects.order_by("pk").values_list("duty__text", "unit__name", "progress", "due_on", "done_on")
    return list(rows)


@pytest.mark.django_db
def test_makes_as_much_as_asked_for_in_every_state() -> None:
    fill(SMALL, seed=1, tell=silent)
    counted = [model.objects.count() for model in (Unit, Assignment, Activity, Programme)]
    assert counted == [SMALL.units, SMALL.assignments, SMALL.activities, SMALL.plans]
    assert all(one.is_told and one.by.username == CLERK for one in Activity.objects.select_related("by"))
    assert set(Assignment.objects.values_list("progress", flat=True)) == set(Assignment.Progress.values)
    assert Hold.objects.count() == Assignment.objects.filter(progress="on_hold").count() > 0
    assert not any(person.has_usable_password() for person in Person.objects.all())


@pytest.mark.django_db
def test_pages_open_for_its_people(client_of: Callable[[Person], Client]) -> None:
    fill(SMALL, seed=1, tell=silent)
    head, officer = (client_of(Person.objects.get(username=name)) for name in (HEAD, OFFICER))
    programme = Programme.objects.order_by("pk")[0]
    for name in ("programme", "matrix"):
        assert head.get(reverse(name, args=[programme.pk])).status_code == 200
    assert officer.get(reverse("my-work")).status_code == 200


@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_same_seed_same_rows_another_seed_others() -> None:
    from django.core.management import call_command

    seen = []
    for seed in (1, 1, 2):
        call_command("flush", verbosity=0, interactive=False)
        fill(Amounts(units=20, assignments=60, activities=0, plans=2), seed=seed, tell=silent)
        seen.append(picture())
    assert seen[0] == seen[1] != seen[2]


def test_refuses_an_installation_with_people(ward: Ward) -> None:
    with pytest.raises(NotEmpty, match="còn trống"):
        fill(SMALL, seed=1, tell=silent)
    assert not Programme.objects.exists()


@pytest.mark.parametrize(("total", "plans"), [(0, 1), (7, 3), (1000, 300), (1_000_000, 300)])
def test_shares_add_up(total: int, plans: int) -> None:
    found = list(shares(total, plans))
    assert sum(found) == total
    assert len(found) == plans
