"""Starts a lower body's plan from a directive that was read: the head, the grounds, the sections of the form, stages
with the superior's dates, a table of duties and the recipients.

Structure and citations only. It writes no sentence that argues, takes over no words of a duty, and leaves out duties
that are out of scope; every place that a person has to fill shows `[…]`.
"""

from __future__ import annotations

from datetime import date, timedelta

from lotrinh.errors import BadDescription
from lotrinh.plans.plan import DateMoment, EventMoment, IssueMoment, Moment, Plan, System
from lotrinh.writing.citing import TO_FILL, cite_directive, cite_work, grounds_of, is_plain, named
from lotrinh.writing.description import (
    LONGEST,
    OfficialDocument,
    Paragraph,
    Recipient,
    Section,
    Signing,
    SigningPower,
    Table,
)

HEAD = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm")
WIDTHS = (2, 8, 5, 5, 5, 4)
BLANK_ROWS, MOST_ROWS = 3, 60
RELATIONS = {"at": "vào", "before": "trước", "during": "trong", "after": "sau"}
POINT = Paragraph(TO_FILL, bullet=True)
# By the first words of a body: who its documents are signed for, and what stands behind "KH" in its symbol.
BODIES = (
    ("Ủy ban nhân dân", "Ủy ban nhân dân", "UBND"),
    ("Đảng ủy", "Đảng ủy", "ĐU"),
    ("Tỉnh ủy", "Tỉnh ủy", "TU"),
    ("Thành ủy", "Thành ủy", "TU"),
    ("Chi bộ", "Chi bộ", "CB"),
    ("Liên đoàn Lao động", "Ban Thường vụ", "LĐLĐ"),
    ("Ủy ban Mặt trận", "Ban Thường trực", "MTTQ"),
)


def start_plan(directive: Plan, *, unit: str = TO_FILL, system: System | None = None) -> OfficialDocument:
    """Return the plan that a body below starts from a directive.

    Args:
        directive: what was read of the superior's document.
        unit: the body whose plan it is.
        system: the system of that body; without it that of the directive.

    Raises:
        BadDescription: the directive says too little to start from, or is out of scope as a whole.
    """
    own = system or directive.header.system
    if own is None:
        raise BadDescription("system: không rõ văn bản thuộc hệ nào; hãy nói rõ bằng --system.")
    refuse_out_of_scope(directive)
    cited = cite_directive(directive, own)
    whom, mark = next(((whom, mark) for start, whom, mark in BODIES if unit.startswith(start)), (TO_FILL, TO_FILL))
    superior = named(directive.header.issuer.value) if directive.header.issuer else TO_FILL
    return OfficialDocument(
        system=own,
        parent=superior if superior != TO_FILL else "",
        issuer=unit,
        symbol=f"KH{'/' if own in ('party', 'youth') else '-'}{mark}",
        place=TO_FILL,
        kind="KH",
        subject=subject_of(directive, cited),
        grounds=tuple(f"Căn cứ {cite_work(work, own)}" for work in grounds_of(directive)),
        opening=(f"Thực hiện {cited}, {unit} ban hành Kế hoạch thực hiện như sau:",),
        items=sections_of(directive),
        closing=f"Trên đây là Kế hoạch của {unit}.",
        recipients=(Recipient(superior, "để b/c" if own == "party" else "b/c"), Recipient(TO_FILL, "t/h")),
        archive=f"Văn phòng {TO_FILL}" if own == "party" else f"VT, {TO_FILL}",
        signing=Signing((SigningPower("TM", whom),), TO_FILL, TO_FILL),
    )


def refuse_out_of_scope(directive: Plan) -> None:
    """Refuse a directive whose own subject, or all of whose duties, are what no software of ours serves."""
    subject = directive.header.subject
    nothing_left = bool(directive.duties) and all(duty.scope == "out_of_scope" for duty in directive.duties)
    if nothing_left or (subject is not None and not is_plain(subject.value)):
        raise BadDescription("from: nội dung văn bản này nằm ngoài phạm vi phần mềm phục vụ; không lập kế hoạch từ đó.")


def subject_of(directive: Plan, cited: str) -> str:
    """Return the subject: carrying out the directive, cited in full where that is not too long."""
    whole = f"Thực hiện {cited}"
    if len(whole) <= LONGEST["subject"]:
        return whole
    code = directive.header.code
    return f"Thực hiện văn bản số {code.value if code else TO_FILL}"


def sections_of(directive: Plan) -> tuple[Section, ...]:
    """Return the sections of the form, each with places to fill."""
    stages = tuple(
        Section(f"Giai đoạn {n}: {period_in_words(stage.start, stage.end)}", (POINT,))
        for n, stage in enumerate(directive.stages, 1)
    )
    table = Table(HEAD, duty_rows(directive), WIDTHS)
    return (
        Section("MỤC ĐÍCH, YÊU CẦU", (Section("Mục đích", (POINT,)), Section("Yêu cầu", (POINT,)))),
        Section("NỘI DUNG VÀ LỘ TRÌNH" if stages else "NỘI DUNG", stages or (POINT,)),
        Section("NHIỆM VỤ", (Paragraph("Nhiệm vụ cụ thể như sau:"), table)),
        Section("TỔ CHỨC THỰC HIỆN", (POINT,)),
    )


def duty_rows(directive: Plan) -> tuple[tuple[str, ...], ...]:
    """Return one row for each place of the directive that asks for work in scope, with the superior's deadline.

    The words of the work are for the body to find: the row only says where the directive asks for it.
    """
    asked: dict[tuple[str, str], None] = {}
    for duty in directive.duties:
        if duty.scope == "tracked":
            asked[duty.section or "", moment_in_words(duty.deadline, "trước")] = None
    rows = [
        (str(n), f"{TO_FILL} (mục {place})" if place else TO_FILL, TO_FILL, TO_FILL, due, TO_FILL)
        for n, (place, due) in enumerate(list(asked)[:MOST_ROWS], 1)
    ]
    blank = [(str(n), *(TO_FILL,) * (len(HEAD) - 1)) for n in range(1, BLANK_ROWS + 1)]
    return tuple(rows or blank)


def period_in_words(start: Moment | None, end: Moment | None) -> str:
    """Write the period of a stage as the reader takes it."""
    if start is None:
        return moment_in_words(end, "đến")
    if isinstance(start, IssueMoment):
        first = "từ nay"
    else:
        first = moment_in_words(start, "vào")
        first = first if isinstance(start, EventMoment) else f"từ {first}"
    return first if end is None else f"{first} {moment_in_words(end, 'đến')}"


def moment_in_words(moment: Moment | None, before: str) -> str:
    """Write a moment: a day, a named event, or a place to fill. `before` is "trước" where the day is a deadline."""
    if isinstance(moment, DateMoment):
        if before == "vào":
            return f"ngày {figures(moment.date)}"
        if before == "đến":
            return f"đến hết ngày {figures(moment.date)}"
        return f"Trước ngày {figures(moment.date + timedelta(days=1))}" if moment.exclusive else figures(moment.date)
    if isinstance(moment, EventMoment):
        return f"{RELATIONS[moment.relation]} {moment.event}"
    return TO_FILL


def figures(day: date) -> str:
    """Write a day in figures."""
    return f"{day.day:02d}/{day.month}/{day.year}"
