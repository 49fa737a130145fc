"""Size and style of the lines that every document has. Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II and the table of samples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lotrinh.checks.finding import Slip
from lotrinh.checks.page.form import Look
from lotrinh.checks.page.samples import line
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Find, Rule
from lotrinh.data.forms import STATE, Letters, Part
from lotrinh.data.kinds import KIND_OF_NAME

HEAD_LINES = 20
SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II; mẫu chữ và chi tiết trình bày"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the first line of a sort. `start` is how that line begins in the sample page."""

    code: str
    name: str
    name_en: str
    pattern: re.Pattern[str]
    start: str
    part: Part
    in_head: bool = True

    @property
    def letters(self) -> Letters:
        """Return what the form in force asks of its letters."""
        return STATE.letters[self.part]

    def first(self, looks: tuple[Look, ...]) -> Look | None:
        """Return the line, where there is one."""
        lines = looks[:HEAD_LINES] if self.in_head else looks
        return next((look for look in lines if self.pattern.match(look.text)), None)

    def style(self) -> str:
        """Return the style asked for, for people."""
        asked = self.letters
        weights = [word for word, on in (("đậm", asked.bold), ("nghiêng", asked.italic)) if on]
        size = f"{asked.low:g}" if asked.low == asked.high else f"{asked.low:g} - {asked.high:g}"
        return f"cỡ {size}, {', '.join(weights) or 'đứng'}"


KINDS = "|".join(re.escape(name.upper()) for name in KIND_OF_NAME)
ASKED = (
    Asked("LT-P09", "Quốc hiệu", "The national name", re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM\Z"), "CỘNG", "nation"),
    Asked("LT-P10", "Tiêu ngữ", "The motto", re.compile(r"Độc lập\s?[-–]\s?Tự do\s?[-–]\s?Hạnh phúc\Z"), "Độc", "motto"),
    Asked("LT-P11", "Số, ký hiệu", "Number and symbol", re.compile(r"Số\s?:\s?[\d.… ]{0,8}/\S+\Z"), "Số", "number"),
    Asked("LT-P12", "Địa danh và thời gian", "Place and day", re.compile(r"[A-ZĐ][^,;]{1,30}, ngày .{0,8}tháng .{0,6}năm \d{4}\Z"), "Minh", "place"),
    Asked("LT-P13", "Tên loại văn bản", "The kind", re.compile(rf"(?:{KINDS})\Z"), "KẾ", "kind"),
    Asked("LT-P14", "“Nơi nhận:”", "The label of the recipients", re.compile(r"Nơi nhận\s?:?\Z"), "Nơi", "recipients_label", in_head=False),
    Asked("LT-P15", "Quyền hạn của người ký", "The power that signs", re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s?[^\W\d_]{2}"), "TM.", "power", in_head=False),
)  # fmt: skip


def finder(asked: Asked) -> Find:
    """Return a rule's function on one sort of line."""

    def find(paper: Paper) -> Iterator[Slip]:
        look = asked.first(paper.page.looks) if paper.page else None
        if look is None:
            return
        form = asked.letters
        odd = [size for size in sorted(look.sizes) if not form.low <= size <= form.high]
        if odd or (form.bold and not look.bold) or (form.italic and not look.italic):
            sizes = ", ".join(f"{size:g}" for size in sorted(look.sizes)) or "không rõ"
            weights = [word for word, on in (("đậm", look.bold), ("nghiêng", look.italic)) if on]
            found = f"cỡ {sizes}, {', '.join(weights) or 'đứng'}"
            yield Slip(
                f"{asked.name}: {found}; quy định {asked.style()}.", place=asked.name, found=found, asked=asked.style()
            )

    return find


def rule_of(asked: Asked) -> Rule:
    """Return the rule on one sort of line."""
    return Rule(
        code=asked.code,
        title=f"{asked.name}: {asked.style()}",
        title_en=f"{asked.name_en}: size and style",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="word/document.xml, word/styles.xml",
        bad=line(f"{asked.name} cỡ 16", asked.start, sizes=frozenset((16.0,))),
        good=line(f"{asked.name} {asked.style()}", asked.start, sizes=frozenset((asked.letters.high,))),
        find=finder(asked),
        systems=("state",),
        in_force_from=DECREE_30,
    )


RULES = tuple(rule_of(asked) for asked in ASKED)
