"""Judges which clauses of a duty are out of scope, by the table in `data/out_of_scope.py` and nothing else.

A clause runs from the comma, semicolon or full stop before the words to the end of its part of the sentence.
"""

from __future__ import annotations

import re

from lotrinh.data.out_of_scope import OUT_OF_SCOPE
from lotrinh.documents.document import Span
from lotrinh.plans.plan import Scope

TABLE = re.compile("|".join(f"(?:{expression})" for _, expression, _ in OUT_OF_SCOPE), re.IGNORECASE)
ANCHOR = re.compile(
    r"tư tưởng|tâm trạng|tâm tư|dư luận|không gian mạng|mạng xã hội|yếu tố tác động|rà quét|rà soát|đấu tranh|phản bác|bác bỏ"
    r"|tin giả|xấu|tán phát|tung tin|xuyên tạc|quan điểm|luận điệu|thông tin|đông người|phủ xanh|tài khoản|trang|nhóm|KOL|ảnh hưởng",
    re.IGNORECASE,
)
PART = re.compile(r"[^;.\n]+(?:\.(?=\S)[^;.\n]*)*")
COMMA = re.compile(r",\s*")
SHORT = 3  # words: "kiên quyết," before "kiên trì đấu tranh" belongs to it
LEFT = 4  # words that make something of their own
LEANING = re.compile(
    r"[-+•\s]*(?:và|đồng thời|góp phần|nhất là|tạo|bảo đảm|đảm bảo|qua đó|từ đó|để|nhằm|trong đó|theo quy định)\b(?!\s+(?:đẩy mạnh|tổ chức|xây))",
    re.IGNORECASE,
)


def judge_scope(text: str, start: int, end: int) -> tuple[Scope, tuple[Span, ...]]:
    """Say how a duty stands, and which of its clauses are left out.

    Returns:
        ("out_of_scope", spans) where nothing else is left of the duty, else ("tracked", spans).

    >>> words = "Tổ chức hội nghị cho các tổ dân phố; nắm tình hình tư tưởng của Nhân dân."
    >>> scope, excluded = judge_scope(words, 0, len(words))
    >>> scope, [span.of(words) for span in excluded]
    ('tracked', ['nắm tình hình tư tưởng của Nhân dân'])
    """
    if ANCHOR.search(text, start, end) is None:
        return "tracked", ()
    excluded: list[Span] = []
    left = 0
    for part in PART.finditer(text, start, end):
        match = TABLE.search(text, part.start(), part.end())
        if match is None:
            left += weight(text[part.start() : part.end()])
            continue
        first = clause_start(text, part.start(), match.start())
        left += weight(text[part.start() : first])
        words = Span(first, len(text[: part.end()].rstrip()))
        excluded.append(words)
    if not excluded:
        return "tracked", ()
    return ("tracked" if left else "out_of_scope"), tuple(excluded)


def clause_start(text: str, start: int, at: int) -> int:
    """Return where the clause that holds a position begins, taking short clauses before it along."""
    cuts = [start, *(m.end() for m in COMMA.finditer(text, start, at))]
    first = len(cuts) - 1
    while first > 0 and len(text[cuts[first - 1] : cuts[first]].split()) <= SHORT:
        first -= 1
    begin = cuts[first]
    while begin < at and not (text[begin].isalnum() or text[begin] in '“"'):
        begin += 1
    return begin


def weight(words: str) -> int:
    """Return 1 where the words ask for something of their own."""
    return int(len(re.findall(r"\w+", words)) >= LEFT and not LEANING.match(words))
