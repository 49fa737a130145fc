"""Of `kills.py`: units whose work is due, what makes reminders go out, and the letters that came of it.

Imported once Django is told of the database.
"""

from __future__ import annotations

import datetime
import random
from collections import Counter

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.programmes.models import Assignment, Duty, Programme
from lotrinh.web.registry.models import Document
from lotrinh.web.reminding.models import Contact, Mail, Reminder
from lotrinh.web.reminding.queries import to_tell
from lotrinh.web.reminding.tasks import remind

UNITS, EACH = 12, 2  # units with an officer each, and works of a unit


def fill() -> Programme:
    """Make units with an officer each, who takes letters at any hour, and work that is due today."""
    now, day = clock.now(), clock.today()
    body = Unit.objects.create(name="Phường Thử")
    clerk = Person.objects.create_user("van-thu", full_name="Văn thư")
    Role.objects.create(person=clerk, unit=body, kind="clerk")
    document = Document.objects.create(owner=body, uploaded_by=clerk, uploaded_at=now, size=0)
    programme = Programme.objects.create(document=document, owner=body, title="Thử", started_at=now, started_by=clerk)
    duties = [new_duty(programme, f"Việc {n}") for n in range(EACH)]
    any_hour = {"quiet_since": datetime.time(), "quiet_until": datetime.time(), "on_days_off": True}
    for n in range(UNITS):
        unit = Unit.objects.create(name=f"Tổ {n}", parent=body)
        officer = Person.objects.create_user(f"to-{n}", full_name=f"Tổ {n}")
        Role.objects.create(person=officer, unit=unit, kind="officer")
        Contact.objects.create(person=officer, address=f"to-{n}@phuong.example", confirmed_at=now, **any_hour)
        for duty in duties:
            Assignment.objects.create(duty=duty, unit=unit, part="lead", due_on=day)
    return programme


def new_duty(programme: Programme, text: str) -> Duty:
    """Make a duty that stands nowhere in the plan."""
    places = {"span_start": 0, "span_end": 1, "position": 0, "unit_phrase": ""}
    return Duty.objects.create(programme=programme, text=text, **places)


def stir(round_number: int, chance: random.Random) -> None:
    """Move the deadlines of some works, which begins new ladders, and ask for two passes at once."""
    due_on = clock.today() - datetime.timedelta(days=round_number)
    due = list(Assignment.objects.exclude(due_on=None).order_by("pk").values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=chance.sample(due, 8)).update(due_on=due_on)
    remind.enqueue()
    remind.enqueue()


def count(letters: list[tuple[str, str]]) -> dict[str, int]:
    """Return what came of it: letters against the rows that they were made from."""
    today = clock.today()
    carried = {mail.key: mail.reminders.count() for mail in Mail.objects.all()}
    came = Counter(key.strip("<>").partition("@")[0] for key, _text in letters)
    named = {key.strip("<>").partition("@")[0]: text.count("/v/") for key, text in letters}
    return {
        "reminders": Reminder.objects.count(),
        "sent": came.total(),
        "doubled": came.total() - len(came) + sum(n > carried.get(key, 0) for key, n in named.items()),
        "lost": len(carried.keys() - came.keys()),
        "not sent": Reminder.objects.true_on(today).filter(mail=None).count(),
        "not told": to_tell(Reminder.objects.all(), today).count(),
    }
