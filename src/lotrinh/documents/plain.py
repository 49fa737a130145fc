"""Plain text to a Document: UTF-8, or UTF-16 with its mark. Anything else is refused, never guessed."""

from __future__ import annotations

import re

from lotrinh.documents.document import Document
from lotrinh.documents.raw import RawLine
from lotrinh.documents.repair import repair
from lotrinh.errors import EmptyFile, UnreadableFile

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
EMPHASIS = re.compile(r"\*{1,3}")
STRONG_LINE = re.compile(r"\s*\*\*(?P<words>[^*\n]+)\*\*\s*\Z")


def read_plain(data: bytes, *, name: str, sha256: str) -> Document:
    """Read a text file.

    Raises:
        UnreadableFile: it is not UTF-8 or UTF-16, or it is binary.
        EmptyFile: there are no letters in it.
    """
    text = decode(data, name)
    if not re.search(r"\w", text):
        raise EmptyFile(f"{name}: tệp không có chữ nào; hãy kiểm tra lại tệp gốc rồi thử lại.")
    lines, gap = [], False
    for line in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text):
        if not line.strip():
            gap = True
            continue
        lines.append(RawLine(line, bold=True if STRONG_LINE.match(line) else None, after_gap=gap))
        gap = False
    return repair(lines, name=name, file_format="txt", sha256=sha256, from_prints=True)


def decode(data: bytes, name: str) -> str:
    """Return the text of the bytes."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        what = "là tệp nhị phân" if data.count(0) or len(CONTROL.findall(data[:4096].decode("latin-1"))) > 20 else ""
        if what:
            raise UnreadableFile(f"{name}: nội dung {what}, không phải văn bản; hãy chọn đúng tệp.") from error
        raise UnreadableFile(
            f"{name}: chữ không ở bảng mã UTF-8 (lỗi ở byte {error.start}); hãy mở tệp và lưu lại với mã UTF-8."
        ) from error
    if len(CONTROL.findall(text)) > max(8, len(text) // 1000):
        raise UnreadableFile(f"{name}: nội dung là tệp nhị phân, không phải văn bản; hãy chọn đúng tệp.")
    return CONTROL.sub("", text)
