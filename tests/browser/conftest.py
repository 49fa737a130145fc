"""A real server and worker over a demo of their own, and Debian's Chromium to walk through it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

BIN = Path(sys.executable).parent
CHROMIUM = "/usr/bin/chromium"


@dataclass
class Site:
    """Where the demo runs."""

    address: str
    home: Path

    def manage(self, *words: str) -> None:
        command = [str(BIN / "lotrinh"), "manage", *words]
        subprocess.run(command, env=environment(self.home), check=True, stdout=subprocess.DEVNULL)


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOTRINH_", "DJANGO_"))}
    return kept | {"LOTRINH_HOME": str(home), "LOTRINH_DEMO": "1"}


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home, port = tmp_path_factory.mktemp("site"), free_port()
    made = Site(f"http://127.0.0.1:{port}", home)
    for words in (("migrate", "--noinput"), ("collectstatic", "--noinput"), ("load_demo",)):
        made.manage(*words)
    commands = (
        [str(BIN / "gunicorn"), "-b", f"127.0.0.1:{port}", "-w", "2", "--log-level", "warning", "lotrinh.web.wsgi"],
        [str(BIN / "lotrinh"), "worker", "--interval", "0.3"],
    )
    with (home / "log").open("w") as log:
        running = [subprocess.Popen(c, env=environment(home), stdout=log, stderr=log) for c in commands]
        wait_for(port)
        yield made
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            process.wait(timeout=20)


def wait_for(port: int) -> None:
    """Wait until the server takes connections."""
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
        else:
            return


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
