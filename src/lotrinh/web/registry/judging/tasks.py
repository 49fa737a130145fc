"""The job that judges a document again by today's rules, in a process of its own as the reading is.

Safe to run twice: a run claims its attempt first, and writes only while the claim is its own. It writes the findings,
when they were found and by which rules; never the text, the answer or a fact.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from lotrinh.documents import limits
from lotrinh.web import clock
from lotrinh.web.registry.child import run_child
from lotrinh.web.registry.leases import claimable
from lotrinh.web.registry.models import Document, Fact, Judging, Reading
from lotrinh.web.registry.tasks import answer_in

STATE = Judging.State


@task()
def judge_document(judging_id: int, attempt: int) -> None:
    """Judge one document and store what was found, or why not; what a fallen worker began is begun again."""
    waiting = Judging.objects.filter(claimable(), pk=judging_id, attempt=attempt)
    if not waiting.update(state=STATE.RUNNING, heartbeat_at=clock.now()):
        return
    judging = Judging.objects.select_related("document__reading").get(pk=judging_id)
    found, sentence = run_judge(judging)
    store(judging, found, sentence)


def days_of_issue(document: Document) -> list[str]:
    """Return the day of issue as read or as people mended it, as 2026-03-05; nothing where it is not known."""
    header = Fact.objects.filter(document=document, kind=Fact.Kind.HEADER, is_deleted=False)
    return [str(value) for value in header.filter(data__field="issued_on").values_list("data__value", flat=True)[:1]]


def run_judge(judging: Judging) -> tuple[dict[str, Any] | None, str]:
    """Run the rules as a child under limits; return what they found, or None and a sentence for people."""
    document = judging.document
    name = document.original_name
    with tempfile.NamedTemporaryFile("w", encoding="ascii") as answer:
        json.dump(document.reading.answer, answer)
        answer.flush()
        command = [sys.executable, "-m", "lotrinh.checks.again", document.file.path, name, *days_of_issue(document)]
        ended = run_child(command, name=name, given=Path(answer.name), tell=lambda _seconds: beat(judging))
    if ended is None:
        return None, f"{name}: kiểm tra quá {limits.SECONDS} giây nên đã dừng; hãy báo người quản trị."
    if ended.printed is not None and (found := answer_in(ended.printed)) is not None:
        return found, ""
    sentence = f"{name}: không kiểm tra được vì vượt giới hạn bộ nhớ hoặc tệp bị hỏng; hãy báo người quản trị."
    return None, ended.sentence or sentence


def beat(judging: Judging) -> None:
    """Tell that the judging lives."""
    held_by(judging).update(heartbeat_at=clock.now())


def held_by(judging: Judging) -> QuerySet[Judging]:
    """Return the row of a judging while the claim on it is ours."""
    return Judging.objects.filter(pk=judging.pk, attempt=judging.attempt, state=STATE.RUNNING)


@transaction.atomic
def store(judging: Judging, found: dict[str, Any] | None, sentence: str) -> None:
    """Write what was found in the place of what was found before; a claim that was lost meanwhile writes nothing."""
    now, state = clock.now(), STATE.FAILED if found is None else STATE.DONE
    if not held_by(judging).update(state=state, error=sentence, finished_at=now) or found is None:
        return
    Reading.objects.filter(document=judging.document_id).update(
        findings=found["findings"], rules=found["rules"], judged_at=now
    )
