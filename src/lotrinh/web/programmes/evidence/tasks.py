"""The job that looks at a file of evidence: the scanner says whether it is clean, then its small picture is drawn.

Safe to run twice: each step asks for the state that it starts from. A file that the scanner gave no answer on stays in
quarantine, neither shown nor served; each hour, and by `lotrinh manage check_evidence`, it is asked for again.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from functools import partial

from django.conf import settings
from django.db import transaction
from django_tasks import task

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.programmes.evidence.files import DRAWN, HEIC
from lotrinh.web.programmes.evidence.picture_parts import BrokenPicture, draw_small
from lotrinh.web.programmes.models import Evidence
from lotrinh.web.registry.child import set_limits
from lotrinh.web.registry.door import keep_file

SIDE = 480  # of the small picture: sharp at 120 points on any phone
HEIC_SECONDS = 20  # of a processor, for one photo
CLEAN, INFECTED = 0, 1  # as scanners of the clamscan kind end
logger = logging.getLogger(__name__)


@task()
def look_at_evidence(evidence_id: int) -> None:
    """Let a file out of quarantine or refuse it, and draw its small picture."""
    evidence = Evidence.objects.exclude(file="").filter(pk=evidence_id).first()
    if evidence is None:
        return
    if evidence.state == Evidence.State.WAITING:
        judge(evidence, scan(evidence.file.path, evidence.pk))
    if evidence.state == Evidence.State.CLEAN and evidence.content_type in DRAWN and not evidence.thumbnail:
        draw(evidence)


@task()
def look_again() -> None:
    """Queue a look for each file that waits, after the scanner was away."""
    queue_waiting()


def queue_waiting() -> int:
    """Queue one look for each file in quarantine; return how many."""
    waiting = list(Evidence.objects.filter(state=Evidence.State.WAITING).values_list("pk", flat=True))
    for pk in waiting:
        look_at_evidence.enqueue(pk)
    return len(waiting)


def scan(path: str, pk: int) -> int | None:
    """Return how the scanner ended; None where it did not."""
    command = [part.replace("{path}", path) for part in settings.EVIDENCE_SCAN_COMMAND]
    if not command:
        return CLEAN  # the hook was taken away meanwhile
    try:
        run = subprocess.run(  # noqa: S603  # the administrator's own command, without a shell
            command, capture_output=True, timeout=settings.EVIDENCE_SCAN_SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        logger.error("evidence %s: not scanned: %s", pk, type(error).__name__)
        return None
    return run.returncode


@transaction.atomic
def judge(evidence: Evidence, ended: int | None) -> None:
    """Write what the scanner said; a file with harmful code leaves the disk, its row stays and says why."""
    if ended not in (CLEAN, INFECTED):
        logger.error("evidence %s stays in quarantine: the scanner ended with %s", evidence.pk, ended)
        return
    is_clean = ended == CLEAN
    state = Evidence.State.CLEAN if is_clean else Evidence.State.REFUSED
    gone = {} if is_clean else {"file": "", "dropped_at": clock.now()}
    waiting = Evidence.objects.filter(pk=evidence.pk, state=Evidence.State.WAITING, dropped_at=None)
    if not waiting.update(state=state, **gone):
        return
    evidence.state = state
    if not is_clean:
        was = {"state": Evidence.State.WAITING}
        audit.record(by=None, action="evidence.refused", subject=evidence, before=was, after={"state": state})
        storage, name = evidence.file.storage, evidence.file.name or ""
        transaction.on_commit(lambda: storage.delete(name))


def draw(evidence: Evidence) -> None:
    """Keep a small picture; where the pixels cannot be decoded there is none, and the page names the file instead."""
    try:
        small = draw_heic(evidence.file.path) if evidence.content_type == HEIC else draw_plain(evidence)
    except (BrokenPicture, FileNotFoundError) as error:
        logger.warning("evidence %s: no small picture: %s", evidence.pk, type(error).__name__)
        return
    stored = (evidence.file.name or "").replace("evidence/", "thumbnails/", 1)
    keep_file(small, stored)
    Evidence.objects.filter(pk=evidence.pk, dropped_at=None).update(thumbnail=stored)


def draw_plain(evidence: Evidence) -> bytes:
    """Return the small picture of a photo that Pillow decodes by itself.

    Raises:
        BrokenPicture: it cannot be decoded.
        FileNotFoundError: it is gone.
    """
    with evidence.file.open("rb") as file:
        return draw_small(file.read(), SIDE)


def draw_heic(path: str) -> bytes:
    """Return the small picture of a HEIC photo, drawn by a child under limits.

    Raises:
        BrokenPicture: it cannot be decoded, or only with more memory or time than a photo needs.
    """
    command = [sys.executable, "-m", "lotrinh.web.programmes.evidence.heic_small", path, str(SIDE)]
    try:
        run = subprocess.run(  # noqa: S603  # our own command; the child only sets limits
            command,
            capture_output=True,
            timeout=2 * HEIC_SECONDS,
            check=False,
            preexec_fn=partial(set_limits, HEIC_SECONDS),
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise BrokenPicture from error
    if run.returncode or not run.stdout:
        raise BrokenPicture
    return run.stdout
