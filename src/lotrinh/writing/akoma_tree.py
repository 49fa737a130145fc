"""The text of a plan as a tree of Akoma Ntoso: parts, paragraphs, points and dashes, each with an eId that stays.

`part_II__para_1__indent_2`: the path of the reader, so an id does not move when a line above it is mended. Each leaf
takes a run of the text; `class="joined"` says that no line ends behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from lotrinh.documents.document import Span
from lotrinh.plans.markers import Style, bullet_length, parse_marker
from lotrinh.plans.plan import Plan, Section
from lotrinh.writing.akoma_identity import AKN, Work, identification_of_part, work_of

JOINED = "joined"
# By the style of a marker: the element of Akoma Ntoso, and how it is written in an eId.
ELEMENTS = {
    Style.APPENDIX: ("hcontainer", "app"),
    Style.PART: ("part", "part"),
    Style.CHAPTER: ("chapter", "chp"),
    Style.ITEM: ("section", "sec"),
    Style.LETTER_UPPER: ("part", "part"),
    Style.ROMAN: ("part", "part"),
    Style.ARTICLE: ("article", "art"),
    Style.NUMBER: ("paragraph", "para"),
    Style.LETTER: ("point", "point"),
    Style.BRACKET: ("point", "point"),
}
DEEPER = ("subparagraph", "subpara")  # 1.1, 1.1.1


class Tree:
    """One pass over a text, from its first letter to its last."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.text = plan, plan.text
        self.ids: Counter[str] = Counter()
        found = [(span, work_of(work)) for work in plan.citations for span in work.mentions]
        self.refs: list[tuple[Span, Work]] = sorted(found, key=lambda ref: ref[0])

    def grow(self, document: etree._Element) -> None:
        """Hang the whole text under a document: what stands above the first section, the sections, the rest."""
        sections = in_order(self.plan.sections, 0, len(self.text))
        appendices = [one for one in sections if one.role == "appendix"]
        rest = [one for one in sections if one.role != "appendix"]
        if appendices and rest and rest[-1].span.start > appendices[0].span.start:
            rest, appendices = sections, []
        end = appendices[0].span.start if appendices else len(self.text)
        body_start = rest[0].span.start if rest else 0
        body_end = max((one.span.end for one in rest), default=end)
        body_end = self.behind_line(body_end, end)
        if body_start:
            self.leaves(etree.SubElement(document, tag("preface")), Span(0, body_start), "preface")
        body = etree.SubElement(document, tag("mainBody"), eId=self.own_id("body"))
        if rest:
            self.children(body, rest, Span(body_start, body_end), "", in_body=True)
        else:
            self.leaves(body, Span(body_start, body_end), "body")
        if body_end < end:
            self.leaves(etree.SubElement(document, tag("conclusions")), Span(body_end, end), "conclusions")
        if appendices:
            self.attach(document, appendices)

    def attach(self, document: etree._Element, appendices: list[Section]) -> None:
        """Hang the appendices behind, each a document of its own up to where the next begins."""
        attachments = etree.SubElement(document, tag("attachments"))
        ends = [*(one.span.start for one in appendices[1:]), len(self.text)]
        for n, (section, end) in enumerate(zip(appendices, ends, strict=True), 1):
            attachment = etree.SubElement(attachments, tag("attachment"), eId=self.own_id(f"att_{n}"))
            inner = etree.SubElement(attachment, tag("doc"), name="phu-luc")
            etree.SubElement(inner, tag("meta")).append(identification_of_part(self.plan, n))
            body = etree.SubElement(inner, tag("mainBody"), eId=self.own_id(f"att_{n}__body"))
            children = in_order(section.children, section.span.start, end)
            if children:
                self.children(body, children, Span(section.span.start, end), f"att_{n}", in_body=True)
            else:
                self.leaves(body, Span(section.span.start, end), f"att_{n}")

    def children(
        self, parent: etree._Element, sections: list[Section], span: Span, above: str, *, in_body: bool = False
    ) -> None:
        """Hang sections and what stands between them; first and last words of a section are its intro and wrap-up."""
        at = span.start
        for n, section in enumerate(sections):
            if at < section.span.start:
                self.between(parent, Span(at, section.span.start), above, "intro" if n == 0 and not in_body else None)
            end = self.behind_line(section.span.end, sections[n + 1].span.start if n + 1 < len(sections) else span.end)
            self.section(parent, section, end, above)
            at = end
        if at < span.end:
            self.between(parent, Span(at, span.end), above, None if in_body else "wrapUp")

    def between(self, parent: etree._Element, span: Span, above: str, name: str | None) -> None:
        """Hang words that stand between sections."""
        if name is not None:
            self.leaves(etree.SubElement(parent, tag(name), eId=self.own_id(joined(above, name.lower()))), span, above)
            return
        own = self.own_id(joined(above, "hcontainer"))
        container = etree.SubElement(parent, tag("hcontainer"), name="text", eId=own)
        self.leaves(etree.SubElement(container, tag("content"), eId=self.own_id(f"{own}__content")), span, own)

    def section(self, parent: etree._Element, section: Section, end: int, above: str) -> None:
        """Hang one section: its number, its title, and what stands under it."""
        line = self.text[section.span.start : self.line_end(section.span.start)]
        marker = parse_marker(line)
        name, short = ELEMENTS.get(marker.style, DEEPER) if marker else ("hcontainer", "hcontainer")
        own = self.own_id(joined(above, f"{short}_{section.path.rpartition('.')[2]}"))
        element = etree.SubElement(parent, tag(name), eId=own)
        if name == "hcontainer":
            element.set("name", "section")
        at, title = section.span.start, section.title_span
        if at < title.start < end:
            self.leaf(element, "num", Span(at, title.start), own)
            at = title.start
        if at < title.end <= end:
            close = title.end + 1 if self.text[title.end : title.end + 1] == "\n" else title.end
            self.leaf(element, "heading", Span(at, close), own)
            at = close
        children = in_order(section.children, at, end)
        if children:
            self.children(element, children, Span(at, end), own)
        else:
            content = etree.SubElement(element, tag("content"), eId=self.own_id(f"{own}__content"))
            self.leaves(content, Span(at, end), own)

    def leaves(self, parent: etree._Element, span: Span, above: str) -> None:
        """Hang one paragraph for each line of a run of text; a run without letters has one all the same."""
        for part in lines_of(self.text, span):
            self.leaf(parent, "p", part, above)

    def leaf(self, parent: etree._Element, name: str, span: Span, above: str) -> None:
        """Hang a run of text with its refs."""
        words = span.of(self.text)
        ends_line = words.endswith("\n")
        dash = "indent" if name == "p" and bullet_length(words) else name
        leaf = etree.SubElement(parent, tag(name), eId=self.own_id(numbered(self.ids, above, dash)))
        if not ends_line:
            leaf.set("class", JOINED)
        end = span.end - 1 if ends_line else span.end
        at, last = span.start, None
        for ref, work in self.refs:
            if at <= ref.start and ref.end <= end and ref.start < ref.end:
                last = self.put(leaf, last, Span(at, ref.start))
                last = etree.SubElement(
                    leaf, tag("ref"), href=work.uri, eId=self.own_id(numbered(self.ids, above, "ref"))
                )
                self.put_inside(last, ref)
                at = ref.end
        self.put(leaf, last, Span(at, end))

    def put(self, leaf: etree._Element, last: etree._Element | None, span: Span) -> etree._Element | None:
        """Put words behind the last child of a leaf, breaks as elements; return what is last then."""
        first, *rest = span.of(self.text).split("\n")
        if last is None:
            leaf.text = (leaf.text or "") + first
        else:
            last.tail = (last.tail or "") + first
        for words in rest:
            last = etree.SubElement(leaf, tag("br"), eId=self.own_id(numbered(self.ids, "", "br")))
            last.tail = words
        return last

    def put_inside(self, ref: etree._Element, span: Span) -> None:
        """Put the words of a citation inside its ref."""
        self.put(ref, None, span)

    def own_id(self, wanted: str) -> str:
        """Return an eId that nothing has yet: the second of the same is `…~2`."""
        self.ids[f"id {wanted}"] += 1
        count = self.ids[f"id {wanted}"]
        return wanted if count == 1 else self.own_id(f"{wanted}~{count}")

    def line_end(self, start: int) -> int:
        """Return where the line ends that a position stands in."""
        end = self.text.find("\n", start)
        return len(self.text) if end < 0 else end

    def behind_line(self, end: int, most: int) -> int:
        """Return a position, past the break of its line where it ends one."""
        return end + 1 if end < most and self.text[end : end + 1] == "\n" else end


def tag(name: str) -> str:
    """Return a name in the namespace of Akoma Ntoso."""
    return f"{{{AKN}}}{name}"


def joined(above: str, own: str) -> str:
    """Return the eId of something under another."""
    return f"{above}__{own}" if above else own


def numbered(ids: Counter[str], above: str, name: str) -> str:
    """Return the next eId of a sort under another."""
    ids[f"{above} {name}"] += 1
    return joined(above, f"{name}_{ids[f'{above} {name}']}")


def in_order(sections: tuple[Section, ...], start: int, end: int) -> list[Section]:
    """Return the sections that follow one another inside a run of text; one that overlaps is mere text."""
    found: list[Section] = []
    for section in sorted(sections, key=lambda one: one.span):
        if section.span.start >= start and section.span.start < section.span.end <= end:
            found.append(section)
            start = section.span.end
    return found


def lines_of(text: str, span: Span) -> Iterator[Span]:
    """Yield the lines of a run of text, each with its break; where there is nothing, one empty run."""
    at = span.start
    while at < span.end:
        end = text.find("\n", at, span.end)
        end = span.end if end < 0 else end + 1
        yield Span(at, end)
        at = end
    if span.start == span.end:
        yield span
