"""Finds where the words stand in a text that were recognised in a picture with little certainty."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lotrinh.documents.document import DoubtfulWord, Span
from lotrinh.documents.printed import PrintedPage

WEAK = 60.0  # per cent: a word less certain than this is one to look at
WORD = re.compile(r"(?<!\S)[^\w\s]*+\w\S*+")


def find_doubtful(text: str, pages: Sequence[PrintedPage]) -> Iterator[DoubtfulWord]:
    """Yield the doubtful words of a text in order.

    A word that stands in the text as often as on the pages takes the certainty of its turn; where repair changed how often,
    it is doubtful only if every reading of it was.
    """
    read: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for word in page.words:
            read[word.text].append(word.sure)
    weak = {word: sure for word, sure in read.items() if min(sure) < WEAK}
    if not weak:
        return
    stands = [(m[0], Span(*m.span())) for m in WORD.finditer(text) if m[0] in weak]
    places: dict[str, list[Span]] = defaultdict(list)
    for token, span in stands:
        places[token].append(span)
    turn = {
        span: sure
        for token, spans in places.items()
        for span, sure in zip(
            spans, weak[token] if len(weak[token]) == len(spans) else [max(weak[token])] * len(spans), strict=True
        )
    }
    for _, span in stands:
        if turn[span] < WEAK:
            yield DoubtfulWord(span, turn[span])
