"""A folder of plans to one table of who does what by when, for a spreadsheet: one row for each duty.

    python examples/plans_to_table.py FOLDER duties.csv

Duties out of scope are left out; a file that cannot be read has a row with the reason. Needs lotrinh and nothing else;
for many thousands of files take `lotrinh corpus`.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import lotrinh

if TYPE_CHECKING:
    from lotrinh.plans.plan import Moment

COLUMNS = ("file", "code", "issued_on", "issuer", "subject", "unit", "support", "duty", "deadline", "error")
ENDINGS = (".txt", ".md", ".html", ".docx", ".doc", ".odt", ".pdf")


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Yield a row for each duty of a plan."""
    try:
        plan = lotrinh.read(path)
    except lotrinh.LotrinhError as error:
        yield {"file": path.name, "error": str(error)}
        return
    header = plan.header
    facts = {"code": header.code, "issued_on": header.issued_on, "issuer": header.issuer, "subject": header.subject}
    head = {"file": path.name} | {name: fact.value if fact else "" for name, fact in facts.items()}
    duties = [duty for duty in plan.duties if duty.scope == "tracked"]
    for duty in duties:
        yield head | {
            "unit": duty.unit,
            "support": "; ".join(unit.value for unit in duty.support),
            "duty": duty.text,
            "deadline": day_or_words(duty.deadline, plan.text),
        }
    if not duties:
        yield head


def day_or_words(moment: Moment | None, text: str) -> str:
    """Return the day of a deadline, or the words that say it another way; nothing where the plan says none."""
    if moment is None:
        return ""
    day = getattr(moment, "date", None)
    return day.isoformat() if day else moment.span.of(text)


def as_text(cell: str) -> str:
    """Keep a spreadsheet from taking words of a document for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def main() -> None:
    """Read the folder and write the table."""
    if len(sys.argv) != 3 or not Path(sys.argv[1]).is_dir():
        sys.exit("Cách dùng: python examples/plans_to_table.py THƯ_MỤC BẢNG.csv")
    folder, table = Path(sys.argv[1]), Path(sys.argv[2])
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    with table.open("w", encoding="utf-8-sig", newline="") as file:  # the sign by which spreadsheets know UTF-8
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for path in paths:
            writer.writerows({name: as_text(cell) for name, cell in row.items()} for row in rows_of(path))


if __name__ == "__main__":
    main()
