"""Plain text to a Document: UTF-8, UTF-16, or an old Vietnamese encoding that is told by what reads as Vietnamese."""

from __future__ import annotations

import re
import unicodedata

from lotrinh.documents.document import Document
from lotrinh.documents.letters import ENOUGH, VIQR, from_tcvn3, from_viqr, from_vni, reads_as_vietnamese
from lotrinh.documents.raw import RawLine
from lotrinh.documents.repair import repair
from lotrinh.errors import EmptyFile, UnreadableFile

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
STRONG_LINE = re.compile(r"\s{0,99}\*\*(?P<words>[^*\n]+)\*\*\s{0,99}\Z")


def read_plain(data: bytes, *, name: str, sha256: str) -> Document:
    """Read a text file.

    Raises:
        UnreadableFile: it reads as Vietnamese in no encoding that we know, or it is binary.
        EmptyFile: there are no letters in it.
    """
    text, notes = read_letters(data, name)
    if not re.search(r"\w", text):
        raise EmptyFile(f"{name}: tệp không có chữ nào; hãy kiểm tra lại tệp gốc rồi thử lại.")
    lines, gap = [], False
    for line in text.splitlines():  # the other ends of lines that it knows are control letters, gone by now
        if not line.strip():
            gap = True
            continue
        lines.append(RawLine(line, bold=True if STRONG_LINE.match(line) else None, after_gap=gap))
        gap = False
    return repair(lines, name=name, file_format="txt", sha256=sha256, from_prints=True, notes=notes)


def read_letters(data: bytes, name: str, *, stated: str | None = None) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text of the bytes, and a note where they were in an old encoding.

    Args:
        stated: the encoding that the file itself names, believed where it fits.

    Raises:
        UnreadableFile: nothing that reads as Vietnamese, or a binary file.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    notes: tuple[tuple[str, str], ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text, label = old_encoding(data, name, error.start, stated)
        notes = (("old-encoding", f"Chữ ở bảng mã cũ {label}, đã đổi sang Unicode; hãy xem lại các chữ hoa có dấu."),)
    else:
        if reads_as_viqr(text):
            text = from_viqr(text)
            notes = (("old-encoding", "Chữ gõ theo kiểu VIQR, đã đổi sang Unicode."),)
    text, controls = CONTROL.subn("", text)
    if controls > max(8, (len(text) + controls) // 1000):
        raise UnreadableFile(f"{name}: nội dung là tệp nhị phân, không phải văn bản; hãy chọn đúng tệp.")
    return text, notes


def reads_as_viqr(text: str) -> bool:
    """Say whether plain letters read as Vietnamese only once VIQR's signs are taken for marks."""
    sample = text[:20000]
    return sample.isascii() and len(VIQR.findall(sample)) > 5 and reads_as_vietnamese(from_viqr(sample)) > ENOUGH


def old_encoding(data: bytes, name: str, at: int, stated: str | None) -> tuple[str, str]:
    """Return text in the old encoding that reads best as Vietnamese, and its name.

    Raises:
        UnreadableFile: none reads as Vietnamese.
    """
    if data.count(0) or len(CONTROL.findall(data[:4096].decode("latin-1"))) > 20:
        raise UnreadableFile(f"{name}: nội dung là tệp nhị phân, không phải văn bản; hãy chọn đúng tệp.")
    latin = data.decode("cp1252", "replace")
    tries = {
        "TCVN3 (ABC)": from_tcvn3(data.decode("latin-1")),
        "VNI": from_vni(latin),
        "Windows-1258": unicodedata.normalize("NFC", data.decode("cp1258", "replace")),
    }
    best = max(tries, key=lambda label: (reads_as_vietnamese(tries[label]), label == (stated or "")))
    if reads_as_vietnamese(tries[best]) < ENOUGH:
        raise UnreadableFile(
            f"{name}: chữ không ở bảng mã UTF-8 (lỗi ở byte {at}) và không đọc ra tiếng Việt; hãy lưu lại với mã UTF-8."
        )
    return tries[best], best
