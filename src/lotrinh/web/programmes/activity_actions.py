"""What units tell of their work, with evidence."""

from __future__ import annotations

import datetime
import hashlib
import uuid
import zipfile
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.actions import picture, save
from lotrinh.web.programmes.models import Activity, Assignment, Evidence
from lotrinh.web.programmes.state_actions import check, enter, state_of

# What a file is, by its first bytes; the name that a person gave it is believed in nothing.
SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
)
# What a package must hold to be an office file; another archive is no evidence that somebody can open and look at.
OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_FILES = 6
TOLD = {Assignment.Progress.IN_PROGRESS: "begin", Assignment.Progress.SUBMITTED: "submit"}


def kind_of(file: UploadedFile[bytes]) -> str | None:
    """Return the type that the content of a file tells, or None where it is none that we keep."""
    file.seek(0)
    data = file.read(32)
    file.seek(0)
    kind = next((kind for at, sign, kind in SIGNS if data[at : at + len(sign)] == sign), None)
    if kind == "image/webp" and not data.startswith(b"RIFF"):
        return None
    return office_kind(file) if kind == "application/zip" else kind


def office_kind(file: UploadedFile[bytes]) -> str | None:
    """Return which office file an archive is, by the names in it; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        names = set()
    file.seek(0)
    return next((kind for name, kind in OFFICE.items() if name in names and "[Content_Types].xml" in names), None)


def report_activity(
    *,
    by: Person,
    assignment: Assignment,
    progress: str,
    on: datetime.date,
    note: str,
    files: Sequence[UploadedFile[bytes]],
    token: uuid.UUID,
) -> Activity:
    """Tell that work has begun, or is done and waits for the office. The same form sent twice counts once.

    Raises:
        ValidationError: a day to come, a file too large or of no known kind, or work taken back or on hold.
    """
    if (there := told_already(token, assignment)) is not None:
        return there
    if progress not in TOLD:
        raise ValidationError({"progress": _("Hãy chọn “đang làm” hoặc “đã xong”.")})
    if on > clock.today():
        raise ValidationError({"on": _("Ngày làm không thể ở tương lai.")})
    checked = [check_file(file) for file in files]
    if len(checked) > MOST_FILES:
        raise ValidationError({"evidence": _("Mỗi lần gửi tối đa %s tệp.") % MOST_FILES})
    stored: list[Evidence] = []
    try:
        with transaction.atomic():
            return write(by, assignment, progress, on, note, checked, token, stored)
    except BaseException as error:
        for evidence in stored:
            evidence.file.delete(save=False)
        if isinstance(error, IntegrityError) and (same := told_already(token, assignment)) is not None:
            return same
        raise


def told_already(token: uuid.UUID, assignment: Assignment) -> Activity | None:
    """Return what this form told before.

    Raises:
        ValidationError: it told so of other work; a form belongs to one assignment.
    """
    there = Activity.objects.filter(token=token).first()
    if there is not None and there.assignment_id != assignment.pk:
        raise ValidationError(_("Biểu mẫu này đã được gửi cho một việc khác; hãy tải lại trang."))
    return there


def write(
    by: Person,
    assignment: Assignment,
    progress: str,
    on: datetime.date,
    note: str,
    files: list[tuple[UploadedFile[bytes], str]],
    token: uuid.UUID,
    stored: list[Evidence],
) -> Activity:
    """Write the activity, its evidence and the assignment's progress, together."""
    held = Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    if held is None:
        raise ValidationError(_("Việc này vừa được văn phòng gỡ khỏi đơn vị."))
    before, was = picture(held), state_of(held)
    if is_supplement := held.progress == Assignment.Progress.DONE and progress == Assignment.Progress.SUBMITTED:
        progress = held.progress  # more to show for work that was accepted: it stays accepted
    else:
        check(TOLD[Assignment.Progress(progress)], held)
    activity = Activity.objects.create(
        assignment=held,
        progress=progress,
        on=on,
        note=note,
        at=clock.now(),
        by=by,
        token=token,
        before=None if is_supplement else was,
    )
    for file, content_type in files:
        evidence = Evidence(
            activity=activity,
            original_name=(file.name or "tep").replace("\\", "/").rsplit("/", 1)[-1][-200:],
            content_type=content_type,
            size=file.size or 0,
            sha256=digest_of(file),
        )
        evidence.file.save("", file, save=False)
        stored.append(evidence)
        evidence.save()
    if not is_supplement:
        is_submitted = progress == Assignment.Progress.SUBMITTED
        enter(held, progress, stopped_on=on if is_submitted else None, submitted_by=by if is_submitted else None)
    save(held, by=by, action="activity.reported", before=before)
    return activity


def check_file(file: UploadedFile[bytes]) -> tuple[UploadedFile[bytes], str]:
    """Return a file with its type.

    Raises:
        ValidationError: too large, empty, or of no kind that we keep.
    """
    name = file.name or ""
    if (file.size or 0) > settings.EVIDENCE_MAX_BYTES:
        most = settings.EVIDENCE_MAX_BYTES // 1_000_000
        raise ValidationError({"evidence": _("%(name)s: tệp quá mức %(most)s MB.") % {"name": name, "most": most}})
    if (kind := kind_of(file)) is None:
        sentence = _("%(name)s: chỉ nhận ảnh (JPG, PNG, WebP, HEIC), PDF, Word hoặc Excel.")
        raise ValidationError({"evidence": sentence % {"name": name}})
    return file, kind


def digest_of(file: UploadedFile[bytes]) -> str:
    """Return the hash of a file and leave it at its beginning."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
