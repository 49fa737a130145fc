"""Units as rows of a table: read from Excel and CSV, written to both. Nothing here touches the database.

Columns are known by their heads, in any order; only the name must be there. A row's own faults are said beside it.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lotrinh.vietnamese.folding import fold

ROWS = 5_000
BYTES = 5_000_000
UNPACKED = 100_000_000
NAME, SHORT_NAME, CODE = 200, 60, 20  # letters
HEADS = {
    "code": ("ma", "ma don vi", "code"),
    "name": ("ten don vi", "ten", "don vi", "name"),
    "short_name": ("ten goi tat", "ten tat", "viet tat", "short name"),
    "parent": ("don vi cap tren", "cap tren", "truc thuoc", "parent"),
    "founded_on": ("thanh lap ngay", "ngay thanh lap", "founded on"),
    "closed_on": ("ket thuc ngay", "ngay ket thuc", "closed on"),
}
TITLES = ("Mã", "Tên đơn vị", "Tên gọi tắt", "Đơn vị cấp trên", "Thành lập ngày", "Kết thúc ngày")
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row as it was typed; `number` is that of the file, `faults` are sentences about the row alone."""

    number: int
    name: str
    code: str = ""
    short_name: str = ""
    parent: str = ""  # a code or a name; "" stands for the body itself
    founded_on: str = ""  # ISO
    closed_on: str = ""
    faults: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> UnitRow:
        return cls(**{**body, "faults": tuple(body["faults"])})


def read_rows(data: bytes, name: str) -> list[UnitRow]:
    """Read the rows of a table.

    Raises:
        ValidationError: no such file, no head with a name in it, or too many rows.
    """
    if len(data) > BYTES:
        raise ValidationError(_("Tệp quá lớn; mỗi lần nhập tối đa %(mb)d MB.") % {"mb": BYTES // 1_000_000})
    ending = name.lower().rsplit(".", 1)[-1]
    if ending == "xlsx":
        table = cells_of_xlsx(data)
    elif ending == "csv":
        table = cells_of_csv(data)
    else:
        raise ValidationError(_("Chỉ nhập được tệp .xlsx hoặc .csv; hãy lưu bảng thành một trong hai loại đó."))
    return list(rows_of(table))


def cells_of_csv(data: bytes) -> Iterator[Sequence[object]]:
    """Yield the rows of a CSV, its separator as Excel writes it anywhere."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("Tệp .csv không phải UTF-8; trong Excel hãy chọn “CSV UTF-8” khi lưu.")) from error
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    except csv.Error as error:
        raise ValidationError(_("Tệp .csv bị hỏng; hãy mở bằng Excel, lưu lại rồi thử lại.")) from error


def cells_of_xlsx(data: bytes) -> Iterator[Sequence[object]]:
    """Yield the rows of the first sheet, read one after the other: a sparse sheet costs nothing."""
    from openpyxl import load_workbook  # noqa: PLC0415  # slow to import, and few ask for it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415  # as above

    broken = ValidationError(_("Tệp .xlsx bị hỏng hoặc có mật khẩu; hãy lưu lại rồi thử lại."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED:
                raise broken
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise broken from error
    try:
        yield from book.worksheets[0].iter_rows(max_col=30, max_row=ROWS + 100, values_only=True)
    finally:
        book.close()


def rows_of(table: Iterable[Sequence[object]]) -> Iterator[UnitRow]:
    """Yield the rows below the head; empty ones are left out.

    Raises:
        ValidationError: no head among the first rows, or too many rows.
    """
    columns: dict[str, int] = {}
    count = 0
    for number, cells in enumerate(table, start=1):
        words = [said(cell) for cell in cells]
        if not columns:
            columns = columns_of(words)
            if not columns and number >= 20:
                break
            continue
        if not any(words):
            continue
        count += 1
        if count > ROWS:
            raise ValidationError(_("Bảng có hơn %(rows)d dòng; hãy chia nhỏ.") % {"rows": ROWS})
        yield row_of(number, {name: words[at] if at < len(words) else "" for name, at in columns.items()})
    if not columns:
        raise ValidationError(_("Không thấy dòng tiêu đề có cột “Tên đơn vị”; hãy dùng tệp mẫu."))


def said(cell: object) -> str:
    """Return what a cell says, as a person would write it."""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell if cell is not None else "")).split())


def columns_of(words: Sequence[str]) -> dict[str, int]:
    """Return which column is what; none where the row is no head."""
    keys = [fold(word) for word in words]
    found = {name: next((at for at, key in enumerate(keys) if key in heads), -1) for name, heads in HEADS.items()}
    return {name: at for name, at in found.items() if at >= 0} if found["name"] >= 0 else {}


def row_of(number: int, words: dict[str, str]) -> UnitRow:
    """Return a row, with what is wrong about it by itself."""
    faults = []
    days = {}
    for field, title in (("founded_on", TITLES[4]), ("closed_on", TITLES[5])):
        days[field], fault = day_of(words.get(field, ""), title)
        faults += fault
    if not words["name"]:
        faults.append(_("Thiếu tên đơn vị."))
    for field, most in (("name", NAME), ("short_name", SHORT_NAME), ("code", CODE)):
        if len(words.get(field, "")) > most:
            faults.append(_("“%(said)s…” dài quá %(most)d chữ.") % {"said": words[field][:20], "most": most})
    if days["founded_on"] and days["closed_on"] and days["closed_on"] < days["founded_on"]:
        faults.append(_("Ngày kết thúc không thể trước ngày thành lập."))
    plain = {field: words.get(field, "") for field in ("name", "code", "short_name", "parent")}
    return UnitRow(number=number, **plain, **days, faults=tuple(faults))


def day_of(words: str, title: str) -> tuple[str, list[str]]:
    """Return a day as ISO, or what is wrong about it."""
    if not words:
        return "", []
    match = DAY.match(words)
    try:
        if match is None:
            return datetime.date.fromisoformat(words).isoformat(), []
        day, month, year = map(int, match.groups())
        return datetime.date(year, month, day).isoformat(), []
    except ValueError:
        return "", [
            _("%(title)s: “%(said)s” không phải là ngày; hãy ghi như 01/7/2025.") % {"title": title, "said": words[:20]}
        ]


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV that Excel opens with its marks."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";")
    writer.writerow(TITLES)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """Return an Excel file with one sheet; a cell is a text whatever it begins with."""
    import xlsxwriter  # noqa: PLC0415  # slow to import, and few ask for it

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Đơn vị")
        for column, width in enumerate((12, 50, 20, 50, 16, 16)):
            sheet.set_column(column, column, width)
        for number, row in enumerate((TITLES, *rows)):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return made.getvalue()


def safe(cell: str) -> str:
    """Return a cell that no program of tables takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
