"""What a commune of before 1 July 2025 belongs to now, by the table in `vietnam-provinces` (extra `provinces`).

The table names the successors, not the lines between them: where there are several, a person decides. The package is
GPL-3 and needs Python 3.12, so it is an extra and nothing here depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lotrinh.errors import MissingExtra
from lotrinh.vietnamese.folding import fold

INSTALL = "pip install 'lotrinh[provinces]'"


@dataclass(frozen=True, slots=True)
class OldCommune:
    """A commune of before, with its district and province of before, and the communes that it went into."""

    code: str
    name: str
    district: str
    province: str
    successors: tuple[tuple[str, str], ...]  # code and name of each

    def sentence(self) -> str:
        """Say in Vietnamese where it belongs now."""
        now = ", ".join(f"{name} (mã {code})" for code, name in self.successors) or "chưa rõ nơi nào"
        part = ", mỗi nơi một phần" if len(self.successors) > 1 else ""
        return f"{self.name} cũ ({self.district}, {self.province}, mã {self.code}) nay thuộc {now}{part}."


def find_old_communes(words: str) -> Iterator[OldCommune]:
    """Yield the communes of before with this full name or code; names repeat, so there may be many.

    Raises:
        MissingExtra: the table is not installed; the sentence says how to get it.
    """
    try:
        import vietnam_provinces  # noqa: PLC0415  # an extra
        from vietnam_provinces import legacy  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingExtra(f"Cần cài thêm bảng đối chiếu xã cũ, xã mới: {INSTALL} (Python 3.12 trở lên).") from error
    said, key = words.strip(), fold(words)
    for ward in legacy.Ward.iter_all():
        code = f"{int(ward.code):05d}"
        if said == code or fold(ward.name) == key:
            yield old_commune(ward, code, vietnam_provinces, legacy)


def old_commune(ward: Any, code: str, table: Any, legacy: Any) -> OldCommune:
    """Return a commune of the table as ours."""
    district = legacy.District.from_code(ward.district_code)
    province = legacy.Province.from_code(district.province_code)
    found = table.Ward.search_from_legacy(code=int(ward.code))
    successors = tuple((f"{int(one.ward.code):05d}", one.ward.name) for one in found)
    return OldCommune(code, ward.name, district.name, province.name, successors)
