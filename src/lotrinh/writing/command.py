"""What `lotrinh check --fix` and `lotrinh new plan` do with their words; refusals go to the error stream."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from lotrinh.checks.check import judge, page_of
from lotrinh.checks.command import CLEAN, FAILED, FOUND, parse_codes, parse_day, parse_system, printed
from lotrinh.checks.finding import Finding
from lotrinh.documents.load import read_bytes
from lotrinh.documents.office import docx_to_pdf
from lotrinh.errors import CannotRun, LotrinhError
from lotrinh.plans.plan import Plan
from lotrinh.plans.reader import read
from lotrinh.writing.citing import TO_FILL
from lotrinh.writing.fixing import Mended, fix_docx
from lotrinh.writing.new_plan import start_plan
from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.placing import place_file

# What python-docx has been seen to raise over files that break its expectations.
ODD = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, PythonDocxError, OpcError, LxmlError)
PASSES = 4  # what one fix hides from another comes to light in the next pass


def fix_files(
    files: Sequence[Path],
    *,
    out: Path | None,
    as_of: str | None,
    system: str | None,
    form: str,
    select: str,
    ignore: str,
) -> int:
    """Write a mended copy of each file, list what was mended and what is left, and return the exit status."""
    try:
        if form != "text":
            raise CannotRun("--fix chỉ in dạng text; hãy bỏ --format.")
        if out is not None and len(files) != 1:
            raise CannotRun("--out chỉ đi với một tệp; nhiều tệp thì mỗi tệp có một bản .fixed.docx bên cạnh.")
        choice = Choice(as_of, system, select, ignore)
    except CannotRun as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    status = CLEAN
    for path in files:
        try:
            status = max(status, fix_file(path, out or path.with_suffix(".fixed.docx"), choice))
        except LotrinhError as error:
            sys.stderr.write(f"{error}\n")
            status = FAILED
    return status


class Choice:
    """By which rules a file is judged."""

    def __init__(self, as_of: str | None, system: str | None, select: str, ignore: str) -> None:
        """Read the words of the options; errors as `parse_day` and the others."""
        self.day = parse_day(as_of) if as_of else None
        self.system = parse_system(system) if system else None
        self.select, self.ignore = parse_codes(select), parse_codes(ignore)

    def findings(self, path: Path) -> tuple[Plan, tuple[Finding, ...]]:
        """Return what was read of a file and what was found in it."""
        plan = read(path)
        found = judge(plan, page_of(path), as_of=self.day, system=self.system, select=self.select, ignore=self.ignore)
        return plan, found


def fix_file(path: Path, out: Path, choice: Choice) -> int:
    """Mend one file into another, and say what was done; nothing is written where nothing can be mended."""
    if path.suffix.lower() != ".docx":
        raise CannotRun(f"{path}: --fix chỉ sửa được tệp .docx.")
    if out.resolve() == path.resolve():
        raise CannotRun(f"{path}: --out phải là một tệp khác, để bản gốc còn nguyên.")
    plan, findings = choice.findings(path)
    data, fixed = read_bytes(path, path.name), dict[tuple[str, str], Finding]()
    with tempfile.TemporaryDirectory(prefix="lotrinh-fix-") as folder:
        copy = Path(folder) / path.name
        for _ in range(PASSES):
            mended = try_to_fix(path, data, plan.text, findings)
            if not mended.fixed:
                break
            data = mended.data
            copy.write_bytes(data)
            plan, findings = choice.findings(copy)
            left = {(one.code, one.message) for one in findings}
            done = [one for one in mended.fixed if (one.code, one.message) not in left]
            fixed |= {(one.code, one.message): one for one in done}
            if not done:
                break
    if fixed:
        place_file(out, data)
    sys.stdout.write(fixes_as_text(path, out, list(fixed.values())))
    sys.stdout.write(printed("text", str(out if fixed else path), plan.text, findings))
    return FOUND if any(finding.severity != "note" for finding in findings) else CLEAN


def try_to_fix(path: Path, data: bytes, text: str, findings: Sequence[Finding]) -> Mended:
    """Mend a file, or say that the library that writes cannot open what our own reader could."""
    try:
        return fix_docx(data, text, findings)
    except ODD as error:
        raise CannotRun(f"{path}: cấu trúc tệp khác thường nên không tự sửa được; hãy lưu lại bằng Word.") from error


def fixes_as_text(path: Path, out: Path, fixed: Sequence[Finding]) -> str:
    """Return what was mended, one finding a line."""
    if not fixed:
        return f"{path}: không có lỗi nào tự sửa được an toàn.\n"
    lines = [f"{out}: đã sửa {len(fixed)} chỗ, bản gốc giữ nguyên."]
    for one in fixed:
        asked = one.fix.text if one.fix else one.asked
        lines.append(f"  {one.code} {one.message}" + (f" Đã sửa thành: {asked}." if asked else ""))
    return "\n".join(lines) + "\n"


def new_plan(directive: Path, *, out: Path, on: date, unit: str | None, system: str | None) -> int:
    """Start a plan from a directive, write it as .docx or .pdf, and return the exit status."""
    try:
        if out.suffix.lower() not in (".docx", ".pdf"):
            raise CannotRun(f"--out {out}: chỉ viết ra tệp .docx hoặc .pdf.")
        if out.exists():
            raise CannotRun(f"--out {out}: tệp đã có; hãy đặt tên khác.")
        plan = start_plan(read(directive), unit=unit or TO_FILL, system=parse_system(system) if system else None)
        data = write_docx(plan, on=on)
        place_file(out, docx_to_pdf(data, name=out.name) if out.suffix.lower() == ".pdf" else data)
    except LotrinhError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"{out}: đã viết; những chỗ cần điền có dấu {TO_FILL}.\n")
    return 0
