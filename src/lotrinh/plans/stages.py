"""Finds stages: headings that name a period ("1.1. Từ nay đến hết năm 2021", "Đợt 2: Từ 23/02/2026 đến …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotrinh.plans.moments import find_period
from lotrinh.plans.plan import Section, Stage

STARTS = re.compile(
    r"\W{0,40}+(?:(?:Giai đoạn|Đợt|Bước|Thời gian|Lần)\s{0,9}(?:thứ\s{1,9})?(?:\d+|[IVX]+|một|hai|ba|nhất)?\s{0,9}(?:[:,.\-–]|\(|(?=[Tt]ừ\b|[Tt]rước\b|[Tt]rong\b|[Ss]au\b|[Qq]uý\b|[Tt]háng\b|[Nn]ăm\b|[Nn]gày\b|\d))\s{0,9})?"
    r"(?:Giai đoạn\s{1,9})?(?=[Tt]ừ\b|[Tt]rước\b|[Tt]rong\b|[Ss]au\b|[Qq]uý\b|[Tt]háng\b|[Nn]ăm\b|[Nn]gày\b|[Đđ]ến\b|\d{1,2}/)"
)
NAME_ALONE = re.compile(
    r"\W{0,40}+(?:Giai đoạn|Đợt|Bước)\s{1,9}(?:thứ\s{1,9})?\w{1,6}\W*"
)  # its time stands behind the colon
FROM_TO = re.compile(r"\b[Tt]ừ\s+\S.{1,60}?\s(?:đến|tới)\s")
NOT_STAGED = ("purpose", "requirements", "execution", "budget", "channels", "appendix")


def find_stages(text: str, sections: Sequence[Section], *, inside: bool = True) -> tuple[Stage, ...]:
    """Return the stages in order of place.

    Args:
        text: the document's text.
        sections: the tree; execution, purpose, budget and channels are not looked into.
    """
    found: list[Stage] = []
    for section in sections:
        if section.role in NOT_STAGED and "giai đoạn" not in section.title.casefold() and not names_content(section):
            continue
        stage = stage_of(text, section) if inside else None
        if stage is not None:
            found.append(stage)
        found += find_stages(text, section.children)
    return tuple(found)


def names_content(section: Section) -> bool:
    """Say whether a heading on something else also names contents or times ("THỜI GIAN, NỘI DUNG, HÌNH THỨC")."""
    return re.search(r"nội dung|thời gian|lộ trình|tiến độ", section.title, re.IGNORECASE) is not None


def stage_of(text: str, section: Section) -> Stage | None:
    """Return the stage that a heading names, if it does."""
    start, end = section.title_span
    if NAME_ALONE.fullmatch(text, start, end):
        line_end = text.find("\n", end)
        end = len(text) if line_end < 0 else line_end
    if not (STARTS.match(text, start, end) or FROM_TO.search(text, start, end)):
        return None
    period = find_period(text, start, end)
    if period is None and section.role == "stage" and section.paragraphs:
        period = find_period(text, *section.paragraphs[0].span)
    if period is None or period == (None, None):
        return None
    return Stage(section=section.path, label=section.title, start=period[0], end=period[1], span=section.title_span)
