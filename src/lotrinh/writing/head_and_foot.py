"""The block at the top of an official document and the one at its end, each in a bare table of two columns."""

from __future__ import annotations

from datetime import date

from docx.document import Document as DocxDocument
from docx.shared import Mm
from docx.table import _Cell

from lotrinh.data.forms import Form
from lotrinh.writing.description import OfficialDocument, Recipient
from lotrinh.writing.drawing import CELL_SIDE, draw_line, layout, put

HEAD, FOOT = 70, 85  # millimetres of the left column
ISSUER_LINE, SUBJECT_LINE = 22, 50  # a third to a half of what stands above them
SUBJECT_SIDE = 12  # millimetres kept free, so that a long subject breaks into lines of like length
ROOM_TO_SIGN = 3  # blank lines
BLANK_NUMBER, BLANK_DAY = " " * 6, " " * 5


def write_head(document: DocxDocument, description: OfficialDocument, form: Form, width: float, on: date) -> None:
    """Write issuer and nation, number beside place and day, then kind and subject."""
    table = layout(document, (HEAD, width - HEAD), rows=2)
    left, right = table.rows[0].cells
    if description.parent:
        put(left, "parent", description.parent.upper())
    put(left, "issuer", description.issuer.upper())
    if form.star:
        put(left, "issuer", "*")
    else:
        draw_line(left, room=HEAD - 2 * CELL_SIDE, length=ISSUER_LINE)
    for part, words in form.nation:
        put(right, part, words)
    draw_line(right, room=width - HEAD - 2 * CELL_SIDE, length=form.nation_line)
    left, right = table.rows[1].cells
    put(left, "number", number_line(description, form))
    put(right, "place", place_line(description, on))
    if description.is_letter:
        put(left, "letter_subject", f"{'về việc' if form.star else 'V/v'} {description.subject}")
        document.add_paragraph()
        addressees = "; ".join(description.addressees)
        put(document, "body", f"Kính gửi: {addressees}.")
    else:
        write_title(document, description, form, width)


def write_title(document: DocxDocument, description: OfficialDocument, form: Form, width: float) -> None:
    """Write the kind, the subject and what stands under it."""
    document.add_paragraph()
    put(document, "kind", description.named_kind.upper())
    subject = put(document, "subject", description.subject).paragraph_format
    subject.left_indent = subject.right_indent = Mm(SUBJECT_SIDE)
    if form.subject_dashes:
        put(document, "subject", "-----")
    else:
        draw_line(document, room=width, length=SUBJECT_LINE)


def number_line(description: OfficialDocument, form: Form) -> str:
    """Return the line of number and symbol; a draft leaves room for the number."""
    number = BLANK_NUMBER if description.number is None else f"{description.number:02d}"
    return f"{form.number_label}{number}{form.separator}{description.symbol}"


def place_line(description: OfficialDocument, on: date) -> str:
    """Return the line of place and day; a draft leaves room for day and month of the year that it is written in."""
    day = description.issued_on
    if day is None:
        return f"{description.place}, ngày{BLANK_DAY} tháng{BLANK_DAY} năm {on.year}"
    return f"{description.place}, {day_in_words(day)}"


def day_in_words(day: date) -> str:
    """Write a day in full: a zero stands before a day below 10 and before the months 1 and 2.

    >>> day_in_words(date(2026, 3, 5))
    'ngày 05 tháng 3 năm 2026'
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def write_foot(document: DocxDocument, description: OfficialDocument, form: Form, width: float) -> None:
    """Write who receives, beside who signs."""
    left, right = layout(document, (FOOT, width - FOOT), rows=1).rows[0].cells
    put(left, "recipients_label", "Nơi nhận:")
    for recipient in description.recipients:
        put(left, "recipients", f"- {addressed(recipient)}{form.recipient_end}")
    put(left, "recipients", f"- {form.archive_label}{description.archive}.")
    write_signing(right, description, form)
    document.add_paragraph()  # Word wants a paragraph behind the last table


def addressed(recipient: Recipient) -> str:
    """Return a recipient with its purpose."""
    return f"{recipient.name} ({recipient.purpose})" if recipient.purpose else recipient.name


def write_signing(cell: _Cell, description: OfficialDocument, form: Form) -> None:
    """Write the powers, the post, room for the signature and the name: kept on one page."""
    signing = description.signing
    for power in signing.powers:
        put(cell, "power", f"{form.powers[power.authority]} {power.on_behalf_of.upper()}")
    if signing.position:
        put(cell, "post", signing.position.upper())
    for _ in range(ROOM_TO_SIGN):
        put(cell, "power", "")
    put(cell, "signer", signing.name)
