"""Server time of the pages that people open most, by the size of the installation, on SQLite and on PostgreSQL.

For each size an installation is made by `lotrinh bench seed`; each page is asked for 200 times in this process, after
a few times that are not counted. Wall time is what is judged; CPU of this process, and of PostgreSQL's for it, stands
beside it, as a busy machine stretches the one and hardly the other. Options: --sizes 10000,100000,1000000,
--on sqlite,postgresql, --requests 200, --curve docs/….svg. PostgreSQL is started as the tests start theirs
(scripts/postgres.sh).
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from curve import draw

ROOT = Path(__file__).resolve().parents[1]
SIZES = "10000,100000,1000000"
UNITS, PLANS, WARM = 10_000, 300, 5
AIMS = {"postgresql": (60, 250), "sqlite": (120, 500)}  # milliseconds: median and 99th
ASSIGNING, ASSIGNING_AIM = "a duty for every commune", 2000  # milliseconds, on both


def main() -> None:
    """Measure every size on every database, or, asked so by itself, the installation of the environment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--on", default="sqlite,postgresql")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--curve", type=Path)
    parser.add_argument("--here", action="store_true", help="measure the installation of LOTRINH_HOME, print JSON")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure_pages(options.requests)))
        return
    found = []
    with tempfile.TemporaryDirectory(prefix="lotrinh-pages-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103  # the cluster of PostgreSQL lies in it, and is not ours where we are root
        for vendor in options.on.split(","):
            for size in map(int, options.sizes.split(",")):
                place = Path(folder, f"{vendor}-{size}")
                rows = installation(vendor, size, place, options.requests)
                found += [{"on": vendor, "size": size, **row} for row in rows]
    if options.curve:
        options.curve.write_text(draw(found), encoding="utf-8")


def installation(vendor: str, size: int, place: Path, requests: int) -> list[dict[str, Any]]:
    """Make an installation of a size, measure its pages in a process of their own, and print them."""
    place.mkdir()
    os.chmod(place, 0o755)  # noqa: S103  # as above
    me, program = f"{shlex.quote(sys.executable)} {Path(__file__)}", f"{Path(sys.executable).parent}/lotrinh"
    seed = f"{program} bench seed --units {UNITS} --plans {PLANS} --assignments {size} --activities {size * 2} >&2"
    steps = f"{program} manage migrate --noinput >/dev/null && {seed} && {me} --here --requests {requests}"
    if vendor == "postgresql":
        begin = f". scripts/postgres.sh; trap stop_postgres EXIT; start_postgres {place}/pg"
        steps = f'{begin}; export LOTRINH_DATABASE="$POSTGRES_ADDRESS"; {steps}'
    env = {name: value for name, value in os.environ.items() if name != "LOTRINH_DATABASE"}
    began = time.perf_counter()
    done = subprocess.run(
        ["/bin/sh", "-c", steps],
        cwd=ROOT,
        env=env | {"LOTRINH_HOME": str(place / "home")},
        stdout=subprocess.PIPE,
        check=True,
    )
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    print(f"\n{vendor}, {size:,} assignments ({time.perf_counter() - began:.0f} s with loading)")
    print(f"{'page':24}{'median':>9}{'99th':>9}{'CPU':>9}{'queries':>9}{'kB':>7}")
    for row in rows:
        median, worst = (ASSIGNING_AIM,) * 2 if row["page"] == ASSIGNING else AIMS[vendor]
        row["aim"] = row["median"] <= median and row["p99"] <= worst
        figures = f"{row['median']:9.1f}{row['p99']:9.1f}{row['cpu']:9.1f}{row['queries']:9}{row['kb']:7.0f}"
        print(f"{row['page']:24}{figures}{'' if row['aim'] else '  over the aim'}")
    return rows


def measure_pages(requests: int) -> list[dict[str, Any]]:
    """Return for each page the median and the 99th of its time, its CPU, its queries and its size."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "lotrinh.web.settings"
    import django  # noqa: PLC0415  # the settings are named first
    from django.conf import settings  # noqa: PLC0415

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    return [*(measure(page, username, address, requests) for page, username, address in pages()), measure_assigning()]


def pages() -> list[tuple[str, str, str]]:
    """Return the pages with who opens them: the largest programme, the body and the commune with the most work."""
    from django.urls import reverse  # noqa: PLC0415  # needs Django set up

    from lotrinh.web.bench.country import HEAD, OFFICER, PROVINCE_HEAD  # noqa: PLC0415
    from lotrinh.web.organisation.models import Role  # noqa: PLC0415
    from lotrinh.web.programmes.models import Programme  # noqa: PLC0415

    whole = Programme.objects.order_by("pk")[0]
    part = Programme.objects.filter(owner__roles__person__username=PROVINCE_HEAD).order_by("pk")[0]
    commune = Role.objects.get(person__username=OFFICER).unit_id
    return [
        ("head's overview", HEAD, reverse("programme", args=[whole.pk])),
        ("overview of a province", PROVINCE_HEAD, reverse("programme", args=[part.pk])),
        ("programme list", HEAD, reverse("programme-list")),
        ("matrix", HEAD, reverse("matrix", args=[whole.pk])),
        ("unit page", HEAD, reverse("unit", args=[commune])),
        ("officer's page", OFFICER, reverse("my-work")),
        ("officer's programmes", OFFICER, reverse("programme-list")),
    ]


def measure(page: str, username: str, address: str, requests: int) -> dict[str, Any]:
    """Ask for one page many times."""
    from django.db import connection  # noqa: PLC0415  # needs Django set up
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from lotrinh.web.organisation.models import Person  # noqa: PLC0415

    client = Client()
    backend = "lotrinh.web.organisation.backends.PasswordBackend"
    client.force_login(Person.objects.get(username=username), backend=backend)
    size = 0
    for _round in range(WARM):
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {answer.status_code}")
        size = len(answer.content)
    times, cpu, behind = [], [], backend_cpu()
    for _round in range(requests):
        wall, used = time.perf_counter(), time.process_time()
        client.get(address)
        times.append((time.perf_counter() - wall) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    behind = (backend_cpu() - behind) / requests
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return {
        "page": page,
        "median": statistics.median(times),
        "p99": sorted(times)[int(len(times) * 0.99) - 1],
        "cpu": statistics.median(cpu) + behind,
        "queries": len(queries),
        "kb": size / 1000,
    }


def backend_cpu() -> float:
    """Return the milliseconds of CPU that PostgreSQL's process for this connection has used; SQLite is in this one."""
    from django.db import connection  # noqa: PLC0415  # needs Django set up

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[0]) / 1e6


def measure_assigning() -> dict[str, Any]:
    """Say what a phrase means, so that one duty is given to every commune, five times, each taken back."""
    from django.db import connection, transaction  # noqa: PLC0415  # needs Django set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from lotrinh.web.bench.country import CLERK, COMMUNE  # noqa: PLC0415
    from lotrinh.web.organisation.models import Person, Unit  # noqa: PLC0415
    from lotrinh.web.programmes.actions import link_phrase  # noqa: PLC0415
    from lotrinh.web.programmes.models import Programme  # noqa: PLC0415

    clerk, programme = Person.objects.get(username=CLERK), Programme.objects.order_by("pk")[0]
    phrase = "Mọi xã trong cả nước"
    communes = list(Unit.objects.filter(name__startswith=f"{COMMUNE} "))
    times, cpu, behind = [], [], backend_cpu()
    for _round in range(5):
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            programme.duties.create(position=9999, unit_phrase=phrase, text="Việc để đo.", span_start=0, span_end=1)
            wall, used = time.perf_counter(), time.process_time()
            made = link_phrase(by=clerk, programme=programme, phrase=phrase, units=communes)
            times.append((time.perf_counter() - wall) * 1000)
            cpu.append((time.process_time() - used) * 1000)
            transaction.set_rollback(True)
        if made != len(communes):
            raise SystemExit(f"{made} assignments for {len(communes)} communes")
    used = statistics.median(cpu) + (backend_cpu() - behind) / 5
    figures = {"median": statistics.median(times), "p99": max(times), "cpu": used}
    return {"page": ASSIGNING, "queries": len(queries), "kb": 0, **figures}


if __name__ == "__main__":
    main()
