"""Font, size, colour, alignment, indent and spacing of the running text. Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I and II.

Of the Party: Hướng dẫn 36-HD/VPTW (2018). The text as a whole is judged: one odd paragraph is no finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lotrinh.checks.examples import Example
from lotrinh.checks.finding import Slip
from lotrinh.checks.page.finding_lines import GROUND
from lotrinh.checks.page.form import Look
from lotrinh.checks.page.guides import GUIDES, LONG, Guide
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Confidence, Find, Rule
from lotrinh.data.forms import Form

TOPIC = "phông chữ và nội dung văn bản"
SLACK = 0.6  # millimetres that a file loses by rounding
MOST = 0.5  # the share of lines above which the text as a whole goes against the rule
START = LONG[:10]
BLACK = "000000"
Test = Callable[[Look], bool | None]


def most(test: Test, message: str, asked: str) -> Find:
    """Return a rule's function: most lines of the text fail a test; a test that answers None cannot tell."""

    def find(paper: Paper) -> Iterator[Slip]:
        answers = [test(look) for look in paper.page.body()] if paper.page else []
        told = [answer for answer in answers if answer is not None]
        if told and sum(told) / len(told) > MOST:
            yield Slip(message, place="nội dung văn bản", found=f"{sum(told)} trên {len(told)} đoạn", asked=asked)

    return find


def has_other_font(form: Form) -> Test:
    return lambda look: any(font.casefold() != form.font.casefold() for font in look.fonts) if look.fonts else None


def has_other_size(form: Form) -> Test:
    body = form.letters["body"]
    return lambda look: any(not body.low <= size <= body.high for size in look.sizes) if look.sizes else None


def has_colour(look: Look) -> bool | None:
    return bool(look.colours - {BLACK})


def is_ragged(look: Look) -> bool | None:
    return look.align != "justify"


def has_other_indent(form: Form) -> Test:
    def test(look: Look) -> bool | None:
        if not look.first_indent:
            return None  # some indent by a tab or a numbered list, which the file says elsewhere
        return all(abs(look.first_indent - indent) > form.indent_slack for indent in form.first_indents)

    return test


def has_other_spacing(form: Form) -> Test:
    low, high = form.line_spacing or (0, 0)
    return lambda look: not low - 0.01 <= look.line_spacing <= high + 0.01 if look.line_spacing is not None else None


def has_other_pitch(form: Form) -> Test:
    """A file that spaces its lines by a multiple does not say how far apart they are in points."""
    low, high = form.line_pitch or (0, 0)
    return lambda look: not low <= look.line_pitch <= high if look.line_pitch is not None else None


def is_close(form: Form) -> Test:
    return lambda look: look.gap < form.paragraph_gap if look.gap is not None else None


def turn_ground(look: Look) -> Look:
    """Return a ground in the other style, and every other line as it is."""
    return replace(look, italic=not look.italic) if GROUND.match(look.text) else look


def grounds_finder(italic: bool) -> Find:
    """Return a rule's function: the grounds stand upright where they should be italic, or the other way round."""
    asked, found = ("nghiêng", "đứng") if italic else ("đứng", "nghiêng")

    def find(paper: Paper) -> Iterator[Slip]:
        looks = [look for look in paper.page.looks if GROUND.match(look.text)] if paper.page else []
        grounds = [look for look in looks if look.text.endswith(";")]
        if paper.has_formal_grounds and len(grounds) > 1 and all(look.italic != italic for look in grounds):
            message = f"Căn cứ ban hành trình bày bằng chữ {asked}."
            yield Slip(message, place="căn cứ ban hành", found=found, asked=asked)

    return find


def rule(
    guide: Guide,
    number: int,
    title: tuple[str, str],
    find: Find,
    examples: tuple[Example, Example],
    confidence: Confidence | None = None,
) -> Rule:
    """Return a rule of the running text; its examples are the bad one and the good one."""
    bad, good = examples
    return guide.rule(
        number,
        title,
        find,
        bad=bad,
        good=good,
        part="phần I và II",
        topic=TOPIC,
        looks_at="word/document.xml, word/styles.xml",
        confidence=confidence,
    )


def rules_of(guide: Guide) -> Iterator[Rule]:
    """Yield the rules that every form has."""
    form, size = guide.form, guide.form.letters["body"].size
    other = guide.line("Arial", START, fonts=frozenset(("Arial",))), guide.line(form.font, START)
    small = guide.line("cỡ 12", START, sizes=frozenset((12.0,))), guide.line("cỡ 14", START)
    left = guide.line("canh trái", START, align="left"), guide.line("canh đều", START)
    far = guide.line("lùi vào 20 mm", START, first_indent=20.0), guide.line("lùi vào 10 mm", START, first_indent=10.0)
    indents = " hoặc ".join(f"{indent:g} mm".replace(".", ",") for indent in form.first_indents)
    fonts = most(has_other_font(form), f"Nội dung không dùng phông {form.font}.", form.font)
    sizes = most(has_other_size(form), f"Nội dung không ở cỡ chữ {size}.", size)
    ragged = most(is_ragged, "Nội dung không canh đều hai lề.", "canh đều")
    indented = most(has_other_indent(form), f"Dòng đầu không lùi vào {indents}.", indents)
    # Which font the Party's guide names, we know from samples only.
    unsure: Confidence | None = "C" if guide.is_party else None
    if form.asks_font:
        yield rule(guide, 16, (f"Phông chữ {form.font}", f"The font is {form.font}"), fonts, other, unsure)
    yield rule(guide, 17, (f"Nội dung cỡ chữ {size}", "The size of the text"), sizes, small)
    yield rule(guide, 19, ("Nội dung canh đều hai lề", "The text is justified"), ragged, left)
    yield rule(guide, 20, (f"Dòng đầu lùi vào {indents}", "The indent of the first line"), indented, far)
    italic = form.letters["ground"].italic
    style, style_en = ("nghiêng", "italic") if italic else ("đứng", "upright")
    turned = guide.lines("căn cứ viết kiểu khác", turn_ground), guide.example(f"căn cứ chữ {style}")
    title = f"Căn cứ ban hành chữ {style}", f"Grounds are {style_en}"
    yield rule(guide, 22, title, grounds_finder(italic), turned)
    yield from rules_of_party(guide) if guide.is_party else rules_of_state(guide)


def rules_of_state(guide: Guide) -> Iterator[Rule]:
    """Yield the rules that the state's form alone has."""
    blue = guide.line("chữ màu xanh", START, colours=frozenset(("0000FF",))), guide.line("chữ màu đen", START)
    colour = most(has_colour, "Nội dung không dùng chữ màu đen.", "đen")
    if guide.form.asks_font:
        yield rule(guide, 18, ("Chữ màu đen", "The text is black"), colour, blue)
    wide = guide.line("cách dòng 2,0", START, line_spacing=2.0), guide.line("cách dòng 1,15", START, line_spacing=1.15)
    spacing = most(has_other_spacing(guide.form), "Khoảng cách dòng không từ đơn đến 1,5.", "1,0 - 1,5")
    yield rule(guide, 21, ("Dòng cách dòng từ đơn đến 1,5", "Lines are single to 1.5 apart"), spacing, wide)
    close = guide.line("đoạn cách đoạn 2 pt", START, gap=2.0), guide.line("đoạn cách đoạn 6 pt", START, gap=6.0)
    gap = most(is_close(guide.form), "Đoạn cách đoạn dưới 6 pt.", "ít nhất 6 pt")
    yield rule(guide, 32, ("Đoạn cách đoạn ít nhất 6 pt", "Paragraphs are 6 pt apart or more"), gap, close)


def rules_of_party(guide: Guide) -> Iterator[Rule]:
    """Yield the rules that the Party's form alone has."""
    wide = guide.line("dòng 30 pt", START, line_pitch=30.0), guide.line("dòng 18 pt", START, line_pitch=18.0)
    pitch = most(has_other_pitch(guide.form), "Khoảng cách dòng không từ 18 đến 22 pt.", "18 - 22 pt")
    yield rule(guide, 21, ("Dòng cách dòng chính xác 18 đến 22 pt", "Lines are exactly 18 to 22 pt apart"), pitch, wide)


RULES = tuple(one for guide in GUIDES for one in rules_of(guide))
