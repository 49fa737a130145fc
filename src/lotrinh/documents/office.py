""".doc and .odt to a Document, .docx to PDF: LibreOffice without a screen, as a child with a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lotrinh.documents import limits
from lotrinh.documents.docx import read_docx
from lotrinh.documents.package import Package
from lotrinh.errors import TooLarge, UnreadableFile

if TYPE_CHECKING:
    from lotrinh.documents.document import Document, Format

INSTALL = "apt install libreoffice-writer-nogui"


def read_doc(data: bytes, *, name: str, sha256: str) -> Document:
    """Read a .doc of Word 97 to 2003.

    Raises:
        UnreadableFile: LibreOffice is not installed, or cannot open the file.
        TooLarge: it took longer than the limit.
    """
    return read_through_docx(data, name=name, sha256=sha256, file_format="doc")


def read_odt(data: bytes, *, name: str, sha256: str) -> Document:
    """Read an .odt; errors as `read_doc`."""
    Package(data, name)  # counts its parts and their sizes before anything opens them
    return read_through_docx(data, name=name, sha256=sha256, file_format="odt")


def read_through_docx(data: bytes, *, name: str, sha256: str, file_format: Format) -> Document:
    """Convert, then read the .docx under its own limits."""
    with tempfile.TemporaryDirectory(prefix="lotrinh-office-") as folder:
        source = Path(folder) / f"source.{file_format}"
        source.write_bytes(data)
        convert(source, name)
        made = source.with_suffix(".docx")
        if not made.exists():
            raise UnreadableFile(f"{name}: không mở được tệp; hãy mở bằng Word, lưu thành .docx rồi thử lại.")
        document = read_docx(made.read_bytes(), name=name, sha256=sha256)
    return replace(document, format=file_format)


# Tagged for readers of screens; LibreOffice embeds every font that it prints.
TAGGED_PDF = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


def docx_to_pdf(data: bytes, *, name: str) -> bytes:
    """Print a .docx to a tagged PDF with its fonts inside.

    Raises:
        UnreadableFile: LibreOffice is not installed, or cannot open the file.
        TooLarge: it took longer than the limit.
    """
    with tempfile.TemporaryDirectory(prefix="lotrinh-office-") as folder:
        source = Path(folder) / "source.docx"
        source.write_bytes(data)
        convert(source, name, to=TAGGED_PDF)
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise UnreadableFile(f"{name}: LibreOffice không in được tệp này ra PDF.")
        return made.read_bytes()


def convert(source: Path, name: str, *, to: str = "docx") -> None:
    """Let LibreOffice write another format beside the source; past the limit it is killed with all its children."""
    program = shutil.which("soffice")
    if program is None:
        raise UnreadableFile(f"{name}: cần LibreOffice cho loại tệp này; hãy chạy: {INSTALL}.")
    profile = source.parent / "profile"
    command = [
        program, "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
        "--convert-to", to, "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    child = subprocess.Popen(  # noqa: S603  # our own command on our own copy of the file
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        child.wait(timeout=limits.OFFICE_SECONDS)
    except subprocess.TimeoutExpired as error:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        raise TooLarge(
            f"{name}: chuyển đổi quá {limits.OFFICE_SECONDS} giây nên đã dừng; hãy lưu thành .docx rồi thử lại."
        ) from error
