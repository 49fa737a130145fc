"""XML of a stranger to a tree: entities and the network off, elements and depth counted before memory is spent."""

from __future__ import annotations

import io
import re

from lxml import etree

from lotrinh.documents import limits
from lotrinh.errors import TooLarge, UnreadableFile

# An element below as many as we read: looked for from above, one step a level.
TOO_DEEP = etree.XPath(f"boolean({'/*' * (limits.DEPTH + 1)})")
SHORTEST = len("<a/>")
ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([^"']*)["']""")


def is_plain(data: bytes) -> bool:
    """Say whether each "<" of an XML file stands for itself, one byte long: in UTF-8 it does."""
    start = data[:200].removeprefix(b"\xef\xbb\xbf")
    stated = ENCODING.match(start)
    return start.startswith(b"<") and (stated is None or stated[1].lower() in (b"utf-8", b"us-ascii"))


def parse_xml(data: bytes, *, broken: UnreadableFile, too_large: TooLarge) -> etree._Element:
    """Build the tree, at once where its bytes show that it cannot be a bomb of empty elements.

    Args:
        data: one file.
        broken: raised where it is no XML, or brings a type or entities of its own.
        too_large: raised past the limits of elements and depth.
    """
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise broken
    if is_plain(data) and (
        len(data) // SHORTEST <= limits.ELEMENTS or data.count(b"<") - data.count(b"</") <= limits.ELEMENTS
    ):
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
        except etree.XMLSyntaxError:
            return parse_counting(data, broken, too_large)  # says whether it is broken or too deep
        if not TOO_DEEP(root):
            return root
        raise too_large
    return parse_counting(data, broken, too_large)


def parse_counting(data: bytes, broken: UnreadableFile, too_large: TooLarge) -> etree._Element:
    """Build the tree while counting, so that a bomb of empty elements stops early."""
    events = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
    )
    count = depth = 0
    try:
        for event, _ in events:
            if event == "end":
                depth -= 1
                continue
            count, depth = count + 1, depth + 1
            if count > limits.ELEMENTS or depth > limits.DEPTH:
                raise too_large
    except etree.XMLSyntaxError as error:
        raise broken from error
    root: etree._Element | None = events.root
    if root is None:
        raise broken
    return root
