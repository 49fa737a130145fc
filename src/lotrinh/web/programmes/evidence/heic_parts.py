"""The parts of a HEIC photo (ISO/IEC 23008-12): how large it is, and the same without what the phone wrote beside it.

Nothing is decoded and nothing moved: a list in the file says which bytes belong to which item. Those of its pictures
stay as they were sent; all others, as EXIF with the place, XMP and the film of a moving photo, become zeros. The way up
stands among the properties of the picture and stays.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from lotrinh.web.programmes.evidence.picture_parts import MOST_PIXELS, BrokenPicture, TooManyPixels

PICTURES = frozenset(b"hvc1 hvc2 hev1 lhv1 av01 avc1 jpeg grid iovl iden tmap".split())
NEEDED = frozenset(b"hdlr pitm iinf iloc iprp iref idat dinf grpl".split())
PROPERTIES = frozenset(
    b"hvcC av1C avcC lhvC jpgC colr ispe pixi irot imir clap pasp auxC clli mdcv cclv amve rloc lsel a1op a1lx".split()
)
NOTHING, NO_ITEM = b"free", b"skip"  # what a box and an item are called that nobody reads
MOST_EXTENTS = 20_000  # a photo of a phone has some fifty


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its type, where it starts, where its content does, and where it ends."""

    kind: bytes
    at: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the file: its type with the place of that, and the bytes that belong to it as (start, end)."""

    kind: bytes
    kind_at: int
    extents: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Heic:
    """A photo that was walked through, not decoded."""

    data: bytes
    top: tuple[Box, ...]
    meta: tuple[Box, ...]
    properties: tuple[Box, ...]
    items: tuple[Item, ...]


def read_heic(data: bytes) -> Heic:
    """Walk through a photo.

    Raises:
        TooManyPixels: a picture in it has more than `MOST_PIXELS`.
        BrokenPicture: its parts do not hang together.
    """
    try:
        top = tuple(boxes(data, 0, len(data)))
        meta = one(top, b"meta")
        inner = tuple(boxes(data, meta.body + 4, meta.end))
        parts = one(tuple(boxes(data, one(inner, b"iprp").body, one(inner, b"iprp").end)), b"ipco")
        properties = tuple(boxes(data, parts.body, parts.end))
        heic = Heic(data, top, inner, properties, tuple(items_of(data, inner)))
        sizes = [*declared_sizes(heic), *tiled_sizes(heic)]
    except (struct.error, IndexError) as error:
        raise BrokenPicture from error
    if not sizes:
        raise BrokenPicture
    if max(width * height for width, height in sizes) > MOST_PIXELS:
        raise TooManyPixels
    return heic


def boxes(data: bytes, at: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places.

    Raises:
        BrokenPicture: one ends where it cannot.
    """
    while at < end:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        until = end if size == 0 else at + size
        if not body <= until <= end:
            raise BrokenPicture
        yield Box(kind, at, body, until)
        at = until


def one(found: tuple[Box, ...], kind: bytes) -> Box:
    """Return the box of a kind.

    Raises:
        BrokenPicture: there is none, or more than one.
    """
    of_kind = [box for box in found if box.kind == kind]
    if len(of_kind) != 1:
        raise BrokenPicture
    return of_kind[0]


def items_of(data: bytes, meta: tuple[Box, ...]) -> Iterator[Item]:
    """Yield the items with the bytes that belong to them.

    Raises:
        BrokenPicture: an item is described in no way that a photo of today has, or lies outside the file.
    """
    info = one(meta, b"iinf")
    entries = boxes(data, info.body + (6 if data[info.body] == 0 else 8), info.end)
    places = places_of(data, meta)
    for entry in entries:
        version = data[entry.body]
        if entry.kind != b"infe" or version not in (2, 3):
            raise BrokenPicture
        (key,) = struct.unpack_from(">H" if version == 2 else ">I", data, entry.body + 4)
        kind_at = entry.body + (8 if version == 2 else 10)
        yield Item(data[kind_at : kind_at + 4], kind_at, tuple(places.get(key, ())))


def places_of(data: bytes, meta: tuple[Box, ...]) -> dict[int, list[tuple[int, int]]]:
    """Return which bytes belong to which item, by the list of places in the file.

    Raises:
        BrokenPicture: bytes outside the file, or more of them than there are.
    """
    table = one(meta, b"iloc")
    version, sizes = data[table.body], struct.unpack_from(">H", data, table.body + 4)[0]
    offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    read = Numbers(data, table.body + 6)
    places: dict[int, list[tuple[int, int]]] = {}
    budget, left = 2 * len(data), MOST_EXTENTS
    for _item in range(read.next(4 if version == 2 else 2)):
        key = read.next(4 if version == 2 else 2)
        method = read.next(2) & 15 if version else 0
        read.next(2)
        start = read.next(base_size) + origin_of(method, meta)
        count = read.next(2)
        if (left := left - count - 1) < 0:
            raise BrokenPicture
        for _extent in range(count):
            read.next(index_size if version else 0)
            at = start + read.next(offset_size)
            end = at + read.next(length_size)
            if not at < end <= len(data) or (budget := budget - (end - at)) < 0:
                raise BrokenPicture
            places.setdefault(key, []).append((at, end))
    return places


def origin_of(method: int, meta: tuple[Box, ...]) -> int:
    """Return where the offsets of an item begin to count: in the file, or in the box of small items.

    Raises:
        BrokenPicture: in another item, which no photo does.
    """
    if method == 0:
        return 0
    if method == 1:
        return one(meta, b"idat").body
    raise BrokenPicture


@dataclass(slots=True)
class Numbers:
    """Reads numbers of so many bytes, one after the other; a number of no bytes is 0."""

    data: bytes
    at: int

    def next(self, size: int) -> int:
        """Return the next number.

        Raises:
            BrokenPicture: the file ends before it.
        """
        self.at += size
        if self.at > len(self.data):
            raise BrokenPicture
        return int.from_bytes(self.data[self.at - size : self.at], "big")


def declared_sizes(heic: Heic) -> Iterator[tuple[int, int]]:
    """Yield width and height as the properties declare them."""
    for box in heic.properties:
        if box.kind == b"ispe":
            width, height = struct.unpack_from(">II", heic.data, box.body + 4)
            yield width, height


def tiled_sizes(heic: Heic) -> Iterator[tuple[int, int]]:
    """Yield width and height of pictures laid out of tiles, as those themselves say."""
    for item in heic.items:
        if item.kind == b"grid" and item.extents:
            at = item.extents[0][0]
            width, height = struct.unpack_from(">II" if heic.data[at + 1] & 1 else ">HH", heic.data, at + 4)
            yield width, height


def without_notes(heic: Heic) -> bytes:
    """Return the photo with zeros in place of all that is no picture, of the same length."""
    bare = bytearray(len(heic.data))
    for box in heic.top:
        put_box(bare, heic.data, box, whole=box.kind == b"ftyp", keeps_kind=box.kind in (b"meta", b"mdat"))
        if box.kind == b"meta":
            bare[box.body : box.body + 4] = heic.data[box.body : box.body + 4]
    for box in heic.meta:
        put_box(bare, heic.data, box, whole=box.kind in NEEDED - {b"idat"}, keeps_kind=box.kind == b"idat")
    for box in heic.properties:
        if box.kind not in PROPERTIES:
            put_box(bare, heic.data, box, whole=False, keeps_kind=False)
    for item in heic.items:
        if item.kind not in PICTURES:
            bare[item.kind_at : item.kind_at + 4] = NO_ITEM
            continue
        for at, end in item.extents:
            bare[at:end] = heic.data[at:end]
    return bytes(bare)


def put_box(bare: bytearray, data: bytes, box: Box, *, whole: bool, keeps_kind: bool) -> None:
    """Put a box into its place: whole, or as a head over zeros, under its own name or as one that nobody reads."""
    bare[box.at : box.body] = data[box.at : box.body]
    bare[box.body : box.end] = data[box.body : box.end] if whole else bytes(box.end - box.body)
    if not (whole or keeps_kind):
        bare[box.at + 4 : box.at + 8] = NOTHING
