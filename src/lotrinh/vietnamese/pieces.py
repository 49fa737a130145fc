"""Cuts a text into folded pieces for an index of words, and a query into what to ask of that index.

A piece is a syllable without marks or a number without leading zeros: "45-CT/TW" is 45, ct, tw. Single syllables are
too frequent in Vietnamese to look for, so pairs of neighbours are kept too (`thuc_hien`), and codes without separators
(`45cttw`). Nothing of a query but these tokens, letters and digits, ever reaches a database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lotrinh.vietnamese.folding import fold

WORD = re.compile(r"[^\W_]+(?:[-/.–][^\W_]+)*")
PIECE = re.compile(r"\d+|[^\W\d_]+")
JOINED = 8  # pieces of one word that are joined to codes; a longer one is an address or a slip
LONGEST = 100  # letters of a query that count
MOST = 12  # words of a query that count


class PlainLetters(dict[int, str]):
    """What each letter is without case and marks, always one letter, so that places in a text stay what they were."""

    def __missing__(self, code: int) -> str:
        plain = fold(chr(code))
        found = plain if len(plain) == 1 and chr(code).isalnum() else chr(code)
        self[code] = found
        return found


PLAIN = PlainLetters()


class Piece(NamedTuple):
    """A folded piece of a text; `word` is the number of the word that it stands in."""

    key: str
    word: int


class Token(NamedTuple):
    """A token to ask for; `is_begun` asks for every token that begins so."""

    key: str
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a person looks for: items in their order, each a piece or a whole code, and the words as written."""

    items: tuple[str, ...]
    written: str

    @property
    def asks(self) -> tuple[tuple[Token, ...], ...]:
        """Return what to ask of the index, the narrowest first: all as written, the last word only begun, any order."""
        if not self.items:
            return ()
        together = tokens_together(self.items)
        begun = (*together[:-1], Token(together[-1].key, is_begun=True))
        last = together[-1].key
        narrow = (together, begun) if "_" in last or is_code(last) else (together,)
        anywhere = tuple(Token(item) for item in dict.fromkeys(self.items))
        return narrow if anywhere == together else (*narrow, anywhere)


def fold_letters(text: str) -> str:
    """Return a text in NFC without case and marks, letter for letter.

    >>> fold_letters("Đắk Lắk, số 45-CT/TW")
    'dak lak, so 45-ct/tw'
    """
    return text.translate(PLAIN)


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text.

    >>> [piece.key for piece in pieces_of("Chỉ thị số 05-CT/TW")]
    ['chi', 'thi', 'so', '5', 'ct', 'tw']
    """
    folded = fold_letters(unicodedata.normalize("NFC", text))
    for number, word in enumerate(WORD.finditer(folded)):
        for match in PIECE.finditer(folded, *word.span()):
            yield Piece(plain_number(match[0]), number)


def plain_number(piece: str) -> str:
    """Return a number without leading zeros, and syllables as they are."""
    return piece.lstrip("0") or "0" if piece.isdecimal() else piece


def is_code(joined: str) -> bool:
    """Say whether joined pieces could be a code: they have letters and digits."""
    return any(letter.isdecimal() for letter in joined) and not joined.isdecimal()


def tokens_of(*texts: str) -> set[str]:
    """Return the tokens that texts are found by: pieces, pairs of neighbours within a text, and codes.

    >>> sorted(tokens_of("Số 05-CT/TW"))
    ['5', '5_ct', '5ct', '5cttw', 'ct', 'ct_tw', 'so', 'so_5', 'tw']
    """
    found: set[str] = set()
    for text in texts:
        pieces = list(pieces_of(text))
        found.update(piece.key for piece in pieces)
        found.update(f"{one.key}_{two.key}" for one, two in pairwise(pieces))
        found.update(codes_among(pieces))
    return found


def codes_among(pieces: list[Piece]) -> Iterator[str]:
    """Yield the pieces of a word joined, wherever one begins and ends: part of a code finds it too."""
    for start, first in enumerate(pieces):
        joined = first.key
        for piece in pieces[start + 1 : start + JOINED]:
            if piece.word != first.word:
                break
            joined += piece.key
            if is_code(joined):
                yield joined


def parse_query(text: str) -> Query:
    """Return what a person typed as a query; whatever is no letter or digit only separates.

    Args:
        text: as typed; of a long one the first 100 letters and 12 items count.

    >>> parse_query("  Chỉ thị 45ct/tw ").items
    ('chi', 'thi', '45cttw')
    >>> parse_query('"* -:(').asks
    ()
    """
    composed = unicodedata.normalize("NFC", text[:LONGEST])
    words: dict[int, list[str]] = {}
    for piece in pieces_of(composed):
        words.setdefault(piece.word, []).append(piece.key)
    items: list[str] = []
    for keys in words.values():
        joined = "".join(keys)
        items += [joined] if 1 < len(keys) <= JOINED and is_code(joined) else keys
    return Query(tuple(items[:MOST]), " ".join(composed.lower().split()))


def tokens_together(items: tuple[str, ...]) -> tuple[Token, ...]:
    """Return the pairs of neighbours, with codes and what stands alone between them as they are."""
    found: list[str] = []
    for number, item in enumerate(items):
        before = items[number - 1] if number and not is_code(items[number - 1]) else ""
        behind = items[number + 1] if number + 1 < len(items) and not is_code(items[number + 1]) else ""
        if is_code(item) or not (before or behind):
            found.append(item)
        elif before:
            found.append(f"{before}_{item}")
    return tuple(Token(key) for key in dict.fromkeys(found))
