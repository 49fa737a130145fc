"""`lotrinh akn` and `lotrinh edxml`: there and back loses nothing; whatever is refused leaves the folder as it was."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import lotrinh
from lotrinh.cli import app
from lotrinh.documents import limits
from lotrinh.errors import BadDescription
from lotrinh.writing import exchange, extra
from lotrinh.writing.akoma_ntoso import plan_to_akn
from lotrinh.writing.edxml import Attachment, write_envelope, write_status
from lotrinh.writing.edxml_json import envelope_from_json, envelope_to_json, status_from_json, status_to_json
from lotrinh.writing.exchange import fit_names
from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.plan_docx import plan_to_docx
from tests.core.descriptions import PARTY, STATE
from tests.core.folders import PLAN
from tests.core.test_writing_edxml import ENVELOPE, MESSAGE

HEAD: dict[str, Any] = {
    "sender": {"organ_id": "000.00.01.H99", "name": "Ủy ban nhân dân xã Minh Tân"},
    "to": [{"organ_id": "000.00.00.H99", "name": "Ủy ban nhân dân tỉnh Minh Hải"}],
    "kind_type": 2,
}


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(write_docx(STATE))
    return path


@pytest.fixture
def header(tmp_path: Path) -> Path:
    path = tmp_path / "dau.json"
    path.write_text(json.dumps(HEAD), encoding="utf-8")
    return path


def left(folder: Path) -> dict[str, bytes]:
    """Return all that is in a folder, what is hidden too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_document_goes_to_akoma_ntoso_and_comes_back(document: Path) -> None:
    akn, back = document.with_name("a.xml"), document.with_name("a.json")
    assert run("akn", "write", document, "--out", akn).exit_code == 0
    assert run("akn", "read", akn, "--out", back).exit_code == 0
    assert json.loads(back.read_text(encoding="utf-8")) == lotrinh.read(document).to_json()


@pytest.mark.parametrize("description", [STATE, PARTY], ids=["state", "Party"])
def test_the_text_comes_back_as_docx(description: Any, tmp_path: Path) -> None:
    source, akn, out = (tmp_path / name for name in ("a.docx", "a.akn", "b.docx"))
    source.write_bytes(write_docx(description))
    plan = lotrinh.read(source)
    akn.write_bytes(plan_to_akn(plan))
    assert run("akn", "read", akn, "--out", out).exit_code == 0
    again = lotrinh.read(out)
    assert again.text == plan.text
    assert [section.title for section in again.sections] == [section.title for section in plan.sections]
    assert out.read_bytes() == plan_to_docx(plan)


def test_letters_that_no_docx_holds_are_refused(document: Path) -> None:
    with pytest.raises(BadDescription, match=r"^text:"):
        plan_to_docx(replace(lotrinh.read(document), text="a\x01b"))


def test_headings_are_headings(document: Path, tmp_path: Path) -> None:
    from docx import Document  # an extra

    out = tmp_path / "out.docx"
    out.write_bytes(plan_to_docx(lotrinh.read(document)))
    styles = {str(one.style.name) for one in Document(str(out)).paragraphs if one.style is not None}
    assert {"Heading 1", "Normal"} <= styles


def test_a_document_is_sent_with_what_it_says_of_itself(document: Path, header: Path) -> None:
    out = document.with_name("m.edxml")
    sent = run("edxml", "write", document, "--header", header, "--out", out)
    assert sent.exit_code == 0, sent.output
    answer = run("edxml", "read", out)
    head = json.loads(answer.stdout)
    told = {name: head[name] for name in ("type", "number", "notation", "issued_on", "kind_name", "signer_name")}
    assert told == {
        "type": "document", "number": "05", "notation": "KH-UBND", "issued_on": "2026-03-05", "kind_name": "Kế hoạch",
        "signer_name": "Nguyễn Văn An",
    }  # fmt: skip
    assert head["attachments"][0]["file"] == str(document.with_name("m-files") / "ke-hoach.docx")
    assert Path(head["attachments"][0]["file"]).read_bytes() == document.read_bytes()


def test_what_is_read_can_be_written_again(tmp_path: Path) -> None:
    message, head, again = (tmp_path / name for name in ("m.edxml", "head.json", "n.edxml"))
    message.write_bytes(write_envelope(replace(ENVELOPE, attachments=())))
    head.write_text(run("edxml", "read", message).stdout, encoding="utf-8")
    assert run("edxml", "write", "--header", head, "--out", again).exit_code == 0
    assert again.read_bytes() == message.read_bytes()
    assert envelope_from_json(envelope_to_json(ENVELOPE), known={}, attachments=ENVELOPE.attachments) == ENVELOPE


def test_a_status_goes_there_and_back(tmp_path: Path) -> None:
    message, head, again = (tmp_path / name for name in ("m.edxml", "head.json", "n.edxml"))
    message.write_bytes(write_status(MESSAGE))
    head.write_text(run("edxml", "read", message).stdout, encoding="utf-8")
    assert json.loads(head.read_text(encoding="utf-8"))["status"] == "accepted"
    assert run("edxml", "write", "--header", head, "--out", again).exit_code == 0
    assert again.read_bytes() == message.read_bytes()
    assert status_from_json(status_to_json(MESSAGE)) == MESSAGE
    assert not (tmp_path / "m-files").exists()


REFUSED: list[Any] = [
    pytest.param(["akn", "write", "{}/none.docx", "--out", "{}/a.xml"], "không tìm thấy tệp", id="no document"),
    pytest.param(["akn", "write", "{}/ke-hoach.docx", "--out", "{}/a.pdf"], "chỉ viết ra", id="another ending"),
    pytest.param(["akn", "write", "{}/ke-hoach.docx", "--out", "{}/dau.xml"], "tệp đã có", id="a place that is taken"),
    pytest.param(["akn", "write", "{}/ke-hoach.docx", "--out", "{}/no/a.xml"], "không ghi được", id="no such folder"),
    pytest.param(["akn", "read", "{}/ke-hoach.docx", "--out", "{}/a.json"], "không phải tệp Akoma Ntoso", id="no akn"),
    pytest.param(["akn", "read", "{}/bomb.xml", "--out", "{}/a.json"], "không phải tệp Akoma Ntoso", id="a doctype"),
    pytest.param(["akn", "read", "{}/dau.xml", "--out", "{}/a.txt"], "chỉ viết ra tệp .json", id="another ending in"),
    pytest.param(["edxml", "read", "{}/dau.xml"], "không phải tệp edXML", id="no edxml"),
    pytest.param(["edxml", "read", "{}"], "không phải là một tệp", id="a folder"),
    pytest.param(["edxml", "read", "{}/m.edxml", "--out", "{}/taken"], "thư mục đã có", id="a folder that is there"),
    pytest.param(["edxml", "read", "{}/m.edxml", "--out", "{}/no/x"], "không ghi được thư mục", id="no room for it"),
    pytest.param(["edxml", "write", "--header", "{}/dau.xml", "--out", "{}/a.edxml"], "tệp JSON", id="no json"),
    pytest.param(["edxml", "write", "--header", "{}/list.json", "--out", "{}/a.edxml"], "đối tượng JSON", id="a list"),
    pytest.param(["edxml", "write", "--header", "{}/dau.json", "--out", "{}/a.edxml"], "còn thiếu", id="no number"),
    pytest.param(
        ["edxml", "write", "{}/dau.xml", "--header", "{}/status.json", "--out", "{}/a.edxml"],
        "không mang tệp nào",
        id="a status with a file",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_whatever_is_refused_writes_nothing(
    words: list[str], said: str, document: Path, header: Path, tmp_path: Path
) -> None:
    (tmp_path / "dau.xml").write_text("<a/>")
    (tmp_path / "bomb.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><akomaNtoso>&b;</akomaNtoso>')
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "status.json").write_text(json.dumps(status_to_json(MESSAGE)))
    (tmp_path / "m.edxml").write_bytes(write_envelope(ENVELOPE))
    (tmp_path / "taken").mkdir()
    before = left(tmp_path)
    answer = run(*(word.format(tmp_path) for word in words))
    assert answer.exit_code == 1
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert answer.stdout == ""
    assert left(tmp_path) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"to": []}, "To:", id="to nobody"),
        pytest.param({"to": {}}, "to: phải là một danh sách", id="not a list"),
        pytest.param({"to": [{"organ_id": "1"}]}, r"to\[0\].name: còn thiếu", id="an office without a name"),
        pytest.param({"sender": "UBND"}, "sender: phải là một đối tượng", id="not an office"),
        pytest.param({"issued_on": "05/3/2026"}, "issued_on: phải là ngày", id="not a day"),
        pytest.param({"issued_on": 5}, "issued_on: phải là ngày", id="a number for a day"),
        pytest.param({"kind_type": "2"}, "kind_type: phải là số", id="not a number"),
        pytest.param({"kind_type": True}, "kind_type: phải là số", id="a yes for a number"),
        pytest.param({"subject": 5}, "subject: phải là chữ", id="not words"),
        pytest.param({"business": "steal"}, "business: phải là một trong", id="no business"),
        pytest.param({"mood": "x"}, "mood: không có trường này", id="a field that is none"),
    ],
)
def test_a_wrong_head_is_refused_by_its_field(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadDescription, match=said):
        write_envelope(envelope_from_json(envelope_to_json(ENVELOPE) | changes, known={}, attachments=()))


def test_files_get_names_that_every_system_takes() -> None:
    names = ["a.docx", "A.docx", "..", "", "con.txt", 'x:"y".pdf', "b" * 300 + ".docx", "\x00c.pdf", "a.docx"]
    fit = fit_names([Attachment(name, "x", b"") for name in names])
    assert fit[:6] == ["a.docx", "A-2.docx", "tep-3", "tep-4", "tep-5-con.txt", "x__y_.pdf"]
    assert len({name.casefold() for name in fit}) == len(names)
    assert all(len(name) < 180 and "/" not in name for name in fit)


def test_a_file_too_long_for_a_message_is_refused(
    document: Path, header: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "FILE_MOST", 1_000)
    answer = run("edxml", "write", document, "--header", header, "--out", document.with_name("m.edxml"))
    assert answer.exit_code == 1
    assert "quá mức" in answer.stderr
    assert not document.with_name("m.edxml").exists()


def test_what_fits_a_message_is_read_back(tmp_path: Path) -> None:
    assert exchange.FILE_MOST < limits.XML_BYTES
    message = tmp_path / "m.edxml"
    big = Attachment("to.pdf", "application/pdf", b"%PDF-" + bytes(exchange.FILE_MOST - 5))
    message.write_bytes(write_envelope(replace(ENVELOPE, attachments=(big,))))
    assert run("edxml", "read", message).exit_code == 0
    assert (tmp_path / "m-files" / "to.pdf").stat().st_size == exchange.FILE_MOST


@pytest.mark.parametrize("step", ["rename", "chmod"])
def test_no_folder_is_left_half_written(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OSError("no room left")

    message = tmp_path / "m.edxml"
    message.write_bytes(write_envelope(ENVELOPE))
    monkeypatch.setattr(os, step, fail)
    assert run("edxml", "read", message).exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["m.edxml"]


def test_docx_without_its_library_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tmp_path / "a.txt"
    text.write_text(PLAN, encoding="utf-8")
    monkeypatch.setattr(extra, "find_spec", lambda _name: None)
    assert run("akn", "write", text, "--out", tmp_path / "a.xml").exit_code == 0
    answer = run("akn", "read", tmp_path / "a.xml", "--out", tmp_path / "a.docx")
    assert answer.exit_code == 1
    assert "lotrinh[writing]" in answer.stderr
    assert not (tmp_path / "a.docx").exists()
