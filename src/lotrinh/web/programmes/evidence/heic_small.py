"""Draws the small picture of a HEIC photo: a child under limits, since its decoder is native and may be led astray.

    python -m lotrinh.web.programmes.evidence.heic_small PATH SIDE

Writes a JPEG to its standard output, or ends with another status than 0. Knows no Django and changes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pi_heif

from lotrinh.web.programmes.evidence.picture_parts import small_jpeg


def main(path: str, side: str) -> None:
    """Draw a photo as it stands upright, which its properties say and the decoder follows."""
    pi_heif.options.DECODE_THREADS = 1
    photo = pi_heif.open_heif(Path(path).read_bytes(), convert_hdr_to_8bit=True)
    sys.stdout.buffer.write(small_jpeg(photo.to_pillow(), int(side)))


if __name__ == "__main__":
    main(*sys.argv[1:])
