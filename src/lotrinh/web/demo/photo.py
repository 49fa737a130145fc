"""A small picture for the demo's evidence, drawn here so that no photograph of anybody is needed."""

from __future__ import annotations

import struct
import zlib

WIDTH, HEIGHT = 320, 240


def draw_png(shade: int) -> bytes:
    """Return a PNG: a sky, a building and a door, in a shade of its own."""
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        for x in range(WIDTH):
            rows += bytes(colour(x, y, shade))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(rows), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def colour(x: int, y: int, shade: int) -> tuple[int, int, int]:
    """Return the colour of one point."""
    if 60 < x < 260 and 80 < y < 200:
        return (11, 107, 99) if 140 < x < 180 and y > 140 else (226, 241 - shade, 239)
    return (200, 222, 240 - shade) if y < 200 else (150, 170, 120 + shade)
