"""One row of a corpus: which file, and its answer or the error that it gave.

A row is one line of JSON: `{"path", "sha256", "error": null | {"code", "message"}, "answer": null | lotrinh.plan/1}`.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from lotrinh.errors import LotrinhError

WORDS = re.compile(r"(?<!^)(?=[A-Z])")


class Row(NamedTuple):
    """A row ready to be written; `sha256` is None where the file could not be opened."""

    path: str
    sha256: str | None
    line: bytes


def shown(path: str) -> str:
    r"""Return a path as it can be written in UTF-8; bytes of a name that are none are spelt out.

    >>> shown("k\udce9.txt")
    'k\\udce9.txt'
    """
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def answer_row(path: str, answer: dict[str, Any]) -> Row:
    """Return the row of a file that was read."""
    sha256 = answer["source"]["sha256"]
    return Row(path, sha256, line_of({"path": shown(path), "sha256": sha256, "error": None, "answer": answer}))


def error_row(path: str, sha256: str | None, *, code: str, message: str) -> Row:
    """Return the row of a file that could not be read."""
    error = {"code": code, "message": message}
    return Row(path, sha256, line_of({"path": shown(path), "sha256": sha256, "error": error, "answer": None}))


def line_of(body: dict[str, Any]) -> bytes:
    r"""Return JSON as one line. Half of a surrogate pair, which UTF-8 cannot say, becomes JSON's own `\udxxx`."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def code_of(error: LotrinhError) -> str:
    """Return the code of an error of ours.

    >>> from lotrinh.errors import PasswordProtected
    >>> code_of(PasswordProtected())
    'password_protected'
    """
    return WORDS.sub("_", type(error).__name__).lower()


def sha256_of(path: Path) -> str | None:
    """Return the hash of a file's bytes, or None where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def columns_of(line: bytes) -> dict[str, Any]:
    """Return the flat columns of a row, for a table."""
    body = json.loads(line)
    error, answer = body["error"] or {}, body["answer"]
    header = answer["header"] if answer else {}
    return {
        "path": body["path"],
        "sha256": body["sha256"],
        "error_code": error.get("code"),
        "error": error.get("message"),
        **{name: words_of(header.get(name)) for name in ("kind", "code", "issuer", "subject")},
        "issued_on": day_of(words_of(header.get("issued_on"))),
        "duties": len(answer["duties"]) if answer else None,
        "answer": line_of(answer).decode() if answer else None,
    }


def words_of(fact: dict[str, Any] | None) -> str | None:
    """Return the words of a fact as a table can hold them."""
    return shown(fact["value"]) if fact else None


def day_of(value: str | None) -> date | None:
    """Return the day that a header says."""
    return date.fromisoformat(value) if value else None
