"""Ruled lines to cells: merged ones whole, what a page break cut in one piece, frames and underlines left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lotrinh.documents.pages import lines_of_pages
from lotrinh.documents.printed import PrintedPage, Rule, Word
from lotrinh.documents.ruled_tables import find_grids

COLUMNS = (50.0, 100.0, 300.0, 500.0)


def word(text: str, left: float, top: float) -> Word:
    return Word(text, left, top, left + 6.0 * len(text), top + 10)


def ruled(rows: Sequence[float], columns: Sequence[float] = COLUMNS) -> list[Rule]:
    across = [Rule(columns[0], y, columns[-1], y) for y in rows]
    return [*across, *(Rule(x, rows[0], x, rows[-1]) for x in columns)]


def texts(*pages: PrintedPage) -> list[tuple[str, tuple[int, int] | None]]:
    lines, _ = lines_of_pages(pages)
    return [(line.text, (line.cell.row, line.cell.column) if line.cell else None) for line in lines]


def test_words_stand_in_their_cells_between_the_paragraphs() -> None:
    page = PrintedPage(
        (
            word("Trước", 50, 80),
            word("TT", 60, 105), word("Việc", 110, 105), word("Ai", 310, 105),
            word("1", 60, 125), word("Trồng", 110, 125), word("cây", 110, 137), word("Phòng", 310, 125),
            word("Sau", 50, 170),
        ),
        595, 842, tuple(ruled((100, 120, 150))),
    )  # fmt: skip
    assert texts(page) == [
        ("Trước", None),
        ("TT", (0, 0)), ("Việc", (0, 1)), ("Ai", (0, 2)),
        ("1", (1, 0)), ("Trồng cây", (1, 1)), ("Phòng", (1, 2)),
        ("Sau", None),
    ]  # fmt: skip


def test_merged_cell_is_known_by_its_first_row() -> None:
    rules = [rule for rule in ruled((100, 120, 140, 160)) if not (rule.is_across and rule.top == 140)]
    rules.append(Rule(50, 140, 300, 140))  # the last column has no line here
    page = PrintedPage(
        (word("a", 60, 105), word("b", 110, 105), word("c", 310, 105), word("d", 60, 125), word("e", 60, 145),
         word("trên", 310, 125), word("dưới", 310, 145)),
        595, 842, tuple(rules),
    )  # fmt: skip
    assert (("trên dưới", (1, 2))) in texts(page)


def test_table_overleaf_leaves_its_head_out_and_joins_the_row_that_was_cut() -> None:
    head = [("TT", 60.0), ("Việc", 110.0), ("Ai", 310.0)]
    first = PrintedPage(
        (*(word(text, x, 705) for text, x in head),
         word("1", 60, 725), word("Trồng", 110, 725), word("Phòng", 310, 725)),
        595, 842, tuple(ruled((700, 720, 750))),
    )  # fmt: skip
    second = PrintedPage(
        (*(word(text, x, 55) for text, x in head), word("2", 60, 75), word("Tưới", 110, 75), word("Hội", 310, 75)),
        595, 842, tuple(ruled((50, 70, 100))),
    )  # fmt: skip
    cut = PrintedPage(
        (word("cây", 110, 55), word("3", 60, 75), word("Tỉa", 110, 75), word("Đội", 310, 75)),
        595, 842, tuple(ruled((50, 70, 100))),
    )  # fmt: skip
    both = PrintedPage(
        (*(word(text, x, 55) for text, x in head), word("cây", 110, 75), word("3", 60, 95), word("Tỉa", 110, 95)),
        595, 842, tuple(ruled((50, 70, 90, 120))),
    )  # fmt: skip
    assert texts(first, both)[3:] == [
        ("1", (1, 0)), ("Trồng cây", (1, 1)), ("Phòng", (1, 2)), ("3", (2, 0)), ("Tỉa", (2, 1)),
    ]  # fmt: skip
    assert texts(first, second)[3:] == [
        ("1", (1, 0)), ("Trồng", (1, 1)), ("Phòng", (1, 2)), ("2", (2, 0)), ("Tưới", (2, 1)), ("Hội", (2, 2)),
    ]  # fmt: skip
    assert texts(first, cut)[3:] == [
        ("1", (1, 0)), ("Trồng cây", (1, 1)), ("Phòng", (1, 2)), ("3", (2, 0)), ("Tỉa", (2, 1)), ("Đội", (2, 2)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([Rule(50, 100, 500, 100)], id="an underline"),
        pytest.param(ruled((100, 200), (50, 500)), id="a frame"),
        pytest.param(ruled((100, 120, 140), (50, 500)), id="one column"),
        pytest.param([Rule(50, 100, 500, 100), Rule(50, 300, 500, 300)], id="two lines apart"),
    ],
)
def test_what_is_no_table(rules: list[Rule]) -> None:
    page = PrintedPage((word("Chữ", 60, 110), word("khác", 200, 130)), 595, 842, tuple(rules))
    assert find_grids(page) == []
    assert {cell for _, cell in texts(page)} == {None}
