"""Places on a PDF page as a person sees it: turned and cut as the page says, in points from the top left.

A landscape annex is often a page lying on its side that is turned when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable

Box = tuple[float, float, float, float]
Place = Callable[[Box], Box]


def upright(page) -> Place:  # type: ignore[no-untyped-def]  # a page of the native library
    """Return what turns a box of the page's own space (left, bottom, right, top) into one from its top left."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    shown = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return turned(page.get_rotation(), shown)


def turned(degrees: int, shown: Box) -> Place:
    """Return the same for a page of which this part is shown, turned clockwise.

    >>> turned(0, (0, 0, 595, 842))((80, 762, 90, 772))
    (80, 70, 90, 80)
    >>> turned(90, (0, 0, 595, 842))((70, 80, 80, 90))
    (80, 70, 90, 80)
    """
    x0, y0, x1, y1 = shown
    match degrees:
        case 90:
            return lambda box: (box[1] - y0, box[0] - x0, box[3] - y0, box[2] - x0)
        case 180:
            return lambda box: (x1 - box[2], box[1] - y0, x1 - box[0], box[3] - y0)
        case 270:
            return lambda box: (y1 - box[3], x1 - box[2], y1 - box[1], x1 - box[0])
    return lambda box: (box[0] - x0, y1 - box[3], box[2] - x0, y1 - box[1])
