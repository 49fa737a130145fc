"""Kills a server with kill -9 before each statement of the database in turn, while it takes what needs a job.

    .venv/bin/python benchmarks/kills_queue.py [--database postgres://…]

A plan is uploaded, one is read again, one is judged again, an address is given: each is asked for anew, and the server
is killed one statement later each time, until an answer comes. After each kill the rows that wait are held against the
jobs in the queue, both ways; in the end a worker that nobody kills does what is there. A database of its own, as that
of `kills.py`. Prints the counts; exit status 1 where one of FAULTS is not 0.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import threading
from collections import Counter
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kills import PATIENCE, die_at, forks, set_up, work_here
from letterbox import Letterbox

if TYPE_CHECKING:
    from kills_waiting import Wish

FAULTS = ("rows without job", "jobs without row", "left waiting", "not sent", "audit broken")


def run_fork(work: partial[None]) -> int | None:
    """Do something in a fork, which shares no connection, and return how it ended."""
    from django.db import connections

    connections.close_all()
    process = forks.Process(target=work)
    process.start()
    process.join(PATIENCE)
    return process.exitcode


def kill_at_each_statement(wish: Wish) -> Counter[str]:
    """Ask for one thing until it is answered, killed one statement later each time; return what was amiss."""
    import kills_waiting

    counted: Counter[str] = Counter()
    for statement in count(1):
        wish.prepare()
        ended = run_fork(partial(die_at, statement, partial(wish.ask, statement)))
        counted.update(kills_waiting.amiss())
        if ended == 0:
            return counted
        if ended != -signal.SIGKILL:
            raise SystemExit(f"{wish.name}: the server ended with {ended}")
        counted["kills"] += 1
    raise AssertionError("statements do not end")


def main() -> int:
    """Run and print; see the top of the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    counted: Counter[str] = Counter(dict.fromkeys(("kills", *FAULTS), 0))
    with Letterbox() as box, tempfile.TemporaryDirectory(prefix="lotrinh-kills-") as home:
        threading.Thread(target=box.serve_forever, daemon=True).start()
        set_up(Path(home), asked.database, box.port)
        import kills_waiting

        work = partial(work_here, batch=True)
        kills_waiting.fill()
        run_fork(work)
        for wish in kills_waiting.wishes():
            counted.update(kill_at_each_statement(wish))
        run_fork(work)
        counted.update(kills_waiting.left())
        counted["not sent"] += int(len(box.letters) != 1)  # one, for the last address
        box.shutdown()
    print(json.dumps(counted))
    return int(any(counted[name] for name in FAULTS))


if __name__ == "__main__":
    sys.exit(main())
