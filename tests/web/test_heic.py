"""HEIC photos: what leaves them, what is refused undecoded, and the child that draws the small picture."""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lotrinh.web.programmes.evidence.heic_parts import read_heic, without_notes
from lotrinh.web.programmes.evidence.picture_parts import BrokenPicture, TooManyPixels
from lotrinh.web.programmes.evidence.tasks import draw_heic
from tests.web.builders import photo

WORDS = b"<x:xmpmeta>exif:GPSLatitude 21,1.7N</x:xmpmeta>"


def with_notes() -> bytes:
    """Return a photo with EXIF and XMP that say where it was taken."""
    pillow_heif.register_heif_opener()
    beside = Image.Exif()
    beside.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.0)})
    beside[0x010F] = "May anh cua toi"
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (11, 107, 99)).save(out, "HEIF", exif=beside.tobytes(), xmp=WORDS)
    return out.getvalue()


SENT = with_notes()


def test_nothing_that_a_phone_wrote_beside_the_pixels_stays() -> None:
    film = struct.pack(">I4s", 8 + 30, b"mpvd") + b"a film with where it was taken"
    own = struct.pack(">I4s", 8 + 20, b"uuid") + b"0123456789abcdef21,1"
    kept = without_notes(read_heic(SENT + film + own))
    assert len(kept) == len(SENT + film + own)
    assert not any(words in kept for words in (b"GPS", b"May anh", b"a film", b"abcdef21", b"Exif", b"mime"))
    with Image.open(io.BytesIO(kept)) as bare, Image.open(io.BytesIO(SENT)) as whole:
        assert bare.tobytes() == whole.tobytes()
        assert not bare.getexif()
        assert not bare.info.get("xmp")


def test_doing_it_twice_changes_nothing_more() -> None:
    kept = without_notes(read_heic(SENT))
    assert without_notes(read_heic(kept)) == kept


def with_size(width: int, height: int) -> bytes:
    at = SENT.index(b"ispe") + 8
    return SENT[:at] + struct.pack(">II", width, height) + SENT[at + 8 :]


def test_size_is_read_where_the_photo_declares_it() -> None:
    with pytest.raises(TooManyPixels):
        read_heic(with_size(100_000, 100_000))


def test_tiles_that_make_a_larger_picture_than_declared_are_too_many_pixels() -> None:
    coded = next(item for item in read_heic(SENT).items if item.kind == b"hvc1")
    tiled, at = bytearray(SENT), coded.extents[0][0]
    tiled[coded.kind_at : coded.kind_at + 4] = b"grid"
    tiled[at : at + 12] = bytes([0, 1, 9, 9]) + struct.pack(">II", 60_000, 60_000)
    with pytest.raises(TooManyPixels):
        read_heic(bytes(tiled))


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(struct.pack(">IHHHHH", 0, 0x4400, 1, 1, 0, 65_535), id="more extents than are read"),
        pytest.param(struct.pack(">IHHHHHII", 0, 0x4400, 1, 1, 0, 1, 10, 2**31), id="bytes outside the file"),
        pytest.param(struct.pack(">IHHHHHII", 0, 0x4400, 1, 1, 0, 1, 10, 0), id="bytes without an end"),
    ],
)
def test_list_of_places_that_cannot_be_is_a_broken_picture(table: bytes) -> None:
    start = SENT.index(b"iloc") + 4
    with pytest.raises(BrokenPicture):
        read_heic(SENT[:start] + table + SENT[start + len(table) :])


@given(st.data())
def test_damage_is_a_broken_picture_and_never_another_error(data: st.DataObject) -> None:
    chance = random.Random(data.draw(st.integers(0, 10**6)))  # noqa: S311  # damage is no secret
    damaged = bytearray(SENT)
    for _byte in range(chance.randint(1, 6)):
        damaged[chance.randrange(600)] = chance.randrange(256)
    cut = bytes(damaged)[: chance.choice([len(damaged), chance.randrange(len(damaged))])]
    try:
        kept = without_notes(read_heic(cut))
    except (BrokenPicture, TooManyPixels):
        return
    assert len(kept) == len(cut)


def test_small_picture_stands_upright_and_is_drawn_by_a_child(tmp_path: Path) -> None:
    path = tmp_path / "anh"
    path.write_bytes(without_notes(read_heic(photo("HEIF", size=(800, 400), turned=6))))
    with Image.open(io.BytesIO(draw_heic(str(path)))) as small:
        assert (small.format, small.size) == ("JPEG", (240, 480))


def test_photo_that_no_decoder_takes_has_no_small_picture(tmp_path: Path) -> None:
    path = tmp_path / "anh"
    heic = read_heic(SENT)
    at = next(item for item in heic.items if item.kind == b"hvc1").extents[0][0]
    path.write_bytes(SENT[:at] + bytes(len(SENT) - at))
    with pytest.raises(BrokenPicture):
        draw_heic(str(path))
