"""The number of the page: where it stands, its size, and not on the first page. Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I.

Until then it stood at the right of the bottom margin (Thông tư 01/2011/TT-BNV). What is asked comes from the form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lotrinh.checks.examples import Example
from lotrinh.checks.finding import Slip
from lotrinh.checks.page.guides import GUIDES, OF_STATE, Guide
from lotrinh.checks.page.sheets import exactly
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Find, Rule
from lotrinh.data.forms import Form

PLACE = "số trang"
TOPIC = "số trang văn bản"
SLACK = 0.6  # millimetres that a file loses by rounding
MARGINS = {True: "lề trên", False: "lề dưới"}
ALIGNS = {"center": "canh giữa", "right": "canh phải"}


def margin_finder(form: Form) -> Find:
    """Return a rule's function on the margin in which the number stands."""
    asked = MARGINS[form.number_at_top]

    def find(paper: Paper) -> Iterator[Slip]:
        if paper.page and paper.page.number and paper.page.number.at_top != form.number_at_top:
            found = MARGINS[paper.page.number.at_top]
            yield Slip(f"Số trang đặt ở {found}; quy định đặt ở {asked}.", place=PLACE, found=found, asked=asked)

    return find


def align_finder(form: Form) -> Find:
    """Return a rule's function on where in its margin the number stands."""
    asked = ALIGNS[form.number_align]

    def find(paper: Paper) -> Iterator[Slip]:
        if paper.page and paper.page.number and paper.page.number.align not in (None, form.number_align):
            yield Slip(f"Số trang không {asked}.", place=PLACE, asked=asked)

    return find


def find_on_first(paper: Paper) -> Iterator[Slip]:
    if paper.page and paper.page.number and paper.page.number.on_first_page:
        yield Slip("Số trang hiện cả ở trang thứ nhất.", place=PLACE, asked="không hiện ở trang thứ nhất")


def find_slanted(paper: Paper) -> Iterator[Slip]:
    if paper.page and paper.page.number and not paper.page.number.upright:
        yield Slip("Số trang viết đậm hoặc nghiêng; quy định chữ đứng.", place=PLACE, asked="đứng, không đậm")


def find_annex_paged_on(paper: Paper) -> Iterator[Slip]:
    paged_on = [anew for anew in paper.page.annexes if not anew] if paper.page else []
    if paged_on:
        found = f"{len(paged_on)} phụ lục đánh số trang tiếp theo văn bản"
        yield Slip("Phụ lục được đánh số trang riêng.", place="phụ lục", found=found, asked="đánh số từ 1")


def size_finder(form: Form) -> Find:
    """Return a rule's function on the size of the number."""
    letters = form.letters["page_number"]

    def find(paper: Paper) -> Iterator[Slip]:
        sizes = paper.page.number.sizes if paper.page and paper.page.number else frozenset()
        odd = [size for size in sorted(sizes) if not letters.low <= size <= letters.high]
        if odd:
            found = ", ".join(f"{size:g}" for size in odd)
            yield Slip(
                f"Số trang cỡ {found}; quy định cỡ {letters.size}.", place=PLACE, found=found, asked=letters.size
            )

    return find


def edge_finder(form: Form) -> Find:
    """Return a rule's function on how far from the top edge the number stands."""

    def find(paper: Paper) -> Iterator[Slip]:
        page = paper.page
        if page is None or page.number is None or not page.number.at_top:
            return
        for one in page.sheets[:1]:
            if one.header is not None and abs(one.header - form.number_from_edge) > SLACK:
                found, asked = exactly(one.header), f"{form.number_from_edge:.0f} mm"
                yield Slip(f"Số trang cách mép trên {found}; quy định {asked}.", place=PLACE, found=found, asked=asked)

    return find


def rule(guide: Guide, number: int, title: tuple[str, str], find: Find, bad: Example) -> Rule:
    """Return a rule of the page number."""
    good = guide.number("số trang đúng chỗ, không hiện ở trang 1")
    return guide.rule(number, title, find, bad=bad, good=good, topic=TOPIC, looks_at="word/header, word/footer, sectPr")


def rules_of(guide: Guide) -> Iterator[Rule]:
    """Yield the rules of a form."""
    form, size = guide.form, guide.form.letters["page_number"].size
    margin, other = MARGINS[form.number_at_top], MARGINS[not form.number_at_top]
    align, align_en = ALIGNS[form.number_align], "centred" if form.number_align == "center" else "at the right"
    low = margin_finder(form), guide.number(f"số trang ở {other}", at_top=not form.number_at_top)
    aside = align_finder(form), guide.number("số trang ở bên trái", align="left")
    first = find_on_first, guide.number("số trang hiện ở trang 1", on_first_page=True)
    small = size_finder(guide.form), guide.number("số trang cỡ 10", sizes=frozenset((10.0,)))
    where_en = "top" if form.number_at_top else "foot"
    yield rule(guide, 6, (f"Số trang ở {margin}", f"The page number is at the {where_en}"), *low)
    yield rule(guide, 7, (f"Số trang {align}", f"The page number is {align_en}"), *aside)
    yield rule(guide, 8, ("Trang thứ nhất không hiện số trang", "No number on the first page"), *first)
    yield rule(guide, 30, (f"Số trang cỡ {size}", "The page number: size"), *small)
    if guide is OF_STATE:
        slanted = find_slanted, guide.number("số trang in nghiêng", upright=False)
        yield rule(guide, 46, ("Số trang viết chữ đứng", "The page number is upright"), *slanted)
        paged_on = find_annex_paged_on, guide.example("phụ lục đánh số tiếp", replace(guide.page, annexes=(False,)))
        yield rule(guide, 47, ("Phụ lục đánh số trang riêng", "An annex is paged on its own"), *paged_on)
    if guide.is_party:
        edge = edge_finder(guide.form), guide.sheet("số trang cách mép trên 20 mm", header=20)
        yield rule(guide, 31, ("Số trang cách mép trên 10 mm", "The page number is 10 mm from the edge"), *edge)


RULES = tuple(one for guide in GUIDES for one in rules_of(guide))
