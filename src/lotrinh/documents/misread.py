"""Puts right what a scan misreads for certain: marks inside known phrases, and the signs that number a line.

A pair of syllables is mended where a phrase of `data/official_phrases.py` has the same letters with other marks; a pair that is
known as it stands is never touched.
"""

from __future__ import annotations

import re
from itertools import pairwise

from lotrinh.data.official_phrases import PHRASES
from lotrinh.documents.page_columns import RECIPIENTS_ALONE
from lotrinh.documents.printed import Word
from lotrinh.vietnamese.folding import fold

LETTERS = re.compile(r"[^\W\d_]+")


def known_pairs() -> tuple[dict[tuple[str, str], tuple[str, str]], frozenset[tuple[str, str]]]:
    """Return pairs of syllables by their bare letters, and all pairs as they are written; unclear ones are left out."""
    by_letters: dict[tuple[str, str], tuple[str, str]] = {}
    unclear, written = set(), set()
    for phrase in re.split(r"[|\n]", PHRASES):
        for pair in pairwise(LETTERS.findall(phrase.casefold())):
            written.add(pair)
            bare = (fold(pair[0]), fold(pair[1]))
            if by_letters.setdefault(bare, pair) != pair:
                unclear.add(bare)
    return {bare: pair for bare, pair in by_letters.items() if bare not in unclear}, frozenset(written)


PAIRS, WRITTEN = known_pairs()


SYMBOLS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![A-ZĐ])Q[ĐÐD]{1,2}(?=\s?-)"), "QĐ"),
    (re.compile(r"(?<=[/-])Q[ĐÐD]{1,2}(?![A-ZĐÐa-z])"), "QĐ"),
    (re.compile(r"(?<=/)N[ÐD](?=-CP)"), "NĐ"),
)


def mended_symbol(text: str) -> str:
    """Return a word in which the symbols of decisions and decrees have their Đ again.

    >>> mended_symbol("1743/QĐÐ-BGTVT"), mended_symbol("37/2025/ND-CP"), mended_symbol("QD-TTg")
    ('1743/QĐ-BGTVT', '37/2025/NĐ-CP', 'QĐ-TTg')
    """
    for pattern, right in SYMBOLS:
        text = pattern.sub(right, text)
    return text


def mended(words: list[Word]) -> tuple[list[Word], int]:
    """Return the words with misread marks put right, and how many there were."""
    kept = [word._replace(text=mended_symbol(word.text)) for word in words]
    count = sum(a.text != b.text for a, b in zip(words, kept, strict=True))
    parts = [LETTERS.search(word.text) for word in kept]
    for i in range(len(kept) - 1):
        first, second = parts[i], parts[i + 1]
        if first is None or second is None:
            continue
        pair = (first[0].casefold(), second[0].casefold())
        right = PAIRS.get((fold(pair[0]), fold(pair[1])))
        if right is None or right == pair or pair in WRITTEN:
            continue
        for at, match, syllable in ((i, first, right[0]), (i + 1, second, right[1])):
            if match[0].casefold() != syllable:
                text = kept[at].text
                kept[at] = kept[at]._replace(
                    text=text[: match.start()] + like(match[0], syllable) + text[match.end() :]
                )
                parts[at] = LETTERS.search(kept[at].text)
                count += 1
    return kept, count


def like(model: str, syllable: str) -> str:
    """Return a syllable in the case of another.

    >>> like("KÉ", "kế"), like("Kê", "kế")
    ('KẾ', 'Kế')
    """
    if model.isupper() and len(model) > 1:
        return syllable.upper()
    return syllable.capitalize() if model[0].isupper() else syllable


SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:I1|Il|1I|lI|H|ll)(?=\.\s)"), "II"),
    (re.compile(r"(?:HI|IH|II1|IIl|1II|lII|IlI|III|Ill|lH|HL)(?=\.\s)"), "III"),
    (re.compile(r"(?:1V|lV|TV)(?=\.\s)"), "IV"),
    (re.compile(r"l(?=\.\s)"), "1"),
)


def mended_line(text: str) -> str:
    """Return a line whose sign at the start is put right, and "Nơi nhận" where it can be nothing else."""
    for pattern, sign in SIGNS:
        if (m := pattern.match(text)) is not None:
            return sign + text[m.end() :]
    return "Nơi nhận:" if RECIPIENTS_ALONE.match(text) and len(text) < 14 else text


PART = re.compile(r"([IVX]{1,9})\. (?=[^\W\d_]*[A-ZĐÀ-Ỹ]{2})")


def mended_parts(texts: list[str]) -> list[str]:
    """Return lines in which a bold "III." that lost a stroke has it again: "II." stands twice, and "IV." comes next.

    >>> mended_parts(["II. NỘI DUNG", "II. KINH PHÍ", "IV. TỔ CHỨC"])
    ['II. NỘI DUNG', 'III. KINH PHÍ', 'IV. TỔ CHỨC']
    """
    kept = list(texts)
    signs = [(n, m[1]) for n, text in enumerate(texts) if (m := PART.match(text)) is not None]
    for (_, before), (n, sign), (_, after) in zip(signs, signs[1:], signs[2:], strict=False):
        if (before, sign, after) == ("II", "II", "IV"):
            kept[n] = f"I{kept[n]}"
    return kept
