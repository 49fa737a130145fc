"""Notes what a person should look at: doubts of the reader and slips of the document, one sentence each in Vietnamese.

Nothing here stops a reading. Rules of form are not judged here; that is the business of checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from lotrinh.documents.document import Document, Span
from lotrinh.plans.dates import find_dates
from lotrinh.plans.doubts import find_doubts
from lotrinh.plans.misprints import find_misprints
from lotrinh.plans.outline import walk
from lotrinh.plans.plan import Plan, Problem, Section


def find_problems(document: Document, plan: Plan) -> tuple[Problem, ...]:
    """Return the doubts in the order of place, those on the whole document first."""
    found = [
        *(Problem(code, "note", sentence) for code, sentence in document.notes),
        *of_header(plan),
        *of_outline(plan),
        *of_stages(plan),
        *of_citations(plan),
        *find_misprints(plan.citations),
        *of_duties(plan),
        *find_doubts(plan, document.doubtful),
    ]
    return tuple(sorted(found, key=lambda problem: problem.span or (-1, -1)))


def of_header(plan: Plan) -> Iterator[Problem]:
    """Yield what the head leaves open."""
    header = plan.header
    if header.kind is None:
        yield Problem("kind-missing", "warning", "Không thấy tên loại văn bản (Kế hoạch, Quyết định, …).")
    if header.code is None:
        at = header.symbol.span if header.symbol else None
        yield Problem("code-blank", "warning", "Số, ký hiệu để trống hoặc không có.", at)
    if header.issued_on is None:
        yield Problem("day-blank", "warning", "Ngày ban hành để trống hoặc không có; mốc “từ nay” sẽ chưa rõ.")
    if header.issuer is None:
        yield Problem("issuer-missing", "warning", "Không thấy cơ quan ban hành.")
    if plan.signature is None:
        yield Problem("signature-missing", "note", "Không thấy chữ ký.")


def of_outline(plan: Plan) -> Iterator[Problem]:
    """Yield markers that repeat and numbers that jump."""
    for section in walk(plan.sections):
        if "~" in section.path.rsplit(".", 1)[-1]:
            yield Problem(
                "marker-repeated", "warning", f"Mục “{section.marker}” lặp lại ở cùng một cấp.", section.title_span
            )
        numbered = [child for child in section.children if child.marker.isdecimal()]
        first: dict[int, Section] = {}
        for child in numbered:
            first.setdefault(int(child.marker), child)
        for before, after in pairwise(int(child.marker) for child in numbered):
            if after > before + 1:
                sentence = f"Số mục nhảy từ {before} đến {after}."
                yield Problem("marker-jumps", "note", sentence, first[after].title_span)


def of_stages(plan: Plan) -> Iterator[Problem]:
    """Yield stages whose ends are not both known, and ends before their starts."""
    for stage in plan.stages:
        start, end = getattr(stage.start, "date", None), getattr(stage.end, "date", None)
        if start and end and end < start:
            yield Problem("stage-backwards", "error", "Giai đoạn kết thúc trước khi bắt đầu.", stage.span)
        elif stage.start is None or stage.end is None:
            which = "ngày bắt đầu" if stage.start is None else "ngày kết thúc"
            yield Problem("stage-open", "note", f"Giai đoạn không nói rõ {which}.", stage.span)


def of_citations(plan: Plan) -> Iterator[Problem]:
    """Yield works that the document dates differently in two places."""
    for citation in plan.citations:
        if citation.code is None:
            continue
        days: dict[date, Span] = {}
        for mention in citation.mentions:
            tail = plan.text[mention.end : mention.end + 30].split(";")[0].split(".")[0]
            for fact in find_dates(plan.text, mention.end, mention.end + len(tail)):
                if fact.precision == "day" and fact.date is not None and fact.span.start - mention.end < 10:
                    days.setdefault(fact.date, mention)
        if len(days) > 1:
            written = " và ".join(day.strftime("%d/%m/%Y") for day in days)
            sentence = f"Văn bản {citation.code} được ghi hai ngày khác nhau: {written}."
            yield Problem("citation-two-days", "warning", sentence, list(days.values())[1])


def of_duties(plan: Plan) -> Iterator[Problem]:
    """Yield duties that this software sets aside, and plans with nobody to do them."""
    for duty in plan.duties:
        if duty.scope == "out_of_scope":
            sentence = "Nhiệm vụ ngoài phạm vi của phần mềm: không giao, không theo dõi."
            yield Problem("duty-out-of-scope", "note", sentence, duty.span)
        elif duty.excluded:
            sentence = "Một phần của nhiệm vụ ngoài phạm vi của phần mềm và được bỏ ra."
            yield Problem("clause-out-of-scope", "note", sentence, duty.excluded[0])
    if plan.header.kind is not None and plan.header.kind.value == "KH" and not plan.duties:
        yield Problem("duties-missing", "warning", "Không thấy nhiệm vụ nào giao cho đơn vị.")
