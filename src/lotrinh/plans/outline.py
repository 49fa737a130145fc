"""Builds the tree of sections from the lines of the body and of appendices.

A heading is a marker with a title that has things under it, or that names a unit or a topic; a marker before running
text is a numbered paragraph. Markers are never mended: a second `V` at the same place is `V~2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lotrinh.documents.document import Document, Line, Span
from lotrinh.plans.anatomy import Anatomy
from lotrinh.plans.markers import DEPTHS, Marker, Style, bullet_length, parse_marker
from lotrinh.plans.plan import Paragraph, ParagraphKind, Section
from lotrinh.plans.roles import role_of

SHORT_TITLE = 60  # code points: an article with nothing under it that says more is running text
BLANK_FORM = 3  # lines to fill in: more of them make an annex a form
LONG_TITLE = 400  # code points: more than this is running text, whatever it ends with
ANNEXED = re.compile(r"\(?\s{0,9}(?:Ban hành k|K)èm theo\b", re.IGNORECASE)
FORM = re.compile(r"(?:Mẫu|Biểu mẫu|MẪU)(?:\s+số)?\s*\d|[.…_]{8,}")
FORM_SIGNS = ("ẫu", "ẪU", "..", "…", "__", "._")  # one of them stands in whatever it finds
RUN_IN = re.compile(r"(?P<title>[^:.;\n]{2,160}?)\s{0,2}+(?P<mark>:)\s{1,9}(?=\S)")
LABEL, LABELLED = 110, 40  # code points: the longest label, the shortest text behind it
BLANKS = re.compile(r"[.…_]{4,}")
ASKED = re.compile(r"\b(?:chủ trì|phối hợp với|tiếp thu)\b")
TOPIC = re.compile(
    r"(?:Về |Đối với |(?:Các |Giao |Đề nghị )?(?:Sở|Ban|Ủy ban|Uỷ ban|UBND|UBMTTQ|Văn phòng|Phòng|Trung tâm|Công an|Bộ|Đảng ủy|Chi bộ|chi bộ|Đảng bộ|Hội|Đoàn|Liên đoàn|Mặt trận"
    r"|Trường|Đồng chí|đồng chí|cơ quan|Cơ quan|đơn vị|Đơn vị|sở, |Tổ |Thanh tra|Thuế|Cục|Chi cục|Đài|Báo|Thủ trưởng|Giám đốc|Chủ tịch|Trưởng|Thành viên|thành viên))"
)


@dataclass(slots=True)
class Node:
    """A section while it is being built."""

    marker: str
    style: Style | None
    title: str
    path: str
    start: int
    title_span: Span
    end: int
    parent: Node | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    steps: dict[str, int] = field(default_factory=dict)
    number: str = ""  # the marker of the last numbered paragraph

    def path_for(self, step: str) -> str:
        """Return the path of a new child: the second of the same step is `~2`."""
        seen = self.steps.get(step, 0) + 1
        self.steps[step] = seen
        own = step if seen == 1 else f"{step}~{seen}"
        return f"{self.path}.{own}" if self.path else own

    def hold(self, paragraph: Paragraph) -> None:
        """Take in a paragraph."""
        self.paragraphs.append(paragraph)
        if paragraph.kind == "numbered" and paragraph.marker:
            self.number = paragraph.marker

    def grow(self, end: int) -> None:
        """Take in what stands up to a position, with all sections above."""
        node: Node | None = self
        while node is not None:
            node.end = max(node.end, end)
            node = node.parent


def read_outline(document: Document, anatomy: Anatomy) -> tuple[Section, ...]:
    """Return the sections of the body, then one for each appendix."""
    root = Node("", None, "", "", 0, Span(0, 0), 0)
    build(document, root, anatomy.body)
    starts = [i for i in range(*anatomy.appendix) if is_appendix(document, i)]
    for n, (start, end) in enumerate(zip(starts, [*starts[1:], anatomy.appendix[1]], strict=False), 1):
        build_appendix(document, root, start, end, n)
    return tuple(frozen(node) for node in root.children)


def is_appendix(document: Document, i: int) -> bool:
    """Say whether a line opens an appendix."""
    line = document.lines[i]
    if line.in_note or (line.cell is not None and line.cell.ruled):
        return False
    marker = parse_marker(document.line_text(line))
    return (marker is not None and marker.style is Style.APPENDIX) or is_titled_annex(document, i)


def is_titled_annex(document: Document, i: int) -> bool:
    """Say whether a title in capitals goes with the document ("Kèm theo Kế hoạch số …") without calling itself an annex."""
    if i + 1 >= len(document.lines) or not document.line_text(document.lines[i]).isupper():
        return False
    before = parse_marker(document.line_text(document.lines[i - 1])) if i else None
    named = before is not None and before.style is Style.APPENDIX
    return bool(ANNEXED.match(document.line_text(document.lines[i + 1]))) and not named


def build_appendix(document: Document, root: Node, start: int, end: int, number: int) -> None:
    """Add one appendix with its own tree; its title is what stands in bold or capitals under its name."""
    line = document.lines[start]
    marker = parse_marker(document.line_text(line))
    own = document.line_text(line)[marker.length :].strip() if marker else ""
    spans = [Span(line.span.start + marker.length, line.span.end)] if own and marker else []
    if marker is None:
        spans, own = [line.span], document.line_text(line)
    after = start + 1
    while (
        after < end and not own and (document.lines[after].bold or document.line_text(document.lines[after]).isupper())
    ):
        if (
            document.lines[after].cell is not None
            or parse_marker(document.line_text(document.lines[after])) is not None
        ):
            break
        spans.append(document.lines[after].span)
        after += 1
        if len(spans) == 3:
            break
    title_span = Span(spans[0].start, spans[-1].end) if spans else line.span
    title = " ".join(title_span.of(document.text).split("\n")) if spans else ""
    node = Node(
        document.line_text(line), Style.APPENDIX, title, f"PL{number}", line.span.start, title_span, title_span.end
    )
    root.children.append(node)
    forms = (line for line in document.lines[after:end] if is_form(document.line_text(line)))
    if len(list(islice(forms, BLANK_FORM))) < BLANK_FORM:
        build(document, node, (after, end))
    else:
        node.grow(document.lines[end - 1].span.end)  # blank forms have no sections of their own


def is_form(text: str) -> bool:
    """Say whether a line names a form or leaves a blank to be filled in."""
    for sign in FORM_SIGNS:
        if sign in text:
            return FORM.search(text) is not None
    return False


def build(document: Document, root: Node, lines: tuple[int, int]) -> None:
    """Hang every line between two numbers under the section that it stands in."""
    here = root
    taken = lines[0]
    for i in range(*lines):
        line = document.lines[i]
        text = document.line_text(line)
        if i < taken or line.in_note or (line.cell is not None and line.cell.ruled):
            here.grow(line.span.end)
            continue
        marker = parse_marker(text)
        if (
            marker is not None
            and is_heading(document, i, marker, lines[1])
            and not among_paragraphs(here, line, marker)
        ):
            title_span, taken = whole_title(document, i, marker, lines[1])
            here = open_section(document, parent_of(here, root, marker), i, marker, title_span)
        else:
            if marker is not None:
                here = owner_of(here, root, marker)
            here.hold(paragraph(line.span, text, marker))
        here.grow(line.span.end)


def open_section(document: Document, parent: Node, i: int, marker: Marker, title_span: Span) -> Node:
    """Hang a new section under its parent, with the words that follow its title on the same line as a paragraph."""
    line = document.lines[i]
    node = Node(
        marker=marker.value,
        style=marker.style,
        title=" ".join(title_span.of(document.text).split("\n")),
        path=parent.path_for(marker.step),
        start=line.span.start,
        title_span=title_span,
        end=max(line.span.end, title_span.end),
        parent=parent,
    )
    parent.children.append(node)
    rest = document.text[title_span.end : line.span.end]
    if len(rest) > 2 and rest.strip(" :."):
        start = line.span.end - len(rest.lstrip(" :."))
        node.paragraphs.append(Paragraph("plain", None, Span(start, line.span.end)))
    return node


def whole_title(document: Document, i: int, marker: Marker, end: int) -> tuple[Span, int]:
    """Return the title of a heading and the line behind it; a chapter's title stands in bold or capitals below it."""
    line = document.lines[i]
    bare = len(document.line_text(line)) <= marker.length
    below = i + 1
    while bare and below < min(end, i + 3) and titles(document, below):
        below += 1
    if below > i + 1:
        return Span(document.lines[i + 1].span.start, document.lines[below - 1].span.end), below
    return title_of(document, i, marker), i + 1


def titles(document: Document, i: int) -> bool:
    """Say whether a line can be the title of the chapter that the line above it only numbers."""
    line = document.lines[i]
    text = document.line_text(line)
    stands_out = bool(line.bold) or text.isupper() or line.align == "center"
    return stands_out and line.cell is None and parse_marker(text) is None


def among_paragraphs(here: Node, line: Line, marker: Marker) -> bool:
    """Say whether a marker goes on with numbered paragraphs of its section: one that looks like them is one of them."""
    last = here.number
    if not last or line.bold or line.bold_until or marker.style not in DEPTHS or here.style is marker.style:
        return False
    return (
        last.count(".") == marker.value.count(".") and "." in last and last.split(".")[0] == marker.value.split(".")[0]
    )


def owner_of(here: Node, root: Node, marker: Marker) -> Node:
    """Return the section that a numbered paragraph stands in: beside headings of the same style, or above."""
    node: Node | None = here
    while node is not None and node is not root:
        if node.style is not None and node.style is marker.style and node.parent is not None:
            return node.parent
        node = node.parent
    return here


def paragraph(span: Span, text: str, marker: Marker | None) -> Paragraph:
    """Return a line as a paragraph of its section."""
    kind: ParagraphKind = "plain"
    if marker is not None and marker.value and marker.length < len(text):
        return Paragraph("numbered", marker.value, span)
    if bullet_length(text):
        return Paragraph("bullet", text[0], span)
    return Paragraph(kind, None, span)


def parent_of(here: Node, root: Node, marker: Marker) -> Node:
    """Return the section that a heading goes under: beside one of its own style, else inside what is wider."""
    chain = []
    node: Node | None = here
    while node is not None and node is not root:
        chain.append(node)
        node = node.parent
    for candidate in chain:
        if candidate.style is marker.style:
            return candidate.parent or root
    for candidate in chain:
        if candidate.style is not None and candidate.style < marker.style:
            return candidate
    return root


def is_heading(document: Document, i: int, marker: Marker, end: int) -> bool:
    """Say whether a line with a marker is a heading."""
    line = document.lines[i]
    title = document.line_text(line)[marker.length :].strip()
    if marker.style in (Style.ROMAN, Style.PART, Style.CHAPTER, Style.ITEM, Style.LETTER_UPPER):
        return bool(title) or marker.style is not Style.LETTER_UPPER
    if marker.style is Style.ARTICLE:
        followed = parse_marker(document.line_text(document.lines[i + 1])) if i + 1 < end else None
        alone = i + 1 >= end or (followed is not None and followed.style is Style.ARTICLE)
        return bool(line.bold) or not (title.endswith((".", ";")) or (alone and len(title) > SHORT_TITLE))
    if not title or BLANKS.search(title) or marker.style is Style.BRACKET:
        return False
    if line.bold:
        return True
    bold_title = line.bold_until is not None and line.bold_until - line.span.start > marker.length + 3
    if bold_title and run_in(document, i, marker) is not None:
        return True
    if labelled(title) is not None:
        return True
    under = has_under(document, i, marker, end)
    if title.endswith((".", ";", "!", "?", "…")):
        return (
            under
            and not title.endswith((";", "!"))
            and len(title) <= LONG_TITLE
            and (not line.bold_until or marker.style <= Style.NUMBER_2)
        )
    if len(title) > LONG_TITLE:
        return False
    if title.endswith(":"):
        return under and (line.bold is None or line.bold_until is None or bold_title)
    return not title.endswith(",")


def labelled(title: str) -> int | None:
    """Return how long the label of a unit or topic is that running text follows: "Sở Tư pháp: Chủ trì …"; else None."""
    m = RUN_IN.match(title)
    if m is None or not TOPIC.match(title) or m.end("title") > LABEL or len(title) - m.end() < LABELLED:
        return None
    if ASKED.search(m["title"]):
        return None  # the sentence has begun: "Giao Sở Nội vụ chủ trì, phối hợp với các Sở: …"
    return m.end("title") if title[m.end()].isupper() else None


def has_under(document: Document, i: int, marker: Marker, end: int) -> bool:
    """Say whether bullets, deeper markers or a table stand right under a line."""
    if i + 1 >= end:
        return False
    line = document.lines[i + 1]
    if line.cell is not None and line.cell.ruled:
        return True
    text = document.line_text(line)
    if bullet_length(text):
        return True
    following = parse_marker(text)
    if following is None:
        return document.line_text(document.lines[i]).endswith(":")
    return following.style > marker.style


def run_in(document: Document, i: int, marker: Marker) -> Span | None:
    """Return the title that runs into text on its own line: up to a colon, or as far as the bold goes."""
    line = document.lines[i]
    text = document.line_text(line)
    m = RUN_IN.match(text, marker.length)
    if line.bold_until is not None:
        bold = text[: line.bold_until - line.span.start].rstrip()
        if len(bold) > marker.length + 3 and (
            bold.endswith((":", ".", "-", "–")) or text[len(bold) :].lstrip().startswith(":")
        ):
            words = bold.rstrip(" :.-–")
            return Span(line.span.start + marker.length, line.span.start + len(words))
        return None
    return Span(line.span.start + marker.length, line.span.start + m.end("title")) if m else None


def title_of(document: Document, i: int, marker: Marker) -> Span:
    """Return where the title of a heading stands."""
    line = document.lines[i]
    whole = Span(min(line.span.start + marker.length, line.span.end - 1), line.span.end)
    words = whole.of(document.text)
    if line.bold is True and (m := RUN_IN.match(words)) is not None and words[m.end()].islower() and len(words) > LABEL:
        return Span(whole.start, whole.start + m.end("title"))
    if line.bold is not True and line.bold_until is not None and (title := run_in(document, i, marker)) is not None:
        return title
    if line.bold is not True and (length := labelled(words)) is not None:
        return Span(whole.start, whole.start + length)
    return whole


def frozen(node: Node) -> Section:
    """Return the section with all below it."""
    return Section(
        path=node.path,
        marker=node.marker,
        title=node.title,
        role=role_of(node.title, appendix=node.style is Style.APPENDIX),
        span=Span(node.start, node.end),
        title_span=node.title_span,
        paragraphs=tuple(node.paragraphs),
        children=tuple(frozen(child) for child in node.children),
    )


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Yield every section, parents before children.

    >>> list(walk(()))
    []
    """
    for section in sections:
        yield section
        yield from walk(section.children)
