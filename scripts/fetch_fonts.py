"""Fetch Be Vietnam Pro (SIL Open Font License) from the npm registry into the static files, checked against its hash.

Run it again with another VERSION and INTEGRITY to update: python scripts/fetch_fonts.py
"""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
import urllib.request
from pathlib import Path

VERSION = "5.3.0"
INTEGRITY = "sha512-xhAQBGHDxP5BF8IJxedy5MoWUmc1DlPCcZbMLhvnPkf8TaYCbbUVs3LjpuJ4BYdTrdiCLaewNaY8z+owq/FqFw=="
ADDRESS = f"https://registry.npmjs.org/@fontsource/be-vietnam-pro/-/be-vietnam-pro-{VERSION}.tgz"
TARGET = Path(__file__).resolve().parent.parent / "src/lotrinh/web/static/fonts"
SUBSETS, WEIGHTS = ("latin", "vietnamese"), (400, 600)
FILES = [f"be-vietnam-pro-{subset}-{weight}-normal.woff2" for subset in SUBSETS for weight in WEIGHTS]


def main() -> None:
    """Write the four font files, the licence and a note on where they come from."""
    with urllib.request.urlopen(ADDRESS, timeout=60) as answer:  # a fixed https address
        data = answer.read()
    if "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode() != INTEGRITY:
        raise SystemExit(f"{ADDRESS}: the hash is not the expected one")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for name, source in [("OFL.txt", "package/LICENSE"), *((n, f"package/files/{n}") for n in FILES)]:
            member = archive.extractfile(source)
            if member is None:
                raise SystemExit(f"{source} is not in the package")
            (TARGET / name).write_bytes(member.read())
    (TARGET / "SOURCE.txt").write_text(
        f"Be Vietnam Pro, SIL Open Font License 1.1 (OFL.txt).\nFrom {ADDRESS}\n{INTEGRITY}\n"
        "Made again by scripts/fetch_fonts.py.\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
