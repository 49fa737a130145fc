"""Finds works cited by name alone: "Luật Bầu cử …", "Bộ luật Lao động năm 2019", "Nghị quyết Đại hội XIII của Đảng".

A law is cited by its name (Nghị định 30/2020/NĐ-CP, Annex I, II.6.b). One whose number stands right behind its name is found by
its number. They have no code, and a title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from lotrinh.documents.document import Span
from lotrinh.plans.dates import find_dates
from lotrinh.plans.plan import Citation
from lotrinh.vietnamese.folding import fold

_UPPER = "A-ZĐÂÊÔƠƯÁÀẢÃẠĂÉÍÓÚÝỦỨ"
_LAW = re.compile(
    rf"(?<!\w)(?:(?:Bộ luật|Bộ Luật|Luật|Pháp lệnh|Hiến pháp)\s+(?:[{_UPPER}]|sửa đổi)[^;:.()\n“”]{{2,140}}"
    rf"|Hiến pháp năm (?:19|20)\d\d"
    rf"|Nghị quyết\s+(?:Đại hội|đại hội|Hội nghị)\s+[^,;:.()\n“”]{{0,80}}?\b(?:lần thứ\s+)?[IVXLC]{{1,6}}(?!\w)(?:\s+của Đảng)?)"
)
# How each begins; a search for one capital out of five runs over the rest without a stop.
_LAW_BEGINS = re.compile(r"[BLPHN](?<!\w[BLPHN])(?:ộ [lL]uật|uật|háp lệnh|iến pháp|ghị quyết)\s")
_END = re.compile(
    r"\s{1,9}(?:số|ngày)\s{1,9}\d|\s{1,9}(?:số\s{0,9}$|được|quy định|và\s{1,9}(?:Luật|Bộ luật|Nghị|Thông|các|chỉ|khoản|điều|điểm|Điều|văn bản|quy chế)|về\s{1,9}việc|về\s{1,9}sửa đổi|trên địa bàn|để|trong|tại|là|có(?! công)"
    r"|đã|theo(?! hợp đồng)|vào|thì|đối với|nhằm|cho|(?<!mắc )phải|(?<!tiền )gửi|bị|nếu|khi|yêu cầu)(?!\w)|,\s{0,9}(?=(?:Luật|Bộ luật|Pháp lệnh|Nghị|Thông tư|Quyết định|Chỉ thị|chỉ đạo|ban hành|tổ chức|cụ thể|trong đó|các)(?!\w))"
)
_YEAR = re.compile(r"\s(?:19|20)\d\d")  # a name ends with its year; a digit behind it calls a footnote
# A comma inside the name of a law: "Phòng, chống tham nhũng", "Thi đua, khen thưởng".
_MARK = re.compile(
    r"(?<!sửa đổi),(?!\s*(?:chống|sử dụng|khen thưởng|chữa cháy|cứu hộ|vệ sinh|nhập cảnh|xuất cảnh|quá cảnh|cư trú|vật liệu nổ|chăm sóc|giáo dục trẻ)(?!\w))"
)
_GROUND = re.compile(r"[\s\-+•]{0,40}căn cứ\s", re.IGNORECASE)


def find_named_works(
    text: str, start: int, *, basis_ranges: Sequence[tuple[int, int]], taken: Sequence[Span]
) -> list[Citation]:
    """Find the works that a text names without a code, one entry each.

    Args:
        text: the whole text.
        start: where to begin.
        basis_ranges: works named there are grounds.
        taken: mentions that a code already gave.
    """
    found: dict[str, tuple[str, date | None, list[Span]]] = {}
    places = _Places(taken)
    for m in _find_laws(text, start):
        span = _name_span(text, m)
        if len(text[span.start : span.end].split()) < 3 or places.hold(span):
            continue
        title = " ".join(text[span.start : span.end].split())
        _, day, spans = found.setdefault(fold(title), (title, _day_behind(text, span.end), []))
        spans.append(span)
        if day is None:
            found[fold(title)] = (title, _day_behind(text, span.end), spans)
    return [_citation(*entry, basis_ranges) for entry in found.values()]


def is_basis(span: Span, basis_ranges: Sequence[tuple[int, int]]) -> bool:
    """Say whether a mention stands in the subject, the grounds or the opening."""
    return any(start <= span.start < end for start, end in basis_ranges)


def _name_span(text: str, m: re.Match[str]) -> Span:
    words = m[0]
    if (cut := _END.search(words)) is not None:
        words = words[: cut.start()]
    if m[0][0] in "BLP" and (year := _YEAR.search(words)) is not None:
        words = words[: year.end()]
    line_start = text.rfind("\n", 0, m.start()) + 1
    # In running text a comma ends the name; a line of grounds gives names whole ("Luật Quản lý, sử dụng tài sản công").
    if not _GROUND.match(text, line_start) and (comma := _MARK.search(words)) is not None:
        words = words[: comma.start()]
    return Span(m.start(), m.start() + len(re.sub(r"(?:\s+và|[\s,])+\Z", "", words)))


def _find_laws(text: str, start: int) -> Iterator[re.Match[str]]:
    end = start
    for first in _LAW_BEGINS.finditer(text, start):
        m = _LAW.match(text, first.start()) if first.start() >= end else None
        if m is not None:
            end = m.end()
            yield m


class _Places:
    """Where codes stand, in order, so that those near a place are found without asking all."""

    def __init__(self, spans: Sequence[Span]) -> None:
        placed = sorted(spans)
        self._starts = [span.start for span in placed]
        self._ends = list(accumulate((span.end for span in placed), max))  # of a span or of any before it

    def hold(self, name: Span) -> bool:
        """Say whether a code is part of a name or stands right behind it."""
        behind = bisect_right(self._starts, name.start)
        over = behind > 0 and self._ends[behind - 1] > name.start
        return over or (behind < len(self._starts) and self._starts[behind] <= name.end + 6)


def _day_behind(text: str, at: int) -> date | None:
    near = text[at : at + 40]
    if not near.lstrip(" ,").startswith("ngày"):
        return None
    fact = next(iter(find_dates(near, 0, len(near))), None)
    return fact.date if fact is not None and fact.precision == "day" and fact.span.start <= 3 else None


def _citation(title: str, day: date | None, spans: list[Span], basis_ranges: Sequence[tuple[int, int]]) -> Citation:
    first = title.split(maxsplit=1)[0]
    return Citation(
        code=None,
        kind={"Nghị": "NQ", "Pháp": "PL", "Hiến": "Hiến pháp"}.get(first, "Luật"),
        number=None,
        symbol=None,
        year=None,
        issuer=None,
        issued_on=day,
        title=title,
        basis=any(is_basis(span, basis_ranges) for span in spans),
        mentions=tuple(spans),
    )
