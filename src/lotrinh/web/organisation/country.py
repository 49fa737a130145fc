"""The provinces and communes of the country, from the JSON of thanglequoc/vietnamese-provinces-database (MIT)."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.change_actions import rename_unit
from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.unit_loading import Decided

BYTES = 20_000_000
BATCH = 500


@dataclass(frozen=True, slots=True)
class Place:
    """A province or a commune: its code and its full name."""

    code: str
    name: str
    wards: tuple[Place, ...] = ()


def read_places(path: Path) -> tuple[list[Place], str]:
    """Read the provinces with their communes.

    Returns:
        The provinces, and the digest of the file.

    Raises:
        ValidationError: no such file, or not of that form; in one sentence.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= BYTES else b""
        body = json.loads(data)
        places = [place_of(province) for province in body]
    except OSError as error:
        raise ValidationError(f"{path}: không mở được tệp; hãy kiểm tra lại đường dẫn.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise ValidationError(
            f"{path.name}: không phải tệp JSON các tỉnh, xã (Code, FullName, Wards); hãy tải lại từ nguồn."
        ) from error
    codes = [place.code for province in places for place in (province, *province.wards)]
    if not places or len(set(codes)) != len(codes):
        raise ValidationError(f"{path.name}: tệp không có tỉnh nào, hoặc có mã trùng nhau; hãy tải lại từ nguồn.")
    return places, hashlib.sha256(data).hexdigest()


def place_of(body: dict[str, Any]) -> Place:
    """Return a place from its JSON."""
    code, name = body["Code"], body["FullName"]
    if not (isinstance(code, str) and isinstance(name, str) and code and name):
        raise ValueError(code)
    return Place(code, name, tuple(place_of(ward) for ward in body.get("Wards") or ()))


@transaction.atomic
def load_places(places: list[Place], *, digest: str, on: datetime.date) -> dict[str, int]:
    """Put provinces and communes into the tree: a province is a body, its communes stand under it.

    What is there is known by its code; a name that changed is a change of its history, from `on`. Running it again
    changes nothing.

    Returns:
        How many were added, renamed and left as they are.

    Raises:
        ValidationError: a body of another code bears the name of a province.
    """
    counts = {"added": 0, "renamed": 0, "same": 0}
    decided = Decided(on=on, decision=f"Danh mục tỉnh, xã (sha256 {digest[:12]})")
    there = {unit.code: unit for unit in Unit.objects.select_for_update().filter(parent=None).exclude(code="")}
    for position, province in enumerate(places, start=1):
        body = there.get(province.code)
        if body is None and Unit.objects.filter(parent=None, name=province.name).exists():
            raise ValidationError(
                f"Đã có cơ quan tên “{province.name}” chưa có mã; hãy ghi mã {province.code} cho cơ quan đó."
            )
        if body is None:
            body = Unit.objects.create(code=province.code, name=province.name, position=position)
            counts["added"] += 1
        else:
            rename(body, province.name, counts, decided)
        load_wards(body, province.wards, counts, decided)
    if counts["added"] or counts["renamed"]:
        first = Unit.objects.get(parent=None, code=places[0].code)
        audit.record(by=None, action="units.loaded", subject=first, before=None, after={**counts, "sha256": digest})
    return counts


def load_wards(body: Unit, wards: tuple[Place, ...], counts: dict[str, int], decided: Decided) -> None:
    """Put the communes of a province under it."""
    there = {unit.code: unit for unit in Unit.objects.filter(parent=body).exclude(code="")}
    new = []
    for position, ward in enumerate(wards, start=1):
        if ward.code in there:
            rename(there[ward.code], ward.name, counts, decided)
        else:
            new.append(Unit(parent=body, code=ward.code, name=ward.name, position=position))
    Unit.objects.bulk_create(new, batch_size=BATCH)
    counts["added"] += len(new)


def rename(unit: Unit, name: str, counts: dict[str, int], decided: Decided) -> None:
    """Give a unit the name that the file has."""
    if unit.name == name:
        counts["same"] += 1
        return
    rename_unit(by=None, unit=unit, version=None, name=name, on=decided.on, decision=decided.decision)
    counts["renamed"] += 1
