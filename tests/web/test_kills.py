"""Workers killed at random points while reminders go out: the small version of benchmarks/kills.py."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks/kills.py"


def test_no_letter_is_doubled_and_none_forgotten() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LOTRINH_", "DJANGO_"))}
    command = [sys.executable, str(SCRIPT), "--kills", "10"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    counted = json.loads(run.stdout)
    assert counted["kills"] == 10
    assert counted["sent"] > 0
    assert [counted[name] for name in ("doubled", "not sent", "not told")] == [0, 0, 0]
    assert counted["lost"] <= counted["kills"]
    assert run.returncode == 0
