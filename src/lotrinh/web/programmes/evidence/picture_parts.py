"""The parts of a picture file: how large it is, and the same picture without what the phone wrote beside it.

Nothing is decoded or compressed again: the pixels stay as they were sent, byte for byte. Of what stands beside them
only the colours and the way up are kept: the place where a photo was taken is gone, and who took it with what.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator

from PIL import Image

MOST_PIXELS = 50_000_000  # a photo of a good phone; three bytes each once somebody looks at it
WAY_UP = 0x0112
SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # in the pixels of a JPEG a lone 255 is followed by 0 or a restart
ICC = b"ICC_PROFILE\x00"
PNG_SIGN = b"\x89PNG\r\n\x1a\n"
PNG_BESIDE = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")
WEBP_FLAGS = 0x08 | 0x04  # of the first chunk: "EXIF follows", "XMP follows"


class BrokenPicture(ValueError):
    """The file is no picture that can be opened."""


class TooManyPixels(ValueError):
    """The picture is so large that opening it would cost too much memory."""


def way_up(data: bytes) -> int:
    """Return how a picture must be turned, 1 where it stands upright; its pixels are not decoded.

    Raises:
        TooManyPixels: it has more than `MOST_PIXELS`.
        BrokenPicture: it cannot be opened.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
                width, height = image.size
                turned = image.getexif().get(WAY_UP, 1) if width * height <= MOST_PIXELS else 1
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise TooManyPixels from error
        except (OSError, ValueError, SyntaxError, struct.error) as error:
            raise BrokenPicture from error
    if width * height > MOST_PIXELS:
        raise TooManyPixels
    return turned if turned in range(1, 9) else 1


def without_position(data: bytes, kind: str, turned: int) -> bytes:
    """Return the same picture with nothing beside its pixels but colours and the way up.

    Raises:
        BrokenPicture: its parts do not hang together.
    """
    beside = Image.Exif()
    beside[WAY_UP] = turned
    exif = beside.tobytes() if turned != 1 else b""
    bare = {"image/jpeg": bare_jpeg, "image/png": bare_png, "image/webp": bare_webp}[kind]
    try:
        return bare(data, exif)
    except (IndexError, struct.error) as error:
        raise BrokenPicture from error


def bare_jpeg(data: bytes, exif: bytes) -> bytes:
    """Return a JPEG of its needed segments; what follows its end, as the film of a moving photo, is left off."""
    parts = [b"\xff\xd8"]
    if exif:
        parts.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    parts.extend(needed_segments(data))
    return b"".join([*parts, b"\xff\xd9"])


def needed_segments(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG that its picture needs, the pixels with the head of their scan."""
    at = 2
    while data[at + 1] != 0xD9:
        if data[at] != 0xFF:
            raise BrokenPicture
        if (marker := data[at + 1]) == 0xFF:  # filling
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker == 0xDA:
            found = SCAN_END.search(data, end)
            end = found.start() if found else len(data)
        if is_needed(marker, data[at + 4 : at + 4 + len(ICC)]):
            yield data[at:end]
        if end >= len(data):  # cut off on its way: shown as far as it came
            return
        at = end


def is_needed(marker: int, start: bytes) -> bool:
    """Say whether a segment of a JPEG is needed to show it: of the notes only JFIF, colours and Adobe's transform."""
    if marker == 0xE2:
        return start == ICC
    return marker in (0xE0, 0xEE) or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def bare_png(data: bytes, exif: bytes) -> bytes:
    """Return a PNG without its notes; the way up goes before the pixels."""
    parts, at = [PNG_SIGN], len(PNG_SIGN)
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise BrokenPicture
        if name not in PNG_BESIDE:
            parts.append(data[at:end])
        if name == b"IHDR" and exif:
            body = b"eXIf" + exif.removeprefix(b"Exif\x00\x00")
            parts.append(struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)))
        if name == b"IEND":
            return b"".join(parts)
        at = end


def bare_webp(data: bytes, exif: bytes) -> bytes:
    """Return a WebP without EXIF and XMP, but for the way up."""
    parts, at = [b"WEBP"], 12
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        if name == b"VP8X":
            flags = data[at + 8] & ~WEBP_FLAGS | (0x08 if exif else 0)
            parts.append(data[at : at + 8] + bytes([flags]) + data[at + 9 : end])
        elif name not in (b"EXIF", b"XMP "):
            parts.append(data[at:end])
        at = end
    if exif and parts[1].startswith(b"VP8X"):
        body = exif.removeprefix(b"Exif\x00\x00")
        parts.append(b"EXIF" + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2))
    whole = b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def draw_small(data: bytes, side: int) -> bytes:
    """Return a small upright JPEG of a picture.

    Raises:
        BrokenPicture: its pixels cannot be decoded.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as image:
            turned = image.getexif().get(WAY_UP, 1)
            image.draft("RGB", (side * 2, side * 2))  # of a JPEG only as many pixels as are needed
            return small_jpeg(image, side, TURNS.get(turned))
    except (OSError, ValueError, SyntaxError, struct.error) as error:
        raise BrokenPicture from error


def small_jpeg(image: Image.Image, side: int, turn: Image.Transpose | None = None) -> bytes:
    """Return an open picture as a small JPEG."""
    image.thumbnail((side, side))
    small = image.convert("RGB")
    out = io.BytesIO()
    (small if turn is None else small.transpose(turn)).save(out, "JPEG", quality=82)
    return out.getvalue()


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
