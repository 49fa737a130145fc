"""Of `kills_queue.py`: what a clerk asks for that a job does later, and the rows that wait against the jobs there are.

Imported once Django is told of the database. A request goes through the whole site, from the address to the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from kills_evidence import client_of

from lotrinh.web.organisation.audit import verify
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.registry.models import Document, Judging, Reading
from lotrinh.web.reminding.models import Contact

UNDER_WAY = ("queued", "running")


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that needs a job: what makes it possible again, and how it is asked for the n-th time."""

    name: str
    prepare: Callable[[], None]
    ask: Callable[[int], None]


def fill() -> None:
    """Make a clerk with two plans that wait to be read: one will be read again, one judged again."""
    body = Unit.objects.create(name="Phường Thử")
    clerk = Person.objects.create_user("van-thu", full_name="Văn thư")
    Role.objects.create(person=clerk, unit=body, kind="clerk")
    client = client_of("van-thu")
    for n in (-1, -2):
        upload(client, n)


def wishes() -> Iterator[Wish]:
    """Yield what the clerk asks for."""
    client = client_of("van-thu")
    failed, judged = Document.objects.order_by("pk")
    yield Wish("upload", lambda: None, lambda n: upload(client, n))
    yield Wish("read again", lambda: fail(failed), lambda _n: post(client, reverse("reading-again", args=[failed.pk])))
    yield Wish(
        "judge again",
        Judging.objects.all().delete,
        lambda _n: post(client, reverse("findings-again", args=[judged.pk])),
    )
    yield Wish("address", lambda: None, lambda n: give_address(client, n))


def post(client: Client, path: str, **said: object) -> None:
    """Send something that must be taken."""
    answer = client.post(path, said)
    if answer.status_code != 302:
        raise SystemExit(f"{path}: {answer.status_code}")


def upload(client: Client, n: int) -> None:
    """Upload the n-th plan."""
    file = SimpleUploadedFile("ke-hoach.txt", f"KẾ HOẠCH\nTrồng cây lần {n}\n".encode())
    post(client, reverse("document-upload"), file=file)


def give_address(client: Client, n: int) -> None:
    """Give the n-th address for letters."""
    held = Contact.objects.first()
    hours = {"quiet_since": "20:00", "quiet_until": "07:00", "version": held.version if held else 0}
    post(client, reverse("contact"), address=f"toi-{n}@phuong.example", **hours)


def fail(document: Document) -> None:
    """Let the reading of a document have failed."""
    Reading.objects.filter(document=document).update(state="failed")


def amiss() -> dict[str, int]:
    """Return how many rows wait without a job, and how many jobs are about an attempt that no row knows."""
    jobs = set(queued())
    wanted = {("read_document", pk): n for pk, n in Reading.objects.values_list("pk", "attempt")}
    wanted |= {("judge_document", pk): n for pk, n in Judging.objects.values_list("pk", "attempt")}
    wanted |= {("send_confirmation", pk): n for pk, n in Contact.objects.values_list("pk", "version")}
    waiting = {("read_document", pk) for pk in Reading.objects.filter(state="queued").values_list("pk", flat=True)}
    waiting |= {("judge_document", pk) for pk in Judging.objects.filter(state="queued").values_list("pk", flat=True)}
    waiting |= {
        ("send_confirmation", pk) for pk in Contact.objects.filter(confirmed_at=None).values_list("pk", flat=True)
    }
    return {
        "rows without job": sum((*row, wanted[row]) not in jobs for row in waiting),
        "jobs without row": sum(wanted.get((name, pk), 0) < n for name, pk, n in jobs),
    }


def queued() -> Iterator[tuple[str, int, int]]:
    """Yield the jobs that wait: the name, the key of the row, and the attempt or version of it."""
    for job in DBTaskResult.objects.ready():
        name = job.task_path.rpartition(".")[2]
        if name in ("read_document", "judge_document", "send_confirmation"):
            pk, n = job.args_kwargs["args"]
            yield name, pk, n


def left() -> dict[str, int]:
    """Return what still waits when the worker has nothing more to do."""
    waiting = [model.objects.filter(state__in=UNDER_WAY).count() for model in (Reading, Judging)]
    return {
        "documents": Document.objects.count(),
        "left waiting": sum(waiting),
        "audit broken": int(verify()[1] is not None),
    }
