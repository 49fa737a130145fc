"""The number of the page: centred in the top margin, not on the first page. Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lotrinh.checks.finding import Slip
from lotrinh.checks.page.form import PageNumber
from lotrinh.checks.page.samples import PAGE, page
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule

SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, số trang văn bản"
GOOD = page("số trang ở giữa lề trên, không hiện ở trang 1")


def find_at_foot(paper: Paper) -> Iterator[Slip]:
    if paper.page and paper.page.number and not paper.page.number.at_top:
        yield Slip(
            "Số trang đặt ở lề dưới; quy định đặt ở lề trên.", place="số trang", found="lề dưới", asked="lề trên"
        )


def find_aside(paper: Paper) -> Iterator[Slip]:
    if paper.page and paper.page.number and paper.page.number.align not in (None, "center"):
        yield Slip("Số trang không canh giữa.", place="số trang", asked="canh giữa")


def find_on_first(paper: Paper) -> Iterator[Slip]:
    if paper.page and paper.page.number and paper.page.number.on_first_page:
        yield Slip("Số trang hiện cả ở trang thứ nhất.", place="số trang", asked="không hiện ở trang thứ nhất")


def rule(code: str, title: str, title_en: str, shown: str, number: PageNumber) -> Rule:
    """Return a rule of the page number."""
    find = {"LT-P06": find_at_foot, "LT-P07": find_aside, "LT-P08": find_on_first}[code]
    return Rule(
        code=code,
        title=title,
        title_en=title_en,
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="word/header, word/footer",
        bad=page(shown, replace(PAGE, number=number)),
        good=GOOD,
        find=find,
        systems=("state",),
        in_force_from=DECREE_30,
    )


RULES = (
    rule("LT-P06", "Số trang ở lề trên", "The page number is at the top", "số trang ở lề dưới", PageNumber(False, "center", False)),
    rule("LT-P07", "Số trang canh giữa", "The page number is centred", "số trang ở bên phải", PageNumber(True, "right", False)),
    rule("LT-P08", "Trang thứ nhất không hiện số trang", "No number on the first page", "số trang hiện ở trang 1", PageNumber(True, "center", True)),
)  # fmt: skip
