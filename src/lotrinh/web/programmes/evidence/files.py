"""What a file is that somebody sends as evidence, by its content, and what of it is kept.

The name that a person gave a file is believed in nothing. Nothing is unpacked and no pixel decoded here.
"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from lotrinh.web.programmes.evidence.heic_parts import read_heic, without_notes
from lotrinh.web.programmes.evidence.picture_parts import BrokenPicture, TooManyPixels, way_up, without_position
from lotrinh.web.registry.door import plain_name

HEIC = "image/heic"
SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftyphei", HEIC),
    (4, b"ftypmif1", HEIC),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
)
# What a package must hold to be an office file; another archive is no evidence that somebody can open and look at.
OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PICTURES = ("image/jpeg", "image/png", "image/webp")  # that browsers show
DRAWN = (*PICTURES, HEIC)  # whose parts we know, and of which there is a small picture
MOST_FILES = 6


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it will be kept, with the hash of what was sent and of what is kept."""

    name: str
    content_type: str
    file: File[bytes]
    size: int
    sha256: str
    sent_sha256: str
    keeps_position: bool


def check_file(file: File[bytes], *, keep_position: bool) -> Kept:
    """Return a file as it will be kept: of a photo, without its position, unless that was asked for.

    Raises:
        ValidationError: too large, empty, of no kind that we keep, or a picture that is broken or has too many pixels.
    """
    name = plain_name(file.name)
    if (file.size or 0) > settings.EVIDENCE_MAX_BYTES:
        most = settings.EVIDENCE_MAX_BYTES // 1_000_000
        raise ValidationError({"evidence": _("%(name)s: tệp quá mức %(most)s MB.") % {"name": name, "most": most}})
    if (kind := kind_of(file)) is None:
        sentence = _("%(name)s: chỉ nhận ảnh (JPG, PNG, WebP, HEIC), PDF, Word hoặc Excel.")
        raise ValidationError({"evidence": sentence % {"name": name}})
    sent = digest_of(file)
    if kind in DRAWN:
        data = bare_picture(file.read(), kind, name, keep_position=keep_position)
        kept = ContentFile(data)
        return Kept(name, kind, kept, len(data), hashlib.sha256(data).hexdigest(), sent, keep_position)
    return Kept(name, kind, file, file.size or 0, sent, sent, keeps_position=False)


def bare_picture(data: bytes, kind: str, name: str, *, keep_position: bool) -> bytes:
    """Return a picture as it will be kept.

    Raises:
        ValidationError: it is broken or has too many pixels.
    """
    try:
        if kind == HEIC:
            heic = read_heic(data)
            return data if keep_position else without_notes(heic)
        turned = way_up(data)
        return data if keep_position else without_position(data, kind, turned)
    except TooManyPixels as error:
        sentence = _("%(name)s: ảnh có quá nhiều điểm ảnh; hãy thu nhỏ rồi gửi lại.")
        raise ValidationError({"evidence": sentence % {"name": name}}) from error
    except BrokenPicture as error:
        sentence = _("%(name)s: ảnh bị hỏng, không mở được; hãy chụp hoặc lưu lại rồi gửi.")
        raise ValidationError({"evidence": sentence % {"name": name}}) from error


def kind_of(file: File[bytes]) -> str | None:
    """Return the type that the content of a file tells, or None where it is none that we keep."""
    file.seek(0)
    data = file.read(32)
    file.seek(0)
    kind = next((kind for at, sign, kind in SIGNS if data[at : at + len(sign)] == sign), None)
    if kind == "image/webp" and not data.startswith(b"RIFF"):
        return None
    return office_kind(file) if kind == "application/zip" else kind


def office_kind(file: File[bytes]) -> str | None:
    """Return which office file an archive is, by the names in it; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        names = set()
    file.seek(0)
    return next((kind for name, kind in OFFICE.items() if name in names and "[Content_Types].xml" in names), None)


def digest_of(file: File[bytes]) -> str:
    """Return the hash of a file and leave it at its beginning."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
