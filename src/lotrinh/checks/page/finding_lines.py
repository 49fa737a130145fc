"""Finds, among the printed lines of a .docx, the line of each part: who issues, the kind, the subject, who signs.

Where two parts cannot be told apart no line is given, so that nothing is judged by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from lotrinh.checks.page.form import HEAD_LINES, Look
from lotrinh.data.kinds import KIND_OF_NAME

Looks = tuple[Look, ...]
Pick = Callable[[Looks], Look | None]

KINDS = "|".join(re.escape(name.upper()) for name in KIND_OF_NAME)
KIND = re.compile(rf"(?:{KINDS})\Z")
NATION = re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM\Z")
MOTTO = re.compile(r"Độc lập\s?[-–]\s?Tự do\s?[-–]\s?Hạnh phúc\Z")
PARTY = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM\Z")
STATE_NUMBER = re.compile(r"Số\s?:\s?[\d.… ]{0,8}/\S+\Z")
ANY_NUMBER = re.compile(r"Số\s?:?[\d.…\s]{0,24}[-/]")  # a draft leaves much room
PLACE = re.compile(r"[A-ZĐ][^,;]{1,30}, ngày .{0,8}tháng .{0,6}năm \d{4}\Z")
LABEL = re.compile(r"Nơi nhận\s?:?\Z")
STATE_POWER = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s?[^\W\d_]{2}")
PARTY_POWER = re.compile(r"(?:T/M|K/T|T/L|Q\.)\s?[^\W\d_]{2}")
LETTER_SUBJECT = re.compile(r"[Vv]/[Vv]\s|[Vv]ề việc\s")
GROUND = re.compile(r"[-–]?\s?Căn cứ\s")
LETTER = re.compile(r"[^\W\d_]")
NAMED = re.compile(rf"{LETTER.pattern}|\[…\]")  # a draft leaves a name to be filled in
MOST_NAMES = 6  # words of a person's name


def first_like(pattern: re.Pattern[str], *, in_head: bool = True) -> Pick:
    """Return what finds the first line that a pattern fits."""

    def pick(looks: Looks) -> Look | None:
        lines = looks[:HEAD_LINES] if in_head else looks
        return next((look for look in lines if pattern.match(look.text)), None)

    return pick


def names_above(looks: Looks) -> list[Look]:
    """Return the lines of the bodies at the left of the head, above the number."""
    found = []
    for look in looks[:HEAD_LINES]:
        if ANY_NUMBER.match(look.text):
            break
        if look.side == "left" and NAMED.search(look.text):
            found.append(look)
    return found


def issuer(looks: Looks) -> Look | None:
    """Return the last line of the names: the body that issues, or the end of its name; a place to fill has no look."""
    names = names_above(looks)
    return names[-1] if names and LETTER.search(names[-1].text) else None


def parent(looks: Looks) -> Look | None:
    """Return the first line of the names where the lines below it are heavier, and so name another body."""
    names = names_above(looks)
    return names[0] if len(names) > 1 and names[-1].bold and not names[0].bold else None


def letter_subject(looks: Looks) -> Look | None:
    """Return the subject of a letter, which stands under its number."""
    return next((look for look in looks[:HEAD_LINES] if look.side == "left" and LETTER_SUBJECT.match(look.text)), None)


def subject(looks: Looks) -> Look | None:
    """Return the line right under the kind, where it is centred as a subject is."""
    for above, look in pairwise(looks[: HEAD_LINES + 1]):
        if KIND.match(above.text) and not above.in_table and not look.in_table:
            is_subject = look.align == "center" and re.search(r"\w", look.text) and not GROUND.match(look.text)
            return look if is_subject else None
    return None


def subject_block(looks: Looks) -> Looks:
    """Return the lines of the subject and the one behind them, under which a line may be drawn."""
    head = looks[:HEAD_LINES]
    start = next((n for n, look in enumerate(head) if look is subject(looks)), None)
    if start is None:
        return ()
    behind = next((n for n, look in enumerate(head[start + 1 :], start + 1) if not look.bold), len(head) - 1)
    return head[start : behind + 1]


def recipient(looks: Looks) -> Look | None:
    """Return the first line of the recipients."""
    behind = False
    for look in looks:
        if behind and re.match(r"[-–+]\s?\w", look.text):
            return look
        behind = behind or LABEL.match(look.text) is not None
    return None


def below_power(looks: Looks, power: re.Pattern[str]) -> Iterator[Look]:
    """Yield the lines under the first power, in its own cell."""
    under: Look | None = None
    for look in looks:
        if under is not None and look.side == under.side:
            yield look
        elif under is None and power.match(look.text) and look.in_table:
            under = look


def post(power: re.Pattern[str]) -> Pick:
    """Return what finds the post of who signs: the last line in capitals under the powers."""

    def pick(looks: Looks) -> Look | None:
        found = None
        for look in below_power(looks, power):
            if not look.text.isupper() or STATE_POWER.match(look.text) or PARTY_POWER.match(look.text):
                if look.text.isupper():
                    continue
                break
            found = look
        return found

    return pick


def signer(power: re.Pattern[str]) -> Pick:
    """Return what finds the name of who signs: the first line under the powers that looks like a name."""

    def pick(looks: Looks) -> Look | None:
        for look in below_power(looks, power):
            words = look.text.split()
            if 2 <= len(words) <= MOST_NAMES and all(word.istitle() for word in words):
                return look
        return None

    return pick
