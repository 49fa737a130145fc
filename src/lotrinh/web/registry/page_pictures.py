"""Pictures of printed pages: drawn when first asked for, by a child under limits, and kept beside the documents."""

from __future__ import annotations

import logging
import subprocess
import sys
from functools import partial
from pathlib import PurePosixPath

from django.core.files import File
from django.core.files.storage import default_storage

from lotrinh.web.registry.child import set_limits
from lotrinh.web.registry.door import keep_file
from lotrinh.web.registry.models import Document

SECONDS = 15  # for one page: somebody waits
SIGN = b"\x89PNG\r\n\x1a\n"
logger = logging.getLogger(__name__)


def open_picture(document: Document, number: int) -> File[bytes] | None:
    """Return the picture of a page of a document, open; None where it cannot be drawn."""
    stored = stored_picture(document, number)
    if not default_storage.exists(stored):
        drawn = draw(document, number)
        if drawn is None:
            return None
        keep_file(drawn, stored)
    return default_storage.open(stored, "rb")


def stored_picture(document: Document, number: int) -> str:
    """Return where the picture of a page is kept.

    >>> document = Document()
    >>> document.file.name = "documents/ab/abcd"
    >>> stored_picture(document, 3)
    'pages/ab/abcd/3.png'
    """
    _, *parts = PurePosixPath(document.file.name or "").parts
    return str(PurePosixPath("pages", *parts, f"{number}.png"))


def draw(document: Document, number: int) -> bytes | None:
    """Draw a page in a child under limits; None where it fails, is too slow or the file is gone."""
    command = [sys.executable, "-m", "lotrinh.cli", "picture", "--page", str(number), "--name", document.original_name]
    try:
        run = subprocess.run(  # noqa: S603  # our own command; the child only sets limits
            [*command, document.file.path],
            capture_output=True,
            timeout=SECONDS,
            check=False,
            preexec_fn=partial(set_limits, SECONDS),
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        logger.warning("document %s: page %s took too long to draw", document.pk, number)
        return None
    if run.returncode == 0 and run.stdout.startswith(SIGN):
        return run.stdout
    logger.warning("document %s: page %s was not drawn, exit %s", document.pk, number, run.returncode)
    return None
