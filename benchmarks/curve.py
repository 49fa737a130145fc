"""Draws the medians of pages over the size of the installation, both axes by powers of ten."""

from __future__ import annotations

from math import log10
from typing import Any

WIDE, HIGH, LEFT, TOP, RIGHT = 800, 420, 60, 20, 260
SMALLEST, DECADES, MOST = 4, 2, 4  # from 10^4 to 10^6 assignments, up to 10^4 milliseconds
DASHED = ' stroke-dasharray="5 3"'


def draw(found: list[dict[str, Any]]) -> str:
    """Return the drawing of rows with `on`, `page`, `size` and `median`: a colour a page, dashed for SQLite."""
    names = list(dict.fromkeys((row["on"], row["page"]) for row in found))
    hues = {page: number for number, page in enumerate(dict.fromkeys(page for _vendor, page in names))}
    lines = [*frame(sorted({row["size"] for row in found}))]
    for number, (vendor, page) in enumerate(names):
        points = [(across(r["size"]), down(r["median"])) for r in found if (r["on"], r["page"]) == (vendor, page)]
        path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
        stroke = f'stroke="hsl({hues[page] * 360 // len(hues)} 70% 35%)"{DASHED if vendor == "sqlite" else ""}'
        y = TOP + 14 * (number + 1)
        lines += [
            f'<path d="{path}" fill="none" {stroke}/>',
            f'<path d="M{WIDE - RIGHT + 30} {y - 4}h22" {stroke}/>',
            f'<text x="{WIDE - RIGHT + 56}" y="{y}">{page}, {vendor}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def frame(sizes: list[int]) -> list[str]:
    """Return the beginning of the drawing with its axes."""
    box = f'viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="11"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
        "<title>Median server time in milliseconds by the number of assignments</title>",
    ]
    for power in range(MOST + 1):
        y = down(10**power)
        lines.append(f'<path d="M{LEFT} {y:.0f}H{WIDE - RIGHT}" stroke="#ccc"/>')
        lines.append(f'<text x="8" y="{y + 4:.0f}">{10**power} ms</text>')
    return lines + [f'<text x="{across(size) - 20:.0f}" y="{HIGH - 12}">{size:,}</text>' for size in sizes]


def across(size: int) -> float:
    """Return where a size stands."""
    return LEFT + (log10(size) - SMALLEST) * (WIDE - LEFT - RIGHT) / DECADES


def down(ms: float) -> float:
    """Return where a time stands; less than a millisecond is drawn as one."""
    return TOP + (MOST - log10(max(ms, 1))) * (HIGH - TOP - 40) / MOST
