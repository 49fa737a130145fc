"""How a document is cited the first time: kind, code, day, body, subject; what is not known is left to fill.

State: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.b, the day in full. Party: a comma before the day, in figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lotrinh.data.kinds import KINDS
from lotrinh.plans.plan import Citation, Plan, System
from lotrinh.plans.scope import judge_scope
from lotrinh.writing.head_and_foot import day_in_words

TO_FILL = "[…]"
# The order of grounds: by force, then by day. What is not named here comes behind.
FORCE = ("Luật", "L-CTN", "NQ", "PL", "NĐ", "QĐ", "TT", "TTLT", "CT", "KL", "QC", "HD", "CTr", "ĐA", "KH")


def cite(
    *,
    kind: str | None,
    code: str | None,
    issued_on: date | None,
    issuer: str | None,
    title: str | None,
    system: System,
) -> str:
    """Return a first citation in full.

    >>> cite(kind="KH", code="12-KH/TU", issued_on=date(2026, 3, 5), issuer="Tỉnh ủy", title=None, system="party")
    'Kế hoạch số 12-KH/TU, ngày 05/3/2026 của Tỉnh ủy'
    """
    name = KINDS[kind][0] if kind in KINDS else TO_FILL
    party = system == "party"
    day = written_day(issued_on, party=party) if issued_on else TO_FILL
    words = f"{name} số {code or TO_FILL}{',' if party else ''} {'ngày ' if party or not issued_on else ''}{day}"
    words += f" của {issuer or TO_FILL}"
    return f"{words} về {title}" if title and is_plain(title) else words


def written_day(day: date, *, party: bool) -> str:
    """Write a day as the Party cites it ("05/3/2026"), or in full with the word "ngày" as the state does."""
    in_full = day_in_words(day)
    return f"{day.day:02d}/{in_full.split()[3]}/{day.year}" if party else in_full


def cite_work(work: Citation, system: System) -> str:
    """Return the first citation of a work; a law goes by its name."""
    if work.code is None and work.title is not None:
        day = f" {day_in_words(work.issued_on)}" if work.issued_on else ""
        return work.title + day
    return cite(
        kind=work.kind,
        code=work.code,
        issued_on=work.issued_on,
        issuer=work.issuer,
        title=without_about(work.title),
        system=system,
    )


def cite_directive(plan: Plan, system: System) -> str:
    """Return the first citation of a document that was read."""
    header = plan.header
    return cite(
        kind=header.kind.value if header.kind else None,
        code=header.code.value if header.code else None,
        issued_on=date.fromisoformat(header.issued_on.value) if header.issued_on else None,
        issuer=named(header.issuer.value) if header.issuer else None,
        title=without_about(header.subject.value) if header.subject else None,
        system=system,
    )


def grounds_of(plan: Plan) -> list[Citation]:
    """Return the works that a document rests on, laws first, each force by its day."""
    works = [work for work in plan.citations if work.basis and (work.code or is_plain(work.title or ""))]
    return sorted(works, key=lambda work: (force_of(work), work.issued_on or date.max))


def force_of(work: Citation) -> int:
    """Return the place of a work among grounds."""
    if work.code is None:
        return 0
    return FORCE.index(work.kind) if work.kind in FORCE else len(FORCE)


def is_plain(words: str) -> bool:
    """Say whether nothing in words asks for what no software of ours serves: a title that does is not repeated."""
    return not judge_scope(words, 0, len(words))[1]


def without_about(title: str | None) -> str | None:
    """Return a title without the "về" that it may begin with, its first letter small where it is no name."""
    if not title:
        return title
    words = title.removeprefix("Về việc ").removeprefix("về việc ").removeprefix("Về ").removeprefix("về ")
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if first.istitle() and not rest[:1].isupper() else words


SMALL: Iterable[str] = ("nhân", "dân", "tỉnh", "xã", "phường", "thành", "phố", "ủy", "lao", "động", "đặc", "khu")


def named(body: str) -> str:
    """Write a body that stands in capitals as running text does; places keep their capitals.

    >>> named("ỦY BAN NHÂN DÂN XÃ MINH TÂN")
    'Ủy ban nhân dân xã Minh Tân'
    """
    if not body.isupper():
        return body
    words = [word.capitalize() for word in body.split()]
    low = [word.lower() if word.lower() in SMALL and n else word for n, word in enumerate(words)]
    text = " ".join(low)
    for wrong, right in (("Ủy Ban", "Ủy ban"), ("Liên Đoàn", "Liên đoàn"), ("Hội Đồng", "Hội đồng")):
        text = text.replace(wrong, right)
    return text
