"""A real server and worker over a demo of their own, and Debian's Chromium to walk through it."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.own_process import call_commands

BIN = Path(sys.executable).parent
CHROMIUM = "/usr/bin/chromium"
WSGI = "lotrinh.web.wsgi"


@dataclass
class Site:
    """Where the demo runs."""

    address: str
    home: Path


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOTRINH_", "DJANGO_"))}
    return kept | {"LOTRINH_HOME": str(home), "LOTRINH_DEMO": "1"}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo in it, made once for all processes of this run; nobody works in it."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    made, part = root / "demo", root / "demo.part"
    with (root / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            call_commands(environment(part), "migrate --noinput", "collectstatic --noinput", "load_demo")
            part.rename(made)
    return made


@pytest.fixture(scope="session")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(demo, home)
    with socket.socket() as door, (home / "log").open("w") as log:
        door.bind(("127.0.0.1", 0))
        door.listen()  # from here on the address is ours; who comes early waits at the door
        server = [str(BIN / "gunicorn"), "-b", f"fd://{door.fileno()}", "-w", "2", "--log-level", "warning", WSGI]
        worker = [str(BIN / "lotrinh"), "worker", "--interval", "0.3"]
        running = [
            subprocess.Popen(command, env=environment(home), stdout=log, stderr=log, pass_fds=held)
            for command, held in ((server, [door.fileno()]), (worker, []))
        ]
        yield Site(f"http://127.0.0.1:{door.getsockname()[1]}", home)
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def is_complaint(message: ConsoleMessage) -> bool:
    """Say whether a page complains; that there is no network, or a form is refused, is what a journey is about."""
    expected = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "status of 422")
    return message.type in ("error", "warning") and not any(word in message.text for word in expected)


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Sign somebody in at a width; a page that logs an error fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def sign_in(username: str, *, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="vi-VN",
            base_url=site.address,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if is_complaint(m) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill("ban-trinh-dien")
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(lambda url: "dang-nhap" not in url)
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []
