"""Finds duties: what the part on execution asks of each unit, as written.

One for each bullet or point under a unit's heading; where the unit has neither, one for each paragraph; the words after
"Sở Tư pháp:" on the heading's own line are the first. Tables and labelled lines are read by `duty_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lotrinh.documents.document import Span
from lotrinh.plans.channels import find_channel_kinds
from lotrinh.plans.issuers import BODY
from lotrinh.plans.labels import has_lead_label
from lotrinh.plans.markers import bullet_length, parse_marker
from lotrinh.plans.moments import find_deadline
from lotrinh.plans.plan import Duty, Moment, Paragraph, Section, Value
from lotrinh.plans.recurrence import find_recurrence
from lotrinh.plans.scope import judge_scope

UNIT = rf"(?:(?:Các|các|Đề nghị|Giao|Yêu cầu|Riêng|Đồng chí|đồng chí|Thủ trưởng|Lãnh đạo|Người đứng đầu|Cấp ủy|Bí thư|Thành viên|Tổ trưởng|Trưởng|Phó|Hiệu trưởng|Chuyên viên|Cán bộ|Công chức|Cơ quan|Đơn vị|đơn vị|cơ quan|sở|ban|chi bộ|tổ chức|thành viên|phòng|tổ dân phố|thôn|Thôn|Thuế|Kho bạc|Báo|Đài|Bưu điện|Chi đoàn|Mỗi|Nhóm|{BODY})\b)"
NO_UNIT = re.compile(
    r"(?:Kinh phí|Thời gian|Chế độ|Công tác|Tiến độ|Về\b|Thông tin|Báo cáo|Mục tiêu|Nội dung|Phương thức|Địa điểm|Thành phần|Kết quả|Hồ sơ|Nguồn|Căn cứ|Trong quá trình|Trên đây|Kế hoạch|Tổ chức (?!chính trị|[Đđ]ảng|[Đđ]oàn|xã hội|cơ sở|công đoàn|tín dụng|thành viên|hội\b)|Khen thưởng|Sơ kết|Tổng kết|Giải pháp|Lưu ý|Ghi chú|Đối với)",
)
# Never a unit, with or without a colon behind it.
NEVER_UNIT = re.compile(
    r"(?:Trong|Trường hợp|Khi|Nếu|Trước|Sau|Từ|Định kỳ|Hằng (?:tháng|quý|năm|tuần)|Hàng (?:tháng|quý|năm|tuần)|Việc|Nguyên tắc|Quy trình|Điều kiện"
    r"|Điều khoản|Hiệu lực|Bãi bỏ|Quy định|Phạm vi|Đối tượng|Tổ chức thực hiện)\b"
)
CONDITION = re.compile(r"\s{1,9}(?:khi|nếu|đang|được)\b")  # ends the name of a unit
OWED_BY = re.compile(r"(?:Trách nhiệm|Nhiệm vụ)(?:\s+\w+){0,2}?\s+của\s+")
DIRECTIVES = frozenset(
    ("CT", "CV", "CĐ", "TB", "KL")
)  # give work under the names of units, without a part on execution
VERB = re.compile(
    r"\s{1,9}(?:căn cứ|chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|tham mưu|(?<!, )tổ chức|xây dựng|triển khai|chủ động|hướng dẫn|theo dõi|tổng hợp|bố trí|thực hiện|tăng cường|đẩy mạnh|chỉ đạo|rà soát|phát huy|kiểm tra|báo cáo|đăng tải|đôn đốc|tuyên truyền|vận động|cử|ban hành|lồng ghép|bảo đảm|đảm bảo|quán triệt|trực tiếp|theo chức năng|tiếp tục|làm đầu mối|là đầu mối|là cơ quan|thường xuyên|phân công|đề xuất|giúp|quản lý)\b"
)
COLON = re.compile(r"[^:.;\n]{2,160}?(?=\s{0,2}:)")
GIVE = re.compile(r"(?:Giao|Đề nghị|Yêu cầu)\s+(?:đối với\s+)?")


def find_duties(text: str, sections: Sequence[Section]) -> tuple[Duty, ...]:
    """Return the duties of the sections on execution, in order of place."""
    found: list[Duty] = []
    for section in sections:
        if section.role == "execution":
            found += duties_of_execution(text, section)
        elif section.role != "appendix":
            found += find_duties(text, section.children)
    return tuple(found)


def find_directive_duties(text: str, sections: Sequence[Section], kind: str | None) -> tuple[Duty, ...]:
    """Return the duties of a directive or a letter: of its parts that are headed by units, where at least two are."""
    headed = [section for section in sections if names_unit(section.title)]
    if kind not in DIRECTIVES or len(headed) < 2:
        return ()
    return tuple(found for section in headed for found in duties_of_unit(text, section))


def names_unit(title: str) -> bool:
    """Say whether a heading is a unit's name."""
    owed = OWED_BY.match(title)
    name = title[owed.end() :] if owed else title
    return bool(re.match(UNIT, name)) and not NO_UNIT.match(name) and not NEVER_UNIT.match(name)


def duties_of_execution(text: str, section: Section) -> Iterator[Duty]:
    """Yield the duties of a section on execution: of its units, then of its own paragraphs that begin with a unit."""
    for child in section.children:
        if has_lead_label(text, child):
            continue  # read with its labels
        never = NEVER_UNIT.match(child.title) is not None
        if child.role == "budget" or never or (NO_UNIT.match(child.title) and not COLON.match(child.title)):
            if never or any(grandchild.role is None for grandchild in child.children):
                yield from duties_of_execution(text, child)
            continue
        if child.role == "execution" and child.children:
            yield from duties_of_execution(text, child)
            continue
        yield from duties_of_unit(text, child)
    carried: tuple[str, Span] | None = None
    for paragraph in () if has_lead_label(text, section) else section.paragraphs:
        named = unit_of_paragraph(text, paragraph)
        if named is None:
            if carried is not None and paragraph.kind == "bullet":
                yield duty(text, carried[0], carried[1], section.path, body_span(text, paragraph))
            else:
                carried = None
            continue
        unit, rest = named
        if rest.end - rest.start > 8 and not text[rest.start : rest.end].rstrip().endswith(":"):
            yield duty(text, unit.of(text), unit, section.path, rest)
            carried = None
        else:
            carried = (unit.of(text), unit)


def duties_of_unit(text: str, section: Section) -> Iterator[Duty]:
    """Yield the duties under a unit's heading."""
    unit_span, run_in = split_heading(text, section)
    unit = unit_span.of(text)
    if run_in is not None:
        yield duty(text, unit, unit_span, section.path, run_in)
    parts = list(points_of(section))
    points = [part for part in parts if part.kind != "plain"]
    for part in points or parts:
        yield duty(text, unit, unit_span, section.path, body_span(text, part))


def points_of(section: Section) -> Iterator[Paragraph]:
    """Yield the paragraphs of a unit and of the headings below it; a heading with nothing under it is a point itself."""
    yield from section.paragraphs
    for child in section.children:
        below = list(points_of(child))
        if below:
            yield from below
        else:
            yield Paragraph("numbered", child.marker, child.span)


def split_heading(text: str, section: Section) -> tuple[Span, Span | None]:
    """Return the unit in a heading, and the words of a duty behind its colon on the same line."""
    start, end = section.title_span
    words = text[start:end]
    m = COLON.match(words)
    run_in: Span | None = None
    if m is not None and len(words) - m.end() > 9:
        first = start + m.end() + len(words[m.end() :]) - len(words[m.end() :].lstrip(" :"))
        run_in = Span(first, end)
        end = start + m.end()
    unit = text[start:end].rstrip(" .:;")
    if (give := GIVE.match(unit) or OWED_BY.match(unit)) is not None:
        return Span(start + give.end(), start + len(unit)), run_in
    return Span(start, start + len(unit)), run_in


def unit_of_paragraph(text: str, paragraph: Paragraph) -> tuple[Span, Span] | None:
    """Return the unit that a paragraph begins with, and what is asked of it; None where it begins with none."""
    span = body_span(text, paragraph)
    words = span.of(text)
    give = GIVE.match(words)
    lead = give.end() if give else 0
    if not re.match(UNIT, words[lead:]) or NO_UNIT.match(words[lead:]) or NEVER_UNIT.match(words[lead:]):
        return None
    colon = COLON.match(words, lead)
    verb = VERB.search(words, lead, min(len(words), lead + 170))
    if colon is not None and (verb is None or colon.end() <= verb.start()):
        cut = colon.end()
        rest = cut + len(words[cut:]) - len(words[cut:].lstrip(" :"))
    elif verb is not None and "." not in words[lead : verb.start()]:
        cut, rest = verb.start(), verb.start() + 1
    else:
        return None
    condition = CONDITION.search(words, lead, cut)
    unit = words[lead : condition.start() if condition else cut].rstrip(" ,;")
    return Span(span.start + lead, span.start + lead + len(unit)), Span(span.start + rest, span.end)


def body_span(text: str, paragraph: Paragraph) -> Span:
    """Return the span of a paragraph behind its bullet or marker."""
    words = paragraph.span.of(text)
    marker = parse_marker(words) if paragraph.kind == "numbered" else None
    skip = marker.length if marker else bullet_length(words)
    return Span(paragraph.span.start + skip, paragraph.span.end)


def duty(
    text: str,
    unit: str,
    unit_span: Span | None,
    section: str | None,
    span: Span,
    *,
    support: tuple[Value, ...] = (),
    deadline: Moment | None = None,
    recurrence: Value | None = None,
    deliverable: Value | None = None,
    row: tuple[int, int] | None = None,
) -> Duty:
    """Return a duty with what its words say of time, channels and scope."""
    scope, excluded = judge_scope(text, span.start, span.end)
    recurrence = recurrence or find_recurrence(text, span.start, span.end)
    return Duty(
        unit=unit,
        section=section,
        text=span.of(text),
        span=span,
        unit_span=unit_span,
        support=support or supports_of(text, span),
        deadline=deadline or find_deadline(text, span.start, span.end),
        recurrence=recurrence,
        deliverable=deliverable,
        channels=tuple(kind for kind, _ in find_channel_kinds(text, span.start, span.end)),
        excluded=excluded,
        scope=scope,
        row=row,
    )


SUPPORT = re.compile(
    rf"\b[Pp]hối hợp (?:chặt chẽ )?(?:với|cùng)\s+(?P<who>(?:các\s+)?{UNIT}[^.;:\n]{{0,140}}?)(?=[.;:\n]|$|,?\s+(?:tham mưu|tổ chức|xây dựng|triển khai|hướng dẫn|thực hiện|đăng|kiểm tra|rà soát|tuyên truyền|để|nhằm|trong|bố trí|theo dõi|đôn đốc|tập huấn|vận động|cập nhật|mở|in|lắp)\b)"
)


def supports_of(text: str, span: Span) -> tuple[Value, ...]:
    """Return the units that a duty is to be done together with."""
    m = SUPPORT.search(text, span.start, span.end) if text.find("hối hợp", span.start, span.end) >= 0 else None
    return (
        ()
        if m is None
        else (Value(m["who"].strip(" ,"), Span(m.start("who"), m.start("who") + len(m["who"].rstrip(" ,")))),)
    )
