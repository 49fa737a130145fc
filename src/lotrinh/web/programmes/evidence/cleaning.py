"""What leaves the disk by itself: removed evidence after its time, files held too long, files that no row names.

Safe to run twice and beside people at work: a file younger than `ALONE` may belong to a change that is not saved yet.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django_tasks import task

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.programmes.evidence import actions as evidence_actions
from lotrinh.web.programmes.evidence import held_files
from lotrinh.web.programmes.models import Evidence, HeldFile

ALONE = datetime.timedelta(hours=1)  # how long a file may stand on the disk before its row does
HELD = datetime.timedelta(days=2)
FOLDERS = (evidence_actions.FOLDER, "thumbnails", held_files.FOLDER)


@task()
def clean_up() -> None:
    """Take off what has had its time."""
    clean(now=clock.now())


def clean(*, now: datetime.datetime) -> dict[str, int]:
    """Take off what has had its time; return how much of each kind."""
    time_over = now - datetime.timedelta(days=settings.EVIDENCE_REMOVED_DAYS)
    due = Evidence.objects.files_removed_before(time_over).values_list("pk", flat=True)
    dropped = sum(drop(pk, now=now) for pk in list(due))
    with transaction.atomic():
        let_go = held_files.let_go(HeldFile.objects.filter(held_at__lt=now - HELD))
    strays = sorted(strays_older_than(now - ALONE))
    held_files.take_off(strays)
    return {"dropped": dropped, "held": let_go, "strays": len(strays)}


@transaction.atomic
def drop(pk: int, *, now: datetime.datetime) -> bool:
    """Let the file of removed evidence go; False where it was put back meanwhile. Its row and its hash stay."""
    row = Evidence.objects.select_for_update().exclude(removed_at=None).filter(pk=pk, dropped_at=None).first()
    if row is None:
        return False
    names = [name for name in (row.file.name, row.thumbnail) if name]
    row.file, row.thumbnail, row.dropped_at = "", "", now
    row.save(update_fields=["file", "thumbnail", "dropped_at"])
    audit.record(
        by=None,
        action="evidence.dropped",
        subject=row,
        before={"sha256": row.sha256, "sent_sha256": row.sent_sha256},
        after={"dropped_at": now},
    )
    transaction.on_commit(lambda: held_files.take_off(names))
    return True


def strays_older_than(time: datetime.datetime) -> set[str]:
    """Return the files that no row names, by one pass over the disk and then one over the rows."""
    there = {name for folder in FOLDERS for name in files_in(folder, before=time.timestamp())}
    for rows in (Evidence.objects.values_list("file", "thumbnail"), HeldFile.objects.values_list("file")):
        for names in rows.iterator():
            there.difference_update(names)
    return there


def files_in(folder: str, *, before: float) -> Iterator[str]:
    """Yield the names of the files below a folder that were last written before a time."""
    root = Path(default_storage.path(""))
    for place, _folders, files in os.walk(root / folder):
        for file in files:
            path = Path(place) / file
            if path.stat().st_mtime < before:
                yield path.relative_to(root).as_posix()
