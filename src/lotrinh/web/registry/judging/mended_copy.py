"""A copy of a document with what can be mended safely, made anew each time it is asked for, by a child under limits.

The file as it was uploaded, what was read of it and its findings stay as they are.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from lotrinh.web.registry.child import run_child
from lotrinh.web.registry.judging.tasks import days_of_issue
from lotrinh.web.registry.models import Document

WORD = ".docx"
MOST_SECONDS = 20  # somebody waits for it
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def count_mendable(document: Document) -> int:
    """Return how many findings on a .docx have one safe way to be mended; none in a file of another sort."""
    if not document.original_name.lower().endswith(WORD):
        return 0
    from lotrinh.writing.fixing import FORM_FIXES, is_safe_mark  # noqa: PLC0415  # only a .docx needs its library

    return sum(
        finding["code"] in FORM_FIXES
        or is_safe_mark(finding["code"], finding["severity"], has_fix=finding["fix"] is not None)
        for finding in document.reading.findings or ()
    )


def make_mended_copy(document: Document) -> bytes | None:
    """Return the copy; None where nothing could be mended after all, or not in time."""
    with tempfile.TemporaryDirectory(prefix="lotrinh-mended-") as folder:
        given, made = Path(folder) / f"van-ban{WORD}", Path(folder) / f"da-sua{WORD}"
        given.symlink_to(document.file.path)
        command = [sys.executable, "-m", "lotrinh.cli", "check", "--fix", str(given), "--out", str(made)]
        command += [f"--as-of={day}" for day in days_of_issue(document)]
        run_child(command, name=given.name, tell=lambda _seconds: None, seconds=MOST_SECONDS)
        return made.read_bytes() if made.exists() else None


def name_of_copy(document: Document) -> str:
    """Return what the copy is called beside the file that it was made from."""
    return f"{Path(document.original_name).stem}.fixed{WORD}"
