"""Days by the lunar calendar of Viet Nam, reckoned at UTC+7; calendars reckoned elsewhere differ in some years."""

from __future__ import annotations

from datetime import date

# The months that have names of their own.
MONTHS = {
    "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "một": 11, "mười một": 11, "chạp": 12,
}  # fmt: skip


def solar_day(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """Return the day of the common calendar for a lunar one.

    Args:
        year: the lunar year, by the common year in which it begins.
        month: 1 to 12.
        day: 1 to 30.
        leap: in the leap month that follows the month of this number.

    Returns:
        The day; None where the lunar year has no such day.

    >>> solar_day(2026, 1, 1), solar_day(2025, 6, 1, leap=True), solar_day(2026, 1, 31)
    (datetime.date(2026, 2, 17), datetime.date(2025, 7, 25), None)
    """
    from lunar_vn.core import convert_lunar_to_solar, convert_solar_to_lunar  # noqa: PLC0415  # few texts have lunar days

    try:
        found = convert_lunar_to_solar(day, month, year, int(leap))
        back = convert_solar_to_lunar(found.day, found.month, found.year)
    except ValueError:
        return None
    return found if (back.day, back.month, back.year, back.leap) == (day, month, year, leap) else None
