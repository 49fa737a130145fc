"""The words of a PDF page's text layer with their places: letters without white space or a gap between them.

A page has thousands of letters, so the native library is asked about each as little as will do: the text at once, a place only
for what is seen, a font only where a word begins.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable, Iterator

from lotrinh.documents.printed import Word
from lotrinh.documents.upright import Box, Place

BLANK = "\ufffe\uffff"  # what stands for no letter
# How the place of a letter is asked for: with addresses, as to check the types of what they point to takes longer than to answer.
ADDRESSED = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 4)
FONT_NAME = 128  # bytes: a longer name is cut


def words_of(layer, place: Place) -> Iterator[Word]:  # type: ignore[no-untyped-def]  # of the native library
    """Yield the words of a text layer in its order."""
    place_of, is_bold = places_of(layer, place), fonts_of(layer)
    letters: list[str] = []
    bold = False
    x0 = y0 = x1 = y1 = 0.0
    for index, letter in enumerate(letters_of(layer)):
        if not letter.strip() or letter in BLANK:
            if letters:
                yield word(letters, (x0, y0, x1, y1), bold=bold)
                letters = []
            continue
        left, top, right, bottom = place_of(index)
        if letters and (left - x1 > 0.6 * (y1 - y0 + 1) or top > y1 or right < x0):
            yield word(letters, (x0, y0, x1, y1), bold=bold)
            letters = []
        if not letters:
            x0, y0, x1, y1 = left, top, right, bottom
            bold = is_bold(index)
        letters.append(letter)
        # Not min and max: half of the time of this loop would be theirs.
        x0 = left if left < x0 else x0
        y0 = top if top < y0 else y0
        x1 = right if right > x1 else x1
        y1 = bottom if bottom > y1 else y1
    if letters:
        yield word(letters, (x0, y0, x1, y1), bold=bold)


def word(letters: list[str], box: Box, *, bold: bool) -> Word:
    """Return one word."""
    return Word(unicodedata.normalize("NFC", "".join(letters)), *box, bold=bold)


def letters_of(layer) -> Iterator[str] | str:  # type: ignore[no-untyped-def]  # of the native library
    """Return the letters by their numbers; one by one where the library leaves some out of the text or writes some as two."""
    count = layer.count_chars()
    text: str = layer.get_text_range()
    if len(text) == count and not any(letter > "\uffff" for letter in set(text)):
        return text
    return (layer.get_text_range(index, 1) for index in range(count))


def places_of(layer, place: Place) -> Callable[[int], Box]:  # type: ignore[no-untyped-def]  # of the native library
    """Return what tells by its number where a letter stands."""
    import pypdfium2 as pdfium  # noqa: PLC0415  # an extra
    import pypdfium2.raw as raw  # noqa: PLC0415  # as above

    ask = ADDRESSED(ctypes.cast(raw.FPDFText_GetCharBox, ctypes.c_void_p).value or 0)
    handle = ctypes.cast(layer.raw, ctypes.c_void_p).value
    box = (ctypes.c_double * 4)()  # left, bottom, right, top, as `place` takes them
    left, bottom, right, top = (ctypes.addressof(box) + side * ctypes.sizeof(ctypes.c_double) for side in range(4))

    def place_of(index: int) -> Box:
        if not ask(handle, index, left, right, bottom, top):
            raise pdfium.PdfiumError("Failed to get charbox.")
        return place((box[0], box[1], box[2], box[3]))

    return place_of


def fonts_of(layer) -> Callable[[int], bool]:  # type: ignore[no-untyped-def]  # of the native library
    """Return what says whether the font of a letter is a bold one, by its name."""
    import pypdfium2.raw as raw  # noqa: PLC0415  # an extra

    handle, ask = layer.raw, raw.FPDFText_GetFontInfo
    name, flags = ctypes.create_string_buffer(FONT_NAME), ctypes.pointer(ctypes.c_int())
    known: dict[bytes, bool] = {}

    def is_bold(index: int) -> bool:
        size = ask(handle, index, name, FONT_NAME, flags)
        words = name.raw[:size] if size > 0 else b""
        if words not in known:
            known[words] = b"bold" in words.lower()
        return known[words]

    return is_bold
