"""Units in and out as tables: looked at row by row, taken in as a whole or not at all, and the country's own list."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from lotrinh.cli import app
from lotrinh.web.organisation.audit import verify
from lotrinh.web.organisation.country import load_places, read_places
from lotrinh.web.organisation.models import AuditEntry, Person, Unit, UnitChange
from lotrinh.web.organisation.unit_loading import load_rows, plan_rows
from lotrinh.web.organisation.unit_tables import UnitRow, read_rows, safe, write_csv, write_xlsx
from tests.core.samples import SHARED, needs_shared
from tests.web.conftest import Ward

TODAY = datetime.date(2026, 3, 20)
DECISION = "Quyết định số 7/QĐ-UBND ngày 10/3/2026"

HEAD = "Mã;Tên đơn vị;Tên gọi tắt;Đơn vị cấp trên;Thành lập ngày;Kết thúc ngày"
SignIn = Callable[[Person], Client]


def rows(*lines: str, head: str = HEAD) -> list[UnitRow]:
    return read_rows("\n".join((head, *lines)).encode("utf-8-sig"), "bang.csv")


def test_head_is_found_below_a_title_and_in_any_order() -> None:
    (row,) = rows("Đội Cây xanh,ĐCX,01/7/2025", head="DANH SÁCH ĐƠN VỊ,,\nTên đơn vị,Viết tắt,Ngày thành lập")
    assert (row.number, row.name, row.short_name, row.founded_on, row.faults) == (
        3,
        "Đội Cây xanh",
        "ĐCX",
        "2025-07-01",
        (),
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        pytest.param("01;;;;;", "Thiếu tên đơn vị.", id="no name"),
        pytest.param("01;Đội;;;31/02/2025;", "“31/02/2025” không phải là ngày", id="no such day"),
        pytest.param("01;Đội;;;hôm qua;", "“hôm qua” không phải là ngày", id="no day at all"),
        pytest.param("01;Đội;;;02/7/2025;01/7/2025", "không thể trước ngày thành lập", id="ends before it begins"),
        pytest.param(f"01;{'Đội ' * 60};;;;", "dài quá 200 chữ", id="too long"),
    ],
)
def test_faults_of_a_row_by_itself(line: str, fault: str) -> None:
    (row,) = rows(line)
    assert fault in " ".join(row.faults)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        pytest.param(b"x", "bang.pdf", "Chỉ nhập được tệp", id="another kind"),
        pytest.param(b"a;b\nc;d", "bang.csv", "Không thấy dòng tiêu đề", id="no head"),
        pytest.param("Tên đơn vị\nĐội".encode("utf-16"), "bang.csv", "không phải UTF-8", id="another encoding"),
        pytest.param(b"PK\x03\x04rest", "bang.xlsx", "bị hỏng", id="broken zip"),
        pytest.param(b"x" * 5_000_001, "bang.csv", "quá lớn", id="huge"),
    ],
)
def test_files_that_are_no_table(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        read_rows(data, name)


def test_bomb_in_a_workbook_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 120_000_000)
    with pytest.raises(ValidationError, match="bị hỏng"):
        read_rows(made.getvalue(), "bang.xlsx")


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_is_written_reads_back(write: Callable[..., bytes]) -> None:
    cells = ("01", "Đội Cây xanh", "ĐCX", "Văn phòng", "01/07/2025", "")
    (row,) = read_rows(write([cells]), "bang.csv" if write is write_csv else "bang.xlsx")
    assert (row.code, row.name, row.short_name, row.parent, row.founded_on) == (*cells[:4], "2025-07-01")


def test_cell_is_never_a_formula() -> None:
    assert [safe(cell) for cell in ("=1+1", "@SUM(A1)", "Đội")] == ["'=1+1", "'@SUM(A1)", "Đội"]


def test_rows_are_put_in_their_places_above_before_below(ward: Ward) -> None:
    planned = plan_rows(
        ward.body, rows("T1;Tổ 1;;D1;;", "D1;Đội Cây xanh;;;;", ";văn phòng;VP;;;", ";Trung tâm Văn hóa;;;;")
    )
    assert [(one.row.name, one.outcome) for one in planned] == [
        ("Đội Cây xanh", "add"),
        ("văn phòng", "change"),
        ("Trung tâm Văn hóa", "same"),
        ("Tổ 1", "add"),
    ]
    counts = load_rows(by=ward.clerk, body=ward.body, rows=[one.row for one in planned])
    assert counts == {"add": 2, "change": 1, "same": 1}
    group = Unit.objects.get(code="T1")
    assert group.parent is not None
    assert (group.parent.code, group.parent.parent) == ("D1", ward.body)
    assert verify()[1] is None
    again = load_rows(by=ward.clerk, body=ward.body, rows=[one.row for one in planned])
    assert (again["add"], again["change"]) == (0, 0)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        pytest.param(("A;Đội A;;Không có;;",), "Không có đơn vị cấp trên “Không có”", id="no such unit above"),
        pytest.param(("A;Đội A;;;;", "A;Đội B;;;;"), "Trùng với dòng 3", id="a code twice"),
        pytest.param((";Đội A;;;;", ";đội a;;;;"), "Trùng với dòng 3", id="a name twice"),
        pytest.param(("A;Đội A;;B;;", "B;Đội B;;A;;"), "nằm dưới chính nó", id="a ring"),
        pytest.param((";Phường Thử Nghiệm;;;;",), "chính cơ quan", id="the body itself"),
    ],
)
def test_one_fault_and_nothing_is_taken_in(ward: Ward, lines: tuple[str, ...], fault: str) -> None:
    before = Unit.objects.count(), AuditEntry.objects.count()
    with pytest.raises(ValidationError) as caught:
        load_rows(by=ward.clerk, body=ward.body, rows=rows("Z;Đội lành;;;;", *lines))
    assert fault in " ".join(caught.value.messages)
    assert (Unit.objects.count(), AuditEntry.objects.count()) == before


def test_unit_does_not_come_under_one_that_stands_below_it(ward: Ward) -> None:
    Unit.objects.create(name="Tổ văn thư", parent=ward.office)
    with pytest.raises(ValidationError, match="nằm dưới chính nó"):
        load_rows(by=ward.clerk, body=ward.body, rows=rows(";Văn phòng;;Tổ văn thư;;"))
    ward.office.refresh_from_db()
    assert ward.office.parent == ward.body


def test_clerk_sees_the_rows_and_says_yes(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    table = SimpleUploadedFile("bang.csv", f"{HEAD}\nD1;Đội Cây xanh;;;01/7/2025;\n".encode())
    page = client.post(reverse("unit-import"), {"table": table})
    assert page.context["counts"] == {"add": 1, "change": 0, "same": 0, "fault": 0}
    assert not Unit.objects.filter(code="D1").exists()
    done = client.post(reverse("unit-import"), {"rows": page.context["rows"]}, follow=True)
    assert "thêm 1" in done.content.decode()
    assert Unit.objects.get(code="D1").parent == ward.body
    exported = client.get(reverse("unit-export", args=["csv"])).content.decode("utf-8-sig")
    assert "D1;Đội Cây xanh;;;01/07/2025;" in exported


def test_fault_leaves_nothing_to_say_yes_to_and_a_forged_yes_does_nothing(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    table = SimpleUploadedFile("bang.csv", f"{HEAD}\nD1;Đội;;Xa lạ;;\n".encode())
    page = client.post(reverse("unit-import"), {"table": table})
    assert page.context["rows"] == ""
    assert "Không có đơn vị cấp trên" in page.content.decode()
    forged = client.post(reverse("unit-import"), {"rows": "abc"}, follow=True)
    assert "đã hết hạn" in forged.content.decode()
    assert client.get(reverse("unit-export", args=["exe"])).status_code == 404


def test_yes_of_another_body_is_refused(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    table = SimpleUploadedFile("bang.csv", f"{HEAD}\nD1;Đội Cây xanh;;;;\n".encode())
    rows_of_ward = client_of(ward.clerk).post(reverse("unit-import"), {"table": table}).context["rows"]
    assert client_of(stranger).post(reverse("unit-import"), {"rows": rows_of_ward}).status_code == 404
    assert not Unit.objects.filter(code="D1").exists()


def test_table_by_a_decision_is_history_and_one_without_mends_slips(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    Unit.objects.filter(pk=ward.office.pk).update(code="VP")

    def send(line: str, **said: str) -> Any:
        table = SimpleUploadedFile("bang.csv", f"{HEAD}\n{line}\n".encode())
        return client.post(reverse("unit-import"), {"table": table} | said)

    half = send("VP;Văn phòng mới;;;;", decision=DECISION)
    assert half.status_code == 422
    assert "cả văn bản và ngày" in half.content.decode()
    assert send("VP;Văn phòg;;;;").context["counts"]["change"] == 1  # a slip, seen and not taken in
    page = send("VP;Văn phòng mới;VPM;Trung tâm Văn hóa;;", decision=DECISION, on="2026-03-01")
    assert not UnitChange.objects.exists()
    client.post(reverse("unit-import"), {"rows": page.context["rows"]})
    changes = UnitChange.objects.filter(unit=ward.office, decision=DECISION, in_force=True)
    assert sorted(changes.values_list("kind", flat=True)) == ["moved", "renamed"]
    ward.office.refresh_from_db()
    assert (ward.office.name, ward.office.short_name, ward.office.parent) == ("Văn phòng mới", "VPM", ward.culture)
    for said in ({}, {"decision": DECISION, "on": "2026-02-01"}):
        refused = send("VP;Văn phòng khác;;;;", **said)
        assert refused.context["counts"]["fault"] == 1
    assert "hãy ghi theo thứ tự" in refused.content.decode()
    assert verify()[1] is None


COUNTRY = [{"Code": "01", "FullName": "Thành phố Mẫu", "Wards": [{"Code": "00004", "FullName": "Phường Một"}]}]


def country(tmp_path: Path, body: object) -> Path:
    (tmp_path / "units.json").write_text(json.dumps(body), encoding="utf-8")
    return tmp_path / "units.json"


def test_country_is_loaded_once_and_renamed_by_code(db: None, tmp_path: Path) -> None:
    load_places(*read_places(country(tmp_path, COUNTRY))[:1], digest="a", on=TODAY)
    assert load_places(read_places(country(tmp_path, COUNTRY))[0], digest="a", on=TODAY) == {
        "added": 0,
        "renamed": 0,
        "same": 2,
    }
    renamed = [{**COUNTRY[0], "Wards": [{"Code": "00004", "FullName": "Phường Hai"}]}]
    assert load_places(read_places(country(tmp_path, renamed))[0], digest="b", on=TODAY)["renamed"] == 1
    ward = Unit.objects.get(code="00004")
    assert [(change.name_before, change.on) for change in ward.changes.all()] == [("Phường Một", TODAY)]
    assert (ward.name, str(ward.parent)) == ("Phường Hai", "Thành phố Mẫu")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"a": 1}, id="another form"),
        pytest.param([], id="empty"),
        pytest.param([{"Code": "01"}], id="no name"),
        pytest.param([COUNTRY[0], COUNTRY[0]], id="a code twice"),
    ],
)
def test_what_is_no_list_of_the_country(tmp_path: Path, body: object) -> None:
    with pytest.raises(ValidationError, match="hãy tải lại từ nguồn"):
        read_places(country(tmp_path, body))


def test_body_without_a_code_keeps_its_name_to_itself(db: None, tmp_path: Path) -> None:
    Unit.objects.create(name="Thành phố Mẫu")
    with pytest.raises(ValidationError, match="hãy ghi mã 01"):
        load_places(read_places(country(tmp_path, COUNTRY))[0], digest="a", on=TODAY)
    assert Unit.objects.count() == 1


@needs_shared
def test_command_loads_34_provinces_and_3321_communes(db: None) -> None:
    run = CliRunner().invoke(app, ["units", "load", str(next((SHARED / "data").glob("units-*.json")))])
    assert "thêm 3355" in run.output
    assert (Unit.objects.filter(parent=None).count(), Unit.objects.exclude(parent=None).count()) == (34, 3321)
    assert CliRunner().invoke(app, ["units", "load", "khong-co.json"]).exit_code == 1
