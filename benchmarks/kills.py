"""Kills workers and servers with kill -9 at random points, and counts what came of it.

    .venv/bin/python benchmarks/kills.py [--kills 200] [--seed 1] [--database postgres://…]

Workers send reminders and draw small pictures; servers take activities with photos, changes of them and work that is
given out, and whoever had no answer sends the same again. A database of its own (SQLite in a temporary folder where
none is given; an empty one where one is) and a small mail server on this machine.

Prints the kills; reminders; letters sent, doubled (one that came twice, or a reminder in two), and lost: those that a
worker had taken on when it was killed and did not hand over, which by decision (ADR 0016) nobody sends again; then what
was told and given out, and the files that the killed left behind and the cleaning took off ("strays"). Exit status 1
where one of FAULTS is not 0. What is sent and the statement of
the database at which each round dies hang on the seed.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterbox import Letterbox

if TYPE_CHECKING:
    from kills_evidence import People

WORKERS = 2  # at a time, and as many servers
WAITING = 12  # things that the servers find
STATEMENTS = 60  # of the database: telling of work takes some 30
PATIENCE = 60.0  # seconds for what is left in the end
FAULTS = (
    "doubled", "not sent", "not told", "not answered", "told twice", "photos amiss", "rows without file",
    "files without row", "no small picture", "half made", "audit broken",
)  # fmt: skip
forks = multiprocessing.get_context("fork")


def set_up(home: Path, database: str, port: int) -> None:
    """Point Django at a database and a mail server of this run's own."""
    os.environ |= {
        "LOTRINH_HOME": str(home),
        "LOTRINH_DATABASE": database,
        "LOTRINH_MAIL": f"smtp://127.0.0.1:{port}",
        "LOTRINH_EVIDENCE_REMOVED_DAYS": "0",
        "DJANGO_SETTINGS_MODULE": "lotrinh.web.settings",
    }
    (home / "static").mkdir()
    import django  # the settings are read from the environment above
    from django.conf import settings
    from django.core.management import call_command

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)


def work_here(*, batch: bool = False) -> None:
    """Do jobs in this process, a fork, until it is killed or, in a batch, none is left."""
    from lotrinh.web.jobs.worker import work

    work(interval=0.01, batch=batch)


def die_at(statements: int, serve: Callable[[], None]) -> None:
    """Serve in this process, a fork, and kill it before so many statements of the database."""
    from django.db import connection

    left = statements

    def count(execute: Callable[..., Any], *asked: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*asked)

    with connection.execute_wrapper(count):
        serve()


def kill_again_and_again(people: People, kills: int, chance: random.Random) -> dict[str, int]:
    """Run workers and servers at once, kill all at a random moment, and return how many were killed at work.

    The moment is when the first server has come to a statement drawn by chance: on a machine that has much to do, too,
    all of them die at work.
    """
    import kills_evidence
    import kills_letters
    from django.db import connections

    killed = {"workers": 0, "servers": 0}
    gc.freeze()  # what the forks share stays shared: a fork that collects garbage copies all that it looks at
    rounds = 0
    while (left := kills - sum(killed.values())) > 0:
        kills_letters.stir(rounds, chance)
        kills_evidence.stir(people, chance, wanted=WAITING)
        rounds += 1
        waiting = people.waiting()
        connections.close_all()  # a fork must not share a connection
        serve = partial(kills_evidence.serve, people, waiting[::2])
        dying = forks.Process(target=die_at, args=(chance.randint(1, STATEMENTS), serve))
        running = [
            ("servers", dying),
            ("servers", forks.Process(target=kills_evidence.serve, args=(people, waiting[1::2]))),
        ]
        running += [("workers", forks.Process(target=work_here)) for _ in range(WORKERS)]
        running = running[:left]
        for _kind, process in running:
            process.start()
        dying.join(PATIENCE)
        for _kind, process in running:
            process.kill()
        for kind, process in running:
            process.join()
            killed[kind] += process.exitcode == -signal.SIGKILL
    return killed


def finish(people: People) -> None:
    """Let a server and a worker that nobody kills do what is left, with the queue put in order first."""
    import kills_evidence
    from django.db import connections

    from lotrinh.web import clock
    from lotrinh.web.jobs import leases
    from lotrinh.web.reminding.tasks import remind

    while waiting := people.waiting():
        kills_evidence.serve(people, waiting)
    leases.reap(now=clock.now() + 2 * leases.SILENCE)
    hurry()
    remind.enqueue()
    connections.close_all()
    worker = forks.Process(target=work_here, kwargs={"batch": True})
    worker.start()
    worker.join(PATIENCE)
    if worker.exitcode != 0:
        worker.kill()
        raise SystemExit("the last worker did not come to an end")


def hurry() -> None:
    """Let no job wait for its next attempt."""
    from django_tasks_db.compat import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from lotrinh.web import clock

    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=clock.now())


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
        import kills_evidence
        import kills_letters

        from lotrinh.web.reminding.tasks import remind

        people = kills_evidence.gather(kills_letters.fill(), Path(home))
        remind.call()  # as in `gather`: what a process reads once, the forks have, and are killed at work
        killed = kill_again_and_again(people, asked.kills, random.Random(asked.seed))  # noqa: S311  # no secret
        finish(people)
        strays = kills_evidence.tidy()
        counted = {"kills": sum(killed.values()), **killed, **kills_letters.count(box.letters), "strays": strays}
        counted |= kills_evidence.count(people)
        box.shutdown()
    print(json.dumps(counted))
    return int(any(counted[name] for name in FAULTS))


if __name__ == "__main__":
    sys.exit(main())
