"""The styles and the lists of a .docx, made from the form in force: one paragraph style for each part of a document.

Word's own "heading 1" and "heading 2" carry the sections, so that a reader of the file can walk through them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from lotrinh.data.forms import Form, Letters, Part

Placing = Literal["center", "left", "justify"]
ALIGNS = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
SECTION_LIST, DASH_LIST, FIRST_APPENDIX_LIST = "1", "2", "3"


@dataclass(frozen=True, slots=True)
class Look:
    """How a part is placed: its style's name, alignment, first line set in or not, a gap below or not."""

    style: str
    align: Placing
    indented: bool = False
    spaced: bool = False
    keeps_next: bool = False


LOOKS: dict[Part, Look] = {
    "nation": Look("LT Quốc hiệu", "center"),
    "motto": Look("LT Tiêu ngữ", "center"),
    "parent": Look("LT Cơ quan chủ quản", "center"),
    "issuer": Look("LT Cơ quan ban hành", "center"),
    "number": Look("LT Số ký hiệu", "center"),
    "place": Look("LT Địa danh", "center"),
    "kind": Look("LT Tên loại", "center", keeps_next=True),
    "subject": Look("LT Trích yếu", "center", keeps_next=True),
    "letter_subject": Look("LT Trích yếu công văn", "center"),
    "ground": Look("LT Căn cứ", "justify", indented=True, spaced=True),
    "body": Look("LT Nội dung", "justify", indented=True, spaced=True),
    "part_heading": Look("Heading 1", "justify", indented=True, spaced=True, keeps_next=True),
    "heading": Look("Heading 2", "justify", indented=True, spaced=True, keeps_next=True),
    "recipients_label": Look("LT Nơi nhận", "left", keeps_next=True),
    "recipients": Look("LT Danh sách nơi nhận", "left"),
    "power": Look("LT Quyền hạn", "center", keeps_next=True),
    "post": Look("LT Chức vụ", "center", keeps_next=True),
    "signer": Look("LT Người ký", "center"),
    "page_number": Look("Header", "center"),
    "table": Look("LT Bảng", "left"),
    "annex_note": Look("LT Kèm theo", "center", spaced=True),
}  # fmt: skip
DASH = "LT Gạch đầu dòng"
NUMBERED = {0: "LT Đoạn số La Mã", 1: "LT Đoạn số"}  # a numbered paragraph that is no heading


def make_styles(document: DocxDocument, form: Form) -> None:
    """Give a document the styles of a form."""
    normal = paragraph_style(document, "Normal")
    shape(normal, form, form.letters["body"], Look("Normal", "left"))
    for part, look in LOOKS.items():
        shape(paragraph_style(document, look.style), form, form.letters[part], look)
    for name in (DASH, *NUMBERED.values()):
        shape(paragraph_style(document, name), form, form.letters["body"], LOOKS["body"])
    for number, (name, level) in {
        "Heading 1": (SECTION_LIST, 0),
        "Heading 2": (SECTION_LIST, 1),
        NUMBERED[0]: (SECTION_LIST, 0),
        NUMBERED[1]: (SECTION_LIST, 1),
        DASH: (DASH_LIST, 0),
    }.items():
        properties = paragraph_style(document, number).element.get_or_add_pPr()
        numbering = properties.get_or_add_numPr()
        numbering.get_or_add_ilvl().val = level
        numbering.get_or_add_numId().val = int(name)


def paragraph_style(document: DocxDocument, name: str) -> ParagraphStyle:
    """Return a paragraph style, made where there is none."""
    if name in document.styles:
        found = document.styles[name]
    else:
        found = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(found, ParagraphStyle):
        raise TypeError(name)
    return found


def shape(style: ParagraphStyle, form: Form, letters: Letters, look: Look) -> None:
    """Give a style the letters and the place of a part; whatever the template had is gone."""
    for tag in ("w:pPr", "w:rPr"):
        for old in style.element.findall(qn(tag)):
            style.element.remove(old)
    style.quick_style = True
    font = style.font
    font.name, font.size = form.font, Pt(letters.written)
    for script in ("w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(script), form.font)
    font.bold, font.italic, font.underline = letters.bold, letters.italic, letters.underlined or None
    font.color.rgb = RGBColor(0, 0, 0)
    paragraph = style.paragraph_format
    paragraph.alignment = ALIGNS[look.align]
    paragraph.space_before, paragraph.space_after = Pt(0), Pt(form.paragraph_gap if look.spaced else 0)
    paragraph.first_line_indent = Mm(form.first_indents[0]) if look.indented else Mm(0)
    paragraph.keep_with_next = look.keeps_next
    paragraph.widow_control = True
    if form.line_pitch and look.indented:
        paragraph.line_spacing_rule, paragraph.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(form.line_pitch[0])
    else:
        paragraph.line_spacing = 1.0


def make_lists(document: DocxDocument, form: Form, appendices: int) -> None:
    """Give a document its lists: sections, dashes, and the sections of each appendix anew."""
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    sections, indent = [("upperRoman", f"%1{form.part_mark}"), ("decimal", "%2.")], Mm(form.first_indents[0]).twips
    root.append(list_of("0", sections, indent))
    root.append(list_of("1", [("bullet", "-")], indent))
    for n in range(appendices):
        root.append(list_of(str(n + 2), sections, indent))
    for key in range(2 + appendices):
        number = OxmlElement("w:num")
        number.set(qn("w:numId"), str(key + 1))
        link = OxmlElement("w:abstractNumId")
        link.set(qn("w:val"), str(key))
        number.append(link)
        root.append(number)


def list_of(key: str, levels: list[tuple[str, str]], indent: int) -> etree._Element:
    """Return one list: a space and no tab stands behind its numbers, first lines are set in by so many twips."""
    lines = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr></w:lvl>'
        for n, (kind, text) in enumerate(levels)
    )
    found: etree._Element = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>'
        f"{lines}</w:abstractNum>"
    )
    return found
