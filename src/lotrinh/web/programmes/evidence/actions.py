"""Evidence of an activity: added when it is told or mended, removed with a reason, put back while its file is there.

Called inside the change of the activity, which locks it and asks who may. What was removed keeps its row, and the
audit keeps the hash of its file for good.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.actions import Json
from lotrinh.web.programmes.evidence.files import DRAWN, MOST_FILES, Kept, check_file
from lotrinh.web.programmes.evidence.held_files import check_held, columns_of, gone, held_by, let_go, write_file
from lotrinh.web.programmes.evidence.tasks import look_at_evidence
from lotrinh.web.programmes.models import Activity, Evidence, HeldFile
from lotrinh.web.registry.models import Document

FOLDER = "evidence"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Files as they will be kept, and which of them were held until now."""

    files: Sequence[Kept] = ()
    held: Sequence[HeldFile] = ()


def gather_files(
    *, by: Person, files: Sequence[UploadedFile[bytes]], held: Sequence[int], keep_position: bool
) -> Gathered:
    """Return what was sent, with what was sent before and held.

    Raises:
        ValidationError: too many, one that is not kept, or one that is held no more.
    """
    if len(files) + len(set(held)) > MOST_FILES:
        raise ValidationError({"evidence": _("Mỗi lần gửi tối đa %s tệp.") % MOST_FILES})
    before = list(held_by(by, held))
    if len(before) != len(set(held)):
        raise ValidationError({"evidence": gone()})
    kept = [check_held(one, keep_position=keep_position) for one in before]
    return Gathered([*kept, *(check_file(file, keep_position=keep_position) for file in files)], before)


def add_evidence(
    activity: Activity, gathered: Gathered, written: list[str], *, link: str, document: Document | None
) -> None:
    """Keep what is behind an activity; each file that reached the disk is noted in `written`."""
    scans = bool(settings.EVIDENCE_SCAN_COMMAND)
    state = Evidence.State.WAITING if scans else Evidence.State.CLEAN
    for file in gathered.files:
        stored = write_file(file, FOLDER, written)
        evidence = Evidence.objects.create(activity=activity, file=stored, state=state, **columns_of(file))
        if scans or file.content_type in DRAWN:
            # Within the transaction: a server that is killed just after it has not forgotten the file.
            look_at_evidence.enqueue(evidence.pk)
    let_go(gathered.held)
    if link:
        Evidence.objects.create(activity=activity, link=link)
    if document is not None:
        Evidence.objects.create(activity=activity, document=document)


def keep_only(activity: Activity, kept: Collection[int], *, by: Person, reason: str) -> None:
    """Remove the evidence of a held activity that is not among `kept`, and put back what is and was removed.

    Raises:
        ValidationError: something goes without a reason, or `kept` names what is not here.
    """
    rows = {row.pk: row for row in Evidence.objects.still_there().filter(activity=activity)}
    if not rows.keys() >= set(kept):
        raise ValidationError({"kept": _("Minh chứng đã chọn không thuộc hoạt động này hoặc đã bị xóa hẳn.")})
    going = [row for key, row in rows.items() if key not in kept and row.removed_at is None]
    if going and not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do gỡ minh chứng.")})
    for row in going:
        before = picture_of(row)
        row.removed_at, row.removed_by, row.removed_why = clock.now(), by, reason.strip()
        row.save(update_fields=["removed_at", "removed_by", "removed_why"])
        audit.record(by=by, action="evidence.removed", subject=row, before=before, after=picture_of(row))
    for row in (row for key, row in rows.items() if key in kept and row.removed_at is not None):
        before = picture_of(row)
        row.removed_at, row.removed_by, row.removed_why = None, None, ""
        row.save(update_fields=["removed_at", "removed_by", "removed_why"])
        audit.record(by=by, action="evidence.put_back", subject=row, before=before, after=picture_of(row))


def picture_of(evidence: Evidence) -> Json:
    """Return what the audit keeps of a piece of evidence."""
    names = ("original_name", "sha256", "sent_sha256", "link", "removed_at", "removed_why")
    return {name: getattr(evidence, name) for name in names} | {"document": evidence.document_id}
