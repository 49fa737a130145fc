"""What holds of the repository itself: sizes, names, letters, and the promises of "What it does not do"."""

from __future__ import annotations

import ast
import os
import re
import unicodedata
from pathlib import Path

import pytest
from django.apps import apps

from lotrinh.data.out_of_scope import REASONS

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path for folder in ("src", "tests", "benchmarks", "examples", "scripts") for path in (ROOT / folder).rglob("*.py")
]
WRITTEN = [path for path in SOURCES if "migrations" not in path.parts]
TEXTS = [path for path in (ROOT / "src").rglob("*") if path.suffix in (".py", ".html", ".po", ".css", ".js")]
FORBIDDEN_NAMES = ("utils", "helpers", "common", "misc", "managers", "signals", "services")
# Parts of names that only something which watches, scores or floods would need.
WATCHING = re.compile(
    r"mood|loyal|sentiment|opinion|attitude|ideolog|thought|politic|belief|surveil|monitor_|keyword_watch|blacklist"
    r"|takedown|crawler|scrap(?:e|ing)|influencer|kol_|post_to_|social_account|autopost|persona\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_and_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 400
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > 50] == []


def test_modules_are_named_by_what_they_hold() -> None:
    assert [path for path in SOURCES if path.stem in FORBIDDEN_NAMES] == []


def test_vietnamese_is_composed() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in TEXTS}
    assert [path for path, text in texts.items() if not unicodedata.is_normalized("NFC", text)] == []


def test_no_model_or_field_could_watch_people() -> None:
    models = apps.get_app_configs()
    names = [
        f"{model.__name__}.{field.name}"
        for config in models
        if config.name.startswith("lotrinh")
        for model in config.get_models()
        for field in model._meta.get_fields()
    ]
    assert names
    assert [name for name in names if WATCHING.search(name)] == []


def test_no_setting_brings_out_of_scope_duties_back() -> None:
    settings = (ROOT / "src/lotrinh/web/settings.py").read_text(encoding="utf-8")
    assert not re.search(r"scope|exclud|set_aside", settings, re.IGNORECASE)


def test_no_module_reaches_the_network() -> None:
    reaching = re.compile(
        r"^\s*(?:import|from)\s+(?:requests|httpx|urllib\.request|http\.client|socket|aiohttp)\b", re.MULTILINE
    )
    sources = list((ROOT / "src").rglob("*.py"))
    assert [path for path in sources if reaching.search(path.read_text(encoding="utf-8"))] == []


def test_every_reason_of_scope_is_said_to_people() -> None:
    assert set(REASONS) == {"watching", "policing", "flooding"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "What it does not do" in readme


@pytest.mark.parametrize("command", ["run.sh", "test.sh", ".ci/run"])
def test_commands_can_be_run(command: str) -> None:
    assert os.access(ROOT / command, os.X_OK)
    assert (ROOT / command).read_text(encoding="utf-8").startswith("#!/bin/sh")


def test_pages_carry_no_inline_script_or_style() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"|javascript:", re.IGNORECASE)
    pages = {path: path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.html")}
    assert [path for path, page in pages.items() if inline.search(page)] == []
