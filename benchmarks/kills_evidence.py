"""Of `kills.py`: people who tell of their work with photos, mend that, and give out work.

Imported once Django is told of the database. A request goes through the whole site, from the address to the row; what
has no answer is sent again with the same key, as a phone does.
"""

from __future__ import annotations

import hashlib
import io
import random
import re
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from kills_letters import new_duty
from PIL import Image

from lotrinh.web import clock
from lotrinh.web.organisation.audit import verify
from lotrinh.web.organisation.models import AuditEntry, Person, Unit
from lotrinh.web.programmes.evidence.cleaning import ALONE, FOLDERS, HELD, clean, clean_up, files_in
from lotrinh.web.programmes.models import Activity, Assignment, Evidence, HeldFile, Programme

ANSWER, AGAIN = 302, 422  # it stands; it is refused with a sentence
HELD_KEY = re.compile(r'name="held" value="(\d+)"')
KINDS = ("tell", "tell", "tell", "mend", "mend", "change", "change", "assign")


@dataclass(frozen=True, slots=True)
class Sending:
    """Something that a person wants to be so: `key` counts it once, `photos` are the numbers of its photos."""

    number: int
    kind: str
    key: uuid.UUID
    about: int  # a work, or the unit that work is given to
    duty: int = 0
    photos: tuple[int, ...] = ()
    first: uuid.UUID | None = None  # the key of the activity that is changed

    @property
    def words(self) -> str:
        return f"Lần {self.number}"


@dataclass(slots=True)
class People:
    """Who sends, what they sent, and the file in which answers are noted."""

    answers: Path
    officer: Client
    clerk: Client
    works: list[int]
    pairs: list[tuple[int, int]]  # of a duty and a unit
    sent: list[Sending] = field(default_factory=list)

    def waiting(self) -> list[Sending]:
        """Return what has no answer yet, the oldest first."""
        answered = set(self.answers.read_text(encoding="ascii").split())
        return [one for one in self.sent if str(one.number) not in answered]


def gather(programme: Programme, home: Path) -> People:
    """Make work to tell of and work to give out, and sign two people in."""
    units = list(Unit.objects.filter(parent__isnull=False).order_by("pk"))
    told = [new_duty(programme, f"Kể {n}") for n in range(4)]
    works = [Assignment.objects.create(duty=duty, unit=units[0], part="lead").pk for duty in told]
    pairs = [(new_duty(programme, f"Giao {n}").pk, unit.pk) for n in range(5) for unit in units]
    answers = home / "answers"
    answers.touch()
    people = People(answers, client_of("to-0"), client_of("van-thu"), works, pairs)
    one = Sending(0, "mend", uuid.uuid4(), works[0], photos=(0,))
    people.sent.append(one)
    send(people, one)  # what a process reads once in its life, the forks then have
    return people


def client_of(name: str) -> Client:
    """Sign somebody in."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(username=name), "lotrinh.web.organisation.backends.PasswordBackend")
    client.get(reverse("account"))  # a process loads what stands before its pages once
    return client


def stir(people: People, chance: random.Random, *, wanted: int) -> None:
    """Let people want some more, until so many things wait for an answer; the cleaning comes by beside them."""
    for _n in range(wanted - len(people.waiting())):
        people.sent.append(another(people, chance))
    clean_up.enqueue()


def another(people: People, chance: random.Random) -> Sending:
    """Return one thing more that somebody wants."""
    number, kind, key = len(people.sent), chance.choice(KINDS), uuid.UUID(int=chance.getrandbits(128), version=4)
    if kind == "assign" and people.pairs:
        duty, unit = people.pairs.pop()
        return Sending(number, kind, key, unit, duty=duty)
    photos = tuple(chance.sample(range(len(PHOTOS)), chance.choice((1, 2))))
    told = [one for one in people.sent if one.kind in ("tell", "mend")]
    if kind == "change":
        first = chance.choice(told)
        return Sending(number, kind, key, first.about, photos=photos[:1], first=first.key)
    return Sending(number, "mend" if kind == "mend" else "tell", key, chance.choice(people.works), photos=photos)


def photo(number: int) -> bytes:
    """Return a photo with the place where it was taken."""
    beside = Image.Exif()
    beside.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.0)})
    out = io.BytesIO()
    Image.effect_noise((320 + 40 * number, 240), 60).convert("RGB").save(out, "JPEG", exif=beside)
    return out.getvalue()


PHOTOS = [photo(number) for number in range(5)]


def serve(people: People, sendings: list[Sending]) -> None:
    """Answer one request after the other, in a fork that is killed at some moment."""
    for sending in sendings:
        send(people, sending)


def send(people: People, sending: Sending) -> None:
    """Send one thing, and note the answer where there is one."""
    if WAYS[sending.kind](people.clerk if sending.kind == "assign" else people.officer, sending):
        with people.answers.open("a", encoding="ascii") as file:
            file.write(f"{sending.number}\n")


def tell(client: Client, sending: Sending) -> bool:
    """Tell of work with photos."""
    return client.post(address_of(sending), form(sending, evidence=files(sending))).status_code == ANSWER


def mend(client: Client, sending: Sending) -> bool:
    """The same with a day that cannot be at first: the photos are held, and sent along with the right day."""
    refused = client.post(address_of(sending), form(sending, on="2999-01-01", evidence=files(sending)))
    if refused.status_code == ANSWER:  # it was told already, and only the answer was lost
        return True
    held = HELD_KEY.findall(refused.content.decode())
    return client.post(address_of(sending), form(sending, held=held)).status_code == ANSWER


def change(client: Client, sending: Sending) -> bool:
    """Put a photo behind what was told, and take the first that stands away."""
    activity = Activity.objects.filter(token=sending.first or sending.key).first()
    if activity is None:
        return False  # not told yet
    done = AuditEntry.objects.filter(action="activity.changed", subject_id=activity.pk, after__note=sending.words)
    if done.exists():
        return True  # whoever opens the page again sees it
    kept = list(Evidence.objects.standing().filter(activity=activity).values_list("pk", flat=True))[1:]
    data = {"version": activity.version, "kept": kept, "reason": "Nhầm", "evidence": files(sending)}
    address = reverse("activity-change", args=[activity.pk])
    return client.post(address, form(sending, **data)).status_code == ANSWER


def assign(client: Client, sending: Sending) -> bool:
    """Give a duty to a unit."""
    address = reverse("duty-assign", args=[sending.duty])
    answer = client.post(address, {"unit": sending.about, "part": "support"})
    return answer.status_code == ANSWER or "đã được giao việc này" in answer.content.decode()


WAYS: dict[str, Callable[[Client, Sending], bool]] = {
    "tell": tell,
    "mend": mend,
    "change": change,
    "assign": assign,
}


def address_of(sending: Sending) -> str:
    """Return where work is told of."""
    return reverse("report", args=[sending.about])


def form(sending: Sending, **more: object) -> dict[str, object]:
    """Return what the form of an activity sends; every third tells that the work is done."""
    progress = "submitted" if sending.number % 3 == 0 else "same"
    plain = {"on": clock.today().isoformat(), "note": sending.words, "token": sending.key, "progress": progress}
    return plain | more


def files(sending: Sending) -> list[SimpleUploadedFile]:
    """Return the photos of a sending, each time anew: a file is read once."""
    return [SimpleUploadedFile(f"{number}.jpg", PHOTOS[number], "image/jpeg") for number in sending.photos]


def tidy() -> int:
    """Clean as if days had gone by; return how many files the killed left behind."""
    strays = clean(now=clock.now() + 2 * ALONE)["strays"]
    return strays + clean(now=clock.now() + 2 * HELD)["strays"]


def count(people: People) -> dict[str, int]:
    """Return what came of it: rows against files, and both against what people wanted. Everything was answered."""
    asked = Counter(one.first or one.key for one in people.sent if one.kind != "assign" for _photo in one.photos)
    rows = list(Evidence.objects.exclude(file=""))
    named = {row.file.name for row in rows} | {row.thumbnail for row in rows if row.thumbnail}
    there = {name for folder in FOLDERS for name in files_in(folder, before=clock.now().timestamp() + 60)}
    told = Counter(Activity.objects.filter(is_told=True).values_list("token", flat=True))
    of_activity = Counter(Evidence.objects.values_list("activity__token", flat=True))
    given = Assignment.objects.filter(duty__in=[one.duty for one in people.sent if one.kind == "assign"])
    return {
        "told": told.total(),
        "given out": given.count(),
        "evidence": len(rows),
        "removed": Evidence.objects.exclude(removed_at=None).count(),
        "not answered": len(people.waiting()),
        "told twice": told.total() - len({one.key for one in people.sent if one.kind in ("tell", "mend")}),
        "photos amiss": len(dict(asked).items() ^ dict(of_activity).items()),
        "rows without file": len(named - there) + sum(is_torn(row) for row in rows),
        "files without row": len(there - named) + HeldFile.objects.count(),
        "no small picture": sum(not row.thumbnail for row in rows if row.removed_at is None),
        "half made": half_made(people),
        "audit broken": int(verify()[1] is not None),
    }


def is_torn(row: Evidence) -> bool:
    """Say whether a file is not what its row says."""
    with default_storage.open(row.file.name or "", "rb") as file:
        return hashlib.sha256(file.read()).hexdigest() != row.sha256


def half_made(people: People) -> int:
    """Count work given out without its row in the audit or the other way round, and states that no activity made."""
    wanted = {(one.duty, one.about) for one in people.sent if one.kind == "assign"}
    given = {row.pk: (row.duty_id, row.unit_id) for row in Assignment.objects.filter(duty__in=[d for d, _u in wanted])}
    audited = Counter(AuditEntry.objects.filter(action="assignment.added").values_list("subject_id", flat=True))
    amiss = len(wanted ^ set(given.values())) + len(given) - len(set(given.values()))
    amiss += len(given.keys() ^ audited.keys()) + audited.total() - len(audited)
    told = Counter(Activity.objects.filter(is_told=True).values_list("assignment_id", flat=True))
    for work in Assignment.objects.filter(pk__in=people.works):
        rows = AuditEntry.objects.filter(action="activity.reported", subject_id=work.pk).count()
        moved = work.activities.filter(progress=work.progress, before__isnull=False).exists()
        amiss += (rows != told[work.pk]) + (work.version != 1 + rows) + (work.progress != "not_started" and not moved)
    return amiss
