"""Slips of the pen that need no dictionary: a word twice, a figure against its word, a blank left open, a mark lost in a set phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.documents.document import Span

TWICE = re.compile(
    r"(?<!\w)(?<!tiếp )(?<!kèm )(?P<w>và|của|các|những|được|với|trong|theo|về|để|bằng|tại|do|cho|thực hiện|triển khai|tổ chức)[ ]{1,2}(?P=w)(?!\w)"
)
COUNT = re.compile(
    r"(?<![\d.,/])(?P<n>\d{1,2})\s?\((?P<w>một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín|mười|mười một|mười hai|mười lăm|hai mươi|ba mươi)\)"
)
NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip
BLANK = re.compile(
    r"(?<!\w)(?:số\s{0,2}:?\s{0,2}(?:[….]{2,}|_{2,})\s?[/-]|ngày\s{0,2}[….]{2,}\s{0,2}tháng)", re.IGNORECASE
)
# Set phrases of official prose that lost a mark, with what they are.
LOST = {
    "Chi đạo": "Chỉ đạo",
    "Nhân mạnh": "Nhấn mạnh",
    "Tô chức": "Tổ chức",
    "Kê hoạch": "Kế hoạch",
    "Kề hoạch": "Kế hoạch",
    "đề b/c": "để b/c",
    "đề báo cáo": "để báo cáo",
    "thục hiện": "thực hiện",
    "Thục hiện": "Thực hiện",
    "Căn cử": "Căn cứ",
    "Nơi nhân:": "Nơi nhận:",
}
MISSPELT = re.compile(
    r"(?:(?:(?<=\n)|(?<=\n- )|(?<=[.;] ))(?:Chi đạo|Nhân mạnh)|(?<!\w)(?:Tô chức|K[êề] hoạch|[Tt]hục hiện|Căn cử)|(?<=\()đề (?:b/c|báo cáo)|(?<=\n)Nơi nhân:)(?!\w)"
)
YEAR_SAID = re.compile(r"trong năm (?P<y>(?:19|20)\d\d) như:?(?P<rest>[^\n]{10,1500})")
YEAR_ENDS = re.compile(r"\(\d{1,2}/\d{1,2}/\d{4}\s?[-–]\s?\d{1,2}/\d{1,2}/(?P<y>\d{4})\)")


def find_twice(paper: Paper) -> Iterator[Slip]:
    for m in TWICE.finditer(paper.text):
        span = Span(*m.span())
        doubtful = not paper.has_sure_letters
        yield Slip(f"Lặp từ “{m['w']}”.", span, found=m[0], asked=m["w"], fix=Fix(span, m["w"]), doubtful=doubtful)


def find_other_count(paper: Paper) -> Iterator[Slip]:
    for m in COUNT.finditer(paper.text):
        if int(m["n"]) != NUMBERS[m["w"]]:
            message = f"Số viết {m['n']} nhưng chữ viết “{m['w']}”."
            yield Slip(message, Span(*m.span()), found=m[0], doubtful=paper.may_be_misread)


def find_blank(paper: Paper) -> Iterator[Slip]:
    if paper.plan.header.code is None:
        return  # a draft is full of blanks
    for span, _ in paper.body():
        for m in BLANK.finditer(paper.text, span.start, span.end):
            yield Slip("Chỗ còn để trống trong văn bản đã có số.", Span(*m.span()), found=m[0])


def find_lost_marks(paper: Paper) -> Iterator[Slip]:
    for m in MISSPELT.finditer(paper.text):
        span, asked = Span(*m.span()), LOST[m[0]]
        yield Slip(f"“{m[0]}” có lẽ là “{asked}”.", span, found=m[0], asked=asked, fix=Fix(span, asked))


def find_year_outside(paper: Paper) -> Iterator[Slip]:
    for m in YEAR_SAID.finditer(paper.text):
        for day in YEAR_ENDS.finditer(paper.text, m.start("rest"), m.end("rest")):
            if day["y"] != m["y"]:
                message = f"Kể trong năm {m['y']} nhưng ngày kỷ niệm ở năm {day['y']}."
                yield Slip(message, Span(*day.span()), found=day["y"], asked=m["y"])


SOURCE = "Văn bản tự đối chiếu với chính nó"
RULES = (
    Rule(
        code="LT-S24",
        title="Không lặp từ",
        title_en="No word stands twice",
        severity="warning",
        source="Chính tả tiếng Việt",
        confidence="A",
        looks_at="text",
        bad=state(body="1. Trồng cây quanh các các trường học."),
        good=state(body="1. Trồng cây quanh các trường học."),
        find=find_twice,
        legal_acts=True,
    ),
    Rule(
        code="LT-S25",
        title="Số và chữ ghi cùng một lượng",
        title_en="Figure and word say one number",
        severity="error",
        source=SOURCE,
        confidence="A",
        looks_at="text",
        bad=state(body="1. Mỗi trường trồng 05 (sáu) cây."),
        good=state(body="1. Mỗi trường trồng 05 (năm) cây."),
        find=find_other_count,
        legal_acts=True,
    ),
    Rule(
        code="LT-S26",
        title="Văn bản đã có số không còn chỗ để trống",
        title_en="A numbered document has no blanks left",
        severity="note",
        source=SOURCE,
        confidence="A",
        looks_at="text",
        bad=state(body="1. Trồng cây theo Quyết định số ……/QĐ-UBND của Ủy ban nhân dân tỉnh."),
        good=state(body="1. Trồng cây theo Quyết định số 31/QĐ-UBND của Ủy ban nhân dân tỉnh."),
        find=find_blank,
    ),
    Rule(
        code="LT-S27",
        title="Từ ngữ thường dùng không mất dấu",
        title_en="Set phrases keep their marks",
        severity="note",
        source="Chính tả tiếng Việt",
        confidence="A",
        looks_at="text",
        bad=state(body="1. Việc cần làm\n- Chi đạo các trường trồng cây."),
        good=state(body="1. Việc cần làm\n- Chỉ đạo các trường trồng cây."),
        find=find_lost_marks,
    ),
    Rule(
        code="LT-S28",
        title="Ngày kỷ niệm kể trong một năm thì ở năm đó",
        title_en="Anniversaries listed for a year are in that year",
        severity="note",
        source=SOURCE,
        confidence="A",
        looks_at="text",
        bad=state(body="1. Các ngày lễ trong năm 2026 như: 50 năm thành lập trường (05/9/1977-05/9/2027)."),
        good=state(body="1. Các ngày lễ trong năm 2026 như: 50 năm thành lập trường (05/9/1976-05/9/2026)."),
        find=find_year_outside,
    ),
)
