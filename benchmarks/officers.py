"""200 officers at once say that work is done, each with a photo; then the installation is asked what it holds.

An installation is made by `lotrinh bench seed`, with an officer for each of 200 communes. The server runs as `run.sh`
runs it (gunicorn) with one worker of jobs beside it. Each officer is one connection: it opens its page of work, picks
an assignment, sends the form with a photo of its own, waits a moment, begins again, for as long as asked. One form in
ten is sent twice, as a phone does that lost the answer. What was answered is held against the database and the files:
none lost, none doubled. Options: --on postgresql|sqlite, --seconds 300, --officers 200, --servers 2,
--pause 30 (seconds: a report takes half a minute to write).
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import random
import shlex
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
UNITS, PLANS, ASSIGNMENTS = 1000, 30, 40_000
TWICE = 0.1  # of the forms are sent twice
BOUNDARY = "lotrinh-officers"
PAGE = "/viec-cua-toi/"


def main() -> None:
    """Run the whole, or, asked so by itself, a part of it inside the installation of the environment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", default="postgresql", choices=["postgresql", "sqlite"])
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--officers", type=int, default=200)
    parser.add_argument("--servers", type=int, default=2, help="processes of gunicorn")
    parser.add_argument("--pause", type=float, default=30.0, help="seconds between two forms of an officer, on average")
    parser.add_argument("--people", action="store_true", help="make the officers of LOTRINH_HOME, print JSON")
    parser.add_argument("--held", type=Path, help="count what LOTRINH_HOME holds of the forms in this file")
    options = parser.parse_args()
    if options.people:
        print(json.dumps(make_officers(options.officers)))
    elif options.held:
        print(json.dumps(held_of(json.loads(options.held.read_text()))))
    else:
        with tempfile.TemporaryDirectory(prefix="lotrinh-officers-") as folder:
            os.chmod(folder, 0o755)  # noqa: S103  # the cluster of PostgreSQL lies in it, and is not ours where we are root
            run(options, Path(folder))


@dataclass
class Sent:
    """What all officers sent and were answered."""

    forms: dict[str, str] = field(default_factory=dict)  # the token of a form that was taken, and whose it is
    times: list[float] = field(default_factory=list)  # seconds of each sending
    pages: list[float] = field(default_factory=list)  # seconds of each page of work
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def run(options: argparse.Namespace, folder: Path) -> None:
    """Make the installation, start it, let the officers at it, and count."""
    port = free_port()
    env = {name: value for name, value in os.environ.items() if name != "LOTRINH_DATABASE"}
    env |= {"LOTRINH_HOME": str(folder / "home"), "LOTRINH_DEMO": "0"}
    postgres = ""
    if options.on == "postgresql":
        postgres = f'. scripts/postgres.sh; start_postgres {folder}/pg >&2; printf %s "$POSTGRES_ADDRESS"'
        env["LOTRINH_DATABASE"] = shell(postgres, env)
    me = f"{shlex.quote(sys.executable)} {Path(__file__)}"
    seed = f"bench seed --units {UNITS} --plans {PLANS} --assignments {ASSIGNMENTS} --activities 0"
    prepare = f"{BIN}/lotrinh manage migrate --noinput && {BIN}/lotrinh manage collectstatic --noinput"
    shell(f"{prepare} && {BIN}/lotrinh {seed}", env)
    officers = json.loads(shell(f"{me} --people --officers {options.officers}", env).splitlines()[-1])
    server = ["--bind", f"127.0.0.1:{port}", "--workers", str(options.servers), "--timeout", "120"]
    log = (folder / "server.log").open("w")
    running = [
        subprocess.Popen([BIN / "lotrinh", "worker"], env=env, stdout=log, stderr=log),
        subprocess.Popen([BIN / "gunicorn", *server, "lotrinh.web.wsgi:application"], env=env, stdout=log, stderr=log),
    ]
    try:
        wait_for(port)
        for officer in officers[: 8 * options.servers]:  # each process has started before it is measured
            ask(port, "GET", PAGE, cookies_of(officer))
        sent = let_loose(officers, port, options)
        told = folder / "sent.json"
        told.write_text(json.dumps(sent.forms))
        held = json.loads(shell(f"{me} --held {told}", env).splitlines()[-1])
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()
        if postgres:
            stop = f"postgres_folder={folder}/pg; postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)"
            shell(f". scripts/postgres.sh; {stop}; stop_postgres", env)
    tell(options, sent, held)


def tell(options: argparse.Namespace, sent: Sent, held: dict[str, int]) -> None:
    """Print what was sent, how long it took, and what is there."""
    print(f"{options.on}: {options.officers} officers, {options.seconds} s, {options.servers} servers")
    print(f"forms taken {len(sent.forms)}, sendings {len(sent.times)}, refused {len(sent.refused)}")
    for words in sorted(set(sent.refused))[:5]:
        print(f"    {words}")
    for name, times in (("sending", sent.times), ("page of work", sent.pages)):
        spread = sorted(times)
        worst = spread[int(len(spread) * 0.99) - 1]
        print(f"{name:14} median {statistics.median(times) * 1000:6.0f} ms   99th {worst * 1000:6.0f} ms")
    print(
        f"lost {held['lost']}, doubled {held['doubled']}, photos missing {held['no_photo']}, files gone {held['gone']}"
    )


def let_loose(officers: list[dict[str, Any]], port: int, options: argparse.Namespace) -> Sent:
    """Let all officers work until the time is over."""
    sent, until = Sent(), time.monotonic() + options.seconds
    threads = [threading.Thread(target=work, args=(officer, port, until, options.pause, sent)) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sent


def work(officer: dict[str, Any], port: int, until: float, pause: float, sent: Sent) -> None:
    """Be one officer: open the page, send a form, wait, begin again."""
    dice = random.Random(officer["session"])  # noqa: S311  # who waits how long, no secret
    time.sleep(dice.random() * pause)
    cookies = cookies_of(officer)
    left = list(officer["assignments"])
    while left and time.monotonic() < until:
        status, taken, _body = ask(port, "GET", PAGE, cookies)
        with sent.lock:
            sent.pages.append(taken)
            if status != 200:
                sent.refused.append(f"page of work: {status}")
        token, assignment = str(uuid.UUID(int=dice.getrandbits(128), version=4)), left.pop()
        form = body_of({"csrfmiddlewaretoken": officer["csrf"], "progress": "submitted", "on": officer["today"],
                        "note": "Đã làm xong.", "token": token}, photo(dice))  # fmt: skip
        for _again in range(2 if dice.random() < TWICE else 1):
            status, taken, _body = ask(port, "POST", f"/viec/{assignment}/bao-cao/", cookies, form)
            with sent.lock:
                sent.times.append(taken)
                if status == 200:
                    sent.forms[token] = officer["username"]
                else:
                    sent.refused.append(f"form: {status}")
        time.sleep(dice.random() * 2 * pause)


def cookies_of(officer: dict[str, Any]) -> str:
    """Return what a browser of an officer sends along."""
    return f"sessionid={officer['session']}; csrftoken={officer['csrf']}"


def ask(port: int, method: str, path: str, cookies: str, body: bytes = b"") -> tuple[int, float, bytes]:
    """Ask the server once; return the status, the seconds and the answer."""
    headers = {"Cookie": cookies, "Accept": "application/json" if body else "text/html"}
    if body:
        headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        return answer.status, time.perf_counter() - began, content
    except OSError:
        return 0, time.perf_counter() - began, b""
    finally:
        connection.close()


def body_of(fields: dict[str, str], picture: bytes) -> bytes:
    """Return a form with a photo as the browser sends it."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="photo"; filename="anh.jpg"\r\n'
    return b"".join(
        [*parts, head.encode(), b"Content-Type: image/jpeg\r\n\r\n", picture, f"\r\n--{BOUNDARY}--\r\n".encode()]
    )


PHOTOS: list[bytes] = []


def photo(dice: random.Random) -> bytes:
    """Return a photo of about 200 kB as a phone would make it smaller; a few are made, each sending has its own end."""
    from PIL import Image  # noqa: PLC0415  # only officers need it

    if not PHOTOS:
        for seed in range(4):
            noise = Image.frombytes("L", (160, 120), random.Random(seed).randbytes(160 * 120))  # noqa: S311  # a picture
            out = io.BytesIO()
            noise.resize((1280, 960)).convert("RGB").save(out, "JPEG", quality=80)
            PHOTOS.append(out.getvalue())
    return dice.choice(PHOTOS)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _try in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not answer")


def shell(words: str, env: dict[str, str]) -> str:
    """Run words of the shell and return what they print."""
    done = subprocess.run(["/bin/sh", "-c", words], cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().strip()


def make_officers(count: int) -> list[dict[str, Any]]:
    """Make an officer for each of so many communes, signed in; return what each needs to work."""
    set_up()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.middleware.csrf import _get_new_csrf_string  # noqa: PLC0415  # as the browser would be given

    from lotrinh.web import clock  # noqa: PLC0415
    from lotrinh.web.bench.country import COMMUNE  # noqa: PLC0415
    from lotrinh.web.organisation.models import Person, Role, Unit  # noqa: PLC0415
    from lotrinh.web.programmes.models import Assignment  # noqa: PLC0415

    officers = []
    for number, unit in enumerate(Unit.objects.filter(name__startswith=f"{COMMUNE} ").order_by("pk")[:count]):
        person = Person.objects.create_user(f"can-bo-{number}", full_name=f"Cán bộ {number}")
        Role.objects.create(person=person, unit=unit, kind=Role.Kind.OFFICER)
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "lotrinh.web.organisation.backends.PasswordBackend"
        session.create()
        open_work = Assignment.objects.filter(unit=unit, progress__in=("not_started", "in_progress"))
        officers.append(
            {
                "username": person.username,
                "session": session.session_key,
                "csrf": _get_new_csrf_string(),
                "today": clock.today().isoformat(),
                "assignments": list(open_work.order_by("pk").values_list("pk", flat=True)),
            }
        )
    return officers


def held_of(forms: dict[str, str]) -> dict[str, int]:
    """Return how many of these forms are lost or doubled, have no photo, or one whose file is gone."""
    set_up()
    from lotrinh.web.programmes.models import Activity  # noqa: PLC0415  # needs Django set up

    there = Activity.objects.filter(token__in=forms).prefetch_related("evidence", "assignment")
    photos = {str(activity.token): list(activity.evidence.all()) for activity in there}
    told = Activity.objects.filter(by__username__startswith="can-bo-", is_told=True)
    return {
        "lost": len(forms) - len(photos),
        "doubled": told.count() - len(forms),
        "no_photo": sum(len(found) != 1 for found in photos.values()),
        "gone": sum(not one.file.storage.exists(one.file.name) for found in photos.values() for one in found),
    }


def set_up() -> None:
    """Set Django up for the installation of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "lotrinh.web.settings"
    import django  # noqa: PLC0415  # the settings are named first

    django.setup()


if __name__ == "__main__":
    main()
