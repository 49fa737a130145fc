"""Kills workers with kill -9 at random points while reminders go out, and counts the letters that came.

    .venv/bin/python benchmarks/kills.py [--kills 200] [--seed 1] [--database postgres://…]

A database of its own (SQLite in a temporary folder where none is given; an empty one where one is) and a small mail
server on this machine. Prints kills; reminders; letters sent, doubled (one that came twice, or a reminder in two), and
lost: those that a worker had taken on when it was killed and did not hand over, which by decision (ADR 0016) nobody
sends again. Exit status 1 where one is doubled, or where something that is due neither came nor was lost in this way.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import logging
import multiprocessing
import os
import random
import socketserver
import sys
import tempfile
import threading
import time
from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path
from typing import cast

UNITS, EACH = 12, 2  # units with an officer each, and works of a unit
PATIENCE = 60.0  # seconds for what is left in the end


class Letterbox(socketserver.ThreadingTCPServer):
    """A mail server that takes every letter and keeps what its body names."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: list[tuple[str, str]] = []  # Message-ID, text

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as smtplib speaks to a server that offers nothing."""

    def handle(self) -> None:
        """Answer until the other side goes, perhaps in the middle of a word."""
        with contextlib.suppress(OSError):
            self.say("220 here")
            while line := self.rfile.readline():
                verb = line[:4].upper()
                if verb == b"DATA":
                    self.say("354 go on")
                    if not self.take():
                        return
                elif verb == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 well")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def take(self) -> bool:
        """Read a letter; half a letter is none."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        body = letter.get_body(("plain",))
        text = "" if body is None else str(body.get_content())
        cast(Letterbox, self.server).letters.append((str(letter["Message-ID"]), text))
        self.say("250 taken")
        return True


def set_up(home: Path, database: str, port: int) -> None:
    """Point Django at a database and a mail server of this run's own."""
    os.environ |= {
        "LOTRINH_HOME": str(home),
        "LOTRINH_DATABASE": database,
        "LOTRINH_MAIL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "lotrinh.web.settings",
    }
    import django  # the settings are read from the environment above
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)


def fill() -> None:
    """Make units with an officer each, who takes letters at any hour, and work that is due today."""
    from lotrinh.web import clock
    from lotrinh.web.organisation.models import Person, Role, Unit
    from lotrinh.web.programmes.models import Assignment, Duty, Programme
    from lotrinh.web.registry.models import Document
    from lotrinh.web.reminding.models import Contact

    now, day = clock.now(), clock.today()
    body = Unit.objects.create(name="Phường Thử")
    clerk = Person.objects.create_user("van-thu", "", full_name="Văn thư")
    document = Document.objects.create(owner=body, uploaded_by=clerk, uploaded_at=now, size=0)
    programme = Programme.objects.create(document=document, owner=body, title="Thử", started_at=now, started_by=clerk)
    places = {"span_start": 0, "span_end": 1, "position": 0, "unit_phrase": "", "programme": programme}
    duties = [Duty.objects.create(text=f"Việc {n}", **places) for n in range(EACH)]
    any_hour = {"quiet_since": datetime.time(), "quiet_until": datetime.time(), "on_days_off": True}
    for n in range(UNITS):
        unit = Unit.objects.create(name=f"Tổ {n}", parent=body)
        officer = Person.objects.create_user(f"to-{n}", "", full_name=f"Tổ {n}")
        Role.objects.create(person=officer, unit=unit, kind="officer")
        Contact.objects.create(person=officer, address=f"to-{n}@phuong.example", confirmed_at=now, **any_hour)
        for duty in duties:
            Assignment.objects.create(duty=duty, unit=unit, part="lead", due_on=day)


def work_here() -> None:
    """Do jobs in this process, a fork, until it is killed."""
    from lotrinh.web.jobs.worker import work

    work(interval=0.01, batch=False)


def warm_up() -> None:
    """Make one pass here: what a process reads once in its life, the forks then have, and are killed at work."""
    from lotrinh.web.reminding.tasks import remind

    remind.call()


def stir(round_number: int, chance: random.Random) -> None:
    """Move the deadlines of some works, which begins new ladders, and ask for two passes at once."""
    from lotrinh.web import clock
    from lotrinh.web.programmes.models import Assignment
    from lotrinh.web.reminding.tasks import remind

    due_on = clock.today() - datetime.timedelta(days=round_number)
    moved = chance.sample(list(Assignment.objects.values_list("pk", flat=True)), 8)
    Assignment.objects.filter(pk__in=moved).update(due_on=due_on)
    remind.enqueue()
    remind.enqueue()


def kill_again_and_again(kills: int, chance: random.Random) -> int:
    """Run two workers at a time, kill both at a random moment, and return how many were killed at work."""
    from django.db import connections

    forks = multiprocessing.get_context("fork")
    killed = 0
    while killed < kills:
        stir(killed, chance)
        connections.close_all()  # a fork must not share a connection
        workers = [forks.Process(target=work_here) for _ in range(min(2, kills - killed))]
        for worker in workers:
            worker.start()
        time.sleep(chance.uniform(0.01, 0.3))
        for worker in workers:
            worker.kill()
            worker.join()
            killed += worker.exitcode == -9
    return killed


def finish() -> None:
    """Let a worker that nobody kills do what is left, with the queue put in order first."""
    from django.db import connections

    from lotrinh.web import clock
    from lotrinh.web.jobs import leases
    from lotrinh.web.reminding.tasks import remind

    leases.reap(now=clock.now() + 2 * leases.SILENCE)
    remind.enqueue()
    connections.close_all()
    worker = multiprocessing.get_context("fork").Process(target=work_to_the_end)
    worker.start()
    worker.join(PATIENCE)
    if worker.exitcode != 0:
        worker.kill()
        raise SystemExit("the last worker did not come to an end")


def work_to_the_end() -> None:
    from lotrinh.web.jobs.worker import work

    work(interval=0.01, batch=True)


def count(letters: list[tuple[str, str]], killed: int) -> dict[str, int]:
    """Return what came of it: letters against the rows that they were made from."""
    from lotrinh.web import clock
    from lotrinh.web.reminding.models import Mail, Reminder
    from lotrinh.web.reminding.queries import to_tell

    today = clock.today()
    carried = {mail.key: mail.reminders.count() for mail in Mail.objects.all()}
    came = Counter(key.strip("<>").partition("@")[0] for key, _text in letters)
    named = {key.strip("<>").partition("@")[0]: text.count("/v/") for key, text in letters}
    return {
        "kills": killed,
        "reminders": Reminder.objects.count(),
        "sent": came.total(),
        "doubled": came.total() - len(came) + sum(n > carried.get(key, 0) for key, n in named.items()),
        "lost": len(carried.keys() - came.keys()),
        "not sent": Reminder.objects.true_on(today).filter(mail=None).count(),
        "not told": to_tell(Reminder.objects.all(), today).count(),
    }


def main() -> int:
    """Run and print; see the top of the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    with Letterbox() as box, tempfile.TemporaryDirectory(prefix="lotrinh-kills-") as home:
        threading.Thread(target=box.serve_forever, daemon=True).start()
        set_up(Path(home), asked.database, box.port)
        fill()
        warm_up()
        killed = kill_again_and_again(asked.kills, random.Random(asked.seed))  # noqa: S311  # when to kill is no secret
        finish()
        counted = count(box.letters, killed)
        box.shutdown()
    print(json.dumps(counted))
    return int(any(counted[name] for name in ("doubled", "not sent", "not told")))


if __name__ == "__main__":
    sys.exit(main())
