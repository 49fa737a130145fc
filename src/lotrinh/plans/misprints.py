"""Says which codes look like slips of the pen: "866/QĐ-Tg" for QĐ-TTg. A code is noted and never mended.

The symbols of central bodies are few and fixed (Nghị định 30/2020/NĐ-CP, Annex III), so one that differs from them by a letter is
more likely a slip than the symbol of another body; those that are another body's are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.plans.plan import Citation, Problem
from lotrinh.vietnamese.folding import fold

CENTRAL = ("QĐ-TTg", "CT-TTg", "CĐ-TTg", "NĐ-CP", "NQ-CP", *(f"QH{term}" for term in range(9, 17)))
FOLDED = tuple(map(fold, CENTRAL))
OTHERS = frozenset(
    ("QĐ-TTr", "QĐ-TT", "QĐ-TTT", "CT-TT", "CT-TTr", "CĐ-TT", "NQ-TP", "QĐ-CP", "CT-CP", "BC-CP", "TB-CP", "TT-CP")
)
SYMBOL = re.compile(r"\d{1,6}(?:\.\d{1,6})?(?:/\d{4})?[/-]")


def find_misprints(citations: tuple[Citation, ...]) -> Iterator[Problem]:
    """Yield a note for each work whose symbol is a letter away from that of a central body."""
    for citation in citations:
        m = SYMBOL.match(citation.code or "")
        if citation.code is None or m is None:
            continue
        right = meant(citation.code[m.end() :])
        if right is not None:
            sentence = f"“{citation.code}” có thể là lỗi gõ của “{m[0]}{right}”; cần đối chiếu, phần mềm không tự sửa."
            yield Problem("citation-misprint", "note", sentence, citation.mentions[0])


def meant(symbol: str) -> str | None:
    """Return the symbol that a slip was meant to be; None where it is no slip, or could be more than one.

    >>> meant("QĐ-Tg"), meant("QĐ-TTG"), meant("QHI5"), meant("QĐ-TTr"), meant("QĐ-UBND"), meant("QH1")
    ('QĐ-TTg', 'QĐ-TTg', 'QH15', None, None, None)
    """
    if symbol in CENTRAL or symbol in OTHERS:
        return None
    bare = fold(symbol)
    alike = [right for right, folded in zip(CENTRAL, FOLDED, strict=True) if folded == bare]
    near = alike or [right for right in CENTRAL if is_a_letter_away(symbol, right)]
    return near[0] if len(near) == 1 else None


def is_a_letter_away(a: str, b: str) -> bool:
    """Say whether one letter changed, left out or put in makes one word of the other."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[same + 1 :] == b[same + 1 :]
    short, long = sorted((a, b), key=len)
    return short[same:] == long[same + 1 :]
