"""Looks once more for the name of who signed where the first reading of a scanned page found a post and no name.

Seals and signatures over the foot make the layout of a page unclear, and whole rows are left out. A second reading that takes
every word for itself finds them; only a row that begins with a surname and is certain enough is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lotrinh.data.surnames import SURNAMES
from lotrinh.documents.printed import Word, words_by_line
from lotrinh.vietnamese.folding import fold
from lotrinh.vietnamese.syllables import is_syllable

SURE = 60.0  # per cent, each word behind the surname
SURNAME_SURE = 30.0  # per cent: that it is one of a short list tells the rest
ARCHIVE = re.compile(r"\W{0,40}L[ưu]u\b")
MIDDLE_NAMES = frozenset(
    ("Văn", "Thị", "Hữu", "Đức", "Xuân", "Ngọc", "Minh", "Thanh", "Quang", "Đình", "Công", "Hoàng")
)
SYLLABLES = range(2, 6)
CAPITALISED = re.compile(r"[^\W\d_a-zà-ỹđ][a-zà-ỹđ]*")
POSTS = re.compile(
    r"giam doc|chu tich|bo truong|thu truong|bi thu|hieu truong|vien truong|cuc truong|chanh|truong (?:ban|phong|tieu ban)|thu tuong"
)


def misses_a_name(words: Sequence[Word]) -> bool:
    """Say whether a page holds posts in capitals and fewer names below them than posts side by side.

    Where no post could be read either, the line of the archive ("- Lưu: VT") tells that somebody signs here.
    """
    rows = words_by_line(words)
    told = [(row, POSTS.findall(fold(" ".join(w.text for w in row if w.text.isupper())))) for row in rows]
    posts = [(max(word.bottom for word in row), len(found)) for row, found in told if found]
    if posts:
        top = posts[-1][0] - 2
        return sum(row[0].top > top for row in names_in(words)) < posts[-1][1]
    return any(ARCHIVE.match(" ".join(word.text for word in row)) for row in rows) and not any(names_in(words))


def half_names(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the sure ends of names whose surname a seal or a pen covers: "Văn Phúc"."""
    for row in words_by_line(words):
        for first, second in pairwise(row):
            if first.text in MIDDLE_NAMES and first.sure >= SURE and belongs(second, first, SURE):
                run = [first, second]
                run += [w for w in row if w.left > second.left and belongs(w, run[-1], SURE)][:1]
                yield run


def closer(run: Sequence[Word]) -> tuple[float, float, float, float]:
    """Return the box around a name, with room for its surname: left, top, right, bottom in points."""
    height = max(word.bottom for word in run) - min(word.top for word in run)
    return (
        max(0.0, run[0].left - 2.3 * height),
        max(0.0, min(word.top for word in run) - 2),
        run[-1].right + 8,
        max(word.bottom for word in run) + 2,
    )


def with_names(words: Sequence[Word], again: Sequence[Word]) -> list[Word]:
    """Return the words of a page with the names that another reading found in place of what it read there."""
    kept = list(words)
    for row in names_in(again, sure=SURE):
        box = (row[0].left, min(w.top for w in row), row[-1].right, max(w.bottom for w in row))
        kept = [word for word in kept if not overlaps(word, box)] + row
    return kept


def overlaps(word: Word, box: tuple[float, float, float, float]) -> bool:
    """Say whether the middle of a word stands in a box."""
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def names_in(words: Sequence[Word], *, sure: float = 0.0) -> Iterator[list[Word]]:
    """Yield the runs of words on one line that are a person's name: a surname first, nothing else beside it."""
    for row in words_by_line(words):
        run: list[Word] = []
        for word in [*row, None]:
            if word is not None and run and belongs(word, run[-1], sure):
                run.append(word)
                continue
            if len(run) in SYLLABLES:
                yield run
            run = [word] if word is not None and word.sure >= min(sure, SURNAME_SURE) and word.text in SURNAMES else []


def belongs(word: Word, last: Word, sure: float) -> bool:
    """Say whether a word goes on with a name."""
    return (
        word.sure >= sure
        and word.left - last.right < 2 * (last.bottom - last.top)
        and CAPITALISED.fullmatch(word.text) is not None
        and is_syllable(word.text)
    )
