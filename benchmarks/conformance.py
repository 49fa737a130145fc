"""Facts gained and lost since the last release, over every document that is given.

    .venv/bin/python benchmarks/conformance.py [--root ../shared] [--skip-scans] [--store]

The documents are not ours and stay out of this repository. What is stored of a release (`conformance/answers.json`) is
for each fact its field, its span and a short digest of its value. A lost fact is shown by the words that stand there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import lotrinh
from lotrinh.errors import LotrinhError

HERE = Path(__file__).parent
STORED = HERE / "conformance" / "answers.json"
ENDINGS = {".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".doc", ".odt"}
SHOWN = 60  # code points of a value
LISTED = 200  # facts; the counts below them are of all
Fact = tuple[str, int, int, str]  # field, span, digest of the value


def documents(root: Path, *, skip_scans: bool) -> list[Path]:
    """Return the documents under a folder, scans by the index of the corpus."""
    scans = set()
    index = root / "corpus" / "index.csv"
    if skip_scans and index.exists():
        rows = [line.split(",") for line in index.read_text(encoding="utf-8").splitlines()]
        scans = {row[0] for row in rows if row[3] == "yes"}
    found = [path for folder in ("plans", "corpus") for path in sorted((root / folder).glob("*"))]
    return [path for path in found if path.suffix.lower() in ENDINGS and path.name not in scans]


def facts_of(path: Path) -> tuple[str, dict[Fact, str] | None, str]:
    """Return a document's name, its facts with their values, and its text; None where it gives no answer."""
    try:
        answer = lotrinh.read(path).to_json()
    except LotrinhError:
        return path.name, None, ""
    facts = {}
    for field, value, (start, end) in values_of(answer):
        digest = hashlib.sha256(f"{field}|{value}".encode()).hexdigest()[:8]
        facts[(field, start, end, digest)] = value
    return path.name, facts, answer["text"]


def values_of(answer: dict[str, Any]) -> Iterator[tuple[str, str, list[int]]]:
    """Yield each fact of an answer: its field, its value in words, its span."""
    for field, value in answer["header"].items():
        if isinstance(value, dict):
            yield f"header.{field}", str(value["value"]), value["span"]
    for work in answer["citations"]:
        said = f"{work['code'] or work['title']} {work['issued_on'] or ''} {work['issuer'] or ''} {work['basis']}"
        yield "citation", said, work["mentions"][0]["span"]
    for section in walk(answer["sections"]):
        yield "section", f"{section['path']} {section['title']}", section["span"]
    for duty in answer["duties"]:
        yield "duty", f"{duty['unit']}: {duty['text']} {said_of(duty['deadline'])} {duty['scope']}", duty["span"]
    for name in ("stages", "themes", "channels", "recipients"):
        for fact in answer[name]:
            said = " ".join(str(fact[key]) for key in ("name", "label", "title", "kind", "purpose") if fact.get(key))
            yield name, f"{said} {said_of(fact.get('start'))} {said_of(fact.get('end'))}".strip(), fact["span"]
    for field, value in (answer["signature"] or {}).items():
        if isinstance(value, dict) and "span" in value:
            yield f"signature.{field}", str(value["value"]), value["span"]


def walk(sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield sections and all below them."""
    for section in sections:
        yield section
        yield from walk(section["children"])


def said_of(moment: dict[str, Any] | None) -> str:
    """Return a moment in words."""
    return "" if moment is None else str(moment.get("date") or moment.get("event") or moment["kind"])


def compare(name: str, then: set[Fact], now: dict[Fact, str], text: str) -> Iterator[tuple[str, str]]:
    """Yield each fact gained or lost, in order of place: what happened to which field, and a line for people."""
    for fact in sorted(then ^ set(now), key=lambda fact: (fact[1], fact[0])):
        field, start, end, _ = fact
        words = now.get(fact) or text[start:end]
        yield f"{'+' if fact in now else '-'} {field}", f"{name}: {' '.join(words.split())[:SHOWN]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--skip-scans", action="store_true", help="leave scans out: they take seconds a page")
    parser.add_argument("--store", action="store_true", help="keep these answers as those of a release")
    options = parser.parse_args()
    paths = documents(options.root, skip_scans=options.skip_scans and not options.store)
    if not paths:
        print(f"{options.root}: no documents here; nothing compared")
        return 0
    with ProcessPoolExecutor() as pool:
        read = list(pool.map(facts_of, paths))
    if options.store:
        kept = {name: sorted(facts) if facts is not None else None for name, facts, _ in read}
        rows = ",\n".join(
            f"{json.dumps(name)}: {json.dumps(facts, separators=(',', ':'))}" for name, facts in kept.items()
        )
        STORED.parent.mkdir(exist_ok=True)
        STORED.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")
        print(f"stored {sum(len(facts or ()) for facts in kept.values())} facts of {len(kept)} documents")
        return 0
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    changes: Counter[str] = Counter()
    for name, facts, text in read:
        then = {(field, start, end, digest) for field, start, end, digest in stored.get(name) or ()}
        if facts is None and stored.get(name) is not None:
            changes["- answer"] += 1
            print(f"- answer             {name}")
        for change, line in compare(name, then, facts or {}, text):
            changes[change] += 1
            if sum(changes.values()) <= LISTED:
                print(f"{change:20} {line}")
    total = sum(len(facts or ()) for _, facts, _ in read)
    print(
        f"{len(read)} documents, {total} facts; since the last release: {dict(sorted(changes.items())) or 'no change'}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
