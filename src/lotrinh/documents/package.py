"""The parts of a zipped office file, taken out under limits and parsed with entities and the network off."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from lotrinh.documents import limits
from lotrinh.documents.strange_xml import parse_xml
from lotrinh.errors import PasswordProtected, TooLarge, UnreadableFile


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
        return parse_xml(data, broken=self.broken(), too_large=self.too_large())

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
