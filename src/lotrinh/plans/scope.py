"""Judges which clauses of a duty are out of scope, by the table in `data/out_of_scope.py` and nothing else.

A clause runs between semicolons and full stops. Where its first words ask for work of their own ("tổ chức tuyên truyền, kiên quyết
đấu tranh …"), only the part from the comma on is left out; else the whole of it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lotrinh.data.out_of_scope import OUT_OF_SCOPE, REASONS, Reason
from lotrinh.documents.document import Span
from lotrinh.plans.plan import Scope
from lotrinh.vietnamese.folding import in_small_letters

_ROWS = tuple((row.needs, row.reason, re.compile(row.pattern, re.IGNORECASE)) for row in OUT_OF_SCOPE)
_PART = re.compile(r"(?:[^;.\n]|\.(?=\S))+")
_COMMA = re.compile(r",\s*")
_WORK = re.compile(
    r"\b(?:tuyên truyền|phổ biến|quán triệt|hướng dẫn|tập huấn|bồi dưỡng|thông tin|hội nghị|hội thi|học tập|kế hoạch|chương trình|báo cáo|tài liệu"
    r"|xây dựng|biên soạn|tổ chức(?!\s+đấu tranh)|phong trào|thi đua|cuộc vận động|dịch vụ|thủ tục|hồ sơ|kinh phí|giám sát|kiểm tra|đôn đốc|hỗ trợ|chăm lo"
    r"|đối thoại|tiếp công dân|tiếp nhận|giải quyết|lấy ý kiến|góp ý|vận động|bảo đảm|triển khai thực hiện|thực hiện tốt|văn hóa|văn nghệ)\b",
    re.IGNORECASE,
)
_SHORT = 3  # words: "kiên quyết," before "kiên trì đấu tranh" belongs to it
_LEFT = 4  # words that make something of their own
_LEANING = re.compile(
    r"[-+•\s]{0,40}(?:và|góp phần|nhất là|tạo|qua đó|từ đó|để|nhằm|trong đó|theo quy định)\b", re.IGNORECASE
)
LEFT_OUT = "[…]"


def judge_scope(text: str, start: int, end: int) -> tuple[Scope, tuple[Span, ...]]:
    """Say how a duty stands, and which of its clauses are left out.

    Args:
        text: the whole text.
        start: where the duty begins.
        end: where it ends.

    Returns:
        ("out_of_scope", spans) where nothing else is left of the duty, else ("tracked", spans).

    >>> words = "Tổ chức hội nghị cho các tổ dân phố; nắm tình hình tư tưởng của Nhân dân."
    >>> scope, excluded = judge_scope(words, 0, len(words))
    >>> scope, [span.of(words) for span in excluded]
    ('tracked', ['nắm tình hình tư tưởng của Nhân dân'])
    """
    patterns = [pattern for _, pattern in _rows_for(text[start:end])]
    if not patterns:
        return "tracked", ()
    excluded: list[Span] = []
    left = False
    for part in _PART.finditer(text, start, end):
        found = [match.start() for p in patterns if (match := p.search(text, part.start(), part.end())) is not None]
        if not found:
            left = left or _asks(text[part.start() : part.end()])
            continue
        first = _clause_start(text, part.start(), min(found))
        left = left or _asks(text[part.start() : first])
        excluded.append(Span(first, part.start() + len(text[part.start() : part.end()].rstrip())))
    if not excluded:
        return "tracked", ()
    return ("tracked" if left else "out_of_scope"), tuple(excluded)


def find_reasons(text: str, start: int, end: int) -> tuple[Reason, ...]:
    """Return why clauses between two places are left out, each reason once; `REASONS` has the sentences.

    >>> find_reasons("rà quét mạng xã hội", 0, 19)
    ('policing',)
    """
    found = {reason for reason, pattern in _rows_for(text[start:end]) if pattern.search(text, start, end)}
    return tuple(reason for reason in REASONS if reason in found)


def _rows_for(words: str) -> list[tuple[Reason, re.Pattern[str]]]:
    """Return the rows of the table that could find something: most duties hold no word that any of them needs."""
    small = in_small_letters(words)
    rows = []
    for needs, reason, pattern in _ROWS:
        for word in needs:
            if word in small:
                rows.append((reason, pattern))
                break
    return rows


def _clause_start(text: str, start: int, at: int) -> int:
    """Return where the words that are left out begin: behind a comma, if what stands before it is work of its own."""
    cuts = [start, *(m.end() for m in _COMMA.finditer(text, start, at))]
    first = len(cuts) - 1
    while first > 0 and len(text[cuts[first - 1] : cuts[first]].split()) <= _SHORT:
        first -= 1
    begin = cuts[first] if _WORK.search(text, start, cuts[first]) else start
    while begin < at and not (text[begin].isalnum() or text[begin] in '“"'):
        begin += 1
    return begin


def _asks(words: str) -> bool:
    """Say whether words that are left ask for something of their own."""
    return len(re.findall(r"\w+", words)) >= _LEFT and not _LEANING.match(words)


def words_left(text: str, start: int, end: int, excluded: Iterable[tuple[int, int]]) -> str:
    """Return what is asked of a unit once the clauses out of scope are left out; "[…]" stands where they stood.

    >>> words_left("Trồng cây; nắm dư luận.", 0, 23, [(11, 22)])
    'Trồng cây; […].'
    """
    pieces, at = [], start
    for first, last in sorted(excluded):
        pieces += [text[at:first], LEFT_OUT]
        at = max(at, last)
    return " ".join("".join([*pieces, text[at:end]]).split())
