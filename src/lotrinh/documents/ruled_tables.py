"""Tables that lines rule on printed pages: words to cells, merged cells whole, a table that goes on overleaf stitched.

Only a grid of at least two columns and two rows is a table: a frame, an underlined head and a box for a stamp are not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lotrinh.documents.printed import PrintedPage, Rule, Word

NEAR = 3.0  # points: lines this close are one
SAME_COLUMNS = 6.0  # points: how far the columns of a table may move from page to page


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page: where its columns and rows part, the words of its cells, and the words outside of it left over."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: dict[tuple[int, int], list[Word]]

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def bottom(self) -> float:
        return self.rows[-1]


@dataclass(frozen=True, slots=True)
class StitchedGrid:
    """A grid in its place in the whole document: the number of its table, and the number of its first row."""

    grid: Grid
    table: int
    first_row: int
    goes_on: bool  # its first row below a repeated head goes on with the last row of the page before
    repeats_head: bool  # its first row says the head of the table again


def find_grids(page: PrintedPage) -> list[Grid]:
    """Return the ruled tables of a page from top to bottom."""
    across = [rule for rule in page.rules if rule.is_across]
    down = [rule for rule in page.rules if not rule.is_across]
    grids = []
    for lines, posts in joined_lines(across, down):
        columns, rows = parted([post.left for post in posts]), parted([line.top for line in lines])
        if len(columns) < 3 or len(rows) < 3:
            continue
        cells = cells_of(page, columns, rows, lines, posts)
        if len({column for _, column in cells}) > 1 and len({row for row, _ in cells}) > 1:
            grids.append(Grid(columns, rows, cells))
    return sorted(grids, key=lambda grid: grid.top)


def joined_lines(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return lines and posts that touch each other, a pair for each table."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for rule in sorted([*across, *down], key=lambda r: (r.top, r.left)):
        touching = [group for group in groups if any(touch(rule, other) for part in group for other in part)]
        merged: tuple[list[Rule], list[Rule]] = ([], [])
        for group in touching:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        merged[0 if rule.is_across else 1].append(rule)
        groups.append(merged)
    return [group for group in groups if group[0] and group[1]]


def touch(a: Rule, b: Rule) -> bool:
    """Say whether two lines meet."""
    return (
        a.left - NEAR <= b.right and b.left - NEAR <= a.right and a.top - NEAR <= b.bottom and b.top - NEAR <= a.bottom
    )


def parted(places: Sequence[float]) -> tuple[float, ...]:
    """Return places in order, those that are near each other as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return tuple(found)


def cells_of(
    page: PrintedPage, columns: Sequence[float], rows: Sequence[float], lines: Sequence[Rule], posts: Sequence[Rule]
) -> dict[tuple[int, int], list[Word]]:
    """Return the words by the cell they stand in; a merged cell is known by its first row and column."""
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in page.words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        column, row = bisect_right(columns, x) - 1, bisect_right(rows, y) - 1
        if not (0 <= column < len(columns) - 1 and 0 <= row < len(rows) - 1):
            continue
        while column and not any(near(post.left, columns[column]) and post.top <= y <= post.bottom for post in posts):
            column -= 1
        middle = (columns[column] + columns[column + 1]) / 2
        while row and not any(near(line.top, rows[row]) and line.left <= middle <= line.right for line in lines):
            row -= 1
        cells.setdefault((row, column), []).append(word)
    return cells


def near(a: float, b: float) -> bool:
    """Say whether two places are one."""
    return abs(a - b) <= NEAR


def without_tables(page: PrintedPage, grids: Sequence[Grid]) -> PrintedPage:
    """Return the page without the words that stand in its tables."""
    inside = {id(word) for grid in grids for words in grid.cells.values() for word in words}
    return replace(page, words=tuple(word for word in page.words if id(word) not in inside))


def stitch(pages: Sequence[list[Grid]], is_alone: Callable[[int, Grid, bool], bool]) -> list[list[StitchedGrid]]:
    """Return the grids of all pages with the tables they belong to.

    Args:
        pages: the grids of each page from top to bottom.
        is_alone: (page, grid, at_top): nothing but furniture stands above (below) this grid on its page.
    """
    found: list[list[StitchedGrid]] = []
    table = -1
    rows = 0
    last: tuple[int, Grid] | None = None
    head: list[str] = []
    for number, grids in enumerate(pages):
        placed = []
        for grid in grids:
            goes_on = (
                last is not None
                and last[0] == number - 1
                and same_columns(last[1], grid)
                and is_alone(number - 1, last[1], False)
                and is_alone(number, grid, True)
            )
            repeats = goes_on and row_texts(grid, 0) == head
            lead = int(repeats)
            cut = goes_on and not cell_text(grid, lead, 0) and bool(row_texts(grid, lead))
            if not goes_on:
                table, rows, head = table + 1, 0, row_texts(grid, 0)
            placed.append(StitchedGrid(grid, table, rows - lead - cut, goes_on=cut, repeats_head=repeats))
            rows += len(grid.rows) - 1 - lead - cut
            last = (number, grid)
        found.append(placed)
    return found


def same_columns(a: Grid, b: Grid) -> bool:
    """Say whether two grids have the same columns."""
    return len(a.columns) == len(b.columns) and all(
        abs(x - y) <= SAME_COLUMNS for x, y in zip(a.columns, b.columns, strict=True)
    )


def row_texts(grid: Grid, row: int) -> list[str]:
    """Return the words of each cell of a row that has any."""
    return [text for column in range(len(grid.columns) - 1) if (text := cell_text(grid, row, column))]


def cell_text(grid: Grid, row: int, column: int) -> str:
    """Return the words of a cell."""
    return " ".join(word.text for word in grid.cells.get((row, column), ()))
