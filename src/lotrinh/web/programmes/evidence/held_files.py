"""Files on the disk beside their rows: written with them or not at all, and held for a form that was refused.

A process that is killed between the two leaves a file that no row names; `cleaning.py` takes it off.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.evidence.files import Kept, check_file
from lotrinh.web.programmes.models import HeldFile
from lotrinh.web.registry.door import keep_file

FOLDER = "held"
MOST_HELD = 24  # files of one person; the oldest make room


@contextmanager
def files_or_nothing() -> Iterator[list[str]]:
    """Open a transaction that fills a list with the files written in it: where it fails, they leave the disk again."""
    written: list[str] = []
    try:
        with transaction.atomic():
            yield written
    except BaseException:
        take_off(written)
        raise


def write_file(kept: Kept, folder: str, written: list[str]) -> str:
    """Write a file under a name of our own and return that: what a person called it is never part of a path."""
    token = uuid.uuid4().hex
    stored = f"{folder}/{token[:2]}/{token}"
    written.append(stored)
    kept.file.seek(0)
    keep_file(kept.file.read(), stored)
    return stored


def take_off(names: Iterable[str]) -> None:
    """Take files off the disk; one that is gone is no error."""
    for name in names:
        default_storage.delete(name)


def columns_of(kept: Kept) -> dict[str, Any]:
    """Return what a row keeps of a file."""
    return {
        "original_name": kept.name,
        "content_type": kept.content_type,
        "size": kept.size,
        "sha256": kept.sha256,
        "sent_sha256": kept.sent_sha256,
        "keeps_position": kept.keeps_position,
    }


def hold_file(*, by: Person, file: File[bytes], keep_position: bool) -> HeldFile:
    """Hold a file that came with a refused form, already without its position unless that was asked for.

    Raises:
        ValidationError: it is none that we keep.
    """
    kept = check_file(file, keep_position=keep_position)
    with files_or_nothing() as written:
        stored = write_file(kept, FOLDER, written)
        held = HeldFile.objects.create(person=by, file=stored, held_at=clock.now(), **columns_of(kept))
        let_go(HeldFile.objects.filter(person=by).order_by("-id")[MOST_HELD:])
    return held


def held_by(person: Person, keys: Sequence[int]) -> QuerySet[HeldFile]:
    """Return the files of these keys that are held for a person; those of others are not there."""
    return HeldFile.objects.filter(person=person, pk__in=keys)


def check_held(held: HeldFile, *, keep_position: bool) -> Kept:
    """Return a held file as it will be kept now: what the person says of its position may have changed.

    Raises:
        ValidationError: its time is over.
    """
    try:
        with held.file.open("rb") as file:
            data = file.read()
    except FileNotFoundError as error:
        raise ValidationError({"evidence": gone()}) from error
    checked = check_file(ContentFile(data, name=held.original_name), keep_position=keep_position)
    columns = columns_of(checked) | {"sent_sha256": held.sent_sha256}
    columns["keeps_position"] = checked.keeps_position and held.keeps_position
    return Kept(name=columns.pop("original_name"), file=checked.file, **columns)


def gone() -> str:
    """Return the sentence for a held file that is not there."""
    return _("Tệp đã tải lên trước đó không còn được giữ; hãy chọn lại tệp.")


def let_go(held: Iterable[HeldFile]) -> int:
    """Forget held files, and take them off the disk once that stands; return how many."""
    rows = list(held)
    names = [row.file.name or "" for row in rows]
    HeldFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(lambda: take_off(names))
    return len(rows)
