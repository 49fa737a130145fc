"""Size and style of the lines that every document has. Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II and the table of samples.

Of the Party: Hướng dẫn 36-HD/VPTW (2018). What is asked of the letters comes from the form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lotrinh.checks.finding import Slip
from lotrinh.checks.page import finding_lines as find
from lotrinh.checks.page.finding_lines import Looks, Pick
from lotrinh.checks.page.form import Look
from lotrinh.checks.page.guides import GUIDES, Guide, cell
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Find, Rule
from lotrinh.data.forms import Letters, Part

TOPIC = "mẫu chữ và chi tiết trình bày"
WEIGHTS = ("đậm", "nghiêng", "gạch chân")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks of the first line of a sort. `start` is how that line begins in the page of the form.

    `light`: it must not be bold. `extra` is put into the page where that holds no line of the sort.
    """

    guide: Guide
    number: int
    name: str
    name_en: str
    pick: Pick
    start: str
    part: Part
    light: bool = False
    extra: Look | None = None

    @property
    def code(self) -> str:
        return f"LT-{self.guide.letter}{self.number:02d}"

    @property
    def letters(self) -> Letters:
        """Return what the form asks of its letters."""
        return self.guide.form.letters[self.part]

    def first(self, looks: Looks) -> Look | None:
        """Return the line, where there is one."""
        return self.pick(looks)

    def style(self) -> str:
        """Return the style asked for, for people."""
        asked = self.letters
        light = "không đậm" if self.light else "đứng"
        return f"cỡ {asked.size}, {weights(asked.bold, asked.italic, asked.underlined) or light}"

    def fits(self, look: Look) -> bool:
        """Say whether a line has the letters asked for; what the file does not say fits."""
        asked = self.letters
        weighted = (look.bold or not asked.bold) and (look.italic or not asked.italic)
        lined = look.underlined or not asked.underlined
        return weighted and lined and not (self.light and look.bold) and self.has_size(look)

    def has_size(self, look: Look) -> bool:
        """Say whether every letter is of a size asked for."""
        return all(self.letters.low <= size <= self.letters.high for size in look.sizes)


def weights(*switches: bool) -> str:
    """Return the weights that are on, for people."""
    return ", ".join(word for word, on in zip(WEIGHTS, switches, strict=True) if on)


def asked_under(guide: Guide) -> Iterator[Asked]:
    """Yield what a form asks, in the order of the page."""
    party, letters = guide.is_party, guide.form.letters
    power = find.PARTY_POWER if party else find.STATE_POWER
    title = (
        ("Tiêu đề ĐẢNG CỘNG SẢN VIỆT NAM", "The title of the Party") if party else ("Quốc hiệu", "The national name")
    )
    nation = find.first_like(find.PARTY if party else find.NATION)
    number = find.first_like(find.ANY_NUMBER if party else find.STATE_NUMBER)
    letter = cell("về việc trồng cây xanh" if party else "V/v trồng cây xanh", 12, side="left", italic=party)
    yield Asked(guide, 9, *title, nation, "ĐẢNG CỘNG" if party else "CỘNG", "nation")
    if not party:
        yield Asked(guide, 10, "Tiêu ngữ", "The motto", find.first_like(find.MOTTO), "Độc", "motto")
    yield Asked(guide, 11, "Số, ký hiệu", "Number and symbol", number, "Số", "number")
    yield Asked(guide, 12, "Địa danh và thời gian", "Place and day", find.first_like(find.PLACE), "Minh", "place")
    yield Asked(guide, 13, "Tên loại văn bản", "The kind", find.first_like(find.KIND), "KẾ", "kind")
    label = find.first_like(find.LABEL, in_head=False)
    yield Asked(guide, 14, "“Nơi nhận:”", "The label of the recipients", label, "Nơi", "recipients_label")
    powers = find.first_like(power, in_head=False)
    yield Asked(guide, 15, "Quyền hạn của người ký", "The power that signs", powers, "T/M" if party else "TM.", "power")
    above = "TỈNH ỦY" if party else "ỦY BAN NHÂN DÂN TỈNH"
    yield Asked(guide, 23, "Cơ quan chủ quản", "The body above", find.parent, above, "parent")
    own = "ĐẢNG ỦY" if party else "ỦY BAN NHÂN DÂN XÃ"
    yield Asked(guide, 24, "Cơ quan ban hành", "The issuing body", find.issuer, own, "issuer")
    yield Asked(guide, 25, "Trích yếu", "The subject", find.subject, "tổ chức" if party else "Trồng", "subject")
    subject = "Trích yếu công văn", "The subject of a letter", find.letter_subject, letter.text
    yield Asked(guide, 26, *subject, "letter_subject", extra=letter)
    yield Asked(guide, 27, "Dòng nơi nhận", "A line of the recipients", find.recipient, "- Các", "recipients")
    light = party and not letters["post"].bold
    post = "BÍ THƯ" if party else "CHỦ TỊCH"
    yield Asked(guide, 28, "Chức vụ người ký", "The post of who signs", find.post(power), post, "post", light)
    yield Asked(guide, 29, "Họ tên người ký", "The name of who signs", find.signer(power), "Nguyễn", "signer")


def finder(asked: Asked) -> Find:
    """Return a rule's function on one sort of line."""

    def search(paper: Paper) -> Iterator[Slip]:
        look = asked.first(paper.page.looks) if paper.page else None
        if look is not None and not asked.fits(look):
            sizes = ", ".join(f"{size:g}" for size in sorted(look.sizes)) or "không rõ"
            found = f"cỡ {sizes}, {weights(look.bold, look.italic, look.underlined) or 'đứng'}"
            message = f"{asked.name}: {found}; quy định {asked.style()}."
            yield Slip(message, place=asked.name, found=found, asked=asked.style())

    return search


def rule_of(asked: Asked) -> Rule:
    """Return the rule on one sort of line."""
    guide = asked.guide
    if asked.extra is not None:
        bad = guide.with_line(f"{asked.name} cỡ 17", replace(asked.extra, sizes=frozenset((17.0,))))
        good = guide.with_line(f"{asked.name} {asked.style()}", asked.extra)
    else:
        bad = guide.line(f"{asked.name} cỡ 17", asked.start, sizes=frozenset((17.0,)))
        good = guide.line(f"{asked.name} {asked.style()}", asked.start, sizes=frozenset((asked.letters.high,)))
    return guide.rule(
        asked.number,
        (f"{asked.name}: {asked.style()}", f"{asked.name_en}: size and style"),
        finder(asked),
        bad=bad,
        good=good,
        part="phần II",
        topic=TOPIC,
        looks_at="word/document.xml, word/styles.xml",
    )


ASKED = tuple(asked for guide in GUIDES for asked in asked_under(guide))
RULES = tuple(rule_of(asked) for asked in ASKED)
