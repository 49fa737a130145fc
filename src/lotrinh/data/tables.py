"""The door to the tables of this folder: each is a TOML file that says where it comes from.

Only reading; what a table means is the business of the module that asks for it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the table `name` (`kinds` is `kinds.toml`); callers must not change it.

    Args:
        name: the file's name without its ending.

    Returns:
        The parsed file: keys and lists as they stand in it.
    """
    return tomllib.loads(files("lotrinh.data").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
