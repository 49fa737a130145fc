"""Workers and servers killed at random points, 200 of them, while letters, photos and work given out go through.

Seeded: what is sent, and at which statement of the database each round of processes dies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks/kills.py"
NEVER = (
    "doubled", "not sent", "not told", "not answered", "told twice", "photos amiss", "rows without file",
    "files without row", "no small picture", "half made", "audit broken",
)  # fmt: skip


@pytest.mark.long
def test_nothing_is_doubled_forgotten_or_half_made(record_property: Callable[[str, object], None]) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LOTRINH_", "DJANGO_"))}
    command = [sys.executable, str(SCRIPT), "--kills", "200", "--seed", "1"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert run.stdout, run.stderr
    counted = json.loads(run.stdout)
    for name, number in counted.items():
        record_property(name, number)
    assert {name: counted[name] for name in NEVER if counted[name]} == {}
    assert counted["kills"] == 200
    assert min(counted["workers"], counted["servers"]) > 80  # one that had nothing left to do was not killed
    assert min(counted[name] for name in ("sent", "told", "given out", "evidence", "removed")) > 0
    assert counted["lost"] <= counted["workers"]
    assert run.returncode == 0
