"""A well-formed page of our own, with one thing changed: rules of the page show and test themselves on it."""

from __future__ import annotations

from dataclasses import replace

from lotrinh.checks.examples import Example, state
from lotrinh.checks.page.form import Look, PageForm, PageNumber, Sheet

TIMES = frozenset(("Times New Roman",))


def look(text: str, size: float = 14, **changes: object) -> Look:
    """Return a line in the form in force."""
    plain = Look(text, sizes=frozenset((size,)), fonts=TIMES, line_spacing=1.0)
    return replace(plain, **changes)  # type: ignore[arg-type]  # the names are those of Look


LONG = "Ủy ban nhân dân xã yêu cầu các trường học trên địa bàn trồng cây xanh trong tháng ba và giữ cây."
PAGE = PageForm(
    sheets=(Sheet(210, 297, 20, 20, 30, 15),),
    looks=(
        look("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, in_table=True, bold=True, align="center"),
        look("Độc lập - Tự do - Hạnh phúc", 14, in_table=True, bold=True, align="center"),
        look("Số: 12/KH-UBND", 13, in_table=True, align="center"),
        look("Minh Tân, ngày 05 tháng 3 năm 2026", 14, in_table=True, italic=True, align="center"),
        look("KẾ HOẠCH", 14, bold=True, align="center"),
        look("Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;", italic=True, align="justify", first_indent=12.7),
        look("Căn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018;", italic=True, align="justify", first_indent=12.7),
        look(LONG, align="justify", first_indent=12.7),
        look("Nơi nhận:", 12, in_table=True, bold=True, italic=True),
        look("- Các trường học;", 11, in_table=True),
        look("TM. ỦY BAN NHÂN DÂN", 14, in_table=True, bold=True, align="center"),
    ),
    number=PageNumber(at_top=True, align="center", on_first_page=False),
)


def page(shown: str, form: PageForm = PAGE) -> Example:
    """Return an example on a page."""
    return Example(shown=shown, text=state().text, page=form)


def sheet(shown: str, **lengths: float) -> Example:
    """Return an example with other lengths of the sheet."""
    return page(shown, replace(PAGE, sheets=(replace(PAGE.sheets[0], **lengths),)))


def line(shown: str, start: str, **changes: object) -> Example:
    """Return an example with another look of the lines that begin so."""
    looks = tuple(
        replace(one, **changes) if one.text.startswith(start) else one  # type: ignore[arg-type]  # as above
        for one in PAGE.looks
    )
    return page(shown, replace(PAGE, looks=looks))
