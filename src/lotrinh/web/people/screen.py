"""What the pages about people show, as plain values."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import Standing
from lotrinh.web.organisation.models import Person, Role
from lotrinh.web.people.access import may_give, people_for, roles_of, units_to_staff_for

Json = dict[str, Any]


def person_rows(standing: Standing) -> list[Json]:
    """Return the people that somebody staffs, with the roles that each has today."""
    units = units_to_staff_for(standing).values("pk")
    roles = Role.objects.on(standing.on).filter(unit__in=units).select_related("unit", "stands_in_for__person")
    held: dict[int, list[Json]] = {}
    for role in roles.order_by("unit__position", "kind", "pk"):
        held.setdefault(role.person_id, []).append(role_row(role, standing))
    return [
        {"pk": person.pk, "name": str(person), "username": person.username, "is_active": person.is_active,
         "roles": held.get(person.pk, [])}
        for person in people_for(standing)
    ]  # fmt: skip


def role_row(role: Role, standing: Standing) -> Json:
    """Return one period of a role."""
    is_over = role.until is not None and role.until <= standing.on
    return {
        "pk": role.pk,
        "kind": role.get_kind_display(),
        "unit": role.unit.name,
        "since": role.since,
        "last_on": role.last_on,
        "for": str(role.stands_in_for.person) if role.stands_in_for else "",
        "state": state_words(role, standing.on),
        "is_over": is_over,
        "can_end": not is_over and may_give(standing, role.kind, role.unit),
        "can_lend": not is_over and role.stands_in_for is None,
    }


def state_words(role: Role, on: datetime.date) -> str:
    """Say how a role stands to a day."""
    if role.since is not None and role.until is not None and role.since >= role.until:
        return _("đã bỏ trước khi bắt đầu")
    if role.until is not None and role.until <= on:
        return _("đã kết thúc")
    if role.since is not None and role.since > on:
        return _("chưa bắt đầu")
    return _("đang giữ")


def role_rows(standing: Standing, person: Person) -> list[Json]:
    """Return the history of a person's roles, the last first."""
    return [row_with_deputies(role, standing) for role in roles_of(standing, person)]


def own_rows(standing: Standing) -> list[Json]:
    """Return the roles that the person of a standing has or will have."""
    roles = Role.objects.filter(person=standing.person).not_over(standing.on)
    found = roles.select_related("unit", "stands_in_for__person").order_by("since", "pk")
    return [row_with_deputies(role, standing) for role in found]


def row_with_deputies(role: Role, standing: Standing) -> Json:
    """Return one period of a role, with who stands in for it now or will."""
    lent = Role.objects.lent_from(role).not_over(standing.on).select_related("person").order_by("since")
    deputies = [{"name": str(one.person), "since": one.since, "last_on": one.last_on} for one in lent]
    return role_row(role, standing) | {"deputies": deputies}
