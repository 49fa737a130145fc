"""Days off that the law gives, and the swaps that were decided year by year. No logic.

Source: Bộ luật Lao động 2019, Điều 112 (the days) and Điều 111.3 (a holiday on a rest day moves on); Nghị quyết
28/2026/QH16 (24/11, from 2026). Days by the lunar calendar and the swaps come from the yearly announcements of the Ministry of Home
Affairs as the press gave them: secondary, to be corrected here. A year that is not listed has only the days of the solar calendar.
"""

from __future__ import annotations

from datetime import date

# (month, day, name, first year in force)
YEARLY: tuple[tuple[int, int, str, int], ...] = (
    (1, 1, "Tết Dương lịch", 2021),
    (4, 30, "Ngày Chiến thắng", 2021),
    (5, 1, "Ngày Quốc tế lao động", 2021),
    (9, 2, "Quốc khánh", 2021),
    (11, 24, "Ngày Văn hóa Việt Nam", 2026),
)

# (first day, last day, name): lunar days, and the second day of Quốc khánh, which is the day before or after it.
DECIDED: tuple[tuple[date, date, str], ...] = (
    (date(2025, 1, 27), date(2025, 1, 31), "Tết Ất Tỵ"),
    (date(2025, 4, 7), date(2025, 4, 7), "Giỗ Tổ Hùng Vương"),
    (date(2025, 9, 1), date(2025, 9, 1), "Quốc khánh, ngày liền kề"),
    (date(2026, 2, 16), date(2026, 2, 20), "Tết Bính Ngọ"),
    (date(2026, 4, 26), date(2026, 4, 26), "Giỗ Tổ Hùng Vương"),
    (date(2026, 9, 1), date(2026, 9, 1), "Quốc khánh, ngày liền kề"),
)

# (day off, day worked instead, name)
SWAPPED: tuple[tuple[date, date, str], ...] = (
    (date(2025, 5, 2), date(2025, 4, 26), "liền kề Ngày Chiến thắng"),
    (date(2026, 1, 2), date(2026, 1, 10), "liền kề Tết Dương lịch"),
    (date(2026, 8, 31), date(2026, 8, 22), "liền kề Quốc khánh"),
)
