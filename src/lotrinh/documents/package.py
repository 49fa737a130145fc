"""The parts of a zipped office file, taken out under limits and parsed with entities and the network off."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from lotrinh.documents import limits
from lotrinh.errors import PasswordProtected, TooLarge, UnreadableFile

# An element below as many as we read: looked for from above, one step a level.
TOO_DEEP = etree.XPath(f"boolean({'/*' * (limits.DEPTH + 1)})")
SHORTEST = len("<a/>")
ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([^"']*)["']""")


def is_plain(data: bytes) -> bool:
    """Say whether each "<" of an XML file stands for itself, one byte long: in UTF-8 it does."""
    start = data[:200].removeprefix(b"\xef\xbb\xbf")
    stated = ENCODING.match(start)
    return start.startswith(b"<") and (stated is None or stated[1].lower() in (b"utf-8", b"us-ascii"))


class Package:
    """A zipped office file, held in memory; parts are unpacked only when asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the zip and look at its table of contents.

        Raises:
            UnreadableFile: not a zip.
            TooLarge: more parts, or more unpacked bytes, than we read.
        """
        self.name = name
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.broken() from error
        if len(parts) > limits.PARTS or sum(part.file_size for part in parts) > limits.UNPACKED_BYTES:
            raise self.too_large()
        self.names = {part.filename for part in parts}

    def broken(self) -> UnreadableFile:
        return UnreadableFile(f"{self.name}: tệp .docx bị hỏng; hãy mở bằng Word, lưu lại rồi thử lại.")

    def too_large(self) -> TooLarge:
        return TooLarge(f"{self.name}: tệp .docx bung ra quá lớn; hãy tách nhỏ hoặc bỏ bớt ảnh rồi thử lại.")

    def part(self, part_name: str) -> etree._Element | None:
        """Return the root of an XML part, or None where there is no such part.

        Raises:
            UnreadableFile: the part is broken, or carries a DOCTYPE.
            TooLarge: it unpacks to more bytes or elements than we read.
        """
        if part_name not in self.names:
            return None
        data = self.unpack(part_name)
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise self.broken()
        return self.parse(data)

    def unpack(self, part_name: str) -> bytes:
        """Return the bytes of a part, believing no size that the zip states."""
        try:
            with self.zip.open(part_name) as file:
                data = file.read(limits.XML_BYTES + 1)
        except RuntimeError as error:  # zipfile's way of saying that the part is encrypted
            raise PasswordProtected(f"{self.name}: tệp có mật khẩu; hãy bỏ mật khẩu rồi thử lại.") from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, KeyError) as error:
            raise self.broken() from error
        if len(data) > limits.XML_BYTES:
            raise self.too_large()
        return data

    def parse(self, data: bytes) -> etree._Element:
        """Build the tree, at once where its bytes show that it cannot be a bomb of empty elements."""
        if is_plain(data) and (
            len(data) // SHORTEST <= limits.ELEMENTS or data.count(b"<") - data.count(b"</") <= limits.ELEMENTS
        ):
            try:
                root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
            except etree.XMLSyntaxError:
                return self.parse_counting(data)  # says whether it is broken or too deep
            if not TOO_DEEP(root):
                return root
            raise self.too_large()
        return self.parse_counting(data)

    def parse_counting(self, data: bytes) -> etree._Element:
        """Build the tree while counting, so that a bomb of empty elements stops early."""
        events = etree.iterparse(
            io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
        )
        count = depth = 0
        try:
            for event, _ in events:
                if event == "end":
                    depth -= 1
                    continue
                count, depth = count + 1, depth + 1
                if count > limits.ELEMENTS or depth > limits.DEPTH:
                    raise self.too_large()
        except etree.XMLSyntaxError as error:
            raise self.broken() from error
        root: etree._Element | None = events.root
        if root is None:
            raise self.broken()
        return root
