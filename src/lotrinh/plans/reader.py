"""Document to Plan: an explicit row of pure steps, each adding facts with spans to the plan so far.

The same text gives the same plan, always. Whatever the text, there is a plan; doubts are its `problems`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lotrinh.documents.document import Document
from lotrinh.documents.load import load
from lotrinh.errors import Cancelled
from lotrinh.plans.anatomy import Anatomy, dissect
from lotrinh.plans.channel_sections import find_channels
from lotrinh.plans.citations import find_citations
from lotrinh.plans.dates import find_dates
from lotrinh.plans.duties import find_directive_duties, find_duties
from lotrinh.plans.duty_tables import find_labelled_duties, find_table_duties
from lotrinh.plans.header import read_header
from lotrinh.plans.outline import read_outline
from lotrinh.plans.plan import Plan, Source
from lotrinh.plans.problems import find_problems
from lotrinh.plans.recipients import read_recipients
from lotrinh.plans.signature import read_signatures
from lotrinh.plans.stages import find_stages
from lotrinh.plans.themes import find_themes
from lotrinh.vietnamese.folding import fold

Step = Callable[[Document, Anatomy, Plan], Plan]


def with_header(document: Document, anatomy: Anatomy, plan: Plan) -> Plan:
    return replace(plan, header=read_header(document, anatomy))


def with_sections(document: Document, anatomy: Anatomy, plan: Plan) -> Plan:
    return replace(plan, sections=read_outline(document, anatomy))


def with_dates(document: Document, _anatomy: Anatomy, plan: Plan) -> Plan:
    return replace(plan, dates=tuple(find_dates(document.text, 0, len(document.text))))


def with_citations(document: Document, anatomy: Anatomy, plan: Plan) -> Plan:
    """Works of the subject and the opening are grounds; so are lines that begin with "Căn cứ" before the body."""
    lines = document.lines
    start = lines[anatomy.subject[0]].span.start if anatomy.subject[0] < len(lines) else 0
    ranges = [
        (lines[first].span.start, lines[last - 1].span.end)
        for first, last in (anatomy.subject, anatomy.opening)
        if first < last
    ]
    own = plan.header.code.value if plan.header.code else None
    return replace(plan, citations=find_citations(document.text, start=start, basis_ranges=ranges, own_code=own))


def with_stages(document: Document, _anatomy: Anatomy, plan: Plan) -> Plan:
    return replace(plan, stages=find_stages(document.text, plan.sections))


def with_themes(document: Document, _anatomy: Anatomy, plan: Plan) -> Plan:
    return replace(plan, themes=find_themes(document.text, plan.sections, plan.stages))


def with_channels(document: Document, _anatomy: Anatomy, plan: Plan) -> Plan:
    return replace(plan, channels=find_channels(document.text, plan.sections))


def with_duties(document: Document, _anatomy: Anatomy, plan: Plan) -> Plan:
    found = [
        *find_duties(document.text, plan.sections),
        *find_labelled_duties(document.text, plan.sections),
        *find_table_duties(document, plan.sections),
    ]
    if not found:
        kind = plan.header.kind.value if plan.header.kind else None
        found = [*find_directive_duties(document.text, plan.sections, kind)]
    return replace(plan, duties=tuple(sorted(found, key=lambda duty: duty.span)))


def with_recipients(document: Document, anatomy: Anatomy, plan: Plan) -> Plan:
    return replace(plan, recipients=read_recipients(document, anatomy))


def with_signatures(document: Document, anatomy: Anatomy, plan: Plan) -> Plan:
    """Where several bodies sign, that of the body that numbers the document goes before: the first in the head, else the left."""
    signatures = read_signatures(document, anatomy)
    issuer = fold(plan.header.issuer.value) if plan.header.issuer else ""
    first = next((s for s in signatures if s.on_behalf_of and issuer.startswith(fold(s.on_behalf_of.value))), None)
    first = first if first is not None and len(signatures) > 1 else next(iter(signatures), None)
    return replace(plan, signature=first, signatures=signatures)


def with_problems(document: Document, _anatomy: Anatomy, plan: Plan) -> Plan:
    return replace(plan, problems=find_problems(document, plan))


STEPS: tuple[Step, ...] = (
    with_header,
    with_sections,
    with_dates,
    with_citations,
    with_stages,
    with_themes,
    with_channels,
    with_duties,
    with_recipients,
    with_signatures,
    with_problems,
)


def read_plan(document: Document, *, cancelled: Callable[[], bool] | None = None) -> Plan:
    """Read the plan that a document holds.

    Args:
        document: as `lotrinh.documents.load.load` gives it.
        cancelled: asked between the steps; once it says yes, the reading ends.

    Returns:
        A plan, if need be an empty one with problems.

    Raises:
        Cancelled: the caller asked to stop.
    """
    source = Source(
        name=document.name,
        format=document.format,
        sha256=document.sha256,
        pages=document.pages,
        characters=len(document.text),
        repairs=document.repairs,
    )
    plan = Plan(source=source, text=document.text)
    anatomy = dissect(document)
    for step in STEPS:
        if cancelled is not None and cancelled():
            raise Cancelled(f"{document.name}: đã dừng đọc theo yêu cầu.")
        plan = step(document, anatomy, plan)
    return plan


def read(path: Path | str, *, name: str | None = None, cancelled: Callable[[], bool] | None = None) -> Plan:
    """Read the plan in a file. Safe in threads and processes: nothing is kept between readings.

    Args:
        path: a file of any format that a reader takes.
        name: what to call the file in the answer, where it has another name on disk.
        cancelled: asked while the file is opened and between the steps; once it says yes, the reading ends and a child that
            reads for us is stopped. For example `threading.Event().is_set`.

    Raises:
        UnreadableFile: or one of the errors below it: the bytes give no text.
        Cancelled: the caller asked to stop.
    """
    return read_plan(load(path, name=name, cancelled=cancelled), cancelled=cancelled)
