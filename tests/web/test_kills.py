"""Servers and workers killed: at random points, 200 of them, while letters, photos and work given out go through; and
before each statement in turn while something is taken that needs a job.

Seeded: what is sent, and at which statement of the database each round of processes dies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

SCRIPTS = Path(__file__).resolve().parents[2] / "benchmarks"
NEVER = (
    "doubled", "not sent", "not told", "not answered", "told twice", "photos amiss", "rows without file",
    "files without row", "no small picture", "half made", "audit broken",
)  # fmt: skip
Record = Callable[[str, object], None]


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database beside that of the tests; none for SQLite, which the scripts make themselves."""
    address = os.environ.get("LOTRINH_DATABASE", "")
    if not address:
        yield ""
        return
    name = f"kills_{uuid.uuid4().hex[:12]}"
    server, _, rest = address.rpartition("/lotrinh")
    with psycopg.connect(address.replace("postgres://", "postgresql://", 1), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{server}/{name}{rest}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def counted_by(script: str, *options: str, database: str, record: Record) -> dict[str, int]:
    """Run one of the scripts on a database of its own, and return what it counted."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LOTRINH_", "DJANGO_"))}
    command = [sys.executable, str(SCRIPTS / script), *options, "--database", database]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert run.stdout, run.stderr
    counted: dict[str, int] = json.loads(run.stdout)
    for name, number in counted.items():
        record(name, number)
    assert run.returncode == 0, counted
    return counted


@pytest.mark.long
def test_nothing_is_doubled_forgotten_or_half_made(database: str, record_property: Record) -> None:
    counted = counted_by("kills.py", "--kills", "200", "--seed", "1", database=database, record=record_property)
    assert {name: counted[name] for name in NEVER if counted[name]} == {}
    assert counted["kills"] == 200
    assert min(counted["workers"], counted["servers"]) > 80  # one that had nothing left to do was not killed
    assert min(counted[name] for name in ("sent", "told", "given out", "evidence", "removed")) > 0
    assert counted["lost"] <= counted["workers"]


@pytest.mark.long
def test_what_waits_has_its_job_wherever_the_server_dies(database: str, record_property: Record) -> None:
    counted = counted_by("kills_queue.py", database=database, record=record_property)
    assert counted["kills"] > 40
    assert counted["documents"] > 2
    assert counted["rows without job"] == counted["jobs without row"] == counted["left waiting"] == 0
