"""Every command and every option of the program stands in the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from lotrinh.cli import app

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/commands.md").read_text(encoding="utf-8")


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield each command that does something, with its whole name; the library's own classes are not public."""
    if hasattr(command, "commands"):
        for part, inner in command.commands.items():
            if not inner.hidden:  # what one part of the program asks of another
                yield from commands(inner, f"{name} {part}")
    else:
        yield name, command


def test_every_command_and_option_is_in_the_reference() -> None:
    found = list(commands(typer.main.get_command(app), "lotrinh"))
    assert [name for name, _ in found if f"| `{name}" not in PAGE] == []
    rows = {name: next(row for row in PAGE.splitlines() if row.startswith(f"| `{name}")) for name, _ in found}
    options = [
        (name, option)
        for name, command in found
        for param in command.params
        if param.param_type_name == "option" and not param.hidden and param.name != "help"
        for option in param.opts
    ]
    assert ("lotrinh read", "--json") in options
    assert [(name, option) for name, option in options if f"`{option}`" not in rows[name]] == []


def test_every_setting_is_in_the_reference() -> None:
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs/reference/settings.md").read_text(encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in [*(root / "src").rglob("*.py"), root / "run.sh"]]
    named = {name for text in texts for name in re.findall(r"LOTRINH_[A-Z]+(?:_[A-Z]+)*", text)}
    read = {name for name in named if not name.startswith("LOTRINH_LIMIT")}
    assert "LOTRINH_HOME" in read
    assert [name for name in sorted(read) if f"`{name}`" not in page] == []


def test_every_command_that_a_guide_names_is_there() -> None:
    root = Path(__file__).resolve().parents[2]
    known = {name.split()[1] for name, _ in commands(typer.main.get_command(app), "lotrinh")}
    guides = [*(root / "docs/guides").glob("*.md"), *(root / "deploy").iterdir(), root / "README.md"]
    texts = [path.read_text(encoding="utf-8") for path in guides]
    told = {word for text in texts for word in re.findall(r"(?:bin/|`|^ {4})lotrinh ([a-z]+)", text, re.MULTILINE)}
    assert "backup" in told
    assert told - known == set()
