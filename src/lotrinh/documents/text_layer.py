"""The words of a PDF page's text layer with their places: letters without white space or a gap between them.

A page has thousands of letters, so the native library is asked about each as little as will do: the text at once, one place for
a word that is drawn in one piece, a font only where a word begins.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator

from lotrinh.documents.printed import Word
from lotrinh.documents.upright import Box, Place

WORD = re.compile("[^\\s\ufffe\uffff]+")  # the two stand for no letter
# How the library is asked for places: with addresses, as to check the types of what they point to takes longer than to answer.
ADDRESSED = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 4)
COUNTED = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int)
NAMED = ctypes.CFUNCTYPE(
    ctypes.c_ulong, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p
)
FONT_NAME = 128  # bytes: a longer name is cut


def words_of(layer, place: Place) -> Iterator[Word]:  # type: ignore[no-untyped-def]  # of the native library
    """Yield the words of a text layer in its order."""
    places, fonts = Places(layer, place), Fonts(layer)
    letters = letters_of(layer)
    for found in WORD.finditer(letters if isinstance(letters, str) else marks_of(letters)):
        first, end = found.span()
        whole = places.of_piece(first, end)
        for start, stop, box in ((first, end, whole),) if whole is not None else parted(places, first, end):
            text = unicodedata.normalize("NFC", "".join(letters[start:stop]))
            yield Word(text, *box, bold=fonts.is_bold(start))


def letters_of(layer) -> str | list[str]:  # type: ignore[no-untyped-def]  # of the native library
    """Return the letters by their numbers; one by one where the library leaves some out of the text or writes some as two."""
    count = layer.count_chars()
    text: str = layer.get_text_range()
    if len(text) == count and not any(letter > "\uffff" for letter in set(text)):
        return text
    return [layer.get_text_range(index, 1) for index in range(count)]


def marks_of(letters: list[str]) -> str:
    """Return one code point for each letter: itself, or one that stands for what is written as none or as two."""
    return "".join(letter if len(letter) == 1 else "x" if letter.strip() else " " for letter in letters)


def parted(places: Places, first: int, end: int) -> Iterator[tuple[int, int, Box]]:
    """Yield the words that letters without a space between them make: from one gap to the next."""
    start = first
    x0, y0, x1, y1 = places.of_letter(first)
    for index in range(first + 1, end):
        left, top, right, bottom = places.of_letter(index)
        if left - x1 > 0.6 * (y1 - y0 + 1) or top > y1 or right < x0:
            yield start, index, (x0, y0, x1, y1)
            start, x0, y0, x1, y1 = index, left, top, right, bottom
        else:
            x0, y0, x1, y1 = min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)
    yield start, end, (x0, y0, x1, y1)


class Places:
    """Tells where letters of a text layer stand, by their numbers."""

    def __init__(self, layer, place: Place) -> None:  # type: ignore[no-untyped-def]  # of the native library
        import pypdfium2.raw as raw  # noqa: PLC0415  # an extra

        self.place = place
        self.handle = ctypes.cast(layer.raw, ctypes.c_void_p).value
        self.ask_letter = ADDRESSED(ctypes.cast(raw.FPDFText_GetCharBox, ctypes.c_void_p).value or 0)
        self.ask_piece = ADDRESSED(ctypes.cast(raw.FPDFText_GetRect, ctypes.c_void_p).value or 0)
        self.count_pieces = COUNTED(ctypes.cast(raw.FPDFText_CountRects, ctypes.c_void_p).value or 0)
        self.box = (ctypes.c_double * 4)()  # left, bottom, right, top, as `place` takes them
        self.sides = [ctypes.addressof(self.box) + side * ctypes.sizeof(ctypes.c_double) for side in range(4)]

    def of_letter(self, index: int) -> Box:
        """Return where one letter stands."""
        import pypdfium2 as pdfium  # noqa: PLC0415  # an extra

        left, bottom, right, top = self.sides
        if not self.ask_letter(self.handle, index, left, right, bottom, top):
            raise pdfium.PdfiumError("Failed to get charbox.")
        return self.place(tuple(self.box))

    def of_piece(self, first: int, end: int) -> Box | None:
        """Return where letters stand that are drawn in one piece; None where they are not, and may have gaps between them."""
        if self.count_pieces(self.handle, first, end - first) != 1:
            return None
        left, bottom, right, top = self.sides
        if not self.ask_piece(self.handle, 0, left, top, right, bottom):
            return None
        return self.place(tuple(self.box))


class Fonts:
    """Tells whether the font of a letter is a bold one, by its name."""

    def __init__(self, layer) -> None:  # type: ignore[no-untyped-def]  # of the native library
        import pypdfium2.raw as raw  # noqa: PLC0415  # an extra

        self.handle = ctypes.cast(layer.raw, ctypes.c_void_p).value
        self.ask = NAMED(ctypes.cast(raw.FPDFText_GetFontInfo, ctypes.c_void_p).value or 0)
        self.name, self.flags = ctypes.create_string_buffer(FONT_NAME), ctypes.c_int()  # kept: they are written to
        self.addresses = ctypes.addressof(self.name), FONT_NAME, ctypes.addressof(self.flags)
        self.known: dict[bytes, bool] = {}

    def is_bold(self, index: int) -> bool:
        """Say whether a letter is bold."""
        size = self.ask(self.handle, index, *self.addresses)
        words = self.name.raw[:size] if size > 0 else b""
        if words not in self.known:
            self.known[words] = b"bold" in words.lower()
        return self.known[words]
