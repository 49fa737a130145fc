"""Reads how a .docx looks from its parts (ECMA-376 part 1, 17.3, 17.6, 17.7); what no part says stays unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from lotrinh.checks.page.docx_lines import has_line_near, side_of
from lotrinh.checks.page.form import HEAD_LINES, Look, PageForm, PageNumber, Sheet, Side
from lotrinh.documents.document import Align
from lotrinh.documents.numbering import VAL, W
from lotrinh.documents.package import Package

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TWIPS = 56.6929  # in a millimetre
SINGLE = 240  # a single line, in the file's unit
POINT = 20  # a point, in the file's unit
OFF = ("0", "false", "off", "none")
ALIGNS: dict[str, Align] = {
    "center": "center", "right": "right", "end": "right", "both": "justify", "left": "left", "start": "left",
}  # fmt: skip


@dataclass(slots=True)
class Chain:
    """Properties from the nearest to the farthest: the run's own, its style's, the paragraph's style, the defaults."""

    elements: list[etree._Element]

    def find(self, name: str) -> etree._Element | None:
        """Return the first property of a name."""
        return next((found for element in self.elements if (found := element.find(W + name)) is not None), None)

    def value(self, name: str, attribute: str = "val") -> str | None:
        """Return the first value of an attribute."""
        for element in self.elements:
            found = element.find(W + name)
            if found is not None and (value := found.get(W + attribute)) is not None:
                return value
        return None

    def is_on(self, name: str) -> bool:
        """Say whether a switch such as bold is on."""
        found = self.find(name)
        return found is not None and found.get(VAL) not in OFF


class Looks:
    """The styles of a file, and the looks of its lines by them."""

    def __init__(self, root: etree._Element | None) -> None:
        self.styles: dict[str, etree._Element] = {}
        self.default: str | None = None
        self.defaults: dict[str, etree._Element | None] = {"rPr": None, "pPr": None}
        for style in root.iterfind(W + "style") if root is not None else ():
            self.styles[style.get(W + "styleId", "")] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self.default = style.get(W + "styleId")
        if root is not None:
            for name in self.defaults:
                self.defaults[name] = root.find(f"{W}docDefaults/{W}{name}Default/{W}{name}")

    def above(self, key: str | None, name: str) -> Iterator[etree._Element]:
        """Yield the properties of a style and of those that it is based on."""
        seen: set[str] = set()
        while key is not None and key in self.styles and key not in seen:
            seen.add(key)
            found = self.styles[key].find(W + name)
            if found is not None:
                yield found
            based = self.styles[key].find(W + "basedOn")
            key = based.get(VAL) if based is not None else None

    def chain(self, name: str, own: etree._Element | None, *keys: str | None) -> Chain:
        """Return a chain of properties."""
        elements = [own] if own is not None else []
        for key in keys:
            elements += self.above(key, name)
        last = self.defaults[name]
        return Chain([*elements, last] if last is not None else elements)

    def of_paragraph(self, paragraph: etree._Element) -> Iterator[Look]:
        """Yield the printed lines of a paragraph."""
        properties = paragraph.find(W + "pPr")
        named = properties.find(W + "pStyle") if properties is not None else None
        key = named.get(VAL) if named is not None else self.default
        form = self.chain("pPr", properties, key)
        cell = next(paragraph.iterancestors(W + "tc"), None)
        side = side_of(cell) if cell is not None else None
        runs = list(self.runs(paragraph, key))
        for start, end in line_ranges([text for text, _ in runs]):
            line = runs[start:end]
            text = "".join(words for words, _ in line).strip()
            if text:
                yield look_of(
                    text, [chain for words, chain in line if re.search(r"\w", words)], form, cell is not None, side
                )

    def runs(self, paragraph: etree._Element, key: str | None) -> Iterator[tuple[str, Chain]]:
        """Yield the words of a paragraph with their properties; a break is a line feed alone."""
        for run in paragraph.iter(W + "r"):
            own = run.find(W + "rPr")
            named = own.find(W + "rStyle") if own is not None else None
            chain = self.chain("rPr", own, named.get(VAL) if named is not None else None, key)
            for child in run:
                if child.tag == W + "t":
                    yield child.text or "", chain
                elif child.tag in (W + "br", W + "cr"):
                    yield "\n", chain
                elif child.tag == W + "tab":
                    yield " ", chain


def line_ranges(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a paragraph's runs begin and end."""
    start = 0
    for n, text in enumerate(words):
        if text == "\n":
            yield start, n
            start = n + 1
    yield start, len(words)


def look_of(text: str, chains: list[Chain], form: Chain, in_table: bool, side: Side | None) -> Look:
    """Return the look of one line."""
    sizes = frozenset(size / 2 for chain in chains if (size := number(chain.value("sz"))) is not None)
    fonts = frozenset(font for chain in chains if (font := chain.value("rFonts", "ascii")))
    colours = frozenset(colour.upper() for chain in chains if (colour := chain.value("color")))
    indent = form.value("ind", "firstLine")
    spacing, rule = form.value("spacing", "line"), form.value("spacing", "lineRule")
    multiple = number(spacing) if rule in (None, "auto") else None
    exact = number(spacing) if rule == "exact" else None
    gaps = [number(form.value("spacing", name)) for name in ("before", "after")]
    told = [gap for gap in gaps if gap is not None]
    first = number(indent)
    return Look(
        text=text,
        in_table=in_table,
        sizes=sizes,
        fonts=fonts,
        colours=colours - {"AUTO"},
        bold=bool(chains) and all(chain.is_on("b") for chain in chains),
        italic=bool(chains) and all(chain.is_on("i") for chain in chains),
        align=ALIGNS.get(form.value("jc") or "left"),
        first_indent=first / TWIPS if first is not None else None,
        line_spacing=multiple / SINGLE if multiple is not None else None,
        line_pitch=exact / POINT if exact is not None else None,
        underlined=bool(chains) and all(chain.is_on("u") for chain in chains),
        side=side,
        gap=sum(told) / POINT if told else None,
    )


def number(words: str | None) -> float | None:
    """Return a whole number of the file; None where it is none."""
    return float(words) if words is not None and re.fullmatch(r"-?\d{1,6}", words) else None


def read_form(data: bytes, *, name: str) -> PageForm | None:
    """Return how a .docx looks; None where it has no body.

    Raises:
        UnreadableFile: or one of the errors below it.
    """
    package = Package(data, name)
    root = package.part("word/document.xml")
    body = root.find(W + "body") if root is not None else None
    if body is None:
        return None
    looks = Looks(package.part("word/styles.xml"))
    lines = tuple(find_lines(body, looks))
    sections = list(body.iter(W + "sectPr"))
    sheets = tuple(sheet for section in sections if (sheet := sheet_of(section)) is not None)
    number = page_number(package, sections, looks)
    return PageForm(sheets=sheets, looks=lines, number=number, annexes=tuple(find_annexes(body)))


def find_lines(body: etree._Element, looks: Looks) -> Iterator[Look]:
    """Yield the printed lines of a body; of those of the head, whether a line is drawn near them."""
    count = 0
    for paragraph in body.iter(W + "p"):
        for look in looks.of_paragraph(paragraph):
            yield replace(look, lined=has_line_near(paragraph)) if count < HEAD_LINES else look
            count += 1


def find_annexes(body: etree._Element) -> Iterator[bool]:
    """Yield, for each annex behind the recipients, whether the section that it stands in numbers its pages anew."""
    signed, waiting = False, 0
    for element in body.iter(W + "p", W + "sectPr"):
        if element.tag == W + "p":
            text = "".join(part.text or "" for part in element.iter(W + "t")).strip()
            signed = signed or re.match(r"Nơi nhận", text) is not None
            waiting += (
                signed and re.fullmatch(r"(?:PHỤ LỤC|Phụ lục)(?:\s(?:[IVX]{1,6}|\d{1,2}))?[.:]?", text) is not None
            )
            continue
        begun = element.find(W + "pgNumType")
        yield from [begun is not None and begun.get(W + "start") == "1"] * waiting
        waiting = 0


def sheet_of(section: etree._Element) -> Sheet | None:
    """Return the sheet of a section; None where a length is not said."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None or margins is None:
        return None
    found = [number(size.get(W + side)) for side in ("w", "h")]
    found += [number(margins.get(W + side)) for side in ("top", "bottom", "left", "right")]
    lengths = [length / TWIPS for length in found if length is not None]
    header = number(margins.get(W + "header"))
    from_edge = header / TWIPS if header is not None else None
    return replace(Sheet(*lengths), header=from_edge) if len(lengths) == len(found) else None


def page_number(package: Package, sections: list[etree._Element], looks: Looks) -> PageNumber | None:
    """Return where the number of the page is printed on the pages of the first section that prints one."""
    relations = package.part("word/_rels/document.xml.rels")
    targets = {one.get("Id"): one.get("Target", "") for one in relations} if relations is not None else {}

    def numbered(target: str | None) -> etree._Element | None:
        part = package.part(f"word/{target}") if target else None
        return next((one for one in part.iter(W + "p") if prints_number(one)), None) if part is not None else None

    for section in sections:
        first_differs = section.find(W + "titlePg") is not None
        for tag, at_top in (("headerReference", True), ("footerReference", False)):
            kinds = {one.get(W + "type"): targets.get(one.get(RELATION)) for one in section.iterfind(W + tag)}
            for target in (kinds.get("default"), kinds.get("even")):
                found = numbered(target)
                if found is not None:
                    printed = list(looks.of_paragraph(found))
                    return PageNumber(
                        at_top=at_top,
                        align=align_of_number(found, looks),
                        on_first_page=not first_differs or numbered(kinds.get("first")) is not None,
                        sizes=frozenset(size for look in printed for size in look.sizes),
                        upright=not any(look.bold or look.italic for look in printed),
                    )
    return None


def prints_number(paragraph: etree._Element) -> bool:
    """Say whether a paragraph prints the number of the page."""
    codes = [element.text or "" for element in paragraph.iter(W + "instrText")]
    codes += [element.get(W + "instr", "") for element in paragraph.iter(W + "fldSimple")]
    return any(re.search(r"\bPAGE\b", code) for code in codes)


def align_of_number(paragraph: etree._Element, looks: Looks) -> Align:
    """Return how the paragraph with the number of the page is aligned, by its frame or by its style."""
    properties = paragraph.find(W + "pPr")
    frame = properties.find(W + "framePr") if properties is not None else None
    if frame is not None and frame.get(W + "xAlign") in ALIGNS:
        return ALIGNS[frame.get(W + "xAlign", "")]
    named = properties.find(W + "pStyle") if properties is not None else None
    chain = looks.chain("pPr", properties, named.get(VAL) if named is not None else looks.default)
    return ALIGNS.get(chain.value("jc") or "left", "left")
