"""Who signs with which power: TM. for a collective, KT. by a deputy, TL. and TUQ.; T/M and K/T in the Party.

Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8; Hướng dẫn 36-HD/VPTW (2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party, state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, GUIDE_36, Rule
from lotrinh.plans.plan import Power, Signature

PERSON = re.compile(
    r"(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|HIỆU TRƯỞNG|TRƯỞNG (?:BAN|PHÒNG)|CHÁNH|CỤC TRƯỞNG|VỤ TRƯỞNG)\b"
)
COLLECTIVE = re.compile(r"(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|CHÍNH PHỦ|BAN (?:CHỈ ĐẠO|CHẤP HÀNH|THƯỜNG VỤ)|ĐẢNG ỦY|TỔ )")
DEPUTY = re.compile(r"PHÓ|THỨ TRƯỞNG|ỦY VIÊN|UỶ VIÊN|THÀNH VIÊN")
SECRETARY = re.compile(r"BÍ THƯ(?! CHI)")
COMMITTEE = re.compile(r"(?:ỦY BAN|UỶ BAN) NHÂN DÂN|UBND")


def powers(signature: Signature) -> Iterator[Power]:
    """Yield the lines of power of a signature, top to bottom."""
    yield Power(signature.authority, signature.on_behalf_of)
    if signature.under is not None:
        yield signature.under


def find_person_behind_tm(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        for power in powers(signature):
            if power.authority and power.on_behalf_of and power.authority.value == "TM.":
                whom = power.on_behalf_of
                if PERSON.match(whom.value):
                    message = "TM. là ký thay mặt tập thể, nên đi với tên tập thể, không đi với chức vụ."
                    yield Slip(message, whom.span, found=f"TM. {whom.value}")


def find_collective_behind_kt(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        for power in powers(signature):
            if power.authority and power.on_behalf_of and power.authority.value in ("KT.", "TL.", "TUQ."):
                whom = power.on_behalf_of
                if COLLECTIVE.match(whom.value) and power.authority.value == "KT.":
                    message = "KT. là ký thay người đứng đầu, nên đi với chức vụ, không đi với tên tập thể."
                    yield Slip(message, whom.span, found=f"KT. {whom.value}")


def find_no_deputy(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        last = list(powers(signature))[-1]
        post = signature.position
        if last.authority and last.authority.value in ("KT.", "K/T") and post and not DEPUTY.search(post.value):
            message = "Ký thay (KT.) là việc của cấp phó; chức vụ dưới đó không phải cấp phó."
            yield Slip(message, post.span, found=post.value, doubtful=not paper.has_sure_letters)


def find_deputy_alone(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        whom, post = signature.on_behalf_of, signature.position
        if not (signature.authority and whom and post) or signature.under is not None:
            continue
        if signature.authority.value == "TM." and COMMITTEE.match(whom.value) and post.value.startswith("PHÓ CHỦ TỊCH"):
            message = "Phó Chủ tịch ký thì dưới TM. ỦY BAN NHÂN DÂN còn có dòng KT. CHỦ TỊCH."
            yield Slip(message, post.span, found=post.value, asked="KT. CHỦ TỊCH", doubtful=not paper.has_sure_letters)
        if signature.authority.value == "TL." and post.value.startswith("PHÓ "):
            head = post.value.removeprefix("PHÓ ")
            message = f"Cấp phó ký dưới TL. thì còn có dòng KT. {head}."
            yield Slip(message, post.span, found=post.value, asked=f"KT. {head}", doubtful=not paper.has_sure_letters)


def find_party_mark(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        for power in powers(signature):
            if power.authority and "/" in power.authority.value:
                asked = power.authority.value.replace("/", "") + "."
                fix = Fix(power.authority.span, asked)
                message = f"Văn bản hành chính viết {asked}, không viết {power.authority.value}."
                yield Slip(message, power.authority.span, found=power.authority.value, asked=asked, fix=fix)


def find_state_mark(paper: Paper) -> Iterator[Slip]:
    asked = {"TM.": "T/M", "KT.": "K/T", "TL.": "T/L"}
    for signature in paper.plan.signatures:
        for power in powers(signature):
            if power.authority and power.authority.value in asked:
                mark = asked[power.authority.value]
                message = f"Văn bản đảng viết {mark}, không viết {power.authority.value}"
                fix = Fix(power.authority.span, mark)
                yield Slip(message, power.authority.span, found=power.authority.value, asked=mark, fix=fix)


def find_deputy_secretary(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        for power in powers(signature):
            if not power.authority or not power.on_behalf_of or power.authority.value not in ("K/T", "KT.", "KT"):
                continue
            if SECRETARY.match(power.on_behalf_of.value):
                message = "Phó bí thư cấp ủy ký thay mặt (T/M) tập thể, không ký thay (K/T) bí thư."
                yield Slip(message, power.authority.span, found=power.authority.value, asked="T/M")


STATE_SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8 (chức vụ, họ tên và chữ ký)"
PARTY_SOURCE = "Hướng dẫn 36-HD/VPTW (2018); từ 27/5/2026 Quy định 399-QĐ/TW"
RULES = (
    Rule(
        code="LT-K01",
        title="TM. đi với tên một tập thể",
        title_en="TM. names a collective",
        severity="error",
        source=STATE_SOURCE,
        confidence="A",
        looks_at="signature",
        bad=state(signature="TM. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
        good=state(signature="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An"),
        find=find_person_behind_tm,
        systems=("state",),
        in_force_from=DECREE_30,
        legal_acts=True,
    ),
    Rule(
        code="LT-K02",
        title="KT. đi với chức vụ của người đứng đầu",
        title_en="KT. names the post of the head",
        severity="error",
        source=STATE_SOURCE,
        confidence="A",
        looks_at="signature",
        bad=state(signature="KT. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
        good=state(signature="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
        find=find_collective_behind_kt,
        systems=("state",),
        in_force_from=DECREE_30,
        legal_acts=True,
    ),
    Rule(
        code="LT-K03",
        title="Người ký thay (KT.) là cấp phó",
        title_en="Who signs for the head is a deputy",
        severity="warning",
        source=STATE_SOURCE,
        confidence="A",
        looks_at="signature",
        bad=state(signature="KT. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\nNguyễn Văn An"),
        good=state(signature="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn An"),
        find=find_no_deputy,
        systems=("state", "party"),
        in_force_from=DECREE_30,
        legal_acts=True,
    ),
    Rule(
        code="LT-K04",
        title="Cấp phó ký thì có dòng KT.",
        title_en="A deputy signs under a line KT.",
        severity="note",
        source=STATE_SOURCE,
        confidence="C",
        looks_at="signature",
        bad=state(signature="TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
        good=state(signature="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
        find=find_deputy_alone,
        systems=("state",),
        in_force_from=DECREE_30,
        legal_acts=True,
    ),
    Rule(
        code="LT-K05",
        title="Quyền hạn ký viết TM., KT., TL., TUQ., Q.",
        title_en="Powers are written TM., KT., TL., TUQ., Q.",
        severity="warning",
        source=STATE_SOURCE,
        confidence="A",
        looks_at="signature",
        bad=state(signature="T/M ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An"),
        good=state(signature="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An"),
        find=find_party_mark,
        systems=("state",),
        in_force_from=DECREE_30,
    ),
    Rule(
        code="LT-K06",
        title="Văn bản đảng: quyền hạn ký viết T/M, K/T, T/L",
        title_en="Party: powers are written T/M, K/T, T/L",
        severity="warning",
        source=PARTY_SOURCE,
        confidence="B",
        looks_at="signature",
        bad=party(signature="TM. ĐẢNG ỦY\nBÍ THƯ\nNguyễn Văn An"),
        good=party(signature="T/M ĐẢNG ỦY\nBÍ THƯ\nNguyễn Văn An"),
        find=find_state_mark,
        systems=("party",),
        in_force_from=GUIDE_36,
    ),
    Rule(
        code="LT-K07",
        title="Phó bí thư cấp ủy ký T/M, không ký K/T",
        title_en="A deputy secretary of a committee signs T/M",
        severity="warning",
        source=PARTY_SOURCE,
        confidence="B",
        looks_at="signature",
        bad=party(signature="K/T BÍ THƯ\nPHÓ BÍ THƯ\nNguyễn Văn An"),
        good=party(signature="T/M ĐẢNG ỦY\nPHÓ BÍ THƯ\nNguyễn Văn An"),
        find=find_deputy_secretary,
        systems=("party",),
        in_force_from=GUIDE_36,
    ),
)
