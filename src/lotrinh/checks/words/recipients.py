"""The list of recipients: it is there, its label has a colon, each line ends with ";", the last keeps the document (Lưu: VT, …).

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nơi nhận; Hướng dẫn 36-HD/VPTW (2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party, state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import FOOT, Paper
from lotrinh.checks.rule import DECREE_30, GUIDE_36, Rule
from lotrinh.documents.document import Span

KEPT = re.compile(r"[-–]?\s{0,3}Lưu\b", re.IGNORECASE)
KEPT_IN_STATE = re.compile(r"Lưu\s?:\s{0,3}(?:VT|Văn thư|VP)\b")
WITHOUT = ("BB", "HĐ", "GUQ", "GGT", "GNP", "PG", "PC", "PB", "Luật", "PL", "BGN", "BTT")


def find_missing(paper: Paper) -> Iterator[Slip]:
    plan = paper.plan
    if paper.kind in WITHOUT or paper.kind is None or plan.signature is None or plan.signature.name is None:
        return
    if re.search(r"Nơi\s{1,3}nhận", plan.text, re.IGNORECASE) is None:
        message = "Không thấy “Nơi nhận”."
        yield Slip(message, place="cuối văn bản", asked="Nơi nhận:", doubtful=not paper.has_sure_form)


def find_no_colon(paper: Paper) -> Iterator[Slip]:
    for span in paper.lines[paper.foot :]:
        m = FOOT.match(span.of(paper.text))
        if m is not None and not m[0].endswith(":"):
            at = Span(span.start, span.start + len(m[0].rstrip()))
            fix = Fix(at, "Nơi nhận:")
            doubtful = not paper.has_sure_letters
            yield Slip("Sau “Nơi nhận” có dấu hai chấm.", at, found=m[0], asked="Nơi nhận:", fix=fix, doubtful=doubtful)
            return


def find_not_kept(paper: Paper) -> Iterator[Slip]:
    recipients = paper.plan.recipients
    if len(recipients) < 2:
        return
    kept = [n for n, one in enumerate(recipients) if KEPT.match(one.name)]
    if not kept:
        last = recipients[-1].span
        doubtful = not paper.has_sure_form
        yield Slip("Dòng cuối của nơi nhận là nơi lưu.", last, asked="Lưu: VT, …", doubtful=doubtful)
    elif kept[-1] != len(recipients) - 1:
        span = recipients[kept[-1]].span
        yield Slip("Nơi lưu là dòng cuối của nơi nhận.", span, doubtful=not paper.has_sure_letters)


def find_kept_otherwise(paper: Paper) -> Iterator[Slip]:
    for one in paper.plan.recipients:
        words = one.span.of(paper.text).strip()
        if KEPT.match(one.name) and not KEPT_IN_STATE.match(words):
            message = "Nơi lưu viết “Lưu: VT,” rồi đến chữ viết tắt của đơn vị soạn thảo."
            yield Slip(message, one.span, found=words, asked="Lưu: VT, …", doubtful=not paper.has_sure_letters)


def find_line_ends(paper: Paper) -> Iterator[Slip]:
    recipients = paper.plan.recipients
    for n, one in enumerate(recipients):
        words = one.span.of(paper.text).rstrip()
        asked = "." if n == len(recipients) - 1 else ";"
        if words.endswith((asked, ":")) or "\n" in words or (asked == ";" and KEPT.match(words)):
            continue
        end = one.span.start + len(words)
        message = "Mỗi dòng nơi nhận kết thúc bằng “;”, dòng lưu bằng “.”."
        doubtful = not paper.has_sure_form
        yield Slip(message, Span(end - 1, end), found=words[-1], asked=asked, doubtful=doubtful)


def find_colon_in_party(paper: Paper) -> Iterator[Slip]:
    for one in paper.plan.recipients:
        if (m := re.match(r"Lưu\s?:", one.span.of(paper.text).strip())) is not None:
            yield Slip("Văn bản đảng viết “Lưu Văn phòng …”, không có dấu hai chấm.", one.span, found=m[0], asked="Lưu")


SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nơi nhận"
PARTY_SOURCE = "Hướng dẫn 36-HD/VPTW (2018); từ 27/5/2026 Quy định 399-QĐ/TW"
RULES = (
    Rule(
        code="LT-K08",
        title="Văn bản có “Nơi nhận”",
        title_en="A document has recipients",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="text",
        bad=state(recipients=""),
        good=state(recipients="Nơi nhận:\n- Các phòng thuộc UBND xã;\n- Lưu: VT, KT."),
        find=find_missing,
        systems=("state", "party"),
        in_force_from=DECREE_30,
    ),
    Rule(
        code="LT-K09",
        title="Dấu hai chấm sau “Nơi nhận”",
        title_en="A colon behind Nơi nhận",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="text",
        bad=state(recipients="Nơi nhận\n- Các phòng thuộc UBND xã;\n- Lưu: VT, KT."),
        good=state(recipients="Nơi nhận:\n- Các phòng thuộc UBND xã;\n- Lưu: VT, KT."),
        find=find_no_colon,
        systems=("state",),
        in_force_from=DECREE_30,
    ),
    Rule(
        code="LT-K10",
        title="Nơi lưu là dòng cuối của nơi nhận",
        title_en="The archive is the last of the recipients",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="recipients",
        bad=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Các phòng thuộc UBND xã."),
        good=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Các phòng thuộc UBND xã;\n- Lưu: VT, KT."),
        find=find_not_kept,
        systems=("state", "party"),
        in_force_from=DECREE_30,
    ),
    Rule(
        code="LT-K11",
        title="Nơi lưu viết “Lưu: VT, …”",
        title_en="The archive is written Lưu: VT, and the unit",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="recipients",
        bad=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Lưu VT."),
        good=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT, KT."),
        find=find_kept_otherwise,
        systems=("state",),
        in_force_from=DECREE_30,
    ),
    Rule(
        code="LT-K12",
        title="Dòng nơi nhận kết thúc bằng “;”, dòng cuối bằng “.”",
        title_en="Recipients end with a semicolon, the last with a full stop",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="recipients",
        bad=state(recipients="Nơi nhận:\n- UBND tỉnh,\n- Các trường học,\n- Lưu: VT, KT."),
        good=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Các trường học;\n- Lưu: VT, KT."),
        find=find_line_ends,
        systems=("state",),
        in_force_from=DECREE_30,
    ),
    Rule(
        code="LT-K13",
        title="Văn bản đảng: “Lưu Văn phòng …” không có dấu hai chấm",
        title_en="Party: no colon in the line that keeps the document",
        severity="warning",
        source=PARTY_SOURCE,
        confidence="B",
        looks_at="recipients",
        bad=party(recipients="Nơi nhận:\n- Tỉnh ủy,\n- Lưu: Văn phòng Đảng ủy."),
        good=party(recipients="Nơi nhận:\n- Tỉnh ủy,\n- Lưu Văn phòng Đảng ủy."),
        find=find_colon_in_party,
        systems=("party",),
        in_force_from=GUIDE_36,
    ),
)
