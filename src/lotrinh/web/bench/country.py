"""The invented body of the benchmark: provinces, communes and their units, and five people who look at them.

The shape is that of the country at 10,000 units: 34 provinces, 3,321 communes, the rest below these. Every name is
made up from a number. Nobody here has a password.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lotrinh.web.organisation.models import Person, Role, Unit

BODY = "Cơ quan đo tốc độ"
PROVINCES, COMMUNES, OF_UNITS = 34, 3321, 10_000
BATCH = 2000
COMMUNE = "Xã"
HEAD, CLERK, PROVINCE_HEAD, OFFICER, COMMUNE_HEAD = (
    f"do-toc-do-{name}" for name in ("lanh-dao", "van-phong", "tinh", "can-bo", "xa")
)
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Country:
    """The units by level; the commune at a place belongs to the province at that place, counted round."""

    body: Unit
    provinces: list[Unit]
    communes: list[Unit]

    def communes_of(self, province: int | None) -> list[Unit]:
        """Return the communes of the province at a place; all of them for None."""
        return self.communes if province is None else self.communes[province :: len(self.provinces)] or self.communes


def make_country(units: int) -> Country:
    """Make a body with this many units below and including it, at least three."""
    left = max(units, 3) - 1
    provinces = min(left // 2, max(1, left * PROVINCES // OF_UNITS))
    communes = min(left - provinces, max(1, left * COMMUNES // OF_UNITS))
    body = Unit.objects.create(name=BODY)
    top = make_level("Tỉnh", [body], provinces)
    middle = make_level(COMMUNE, top, communes)
    make_level("Thôn", middle, left - provinces - communes)
    return Country(body=body, provinces=top, communes=middle)


def make_level(word: str, above: list[Unit], count: int) -> list[Unit]:
    """Make units dealt out in turn to those above."""
    units = [
        Unit(
            name=f"{word} {number}", code=f"{word[0]}{number}", parent=above[(number - 1) % len(above)], position=number
        )
        for number in range(1, count + 1)
    ]
    return Unit.objects.bulk_create(units, batch_size=BATCH)


def make_people(country: Country) -> Person:
    """Make who looks at the pages, each without a password; return the clerk of the body."""
    commune, kind = country.communes[0], Role.Kind
    for username, unit, role in (
        (HEAD, country.body, kind.HEAD),
        (PROVINCE_HEAD, country.provinces[0], kind.HEAD),
        (COMMUNE_HEAD, commune, kind.HEAD),
        (OFFICER, commune, kind.OFFICER),
        (CLERK, country.body, kind.CLERK),
    ):
        person = Person.objects.create_user(username, full_name=f"{role.label}, {unit.name}")
        Role.objects.create(person=person, unit=unit, kind=role)
    return person
