"""A path to a Document: the one door that all files come through.

The ending of the name says which reader is asked; the bytes must agree, or the file is refused in one sentence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol

from lotrinh.documents import limits
from lotrinh.documents.confined import load_confined
from lotrinh.documents.document import Document
from lotrinh.errors import EmptyFile, PasswordProtected, TooLarge, UnreadableFile, UnsupportedFormat

# Ending to module and function; each reader loads its library when it is first asked.
READERS = {
    ".txt": ("plain", "read_plain"),
    ".md": ("markdown", "read_markdown"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".docx": ("docx", "read_docx"),
    ".pdf": ("pdf", "read_pdf"),
    ".doc": ("office", "read_doc"),
    ".odt": ("office", "read_odt"),
}
TEXTS = (".txt", ".md", ".html", ".htm")
NATIVE = (".pdf",)  # read by a library that a file may make fall
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
SIGNS = {".pdf": b"%PDF-", ".doc": OLE, ".odt": ZIP}
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Reader(Protocol):
    """What reads one format."""

    def __call__(self, data: bytes, *, name: str, sha256: str) -> Document: ...


def load(path: Path | str, *, name: str | None = None, cancelled: Callable[[], bool] | None = None) -> Document:
    """Read a file of any format that a reader takes.

    Args:
        path: the file.
        name: what to call it in the answer and in errors, where the file on disk has another name.
        cancelled: asked while a child reads; once it says yes, the child is stopped.

    Returns:
        The repaired document.

    Raises:
        UnreadableFile: or one of the errors below it, each with one sentence that says what to do.
    """
    path = Path(path)
    name = name or path.name
    if path.is_dir():
        raise UnreadableFile(f"{name}: đây là một thư mục; hãy chọn một tệp .docx hoặc .txt.")
    if known_ending(name) in NATIVE:
        return load_confined(path, name, cancelled=cancelled)
    return load_here(path, name)


def load_here(path: Path, name: str) -> Document:
    """Read a file in this process; errors as `load`."""
    data = read_bytes(path, name)
    refuse_wrong_bytes(data, name)
    module, function = READERS[known_ending(name)]
    read: Reader = getattr(import_module(f"lotrinh.documents.{module}"), function)
    return read(data, name=name, sha256=hashlib.sha256(data).hexdigest())


def known_ending(name: str) -> str:
    """Return the ending of a name that a reader takes."""
    ending = Path(name).suffix.lower()
    if ending not in READERS:
        shown = f"“{ending}”" if ending else "không có đuôi"
        raise UnsupportedFormat(f"{name}: chưa đọc được loại tệp {shown}; hãy lưu thành .docx hoặc .txt.")
    return ending


def refuse_wrong_bytes(data: bytes, name: str) -> None:
    """Refuse at the door what no reader would take, without reading it.

    Raises:
        UnreadableFile: or one of the errors below it.
    """
    ending = known_ending(name)
    if not data:
        raise EmptyFile(f"{name}: tệp rỗng; hãy kiểm tra lại tệp gốc rồi thử lại.")
    if ending == ".docx":
        refuse_what_is_not_docx(data, name)
    elif ending in SIGNS and SIGNS[ending] not in data[:1024]:
        raise UnreadableFile(f"{name}: nội dung không phải là tệp {ending}; hãy kiểm tra lại tệp gốc.")


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a document: a file that is there, of a kind that is read, not empty and not huge."""
    size = size_of(path, name)
    return bytes_within(path, name, size, limits.TEXT_BYTES if known_ending(name) in TEXTS else limits.FILE_BYTES)


def read_any_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file of any kind; errors as `read_bytes`."""
    return bytes_within(path, name, size_of(path, name), limits.FILE_BYTES)


def size_of(path: Path, name: str) -> int:
    """Return how long a file is that is there, is a file and is not empty."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableFile(f"{name}: không tìm thấy tệp này; hãy kiểm tra lại đường dẫn.") from error
    if not path.is_file():
        raise UnreadableFile(f"{name}: đây không phải là một tệp; hãy chọn một tệp .docx hoặc .txt.")
    if size == 0:
        raise EmptyFile(f"{name}: tệp rỗng; hãy kiểm tra lại tệp gốc rồi thử lại.")
    return size


def bytes_within(path: Path, name: str, size: int, largest: int) -> bytes:
    """Return the bytes of a file that is not huge."""
    if size > largest:
        raise TooLarge(
            f"{name}: tệp nặng {size / 1e6:.0f} MB, quá mức {largest / 1e6:.0f} MB; hãy tách nhỏ hoặc bỏ bớt ảnh."
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{name}: không mở được tệp; hãy kiểm tra quyền đọc tệp.") from error


def refuse_what_is_not_docx(data: bytes, name: str) -> None:
    """Tell a locked file, an old .doc and anything else apart before a zip reader sees them."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise PasswordProtected(f"{name}: tệp có mật khẩu; hãy mở bằng Word, bỏ mật khẩu rồi thử lại.")
        raise UnsupportedFormat(f"{name}: đây là tệp Word đời cũ mang đuôi .docx; hãy đổi đuôi thành .doc rồi thử lại.")
    if not data.startswith(ZIP):
        raise UnreadableFile(f"{name}: nội dung không phải là tệp .docx; hãy kiểm tra lại tệp gốc.")
