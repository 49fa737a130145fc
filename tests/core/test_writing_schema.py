"""What we write is valid against the schemas of ECMA-376, as Microsoft's Open XML SDK holds them; a broken file is not.

"Office2007" is the first edition of the standard, "Microsoft365" the newest with what Word added since.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from lotrinh.checks.check import check
from lotrinh.plans.reader import read
from lotrinh.writing.description import OfficialDocument
from lotrinh.writing.fixing import fix_docx
from lotrinh.writing.new_plan import start_plan
from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.plan_docx import plan_to_docx
from tests.core import descriptions
from tests.core.test_writing_fixes import GROUNDED, IN_BOTH, IN_PARTY, IN_STATE, PARTY_GROUNDED, Spoil

VALIDATOR = Path(__file__).parents[2] / ".venv" / "ooxml-validator"
FIRST, NEWEST = "Office2007", "Microsoft365"
WRITTEN: dict[str, OfficialDocument] = {
    name.lower(): value for name, value in vars(descriptions).items() if isinstance(value, OfficialDocument)
}
THREE_APPENDICES = replace(descriptions.TABLED, appendices=descriptions.TABLED.appendices[:1] * 3)

pytestmark = pytest.mark.skipif(not VALIDATOR.exists(), reason="VALIDATOR MISSING: ./test.sh fetches it where npm is")


def faults(data: bytes, folder: Path, edition: str = FIRST) -> list[str]:
    """Return what an edition of the schemas, and the rules beside them, have against a file."""
    path = folder / "van-ban.docx"
    path.write_bytes(data)
    # The validator needs no locale data of its own; nothing of ours is in its environment.
    settings = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "TMPDIR": str(folder), "PATH": os.defpath}
    command = [str(VALIDATOR), str(path), edition]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=60, env=settings)
    answer: dict[str, Any] = json.loads(ran.stdout)
    assert answer["ok"] is not bool(answer["errors"])
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in answer["errors"]]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_document_of_each_system_is_valid(name: str, tmp_path: Path) -> None:
    assert faults(write_docx(WRITTEN[name]), tmp_path) == []


def test_appendices_are_valid_in_the_newest_edition_too(tmp_path: Path) -> None:
    assert faults(write_docx(THREE_APPENDICES), tmp_path, NEWEST) == []
    assert faults(write_docx(THREE_APPENDICES), tmp_path) == []


def test_a_plan_started_and_a_text_laid_out_are_valid(tmp_path: Path) -> None:
    (tmp_path / "cap-tren.docx").write_bytes(write_docx(descriptions.TABLED))
    plan = read(tmp_path / "cap-tren.docx")
    assert faults(write_docx(start_plan(plan), on=descriptions.TABLED.issued_on), tmp_path) == []
    assert faults(plan_to_docx(plan), tmp_path) == []


@pytest.mark.parametrize(
    ("description", "spoils"),
    [
        pytest.param(GROUNDED, IN_BOTH | IN_STATE, id="state"),
        pytest.param(PARTY_GROUNDED, IN_BOTH | IN_PARTY, id="party"),
    ],
)
def test_a_file_with_everything_mended_is_valid(
    description: OfficialDocument, spoils: dict[int, Spoil], tmp_path: Path
) -> None:
    data = changed(description, lambda document: [spoil(document) for spoil in spoils.values()])
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    mended = fix_docx(data, read(path).text, check(path))
    assert len(mended.fixed) > 20
    assert faults(mended.data, tmp_path) == []


def test_a_broken_file_is_not_valid(tmp_path: Path) -> None:
    def turn_around(document: DocxDocument) -> None:
        properties = document.sections[0]._sectPr
        columns = properties.find(qn("w:cols"))
        assert columns is not None
        properties.insert(0, columns)

    [fault] = faults(changed(descriptions.STATE, turn_around), tmp_path)
    assert "unexpected child element" in fault


def changed(description: OfficialDocument, change: Callable[[DocxDocument], object]) -> bytes:
    """Return a written document with something else in it."""
    document = Document(io.BytesIO(write_docx(description)))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
