"""Font, size, colour, alignment, indent and spacing of the running text. Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I and II."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lotrinh.checks.examples import Example
from lotrinh.checks.finding import Slip
from lotrinh.checks.page.form import Look
from lotrinh.checks.page.samples import line
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Find, Rule
from lotrinh.checks.words.grounds import FORMAL
from lotrinh.data.forms import STATE

SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, phông chữ; phần II, nội dung văn bản"
SLACK = 0.6  # millimetres that a file loses by rounding
MOST = 0.5  # the share of lines above which the text as a whole goes against the rule
START = "Ủy ban"


def most(test: Callable[[Look], bool | None], message: str, asked: str) -> Find:
    """Return a rule's function: most lines of the text fail a test; a test that answers None cannot tell."""

    def find(paper: Paper) -> Iterator[Slip]:
        answers = [test(look) for look in paper.page.body()] if paper.page else []
        told = [answer for answer in answers if answer is not None]
        if told and sum(told) / len(told) > MOST:
            yield Slip(message, place="nội dung văn bản", found=f"{sum(told)} trên {len(told)} đoạn", asked=asked)

    return find


def has_other_font(look: Look) -> bool | None:
    return any(font.casefold() != STATE.font.casefold() for font in look.fonts) if look.fonts else None


def has_other_size(look: Look) -> bool | None:
    body = STATE.letters["body"]
    return any(not body.low <= size <= body.high for size in look.sizes) if look.sizes else None


def has_colour(look: Look) -> bool | None:
    return bool(look.colours - {"000000"})


def is_ragged(look: Look) -> bool | None:
    return look.align != "justify"


def has_other_indent(look: Look) -> bool | None:
    if not look.first_indent:
        return None  # some indent by a tab or a numbered list, which the file says elsewhere
    return all(abs(look.first_indent - indent) > SLACK for indent in STATE.first_indents)


def has_other_spacing(look: Look) -> bool | None:
    low, high = STATE.line_spacing or (0, 0)
    return not low - 0.01 <= look.line_spacing <= high + 0.01 if look.line_spacing is not None else None


def find_upright_grounds(paper: Paper) -> Iterator[Slip]:
    looks = [look for look in paper.page.looks if look.text.startswith("Căn cứ")] if paper.page else []
    grounds = [look for look in looks if look.text.endswith(";")]
    if paper.kind in FORMAL and len(grounds) > 1 and not any(look.italic for look in grounds):
        yield Slip(
            "Căn cứ ban hành trình bày bằng chữ nghiêng.", place="căn cứ ban hành", found="đứng", asked="nghiêng"
        )


def rule(code: str, title: str, title_en: str, bad: Example, good: Example, find: Find) -> Rule:
    """Return a rule of the running text."""
    return Rule(
        code=code,
        title=title,
        title_en=title_en,
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="word/document.xml, word/styles.xml",
        bad=bad,
        good=good,
        find=find,
        systems=("state",),
        in_force_from=DECREE_30,
    )


RULES = (
    rule("LT-P16", "Phông chữ Times New Roman", "The font is Times New Roman", line("Arial", START, fonts=frozenset(("Arial",))), line("Times New Roman", START), most(has_other_font, "Nội dung không dùng phông Times New Roman.", "Times New Roman")),
    rule("LT-P17", "Nội dung cỡ chữ 13 - 14", "The text is of size 13 to 14", line("cỡ 12", START, sizes=frozenset((12.0,))), line("cỡ 14", START), most(has_other_size, "Nội dung không ở cỡ chữ 13 - 14.", "13 - 14")),
    rule("LT-P18", "Chữ màu đen", "The text is black", line("chữ màu xanh", START, colours=frozenset(("0000FF",))), line("chữ màu đen", START), most(has_colour, "Nội dung không dùng chữ màu đen.", "đen")),
    rule("LT-P19", "Nội dung canh đều hai lề", "The text is justified", line("canh trái", START, align="left"), line("canh đều", START), most(is_ragged, "Nội dung không canh đều hai lề.", "canh đều")),
    rule("LT-P20", "Dòng đầu lùi vào 10 mm hoặc 12,7 mm", "The first line is indented 10 or 12.7 mm", line("lùi vào 20 mm", START, first_indent=20.0), line("lùi vào 10 mm", START, first_indent=10.0), most(has_other_indent, "Dòng đầu không lùi vào 10 mm hoặc 12,7 mm.", "10 mm hoặc 12,7 mm")),
    rule("LT-P21", "Dòng cách dòng từ đơn đến 1,5", "Lines are single to 1.5 apart", line("cách dòng 2,0", START, line_spacing=2.0), line("cách dòng 1,15", START, line_spacing=1.15), most(has_other_spacing, "Khoảng cách dòng không từ đơn đến 1,5.", "1,0 - 1,5")),
    rule("LT-P22", "Căn cứ ban hành chữ nghiêng", "Grounds are italic", line("căn cứ chữ đứng", "Căn cứ", italic=False), line("căn cứ chữ nghiêng", "Căn cứ"), find_upright_grounds),
)  # fmt: skip
