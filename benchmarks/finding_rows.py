"""What `finding.py` runs once for each database: fills it with texts, asks it, and prints figures.

LOTRINH_HOME=… DJANGO_SETTINGS_MODULE=lotrinh.web.settings .venv/bin/python benchmarks/finding_rows.py TEXTS
"""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median, quantiles

import django

django.setup()

from django.conf import settings  # noqa: E402  # models come behind the set-up
from django.core.management import call_command  # noqa: E402  # as above
from django.db import connection  # noqa: E402  # as above
from django.test import Client  # noqa: E402  # as above

from lotrinh.vietnamese.folding import fold  # noqa: E402  # as above
from lotrinh.web.demo import sample  # noqa: E402  # as above
from lotrinh.web.finding.following import find_again  # noqa: E402  # as above
from lotrinh.web.finding.search import find  # noqa: E402  # as above
from lotrinh.web.organisation.access import standing_of  # noqa: E402  # as above
from lotrinh.web.organisation.models import Person, Role, Unit  # noqa: E402  # as above
from lotrinh.web.programmes.models import Activity, Assignment, Duty, Programme  # noqa: E402  # as above
from lotrinh.web.registry.models import Document, Reading  # noqa: E402  # as above

DAY = datetime.date(2026, 3, 2)
QUESTIONS = 200
UNITS = 60
SHARES = {"sections": 0.4, "duties": 0.15, "assignments": 0.3, "activities": 0.14}  # the rest: plans and programmes
BATCH = 1_000


class Babble:
    """Walks from word to word as the demo's plan does, with names and numbers of its own between them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # the same texts each time
        plans = [sample.online_services(DAY), sample.vaccination(DAY)]
        words = [word for plan in plans for text in strings_in(plan) for word in text.split()]
        self.behind: dict[str, list[str]] = defaultdict(list)
        for one, two in pairwise(words):
            self.behind[one].append(two)
        self.words = words
        self.syllables = sorted({word.lower() for word in words if word.isalpha()})

    def text(self, length: int) -> str:
        word, said = self.random.choice(self.words), []
        for _ in range(length):
            said.append(word)
            if self.random.random() < 0.15:  # a turn of thought: names and rare pairs
                word = self.random.choice(self.syllables)
            else:
                word = self.random.choice(self.behind.get(word) or self.words)
        return " ".join(said)


def strings_in(thing: object) -> Iterator[str]:
    """Yield the texts in a plan of the demo, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        yield from strings_in(list(thing.values()))
    elif isinstance(thing, list | tuple):
        for inner in thing:
            yield from strings_in(inner)
    elif hasattr(thing, "__dict__") or hasattr(thing, "__slots__"):
        yield from strings_in([getattr(thing, name) for name in getattr(thing, "__dataclass_fields__", ())])


def fill(texts: int) -> None:
    """Make a body with so many texts."""
    babble = Babble(7)
    body = Unit.objects.create(name="Phường Đo Đạc")
    names = [f"Tổ dân phố {n}" if n % 2 else f"Phòng {babble.text(3)} {n}" for n in range(1, UNITS)]
    Unit.objects.bulk_create([Unit(name=name[:190], parent=body) for name in names])
    units = list(Unit.objects.exclude(pk=body.pk).order_by("pk"))
    clerk, officer = (Person.objects.create_user(name, full_name=name) for name in ("clerk", "officer"))
    Role.objects.create(person=clerk, unit=body, kind="clerk")
    Role.objects.create(person=officer, unit=units[0], kind="officer")
    documents = make_documents(babble, body, clerk, texts)
    make_work(babble, body, clerk, units, documents, texts)


def make_documents(babble: Babble, body: Unit, clerk: Person, texts: int) -> list[Document]:
    count = max(1, int(texts * (1 - sum(SHARES.values())) / 2))
    sections = int(texts * SHARES["sections"] / count)
    at = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    made = []
    for start in range(0, count, BATCH):
        some = [
            Document(
                owner=body, file=f"documents/{n}", original_name=f"ke-hoach-{n}.docx", size=1, sha256=f"{n:064x}",
                uploaded_at=at + datetime.timedelta(hours=n), uploaded_by=clerk, code=f"{n}/KH-UBND",
                subject=babble.text(14),
            )
            for n in range(start, min(count, start + BATCH))
        ]  # fmt: skip
        Document.objects.bulk_create(some)
        Reading.objects.bulk_create([reading_of(babble, document, sections, at) for document in some])
        made += some
    return made


def reading_of(babble: Babble, document: Document, sections: int, at: datetime.datetime) -> Reading:
    text, tree = babble.text(40) + "\n", []
    for n in range(1, sections + 1):
        start, title = len(text), babble.text(8)
        text += f"{n}. {title}\n{babble.text(60)}\n"
        tree.append({"marker": str(n), "title": title, "span": [start, len(text) - 1], "children": []})
    answer = {"header": {"issued_on": None}, "sections": tree}
    return Reading(document=document, state="done", queued_at=at, finished_at=at, text=text, answer=answer)


def make_work(
    babble: Babble, body: Unit, clerk: Person, units: list[Unit], documents: list[Document], texts: int
) -> None:
    Programme.objects.bulk_create(
        [
            Programme(document=d, owner=body, title=d.subject, code=d.code, started_at=d.uploaded_at, started_by=clerk)
            for d in documents
        ]
    )
    programmes, choose = list(Programme.objects.order_by("pk")), babble.random.choice
    duties = Duty.objects.bulk_create(
        [
            Duty(
                programme=choose(programmes), position=n, unit_phrase=choose(units).name, text=babble.text(45),
                span_start=0, span_end=1,
            )
            for n in range(int(texts * SHARES["duties"]))
        ],
        batch_size=BATCH,
    )  # fmt: skip
    pairs = sorted({(choose(duties).pk, choose(units).pk) for _ in range(int(texts * SHARES["assignments"]))})
    due = [DAY + datetime.timedelta(days=babble.random.randrange(-300, 300)) for _ in pairs]
    assignments = Assignment.objects.bulk_create(
        [Assignment(duty_id=d, unit_id=u, part="support", due_on=on) for (d, u), on in zip(pairs, due, strict=True)],
        batch_size=BATCH,
    )
    at = datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC)
    Activity.objects.bulk_create(
        [
            Activity(
                assignment=choose(assignments), progress="in_progress", on=at, note=babble.text(20), at=at, by=clerk
            )
            for _ in range(int(texts * SHARES["activities"]))
        ],
        batch_size=BATCH,
    )


def questions() -> list[str]:
    """Return what is asked: phrases of the texts with and without marks, single words, codes, words far apart."""
    babble = Babble(11)
    asked = ["kế hoạch", "thực hiện", "dịch vụ công", "phường", "tổ", "dak lak", "không có chữ này", "1", "12/KH-UBND"]
    while len(asked) < QUESTIONS:
        pick = babble.random.random()
        if pick < 0.6:
            phrase = babble.text(babble.random.choice((2, 3, 4)))
        elif pick < 0.75:
            phrase = f"{babble.random.randrange(15_000)}kh-ubnd"
        else:
            phrase = " ".join(babble.random.sample(babble.syllables, babble.random.choice((1, 2, 2, 3))))
        asked.append(fold(phrase) if babble.random.random() < 0.5 else phrase)
    return asked


def figures(name: str, work: Callable[[str], object], asked: list[str]) -> str:
    """Return the times of a kind of work over all questions, each asked once before so that files are in memory."""
    for question in asked:
        work(question)
    times, own = [], []
    for question in asked:
        start, started = time.perf_counter(), time.process_time()
        work(question)
        times.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - started) * 1000)
    wall = f"median {median(times):.1f} ms, 99th {quantiles(times, n=100)[98]:.1f} ms"
    cpu = f"median {median(own):.1f} ms, 99th {quantiles(own, n=100)[98]:.1f} ms"
    return f"{name}: {wall}; CPU of this process {cpu}; longest {asked[times.index(max(times))]!r}"


def measure(texts: int) -> None:
    """Fill one database, ask it, and print figures and a digest of the answers."""
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    fill(texts)
    start = time.perf_counter()
    entries = find_again()
    print(f"{connection.vendor}: {entries} texts indexed in {time.perf_counter() - start:.0f} s", flush=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    asked, answers = questions(), hashlib.sha256()
    for name in ("clerk", "officer"):
        person = Person.objects.get(username=name)
        standing = standing_of(person, on=DAY)
        client = Client(HTTP_HOST="localhost")
        client.force_login(person, backend="lotrinh.web.organisation.backends.PasswordBackend")
        print(figures(f"  {name}, finding", lambda q, standing=standing: find(standing, q), asked), flush=True)
        print(figures(f"  {name}, page", lambda q, client=client: client.get("/tim/", {"q": q}), asked), flush=True)
        for question in asked:
            found = [entry.pk for entry in find(standing, question).entries]
            answers.update(json.dumps([question, found]).encode())
    print(f"  answers: {answers.hexdigest()[:16]}", flush=True)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
