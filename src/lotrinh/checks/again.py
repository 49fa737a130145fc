"""Judges a document again by what was read of it before: `python -m lotrinh.checks.again FILE NAME [DAY] < answer.json`.

A process of its own, for the file is a stranger's. Its text is not read again, so that findings point at the words
that are stored; only how the page of a .docx looks is taken from the file. DAY is the day of issue as people mended it,
without it the one that was read. Prints what `judged` returns, as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from lotrinh.checks.check import judged, page_of
from lotrinh.errors import LotrinhError
from lotrinh.plans.plan import Plan

JUDGED, REFUSED = 0, 1


def judge_again(path: Path, name: str, answer: bytes, *, day: date | None = None) -> int:
    """Judge by a stored answer, print the findings, and return the exit status; a refusal is one sentence."""
    try:
        plan, page = Plan.from_json(json.loads(answer)), page_of(path, name=name)
    except LotrinhError as error:
        return refuse(str(error))
    except ValueError:  # not its words: they may be the document
        return refuse(f"{name}: bản đọc đã lưu không dùng để kiểm tra được nữa; hãy báo người quản trị.")
    sys.stdout.write(json.dumps(judged(plan, page, as_of=day)))
    return JUDGED


def refuse(sentence: str) -> int:
    """Say why nothing was judged, whatever letters the machine's language has."""
    sys.stderr.buffer.write(f"{sentence}\n".encode())
    return REFUSED


if __name__ == "__main__":
    said = date.fromisoformat(sys.argv[3]) if len(sys.argv) > 3 else None
    sys.exit(judge_again(Path(sys.argv[1]), sys.argv[2], sys.stdin.buffer.read(), day=said))
