"""A written document has real styles, lists and tables, in the order of ECMA-376, and refuses what it cannot write."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from lotrinh.data.forms import FORMS, form_on
from lotrinh.errors import BadDescription
from lotrinh.writing.description import (
    Appendix,
    OfficialDocument,
    Paragraph,
    Recipient,
    Section,
    Signing,
    SigningPower,
    Table,
)
from lotrinh.writing.official_docx import write_docx
from tests.core.descriptions import LETTER, PARTY, STATE, TABLED

# ECMA-376 part 1, 17.3.1.26, 17.4.60 and 17.6.17: the order of what we write (test_writing_schema.py asks the schemas).
ORDER = {
    "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "spacing", "ind",
            "jc", "sectPr"],
    "trPr": ["cantSplit", "tblHeader"],
    "sectPr": ["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols",
               "titlePg", "docGrid"],
    "lvl": ["start", "numFmt", "suff", "lvlText", "lvlJc", "pPr"],
    "rPr": ["rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "lang"],
}  # fmt: skip


@pytest.mark.parametrize("description", [STATE, TABLED, PARTY, LETTER], ids=["state", "tabled", "party", "letter"])
def test_properties_stand_in_the_order_of_the_standard(description: OfficialDocument) -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(description))) as archive:
        for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
            for element in etree.fromstring(archive.read(part)).iter():
                name = etree.QName(element).localname
                if name in ORDER and (part != "word/styles.xml" or is_ours(element)):
                    children = [etree.QName(child).localname for child in element]
                    assert set(children) <= set(ORDER[name]), part
                    assert children == sorted(children, key=ORDER[name].index), part


def is_ours(element: etree._Element) -> bool:
    """Say whether a style is one that we make; the others are the template's."""
    style = element.getparent()
    named = style.find(qn("w:name")) if style is not None else None
    return named is not None and named.get(qn("w:val"), "").startswith("LT ")


def test_sections_are_headings_that_word_numbers() -> None:
    document = Document(io.BytesIO(write_docx(STATE)))
    headings = [(one.style.name, one.text) for one in document.paragraphs if one.style and "Heading" in one.style.name]
    assert headings[:3] == [
        ("Heading 1", "MỤC ĐÍCH, YÊU CẦU"),
        ("Heading 2", "Mục đích"),
        ("Heading 2", "Yêu cầu"),
    ]


def test_head_of_a_table_repeats_and_rows_stay_whole() -> None:
    table = Document(io.BytesIO(write_docx(TABLED))).tables[1]
    rows = [row._tr.trPr for row in table.rows]
    assert [row is not None and row.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]
    assert all(row is not None and row.find(qn("w:cantSplit")) is not None for row in rows)


def test_signature_stays_with_the_words_above_it() -> None:
    document = Document(io.BytesIO(write_docx(STATE)))
    assert document.paragraphs[-2].paragraph_format.keep_with_next
    for paragraph in document.tables[-1].rows[0].cells[1].paragraphs[:-1]:
        assert paragraph.style is not None
        assert paragraph.style.paragraph_format.keep_with_next


def test_appendices_are_paged_on_their_own() -> None:
    sections = Document(io.BytesIO(write_docx(TABLED))).sections
    starts = [one._sectPr.find(qn("w:pgNumType")) for one in sections]
    assert [start is not None and start.get(qn("w:start")) for start in starts] == [False, "1", "1"]


def test_form_follows_the_day() -> None:
    old, new = form_on("party", date(2026, 5, 26)), form_on("party", date(2026, 5, 27))
    assert old is not None
    assert new is not None
    assert "36-HD/VPTW" in old.source
    assert "399-QĐ/TW" in new.source
    assert {form.system for form in FORMS} == {"state", "party", "union", "youth", "front"}


def test_sizes_are_those_of_the_form() -> None:
    document = Document(io.BytesIO(write_docx(PARTY)))
    assert document.styles["LT Quốc hiệu"].font.size == Pt(15)
    assert document.styles["LT Chức vụ"].font.bold is False


TOO_DEEP = Section("A", (Section("B", (Section("C", (Section("D"),)),)),))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"subject": " "}, "subject: còn trống", id="no subject"),
        pytest.param({"subject": "á" * 501}, "subject: dài 501", id="long subject"),
        pytest.param({"issuer": "Ủy ban\nnhân dân"}, "issuer: có ký tự", id="a line break"),
        pytest.param({"issuer": "U\u0309y ban"}, "issuer: chữ có dấu", id="not composed"),
        pytest.param({"closing": "Hết\x00"}, "closing: có ký tự", id="a control character"),
        pytest.param({"kind": "XYZ"}, "kind: không có loại", id="unknown kind"),
        pytest.param({"number": 0}, "number: ", id="number zero"),
        pytest.param({"symbol": "kh ubnd"}, "symbol: ", id="a bad symbol"),
        pytest.param({"issued_on": None}, "issued_on: ", id="no day to judge by"),
        pytest.param({"issued_on": date(1999, 1, 1)}, "system: chưa có quy định", id="before any form"),
        pytest.param({"signing": Signing((), "", "An")}, "signing: ", id="nobody signs"),
        pytest.param({"signing": Signing((), "Chủ tịch", "A" * 51)}, "signing.name: dài 51", id="a long name"),
        pytest.param({"first_level": 2}, "first_level: ", id="first level"),
        pytest.param({"items": (TOO_DEEP,)}, "items[0].items[0].items[0].items[0]: mục lồng", id="too deep"),
        pytest.param({"items": (Table(("A",), (("1", "2"),)),)}, "items[0].rows: ", id="a wide row"),
        pytest.param({"items": (Table(("A",), (), (0,)),)}, "items[0].widths: ", id="no width"),
        pytest.param({"items": (Paragraph(""),)}, "items[0].text: còn trống", id="an empty paragraph"),
        pytest.param({"recipients": (Recipient(""),)}, "recipients[0].name: ", id="an empty recipient"),
        pytest.param({"appendices": (Appendix(""),)}, "appendices[0].title: còn trống", id="an empty appendix"),
    ],
)
def test_what_cannot_be_written_names_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(BadDescription) as raised:
        write_docx(replace(STATE, **changes))  # type: ignore[arg-type]  # bad on purpose
    assert str(raised.value).startswith(field)


def test_a_recipient_may_have_a_long_name() -> None:
    long_name = "Các cơ quan, đơn vị, tổ chức chính trị - xã hội và doanh nghiệp nhà nước trên địa bàn xã Minh Tân"
    document = Document(io.BytesIO(write_docx(replace(STATE, recipients=(Recipient(long_name, "t/h"),)))))
    assert f"- {long_name} (t/h);" in document.tables[-1].rows[0].cells[0].text


def test_powers_are_those_of_the_system() -> None:
    by_mandate = Signing((SigningPower("TUQ", "Bí thư"),), "Chánh Văn phòng", "Nguyễn Văn An")
    with pytest.raises(BadDescription, match=r"signing.powers\[0\].authority"):
        write_docx(replace(PARTY, signing=by_mandate))
    with pytest.raises(BadDescription, match="quá 23 điểm"):
        write_docx(replace(STATE, items=(Section("A", (Section("B", (Section("c"),) * 24),)),)))
