"""Knows which letters make a Vietnamese syllable, and joins syllables that a print tore: "Cộ ng hò a", "Qu ả ng".

A syllable is an onset and a rhyme; the rhymes are a closed list (the spelling rules of chữ Quốc ngữ). Only a piece
that is no syllable by itself starts a repair, so that a line of whole syllables is never touched.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SPELLED_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x"
SPELLED_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê
êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang
oanh oao oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi
ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych
uyên uyêt uynh uyt uyu uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yên yêt yêu yêm yêng
"""
ONSETS, RHYMES = frozenset(SPELLED_ONSETS.split()), frozenset(SPELLED_RHYMES.split())
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# No syllable by itself, first on a line or behind a space: a few consonants, or a lone capital before a letter.
PIECE_FIRST = re.compile(r"(?:[bcdđghklmnpqrstvx]{1,3}|[A-ZĐ])\s[a-zà-ỹđ]")
PIECE = re.compile(r" (?:[bcdđghklmnpqrstvx]{1,3}(?![\w/.)])|[A-ZĐ]\s[a-zà-ỹđ])")
LETTERS = re.compile(r"[^\W\d_]+")
LABELS = frozenset(("điểm", "khoản", "mục", "lớp", "nhóm", "loại", "tổ", "kíp", "hạng", "bậc", "chữ", "phụ"))
PUNCTUATION = '.,;:!?)”"'
LONGEST = 16  # code points of a syllable, marks apart; "nghiêng" has seven letters
MOST = 4  # pieces of one torn syllable


def is_syllable(word: str) -> bool:
    """Say whether letters make one Vietnamese syllable, marks and all.

    >>> is_syllable("Quảng"), is_syllable("nghị"), is_syllable("ng"), is_syllable("Đặ")
    (True, True, False, False)
    """
    return len(word) <= LONGEST and spells_one(word)


@lru_cache(maxsize=4096)
def spells_one(word: str) -> bool:
    """Say whether a short word is a syllable; a text has few that differ."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    if sum(letter in TONES for letter in decomposed) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(letter for letter in decomposed if letter not in TONES))
    for length in (3, 2, 1, 0):
        onset, rhyme = bare[:length], bare[length:]
        if (not onset or onset in ONSETS) and (rhyme in RHYMES or (onset == "qu" and f"u{rhyme}" in RHYMES)):
            return True
    return bare.startswith("qu") and bare[2:] in RHYMES


def join_torn(text: str) -> tuple[str, int]:
    """Return a line with its torn syllables whole again, and how many there were.

    >>> join_torn("nước Cộ ng hò a xã hội")
    ('nước Cộng hòa xã hội', 2)
    >>> join_torn("điểm c khoản 2, nặng 5 m an toàn")
    ('điểm c khoản 2, nặng 5 m an toàn', 0)
    """
    if PIECE.search(text) is None and PIECE_FIRST.match(text) is None:
        return text, 0
    pieces = text.split(" ")
    count, i = 0, 0
    while i < len(pieces):
        found = window(pieces, i) if is_torn(pieces[i]) else None
        if found is None:
            i += 1
            continue
        first, last = found
        pieces[first:last] = ["".join(pieces[first:last])]
        count += 1
        i = first + 1
    if count:
        count += join_open(pieces)
    return " ".join(pieces), count


def is_torn(piece: str) -> bool:
    """Say whether a piece is letters in one case that are no syllable."""
    match = LETTERS.match(piece)
    return match is not None and (match[0][1:].islower() or len(match[0]) == 1) and not is_syllable(match[0])


def window(pieces: list[str], i: int) -> tuple[int, int] | None:
    """Return the pieces around a torn one that make one syllable: those that use up most torn ones, then the fewest.

    A lone consonant is enough for nothing: it may be a unit ("5 m"), a label ("điểm c") or an abbreviation.
    """
    if i and (pieces[i - 1][-1:].isdigit() or pieces[i - 1].lower() in LABELS):
        return None
    best: tuple[int, int, int, int] | None = None
    for size in range(2, MOST + 1):
        for first in range(max(0, i - size + 1), min(i, len(pieces) - size) + 1):
            part = pieces[first : first + size]
            torn = sum(is_torn(piece) for piece in part)
            if (torn < 2 and len(pieces[i]) == 1) or not makes_syllable(part):
                continue
            if best is None or torn > best[0]:
                best = (torn, -size, first, first + size)
    return best[2:] if best else None


def makes_syllable(part: list[str]) -> bool:
    """Say whether pieces run together are one syllable, perhaps with a mark of punctuation behind it."""
    last = part[-1].rstrip(PUNCTUATION)
    return (
        all(piece.isalpha() for piece in (*part[:-1], last))
        and all(piece.islower() for piece in (part[0][1:] or "a", *part[1:-1], last))
        and is_syllable("".join(part[:-1]) + last)
    )


def join_open(pieces: list[str]) -> int:
    """Join "hò a" in a line that was torn elsewhere, in place; return how many."""
    count = 0
    for i in range(len(pieces) - 1, 0, -1):
        match = LETTERS.match(pieces[i])
        if (
            match is not None
            and match[0] == "a"
            and pieces[i - 1][-1:] in "oòóỏõọ"
            and is_syllable(pieces[i - 1] + "a")
        ):
            pieces[i - 1 : i + 1] = [pieces[i - 1] + pieces[i]]
            count += 1
    return count
