"""What the styles of a .docx say of paragraphs and runs: bold, italic, hidden, alignment, list (17.7 of ECMA-376)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from lotrinh.documents.document import Align
from lotrinh.documents.numbering import VAL, W, value_of

BOLD, ITALIC, VANISH, RUN_PR, RUN_STYLE = (W + tag for tag in ("b", "i", "vanish", "rPr", "rStyle"))
OFF = ("0", "false", "off", "none")
ALIGNS: dict[str, Align] = {"center": "center", "right": "right", "both": "justify", "left": "left"}


class Look(NamedTuple):
    """How letters look, as far as reading asks."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says once its ancestors have spoken."""

    look: Look = Look()  # noqa: RUF009  # a tuple
    align: Align | None = None
    num_id: str | None = None
    level: int = 0


@dataclass(slots=True)
class Styles:
    """The styles of a file by their key."""

    by_key: dict[str, etree._Element] = field(default_factory=dict)
    default: Style = field(default_factory=Style)
    default_paragraph: str | None = None
    known: dict[str, Style] = field(default_factory=dict)

    def resolve(self, key: str | None) -> Style:
        """Return a style with what it takes from the styles that it is based on; a loop ends where it closes."""
        chain: list[etree._Element] = []
        seen: set[str] = set()
        first = key
        if first is not None and first in self.known:
            return self.known[first]
        while key is not None and key not in seen and key in self.by_key:
            seen.add(key)
            chain.append(self.by_key[key])
            key = value_of(chain[-1], "basedOn")
        style = self.default
        for element in reversed(chain):
            style = with_list(style, element.find(W + "pPr"))
            style = replace(style, look=with_switches(style.look, element.find(RUN_PR)))
        if first is not None:
            self.known[first] = style
        return style

    def of_paragraph(self, named: etree._Element | None) -> Style:
        """Return the style that a paragraph names, else the one for paragraphs that name none."""
        return self.resolve((named is not None and named.get(VAL)) or self.default_paragraph)

    def of_run(self, own: list[etree._Element], usual: Look) -> Look:
        """Return the look of a run: the paragraph's, then its character style's, then what it sets itself."""
        for element in own:  # the character style is written before what goes against it
            if element.tag == RUN_STYLE:
                named = self.by_key.get(element.get(VAL, ""))
                usual = usual if named is None else with_switches(usual, named.find(RUN_PR))
        return with_switches(usual, own)

    def has_ruled_table(self, key: str) -> bool:
        """Say whether a table style draws lines."""
        seen: set[str] = set()
        while key in self.by_key and key not in seen:
            seen.add(key)
            borders = self.by_key[key].find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return any(border.get(VAL) not in (None, "nil", "none") for border in borders)
            key = value_of(self.by_key[key], "basedOn") or ""
        return False


def parse_styles(root: etree._Element | None) -> Styles:
    """Return the styles of styles.xml; plain ones where there is no such part."""
    styles = Styles()
    if root is None:
        return styles
    styles.default = Style(with_switches(Look(), root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")))
    for element in root.iterfind(W + "style"):
        key = element.get(W + "styleId", "")
        styles.by_key[key] = element
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true"):
            styles.default_paragraph = key
    return styles


def with_switches(look: Look, properties: Iterable[etree._Element] | None) -> Look:
    """Return the look with bold, italic and hidden as these properties set them: written with no value they are on."""
    bold, italic, hidden = look
    for element in () if properties is None else properties:
        tag = element.tag
        if tag == BOLD:
            bold = element.get(VAL) not in OFF
        elif tag == ITALIC:
            italic = element.get(VAL) not in OFF
        elif tag == VANISH:
            hidden = element.get(VAL) not in OFF
    return Look(bold, italic, hidden)


def with_list(style: Style, properties: etree._Element | None) -> Style:
    """Return the style with alignment and list as these properties set them."""
    if properties is None:
        return style
    align = value_of(properties, "jc")
    if align in ALIGNS:
        style = replace(style, align=ALIGNS[align])
    numbering = properties.find(W + "numPr")
    if numbering is None:
        return style
    level = value_of(numbering, "ilvl")
    return replace(
        style,
        num_id=value_of(numbering, "numId") or style.num_id,
        level=int(level) if level and level.isdigit() else style.level,
    )
