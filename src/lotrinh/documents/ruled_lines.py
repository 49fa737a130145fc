"""The lines drawn on a PDF page, straight along its sides: what tables are ruled with. Curves, pictures and shading are left."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from lotrinh.documents.printed import Rule
from lotrinh.documents.upright import Place

THIN = 3.0  # points: a filled box no wider than this is a line
SHORT = 4.0  # points: a shorter line rules no cell
SEGMENTS = 20_000  # of one page; a drawing has more
NESTED = 4  # forms within forms


def rules_of(page, place: Place) -> tuple[Rule, ...]:  # type: ignore[no-untyped-def]  # a page of the native library
    """Return the straight lines of a page from its top left; none where it is a drawing rather than a text."""
    import pypdfium2.raw as raw  # noqa: PLC0415  # an extra

    found: list[Rule] = []
    count = 0
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=NESTED):
        segments = raw.FPDFPath_CountSegments(drawn.raw)
        count += segments
        if count > SEGMENTS:
            return ()
        if 2 <= segments <= SEGMENTS:
            found += straight(drawn, segments, place)
    return tuple(found)


def straight(drawn, segments: int, place: Place) -> Iterator[Rule]:  # type: ignore[no-untyped-def]  # of the native library
    """Yield the lines of one drawn path: its own where it is thin, its straight pieces where it is stroked."""
    import pypdfium2.raw as raw  # noqa: PLC0415  # an extra

    left, bottom, right, top = drawn.get_bounds()
    if min(right - left, top - bottom) <= THIN:
        yield from ruled(place((left, bottom, right, top)))
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(drawn.raw, fill, stroke) or not stroke.value:
        return
    matrix = drawn.get_matrix()
    start = last = (0.0, 0.0)
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(drawn.raw, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from between(last, point, place)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from between(point, start, place)
        last = point


def between(a: tuple[float, float], b: tuple[float, float], place: Place) -> Iterator[Rule]:
    """Yield the line between two points where it runs along a side of the page."""
    yield from ruled(place((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))))


def ruled(box: tuple[float, float, float, float]) -> Iterator[Rule]:
    """Yield a box as a line where it is thin and long enough."""
    left, top, right, bottom = box
    if bottom - top <= THIN < SHORT <= right - left:
        yield Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
    elif right - left <= THIN < SHORT <= bottom - top:
        yield Rule((left + right) / 2, top, (left + right) / 2, bottom)
