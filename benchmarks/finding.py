"""How long it takes to find words among 200,000 texts, on SQLite and on PostgreSQL, and whether both answer the same.

    .venv/bin/python benchmarks/finding.py [--texts N] [--only sqlite|postgresql]

Makes its own body, plans, work and people in throw-away databases on disk, walks the words of the demo's plans at
random for the texts, and asks 200 questions as a clerk of the whole body and as an officer of one unit. Prints wall
time of finding alone and of the whole page; judges nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = f". {ROOT}/scripts/postgres.sh"


def run(texts: int, home: Path, database: str) -> None:
    """Measure in a process of its own, with its own data."""
    there = {
        **os.environ,
        "LOTRINH_HOME": str(home),
        "LOTRINH_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "lotrinh.web.settings",
    }
    (home / "static").mkdir(parents=True)
    script = Path(__file__).with_name("finding_rows.py")
    subprocess.run([sys.executable, script, str(texts)], env=there, check=True)


def shell(words: str) -> str:
    """Run words of the shell and return the last line that they print."""
    done = subprocess.run(["/bin/sh", "-c", words], check=True, capture_output=True, text=True)
    return (done.stdout.strip().splitlines() or [""])[-1]


def main() -> None:
    """Print the figures of both databases."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=200_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        if given.only != "postgresql":
            run(given.texts, folder / "sqlite", "")
        if given.only != "sqlite":
            server = folder / "postgres"
            address = shell(f"{POSTGRES}; start_postgres {server}; echo $POSTGRES_ADDRESS")
            try:
                run(given.texts, folder / "postgresql", address)
            finally:
                newest = "postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)"
                shell(f"{POSTGRES}; postgres_folder={server}; {newest}; stop_postgres")


if __name__ == "__main__":
    main()
