"""What starts a judging again: a clerk for one document, the administrator of an installation for all that are old.

Nothing but the findings changes, so a confirmed document may be judged too, and its version stays.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.checks.rules_version import rules_version
from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person
from lotrinh.web.registry.judging.tasks import judge_document
from lotrinh.web.registry.leases import is_dead, is_under_way, lease_began
from lotrinh.web.registry.models import Document, Judging, Reading

BATCH = 200  # documents in one transaction
BEHIND = -50  # the priority of what no person waits for: a new document is read first


@transaction.atomic
def judge_again(*, by: Person, document: Document) -> Judging:
    """Have a document judged again by today's rules.

    Raises:
        ChangedMeanwhile: a job waits for that already, or is at it.
        ValidationError: it has not been read.
    """
    reading = Reading.objects.select_for_update().defer("text", "answer", "findings").get(document=document)
    if reading.state != Reading.State.DONE:
        raise ValidationError(_("Văn bản chưa đọc xong nên chưa kiểm tra được."))
    before = Judging.objects.filter(document=document).first()
    if before is not None and is_under_way(before) and not is_dead(before):
        raise ChangedMeanwhile
    return queue(reading, before, by=by)


def judge_what_is_old() -> int:
    """Queue every document that was not judged by today's rules, some at a time; return how many.

    Who is killed half-way runs it again: what waits already is not queued twice, what failed is tried once more.
    """
    count = last = 0
    while batch := queue_some(after=last):
        count, last = count + len(batch), batch[-1]
    return count


@transaction.atomic
def queue_some(*, after: int) -> list[int]:
    """Queue the next documents to judge and return the keys of their readings."""
    old = Reading.objects.to_judge(rules=rules_version(), dead=lease_began())
    rows = old.filter(pk__gt=after).order_by("pk").defer("text", "answer", "findings").select_related("document")
    some = list(rows.select_for_update(of=("self",))[:BATCH])
    known = {one.document_id: one for one in Judging.objects.filter(document__in=[row.document_id for row in some])}
    for reading in some:
        queue(reading, known.get(reading.document_id), by=None, priority=BEHIND)
    return [reading.pk for reading in some]


def queue(reading: Reading, before: Judging | None, *, by: Person | None, priority: int = 0) -> Judging:
    """Put the judging of a locked reading in the queue: the row and its job stand both or neither."""
    judging = before or Judging(document=reading.document, attempt=0)
    judging.state, judging.attempt, judging.error = Judging.State.QUEUED, judging.attempt + 1, ""
    judging.queued_at, judging.heartbeat_at, judging.finished_at = clock.now(), None, None
    judging.save()
    was = {"rules": reading.rules, "judged_at": reading.judged_at}
    asked = {"attempt": judging.attempt}
    audit.record(by=by, action="findings.again", subject=reading.document, before=was, after=asked)
    judge_document.using(priority=priority).enqueue(judging.pk, judging.attempt)
    return judging
