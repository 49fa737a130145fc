"""The record of what people changed: append only, each row hashed over the one before it.

A row taken out, put in or altered by hand breaks the chain at that row; `verify` says where.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from lotrinh.web import clock
from lotrinh.web.organisation.models import AuditEntry, Person

FIRST = "0" * 64
LOCK = 0x6C6F7472  # any number of our own: PostgreSQL's advisory lock that puts writers of the chain in a row


def digest_of(entry: AuditEntry) -> str:
    """Return the hash of a row: everything in it but its key, its own digest and nothing else."""
    content = {
        "at": entry.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "by": entry.by_id,
        "action": entry.action,
        "subject": [entry.subject_type, entry.subject_id],
        "before": entry.before,
        "after": entry.after,
        "previous": entry.previous_digest,
    }
    if entry.on_behalf_of_id is not None:  # rows from before there were deputies keep their digests
        content["on_behalf_of"] = entry.on_behalf_of_id
    if entry.through:  # as above, from before there were tokens
        content["through"] = entry.through
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def record(
    *,
    by: Person | None,
    action: str,
    subject: models.Model,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> AuditEntry:
    """Append a row. Called inside the transaction of the change itself, so that both stand or neither."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = AuditEntry.objects.order_by("-id").values_list("digest", flat=True).first()
    entry = AuditEntry(
        at=clock.now().astimezone(datetime.UTC),
        by=by,
        on_behalf_of=by.acting_for if by is not None else None,
        through=by.acting_through if by is not None else "",
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        before=as_json(before),
        after=as_json(after),
        previous_digest=last or FIRST,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


def installation_name() -> str:
    """Return a name that this installation alone has, also when it is restored elsewhere: how its record began."""
    first = AuditEntry.objects.order_by("id").values_list("digest", flat=True).first()
    return f"{(first or FIRST)[:16]}.lotrinh"


def as_json(values: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the values as they come back from the database, so that the hash is the same then."""
    if values is None:
        return None
    loaded: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return loaded


def verify() -> tuple[int, str | None]:
    """Walk the chain. Return how many rows hold and, where it breaks, a sentence that says at which row."""
    previous, count = FIRST, 0
    for entry in AuditEntry.objects.order_by("id").iterator():
        if entry.previous_digest != previous:
            return count, f"Chuỗi nhật ký đứt trước dòng {entry.pk}: có dòng bị bỏ đi hoặc chen vào."
        if entry.digest != digest_of(entry):
            return count, f"Dòng nhật ký {entry.pk} đã bị sửa sau khi ghi."
        previous, count = entry.digest, count + 1
    return count, None
