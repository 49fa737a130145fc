"""Says which facts rest on words that were recognised in a picture with little certainty; a person compares those first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lotrinh.documents.document import DoubtfulWord, Span
from lotrinh.plans.plan import Plan, Problem, Value

SHOWN = 3  # doubtful words named in one sentence
OF_HEADER = {
    "number": "số",
    "symbol": "ký hiệu",
    "issuer": "cơ quan ban hành",
    "parent_issuer": "cơ quan chủ quản",
    "place": "địa danh",
    "issued_on": "ngày ban hành",
    "subject": "trích yếu",
}
OF_SIGNATURE = {"on_behalf_of": "quyền hạn ký", "position": "chức vụ người ký", "name": "tên người ký"}


def find_doubts(plan: Plan, doubtful: Sequence[DoubtfulWord]) -> Iterator[Problem]:
    """Yield a note for each fact that covers a doubtful word, in the order of the plan."""
    starts = [word.span.start for word in doubtful]
    for what, span in facts_of(plan):
        first = bisect_left(starts, span.start)
        last = bisect_left(starts, span.end)
        if first > 0 and doubtful[first - 1].span.end > span.start:
            first -= 1
        if first == last:
            continue
        words = ", ".join(f"“{word.span.of(plan.text)}”" for word in doubtful[first:last][:SHOWN])
        more = f" và {last - first - SHOWN} chữ khác" if last - first > SHOWN else ""
        yield Problem(
            "weak-words", "note", f"Chữ nhận dạng không chắc trong {what}: {words}{more}; cần đối chiếu bản gốc.", span
        )


def facts_of(plan: Plan) -> Iterator[tuple[str, Span]]:
    """Yield what each fact is, for people, and where it stands."""
    for name, what in OF_HEADER.items():
        value: Value | None = getattr(plan.header, name)
        if value is not None:
            yield what, value.span
    for citation in plan.citations:
        yield from (("viện dẫn", span) for span in citation.mentions)
    for stage in plan.stages:
        yield "giai đoạn", stage.span
    for duty in plan.duties:
        yield "nhiệm vụ", duty.span
    for recipient in plan.recipients:
        yield "nơi nhận", recipient.span
    for signature in plan.signatures:
        for name, what in OF_SIGNATURE.items():
            signed: Value | None = getattr(signature, name)
            if signed is not None:
                yield what, signed.span
