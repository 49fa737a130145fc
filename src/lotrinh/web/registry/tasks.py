"""The job that reads an uploaded file, in a process of its own so that a hostile file cannot take the worker along.

Safe to run twice: a run claims its attempt first, and writes only while the claim is its own.
"""

from __future__ import annotations

import datetime
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.translation import gettext_noop
from django_tasks import task

from lotrinh.documents import limits
from lotrinh.web import clock
from lotrinh.web.registry.facts import facts_of, pages_of
from lotrinh.web.registry.models import Fact, Page, Reading

BEAT = 1.0  # seconds between heartbeats
OPENING, READING = gettext_noop("Mở tệp"), gettext_noop("Đọc văn bản")  # said in the person's language by the page
NOT_STORED = "%s: đã đọc nhưng không lưu được kết quả; hãy bấm “Đọc lại”, nếu vẫn vậy hãy báo người quản trị."
logger = logging.getLogger(__name__)


class Answered(NamedTuple):
    """What the reader gave: its answer, the printed pages and what is to mend, or none and a sentence for people."""

    answer: dict[str, Any] | None
    pages: list[Any]
    findings: list[Any]
    sentence: str


@task()
def read_document(reading_id: int, attempt: int) -> None:
    """Read one document and store its facts, or why not; what a fallen worker began is begun again."""
    dead = clock.now() - datetime.timedelta(seconds=settings.READING_LEASE_SECONDS)
    left = Q(state=Reading.State.RUNNING) & (Q(heartbeat_at=None) | Q(heartbeat_at__lt=dead))
    claimed = Reading.objects.filter(
        Q(state=Reading.State.QUEUED) | left,
        pk=reading_id,
        attempt=attempt,
    ).update(state=Reading.State.RUNNING, heartbeat_at=clock.now(), percent=5, step=OPENING)
    if not claimed:
        return
    reading = Reading.objects.select_related("document").get(pk=reading_id)
    answered = run_reader(reading)
    if answered.answer is None:
        finish(reading, state=Reading.State.FAILED, error=answered.sentence)
        return
    try:
        store(reading, answered.answer, answered.pages, answered.findings)
    except (DatabaseError, LookupError, TypeError, ValueError) as error:
        logger.error(
            "reading %s: the answer was not stored: %s", reading.pk, type(error).__name__
        )  # not its words: they may be the document
        finish(reading, state=Reading.State.FAILED, error=NOT_STORED % reading.document.original_name)


def run_reader(reading: Reading) -> Answered:
    """Run the reader as a child under limits."""
    name = reading.document.original_name
    command = [sys.executable, "-m", "lotrinh.cli", "read", "--json", "--name", name]
    with (
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        tempfile.NamedTemporaryFile() as places,
        tempfile.NamedTemporaryFile() as findings,
    ):
        command += ["--places", places.name, "--findings", findings.name, reading.document.file.path]
        child = subprocess.Popen(command, stdout=out, stderr=err, preexec_fn=set_limits, start_new_session=True)  # noqa: S603, PLW1509  # our own command; the child only sets limits
        started = time.monotonic()
        while True:
            try:
                code = child.wait(timeout=BEAT)
                break
            except subprocess.TimeoutExpired:
                beat(reading, percent=min(80, 10 + int(time.monotonic() - started)))
            if time.monotonic() - started > limits.SECONDS:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
                return refused(f"{name}: đọc quá {limits.SECONDS} giây nên đã dừng; hãy tách nhỏ tệp rồi thử lại.")
        out.seek(0)
        err.seek(0)
        if code == 0 and (answer := answer_in(out.read())) is not None:
            pages, found = (answer_in(Path(one.name).read_bytes()) or [] for one in (places, findings))
            return Answered(answer, pages, found, "")
        said = err.read().decode("utf-8", "replace").strip().splitlines()
    if code == 1 and said and said[-1].startswith(name):
        return refused(said[-1])
    sentence = f"{name}: không đọc được vì tệp vượt giới hạn bộ nhớ hoặc bị hỏng; hãy lưu lại tệp rồi thử lại."
    return refused(sentence)


def refused(sentence: str) -> Answered:
    """Return that nothing was read, and why."""
    return Answered(None, [], [], sentence)


def answer_in(printed: bytes) -> Any:
    """Return what the reader wrote as JSON, or None where it broke off."""
    try:
        return json.loads(printed)
    except ValueError:
        return None


def set_limits(seconds: int = limits.CPU_SECONDS) -> None:
    """Bound what the child may use; called in the child before it starts."""
    resource.setrlimit(resource.RLIMIT_DATA, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


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
def store(reading: Reading, answer: dict[str, Any], pages: list[Any], findings: list[Any]) -> None:
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
    held.text, held.answer, held.findings = answer["text"], answer, findings
    held.state, held.percent, held.step, held.error = Reading.State.DONE, 100, "", ""
    held.finished_at = clock.now()
    held.save()
