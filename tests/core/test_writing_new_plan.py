"""A lower body's plan started from a directive: structure, citations, places to fill, nothing out of scope."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lotrinh.checks.check import check
from lotrinh.cli import app
from lotrinh.errors import BadDescription
from lotrinh.plans.plan import Citation, DateMoment, IssueMoment, Plan
from lotrinh.plans.reader import read
from lotrinh.web.demo.sample import online_services
from lotrinh.writing.citing import TO_FILL, cite_work, named
from lotrinh.writing.description import Section, Table
from lotrinh.writing.new_plan import start_plan
from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.typed_lines import items_of
from tests.core.descriptions import PARTY, STATE

runner = CliRunner()
DAY = date(2026, 3, 20)


def directive(folder: Path) -> Path:
    path = folder / "cap-tren.docx"
    path.write_bytes(write_docx(online_services(date(2026, 3, 2))))
    return path


def started(folder: Path, *options: str) -> Plan:
    out = folder / "ke-hoach.docx"
    words = ["new", "plan", "--from", str(directive(folder)), "--on", "2026-03-20", "--out", str(out), *options]
    answer = runner.invoke(app, words)
    assert answer.exit_code == 0, answer.output
    assert check(out, ignore=["LT-S10"]) == ()
    return read(out)


def test_plan_has_head_grounds_stages_and_recipients(tmp_path: Path) -> None:
    plan = started(tmp_path, "--unit", "Ủy ban nhân dân phường Bến Mơ")
    header = plan.header
    assert header.issuer is not None
    assert header.issuer.value == "ỦY BAN NHÂN DÂN PHƯỜNG BẾN MƠ"
    assert (header.number, header.issued_on) == (None, None)
    assert [section.title for section in plan.sections] == [
        "MỤC ĐÍCH, YÊU CẦU",
        "NỘI DUNG VÀ LỘ TRÌNH",
        "NHIỆM VỤ",
        "TỔ CHỨC THỰC HIỆN",
    ]
    grounds = [citation.code for citation in plan.citations if citation.basis]
    assert {"118/2025/NĐ-CP", "45/2020/NĐ-CP", "114/KH-UBND", "27/KH-UBND"} <= set(grounds)
    assert plan.text.index("45/2020/NĐ-CP") < plan.text.index("118/2025/NĐ-CP") < plan.text.index("114/KH-UBND")
    assert isinstance(plan.stages[0].start, IssueMoment)
    assert isinstance(plan.stages[0].end, DateMoment)
    assert plan.stages[0].end.date == date(2026, 4, 30)
    assert "- […] (t/h);" in plan.text
    assert [one.purpose for one in plan.recipients] == ["report", "archive"]
    assert all(duty.unit == TO_FILL for duty in plan.duties)


def test_duties_out_of_scope_are_never_carried_over(tmp_path: Path) -> None:
    source = read(directive(tmp_path))
    left_out = [duty for duty in source.duties if duty.scope == "out_of_scope"]
    clauses = [span.of(source.text) for duty in source.duties for span in duty.excluded]
    assert left_out
    assert clauses
    plan = started(tmp_path)
    for words in (*(duty.text for duty in left_out), *clauses, "tư tưởng", "dư luận", "rà quét", "phản bác"):
        assert words not in plan.text
    only_such = replace(source, duties=tuple(left_out))
    with pytest.raises(BadDescription, match="ngoài phạm vi"):
        start_plan(only_such)


def test_directive_on_watching_people_starts_no_plan(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(write_docx(replace(STATE, subject="tăng cường nắm tình hình tư tưởng, dư luận trong Nhân dân")))
    out = tmp_path / "b.docx"
    answer = runner.invoke(app, ["new", "plan", "--from", str(path), "--out", str(out)])
    assert answer.exit_code == 1
    assert "ngoài phạm vi" in answer.output
    assert not out.exists()


def test_row_of_a_table_has_only_a_place_and_a_deadline(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(write_docx(STATE))
    source = read(path)
    section = start_plan(source).items[2]
    assert isinstance(section, Section)
    rows = next(one.rows for one in section.items if isinstance(one, Table))
    assert [(row[1], row[4]) for row in rows] == [
        ("[…] (mục III.1)", "Trước ngày 20/3/2026"),
        ("[…] (mục III.2)", "Trước ngày 08/5/2026"),
    ]
    assert not any(duty.text in str(rows) for duty in source.duties)


@pytest.mark.parametrize("system", ["state", "party", "union", "youth", "front"])
def test_every_system_can_start_one(system: str, tmp_path: Path) -> None:
    path, out = tmp_path / "a.docx", tmp_path / "b.docx"
    path.write_bytes(write_docx(PARTY))
    words = ["new", "plan", "--from", str(path), "--system", system, "--on", "2026-06-01", "--out", str(out)]
    assert runner.invoke(app, words).exit_code == 0
    assert "Đảng ủy xã Minh Tân" in read(out).text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--from", "khong-co.docx", "--out", "b.docx"], "khong-co.docx", id="no such file"),
        pytest.param(["--from", "a.docx", "--out", "b.txt"], ".docx hoặc .pdf", id="another format"),
        pytest.param(["--from", "a.docx", "--out", "a.docx"], "tệp đã có", id="over a file"),
        pytest.param(["--from", "a.docx", "--out", "b.docx", "--system", "x"], "--system x", id="no such system"),
        pytest.param(["--from", "a.docx", "--out", "b.docx", "--on", "x"], "--on x", id="no day"),
        pytest.param(["--from", "a.docx", "--out", "b.docx", "--unit", "A\nB"], "issuer: ", id="a bad unit"),
        pytest.param(["--from", "a.docx", "--out", "b.docx", "--on", "1999-01-01"], "system: chưa có", id="no form"),
        pytest.param(["--from", "a.txt", "--out", "b.docx"], "system: không rõ", id="no head"),
    ],
)
def test_bad_input_writes_nothing(
    options: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.docx").write_bytes(write_docx(STATE))
    (tmp_path / "a.txt").write_text("Một đoạn văn.\n", encoding="utf-8")
    answer = runner.invoke(app, ["new", "plan", *options])
    assert answer.exit_code == 1
    assert words in answer.output
    assert not (tmp_path / "b.docx").exists()


def test_works_are_cited_in_full_or_show_what_is_missing() -> None:
    work = Citation("12/KH-UBND", "KH", "12", "KH-UBND", None, None, None, None, True, ())
    assert cite_work(work, "state") == "Kế hoạch số 12/KH-UBND ngày […] của […]"
    law = replace(work, code=None, kind="Luật", title="Luật Lâm nghiệp", issued_on=date(2017, 11, 15))
    assert cite_work(law, "state") == "Luật Lâm nghiệp ngày 15 tháng 11 năm 2017"
    told = replace(work, issuer="Tỉnh ủy", issued_on=date(2026, 1, 5), title="Trồng cây")
    assert cite_work(told, "party") == "Kế hoạch số 12/KH-UBND, ngày 05/01/2026 của Tỉnh ủy về trồng cây"
    assert named("LIÊN ĐOÀN LAO ĐỘNG TỈNH MINH HẢI") == "Liên đoàn lao động tỉnh Minh Hải"


def test_lines_with_other_markers_are_refused() -> None:
    with pytest.raises(BadDescription, match="không thuộc các cấp"):
        items_of(["Điều 1. Phạm vi"])
