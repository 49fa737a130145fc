"""A written document, printed by LibreOffice: margins and places within 1 mm of the form, sizes within half a point."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from typer.testing import CliRunner

from lotrinh.cli import app
from lotrinh.data.forms import form_on
from lotrinh.documents.office import docx_to_pdf
from lotrinh.plans.reader import read
from lotrinh.writing.official_docx import write_docx
from tests.core.descriptions import PARTY, STATE, YOUTH

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LIBREOFFICE MISSING: ./test.sh installs it")
MM = 72 / 25.4
NEAR, NEAR_SIZE = 1.0, 0.5  # millimetres, points


@dataclass(frozen=True)
class Letter:
    text: str
    size: float
    left: float
    right: float
    top: float


# One document of each form that differs: the others are written in the form of the state.
WRITTEN = {"state": STATE, "state in 2019": replace(STATE, issued_on=date(2019, 3, 5)), "party": PARTY, "youth": YOUTH}


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {name: docx_to_pdf(write_docx(one), name=f"{name}.docx") for name, one in WRITTEN.items()}


def letters_of(page: pdfium.PdfPage) -> Iterator[Letter]:
    """Yield the letters of a page, in millimetres from its top left."""
    height = page.get_height()
    text = page.get_textpage()
    for n in range(text.count_chars()):
        letter = text.get_text_range(n, 1)
        if letter.strip():
            left, _, right, top = text.get_charbox(n)
            size = raw.FPDFText_GetFontSize(text.raw, n)
            yield Letter(letter, size, left / MM, right / MM, (height - top) / MM)


def find(letters: list[Letter], words: str) -> list[Letter]:
    """Return the letters of the first place of some words."""
    asked = words.replace(" ", "")
    at = "".join(letter.text for letter in letters).index(asked)
    return letters[at : at + len(asked)]


@pytest.mark.parametrize("name", WRITTEN)
def test_margins_sizes_and_places_are_those_of_the_form(name: str, printed: dict[str, bytes]) -> None:
    description = WRITTEN[name]
    assert description.issued_on is not None
    form = form_on(description.system, description.issued_on)
    assert form is not None
    with pdfium.PdfDocument(printed[name]) as pdf:
        page = pdf[0]
        assert abs(page.get_width() / MM - form.sheet[0]) < NEAR
        assert abs(page.get_height() / MM - form.sheet[1]) < NEAR
        letters = list(letters_of(page))
        left, right = form.margins["left"][0], form.sheet[0] - form.margins["right"][0]
        assert abs(min(one.left for one in letters) - left) < NEAR
        assert abs(max(one.right for one in letters) - right) < NEAR
        assert min(one.top for one in letters) > form.margins["top"][0] - NEAR
        indented = find(letters, description.opening[0])
        assert abs(indented[0].left - left - form.first_indents[0]) < NEAR
        for part, words in (
            *form.nation,
            ("issuer", description.issuer.upper()[:12]),
            ("number", form.number_label.strip()),
            ("kind", "KẾ HOẠCH"),
            ("subject", description.subject[:20]),
            ("body", description.opening[0]),
        ):
            sizes = {one.size for one in find(letters, words)}
            assert all(abs(size - form.letters[part].written) < NEAR_SIZE for size in sizes), part
        middle = left + 70 + (right - left - 70) / 2
        nation = find(letters, form.nation[0][1])
        assert abs((nation[0].left + nation[-1].right) / 2 - middle) < NEAR


def test_page_number_stands_at_the_top_from_the_second_page_on(printed: dict[str, bytes]) -> None:
    with pdfium.PdfDocument(printed["state"]) as pdf:
        assert len(pdf) == 2
        first, second = list(letters_of(pdf[0])), list(letters_of(pdf[1]))
    assert min(one.top for one in first) > 15
    number = second[0]
    assert number.text == "2"
    assert abs((number.left + number.right) / 2 - (30 + 165 / 2)) < NEAR
    assert 10 - NEAR < number.top < 20
    assert abs(number.size - 14) < NEAR_SIZE


def test_page_number_stood_at_the_right_of_the_foot_until_the_decree(printed: dict[str, bytes]) -> None:
    with pdfium.PdfDocument(printed["state in 2019"]) as pdf:
        height = pdf[1].get_height() / MM
        first, second = list(letters_of(pdf[0])), list(letters_of(pdf[1]))
    number = max(second, key=lambda one: one.top)
    assert number.text == "2"
    assert abs(number.right - (210 - 15)) < NEAR
    assert height - 20 < number.top < height - 10 + NEAR
    assert max(one.top for one in first) < height - 20 + NEAR


def test_pdf_is_tagged_and_holds_its_fonts(printed: dict[str, bytes]) -> None:
    assert b"/StructTreeRoot" in printed["state"]
    assert b"/Marked true" in printed["state"]
    assert printed["state"].count(b"/FontFile2") >= 3


def test_plan_started_from_a_directive_is_printed(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(write_docx(STATE))
    words = ["new", "plan", "--from", str(tmp_path / "a.docx"), "--out", str(tmp_path / "b.pdf"), "--on", "2026-03-20"]
    assert CliRunner().invoke(app, words).exit_code == 0
    plan = read(tmp_path / "b.pdf")
    assert plan.source.format == "pdf"
    assert [section.marker for section in plan.sections] == ["I", "II", "III", "IV"]
