"""Every answer keeps to the published schema, and the schema names every field that an answer has."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from lotrinh.corpus.reading import row_of
from lotrinh.data.plan_schema import FILE, plan_schema
from lotrinh.errors import UnreadableFile
from lotrinh.plans.plan import DateMoment, Duty, EventMoment, IssueMoment, OffsetMoment, Plan, Source
from lotrinh.plans.wire import SCHEMA
from tests.core.drafts import plan_of, plan_of_text, ruled
from tests.core.folders import PLAN
from tests.core.samples import SHARED, needs_shared
from tests.core.test_wire import TEXT

PIECES = (
    *TEXT.splitlines(),
    *PLAN.splitlines(),
    "Phụ lục I",
    "Căn cứ Luật Cây xanh năm 2020 và Công văn số …/CV ngày …/…/2025;",
    "- Trong 03 ngày kể từ ngày 15/4/2026, báo cáo kết quả.",
    "Chương I. QUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi",
    "a) Đấu tranh, phản bác quan điểm sai trái trên mạng xã hội.",
    "Thời gian: quý III/2026, mùng 10 tháng Giêng âm lịch.",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
)


@cache
def judge() -> Draft202012Validator:
    """Return the schema as published, made strict: a field that it does not name is an error too."""
    schema = json.loads(plan_schema())
    Draft202012Validator.check_schema(schema)
    shut(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def shut(node: Any) -> None:
    """Let no object have more than is named."""
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for part in parts:
        shut(part)
    if isinstance(node, dict) and node.get("type") == "object":
        node.setdefault("additionalProperties", False)


def faults(body: dict[str, Any]) -> list[str]:
    """Return where an answer leaves the schema."""
    body = json.loads(json.dumps(body))
    return [f"{error.json_path}: {error.message[:200]}" for error in judge().iter_errors(body)]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=40))
@settings(max_examples=60, deadline=None)
def test_answers_over_made_documents_keep_to_the_schema(parts: list[str]) -> None:
    try:
        plan = plan_of_text("\n\n".join(parts))
    except UnreadableFile:
        reject()  # no letters, or bytes of no text: there is no answer
    assert faults(plan.to_json()) == []


@pytest.mark.parametrize("text", [TEXT, PLAN.format(number=7, more=""), "Một dòng."], ids=["party", "state", "line"])
def test_whole_plans_keep_to_the_schema(text: str) -> None:
    assert faults(plan_of_text(text).to_json()) == []


def test_a_duty_of_a_table_keeps_to_the_schema() -> None:
    heads = ("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian")
    cells = ("1", "Trồng cây", "Văn phòng", "Trước ngày 15/3/2026")
    plan = plan_of(
        "KẾ HOẠCH",
        *(ruled(text, 0, column) for column, text in enumerate(heads)),
        *(ruled(text, 1, column) for column, text in enumerate(cells)),
    )
    assert [duty.row for duty in plan.duties] == [(1, 1)]
    assert faults(plan.to_json()) == []


def test_every_kind_of_moment_keeps_to_the_schema() -> None:
    from datetime import date

    from lotrinh.documents.document import Span

    at = Span(0, 1)
    issue = IssueMoment(at)
    day = DateMoment(date(2026, 1, 2), at, exclusive=True)
    event = EventMoment("Ngày hội", "after", at)
    moments = [None, issue, day, event, *(OffsetMoment(5, True, origin, at) for origin in (None, issue, day, event))]
    source = Source(name="a.txt", format="txt", sha256="", pages=None, characters=1, repairs={})
    duties = tuple(Duty(unit="A", section=None, text="B", span=at, deadline=moment) for moment in moments)
    assert faults(Plan(source=source, text="x", duties=duties).to_json()) == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("schema",), "lotrinh.plan/2"),
        (("text",), None),
        (("header", "system"), "company"),
        (("header", "code"), "07-KH/ĐU"),
        (("duties", 0, "span"), [3]),
        (("duties", 0, "span"), [3, -1]),
        (("stages", 0, "end"), {"kind": "date", "date": "quý II", "span": [0, 1]}),
        (("sections", 0, "children", 0, "role"), "chapter"),
    ],
    ids=lambda part: str(part)[:40],
)
def test_what_is_no_answer_is_refused(where: tuple[str | int, ...], value: object) -> None:
    body: Any = plan_of_text(TEXT).to_json()
    node = body
    for part in where[:-1]:
        node = node[part]
    node[where[-1]] = value
    assert faults(body) != []


def test_the_schema_is_of_this_version_and_explains_itself() -> None:
    schema = json.loads(plan_schema())
    assert schema["properties"]["schema"] == {"const": SCHEMA}
    assert [name for name, part in schema["$defs"].items() if "description" not in part and "enum" not in part] == []
    assert "additionalProperties" not in schema  # adding a field is free


def test_the_command_prints_it() -> None:
    run = subprocess.run([sys.executable, "-m", "lotrinh.cli", "schema"], capture_output=True, check=True)
    assert run.stdout == FILE.read_bytes()


QUICK = (".txt", ".md", ".html", ".docx")


@needs_shared
@pytest.mark.parametrize("folder", ["corpus", "plans"])
def test_answers_over_real_documents_keep_to_the_schema(folder: str) -> None:
    found: dict[str, list[str]] = {}
    for file in sorted((SHARED / folder).iterdir()):
        if file.suffix in QUICK:
            row = json.loads(row_of(Path(file.parent), file.name).line)
            found[file.name] = [row["error"]["message"]] if row["error"] else faults(row["answer"])
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
