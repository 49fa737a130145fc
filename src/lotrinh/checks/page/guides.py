"""The forms whose rules of the page judge, each with a well-formed page of our own: rules show and test themselves on it.

One question (the left margin, the size of the kind) is asked under every form that answers it, with the same number:
LT-P04 of the state, LT-O04 of the state until 04/3/2020, LT-D04 of the Party until 26/5/2026, LT-E04 from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from lotrinh.checks.examples import Example, party, state
from lotrinh.checks.page.form import Look, PageForm, PageNumber, Sheet
from lotrinh.checks.rule import Confidence, Find, Rule
from lotrinh.data.forms import PARTY_2018, PARTY_NOW, STATE, STATE_2011, Form
from lotrinh.plans.plan import Severity, System

LONG = "Các đơn vị trồng cây xanh quanh trường học trên địa bàn trong tháng ba và phân công người giữ cây."
OF_PARTY = "Văn bản đảng: "
OF_OLD_STATE = "Văn bản trước 05/3/2020: ", "Before 05/3/2020: "
JUDGED: dict[str, tuple[System, ...]] = {"state": ("state",), "party": ("party",)}


def look(text: str, size: float = 14, **changes: Any) -> Look:
    """Return a line in the form in force."""
    plain = Look(text, sizes=frozenset((size,)), fonts=frozenset((STATE.font,)), line_spacing=1.0)
    return replace(plain, **changes)


def cell(text: str, size: float, **changes: Any) -> Look:
    """Return a line of the head or of the foot."""
    return look(text, size, in_table=True, **({"align": "center"} | changes))


STATE_PAGE = PageForm(
    sheets=(Sheet(210, 297, 20, 20, 30, 15, 10),),
    looks=(
        cell("ỦY BAN NHÂN DÂN TỈNH MINH HẢI", 13, side="left", lined=True),
        cell("ỦY BAN NHÂN DÂN XÃ MINH TÂN", 13, side="left", lined=True, bold=True),
        cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, side="right", lined=True, bold=True),
        cell("Độc lập - Tự do - Hạnh phúc", 14, side="right", lined=True, bold=True),
        cell("Số: 12/KH-UBND", 13, side="left"),
        cell("Minh Tân, ngày 05 tháng 3 năm 2026", 14, side="right", italic=True),
        look("KẾ HOẠCH", bold=True, align="center", lined=True),
        look("Trồng cây xanh quanh trường học", bold=True, align="center", lined=True),
        look("Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;", italic=True, align="justify", first_indent=12.7),
        look("Căn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018;", italic=True, align="justify", first_indent=12.7),
        look(LONG, align="justify", first_indent=12.7, gap=6.0),
        cell("Nơi nhận:", 12, side="left", bold=True, italic=True, align="left"),
        cell("- Các trường học;", 11, side="left", align="left"),
        cell("TM. ỦY BAN NHÂN DÂN", 14, side="right", bold=True),
        cell("CHỦ TỊCH", 14, side="right", bold=True),
        cell("Nguyễn Văn An", 14, side="right", bold=True),
    ),
    number=PageNumber(at_top=True, align="center", on_first_page=False, sizes=frozenset((14.0,))),
)
PARTY_PAGE = PageForm(
    sheets=(Sheet(210, 297, 20, 20, 30, 15, 10),),
    looks=(
        cell("TỈNH ỦY MINH HẢI", 14, side="left"),
        cell("ĐẢNG ỦY XÃ MINH TÂN", 14, side="left", bold=True),
        cell("*", 14, side="left"),
        cell("ĐẢNG CỘNG SẢN VIỆT NAM", 15, side="right", bold=True, lined=True),
        cell("Số 12-KH/ĐU", 14, side="left"),
        cell("Minh Tân, ngày 05 tháng 3 năm 2026", 14, side="right", italic=True),
        look("KẾ HOẠCH", 15, bold=True, align="center"),
        look("tổ chức hội nghị sơ kết công tác tháng Ba", bold=True, align="center"),
        look("-----", 14, align="center"),
        look("- Căn cứ Kế hoạch số 20-KH/TU, ngày 10/02/2026 của Tỉnh ủy;", align="justify", first_indent=10.0),
        look("- Căn cứ Kế hoạch số 21-KH/TU, ngày 11/02/2026 của Tỉnh ủy;", align="justify", first_indent=10.0),
        look(LONG, align="justify", first_indent=10.0, line_spacing=None, line_pitch=18.0),
        cell("Nơi nhận:", 14, side="left", underlined=True, align="left"),
        cell("- Các chi bộ trực thuộc,", 12, side="left", align="left"),
        cell("T/M ĐẢNG ỦY", 14, side="right", bold=True),
        cell("BÍ THƯ", 14, side="right"),
        cell("Nguyễn Văn An", 14, side="right", bold=True),
    ),
    number=PageNumber(at_top=True, align="center", on_first_page=False, sizes=frozenset((14.0,))),
)


@dataclass(frozen=True, slots=True)
class Guide:
    """A form, the letter of its rules' codes, and a well-formed document in it."""

    letter: str
    form: Form
    text: str
    page: PageForm

    @property
    def is_party(self) -> bool:
        return self.form.system == "party"

    @property
    def prefix(self) -> tuple[str, str]:
        """Return what the titles of its rules begin with, in Vietnamese and in English: nothing in the decree's form."""
        if self.is_party:
            return OF_PARTY, "Party: "
        return OF_OLD_STATE if self.form.in_force_to is not None else ("", "")

    def example(self, shown: str, page: PageForm | None = None) -> Example:
        """Return an example on a page."""
        return Example(shown=shown, text=self.text, page=page or self.page)

    def sheet(self, shown: str, **lengths: float) -> Example:
        """Return an example with other lengths of the sheet."""
        return self.example(shown, replace(self.page, sheets=(replace(self.page.sheets[0], **lengths),)))

    def number(self, shown: str, **changes: Any) -> Example:
        """Return an example with another number of the page."""
        number = self.page.number
        return self.example(shown, replace(self.page, number=replace(number, **changes) if number else None))

    def lines(self, shown: str, change: Callable[[Look], Look]) -> Example:
        """Return an example with other looks of its lines."""
        return self.example(shown, replace(self.page, looks=tuple(change(one) for one in self.page.looks)))

    def line(self, shown: str, start: str, **changes: Any) -> Example:
        """Return an example with another look of the lines that begin so."""
        return self.lines(shown, lambda one: replace(one, **changes) if one.text.startswith(start) else one)

    def with_line(self, shown: str, extra: Look) -> Example:
        """Return an example with one more line at the top of the page."""
        return self.example(shown, replace(self.page, looks=(extra, *self.page.looks)))

    def rule(
        self,
        number: int,
        title: tuple[str, str],
        find: Find,
        *,
        bad: Example,
        good: Example,
        topic: str,
        looks_at: str,
        part: str = "phần I",
        confidence: Confidence | None = None,
        severity: Severity = "warning",
    ) -> Rule:
        """Return a rule of this form. `part` is the part of the decree's annex; of the Party's guides none is known."""
        sure = confidence or self.form.confidence
        before, before_en = self.prefix
        first = title[0][0].lower() + title[0][1:] if title[0].split()[0] not in ("Times", "“Nơi") else title[0]
        return Rule(
            code=f"LT-{self.letter}{number:02d}",
            title=before + first if before else title[0],
            title_en=f"{before_en}{title[1][0].lower()}{title[1][1:]}" if before else title[1],
            severity="note" if sure == "C" else severity,
            source=f"{self.form.source}: {topic}" if before else f"{self.form.source}, {part}, {topic}",
            confidence=sure,
            looks_at=looks_at,
            bad=bad,
            good=good,
            find=find,
            systems=JUDGED[self.form.system],
            in_force_from=self.form.in_force_from,
            in_force_to=self.form.in_force_to,
        )


OF_STATE = Guide("P", STATE, state().text, STATE_PAGE)
OF_PARTY_2018 = Guide("D", PARTY_2018, party().text, PARTY_PAGE)
OF_PARTY_NOW = Guide(
    "E",
    PARTY_NOW,
    party(
        day="Minh Tân, ngày 05 tháng 6 năm 2026",
        body="I- MỤC ĐÍCH\n1. Đánh giá kết quả công tác tháng Năm.\n2. Bàn việc của quý III.\n"
        "II- TỔ CHỨC THỰC HIỆN\n1. Văn phòng Đảng ủy\n- Chuẩn bị tài liệu trước ngày 19/6/2026.\n"
        "2. Các chi bộ trực thuộc\n- Cử đại biểu dự hội nghị.",
    ).text,
    PARTY_PAGE,
)
OF_STATE_2011 = Guide(
    "O",
    STATE_2011,
    state(
        day="Minh Tân, ngày 05 tháng 3 năm 2019",
        grounds="Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;\n"
        "Căn cứ Kế hoạch số 20/KH-UBND ngày 10 tháng 02 năm 2019 của Ủy ban nhân dân tỉnh.",
        body="I. MỤC ĐÍCH\n1. Trồng 500 cây xanh quanh các trường học trên địa bàn xã.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chuẩn bị cây giống trước ngày 20/3/2019.",
    ).text,
    replace(
        STATE_PAGE,
        number=PageNumber(at_top=False, align="right", on_first_page=False, sizes=frozenset((14.0,))),
    ),
)
GUIDES = (OF_STATE, OF_STATE_2011, OF_PARTY_2018, OF_PARTY_NOW)
