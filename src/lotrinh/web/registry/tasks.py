"""The job that reads an uploaded file, in a process of its own so that a hostile file cannot take the worker along.

Safe to run twice: a run claims its attempt first, and writes only while the claim is its own.
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from django.db import DatabaseError, transaction
from django.utils.translation import gettext_noop
from django_tasks import task

from lotrinh.documents import limits
from lotrinh.web import clock
from lotrinh.web.registry.child import run_child
from lotrinh.web.registry.facts import facts_of, pages_of
from lotrinh.web.registry.leases import claimable
from lotrinh.web.registry.models import Fact, Page, Reading

OPENING, READING = gettext_noop("Mở tệp"), gettext_noop("Đọc văn bản")  # said in the person's language by the page
NOT_STORED = "%s: đã đọc nhưng không lưu được kết quả; hãy bấm “Đọc lại”, nếu vẫn vậy hãy báo người quản trị."
logger = logging.getLogger(__name__)


class Answered(NamedTuple):
    """What the reader gave: its answer, the printed pages and what the rules say, or none and a sentence for people."""

    answer: dict[str, Any] | None
    pages: list[Any]
    judged: dict[str, Any]
    sentence: str


@task()
def read_document(reading_id: int, attempt: int) -> None:
    """Read one document and store its facts, or why not; what a fallen worker began is begun again."""
    waiting = Reading.objects.filter(claimable(), pk=reading_id, attempt=attempt)
    if not waiting.update(state=Reading.State.RUNNING, heartbeat_at=clock.now(), percent=5, step=OPENING):
        return
    reading = Reading.objects.select_related("document").get(pk=reading_id)
    answered = run_reader(reading)
    if answered.answer is None:
        finish(reading, state=Reading.State.FAILED, error=answered.sentence)
        return
    try:
        store(reading, answered.answer, answered.pages, answered.judged)
    except (DatabaseError, LookupError, TypeError, ValueError) as error:
        logger.error(
            "reading %s: the answer was not stored: %s", reading.pk, type(error).__name__
        )  # not its words: they may be the document
        finish(reading, state=Reading.State.FAILED, error=NOT_STORED % reading.document.original_name)


def run_reader(reading: Reading) -> Answered:
    """Run the reader as a child under limits."""
    name = reading.document.original_name
    with tempfile.NamedTemporaryFile() as places, tempfile.NamedTemporaryFile() as judged:
        command = [sys.executable, "-m", "lotrinh.cli", "read", "--json", "--name", name]
        command += ["--places", places.name, "--findings", judged.name, reading.document.file.path]
        ended = run_child(command, name=name, tell=lambda seconds: beat(reading, percent=min(80, 10 + seconds)))
        if ended is None:
            return refused(f"{name}: đọc quá {limits.SECONDS} giây nên đã dừng; hãy tách nhỏ tệp rồi thử lại.")
        if ended.printed is not None and (answer := answer_in(ended.printed)) is not None:
            pages, found = (answer_in(Path(one.name).read_bytes()) for one in (places, judged))
            return Answered(answer, pages or [], found or {}, "")
    sentence = f"{name}: không đọc được vì tệp vượt giới hạn bộ nhớ hoặc bị hỏng; hãy lưu lại tệp rồi thử lại."
    return refused(ended.sentence or sentence)


def refused(sentence: str) -> Answered:
    """Return that nothing was read, and why."""
    return Answered(None, [], {}, sentence)


def answer_in(printed: bytes) -> Any:
    """Return what the reader wrote as JSON, or None where it broke off."""
    try:
        return json.loads(printed)
    except ValueError:
        return None


def beat(reading: Reading, *, percent: int) -> None:
    """Tell that the reading lives."""
    Reading.objects.filter(pk=reading.pk, attempt=reading.attempt, state=Reading.State.RUNNING).update(
        heartbeat_at=clock.now(), percent=percent, step=READING
    )


def finish(reading: Reading, *, state: str, error: str = "") -> None:
    """Close a reading that is still ours."""
    Reading.objects.filter(pk=reading.pk, attempt=reading.attempt, state=Reading.State.RUNNING).update(
        state=state, error=error, percent=100, step="", finished_at=clock.now()
    )


@transaction.atomic
def store(reading: Reading, answer: dict[str, Any], pages: list[Any], judged: dict[str, Any]) -> None:
    """Write the answer and all that came with it, or nothing; a claim that was lost meanwhile writes nothing."""
    held = Reading.objects.select_for_update().select_related("document").get(pk=reading.pk)
    if held.state != Reading.State.RUNNING or held.attempt != reading.attempt:
        return
    document = held.document
    Fact.objects.filter(document=document).delete()
    Fact.objects.bulk_create(list(facts_of(document, answer)))
    Page.objects.filter(document=document).delete()
    Page.objects.bulk_create(list(pages_of(document, pages)), batch_size=50)
    header = answer["header"]
    document.code = (header["code"] or {}).get("value", "")[:60]
    document.subject = (header["subject"] or {}).get("value", "")
    document.save(update_fields=["code", "subject"])
    held.text, held.answer = answer["text"], answer
    held.state, held.percent, held.step, held.error = Reading.State.DONE, 100, "", ""
    held.finished_at = clock.now()
    if judged:
        held.findings, held.rules, held.judged_at = judged["findings"], judged["rules"], held.finished_at
    held.save()
