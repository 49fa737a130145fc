"""Every command and every option of the program stands in the reference."""

from __future__ import annotations

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
