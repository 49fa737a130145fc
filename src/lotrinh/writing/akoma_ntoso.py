"""A plan to Akoma Ntoso 1.0 (OASIS, 2018) and back: the text as its own tree, works cited as refs, the facts beside it.

The tree holds every letter of the text once and in order: any tool of Akoma Ntoso can show it, and the text comes back
from it alone. What Akoma Ntoso has no words for (stages, duties, moments) stands in `proprietary` as `lotrinh.plan/1`.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

from lxml import etree

from lotrinh.documents.plain import read_plain
from lotrinh.documents.strange_xml import parse_xml
from lotrinh.errors import BadDescription, TooLarge, UnreadableFile
from lotrinh.plans.plan import Plan
from lotrinh.plans.reader import read_plan
from lotrinh.writing.akoma_identity import AKN, identification, references
from lotrinh.writing.akoma_tree import JOINED, Tree

FACTS = "urn:lotrinh:plan:1"
# Kinds that state a will rather than describe: the others are plain documents.
STATEMENTS = frozenset(("NQ", "KL", "CT", "QĐ"))
LEAVES = frozenset(f"{{{AKN}}}{name}" for name in ("num", "heading", "p"))
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPACE = re.compile(r"[ \t]+")


def plan_to_akn(plan: Plan) -> bytes:
    """Return the Akoma Ntoso of a plan; the same plan gives the same bytes.

    Raises:
        BadDescription: the text holds letters that XML cannot.
    """
    if UNWRITABLE.search(plan.text):
        raise BadDescription("text: có ký tự điều khiển mà XML không chứa được.")
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN})  # type: ignore[dict-item]  # None is the name of the namespace without a prefix
    kind = plan.header.kind.value if plan.header.kind else None
    named = identification(plan)
    document = etree.SubElement(root, f"{{{AKN}}}{'statement' if kind in STATEMENTS else 'doc'}", name=named.kind)
    meta = etree.SubElement(document, f"{{{AKN}}}meta")
    meta.append(named.element)
    meta.append(references(plan))
    proprietary = etree.SubElement(meta, f"{{{AKN}}}proprietary", source="#lotrinh")
    facts = etree.SubElement(proprietary, f"{{{FACTS}}}facts", nsmap={"lt": FACTS})
    facts.set("sha256", digest(plan.text))
    body = plan.to_json()
    del body["text"]
    facts.text = json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    Tree(plan).grow(document)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def akn_to_plan(data: bytes, *, name: str) -> Plan:
    """Read Akoma Ntoso: our own with all its facts, another's by its text alone.

    Raises:
        UnreadableFile: it is no Akoma Ntoso, brings a DOCTYPE, or has no text.
        TooLarge: past a limit of elements or depth.
    """
    broken = UnreadableFile(f"{name}: không phải tệp Akoma Ntoso đọc được; hãy xuất lại từ bản gốc.")
    root = parse_xml(data, broken=broken, too_large=TooLarge(f"{name}: tệp XML quá lớn hoặc lồng quá sâu."))
    if etree.QName(root).localname != "akomaNtoso":
        raise broken
    facts = root.find(f".//{{{FACTS}}}facts")
    text = exact_text(root)
    if facts is not None and facts.get("sha256") == digest(text):
        try:
            return Plan.from_json({**json.loads(facts.text or ""), "text": text})
        except (ValueError, TypeError) as error:
            raise broken from error
    words = loose_text(root).encode()
    document = read_plain(words, name=name, sha256=hashlib.sha256(data).hexdigest())
    plan = read_plan(document)
    return replace(plan, source=replace(plan.source, sha256=hashlib.sha256(data).hexdigest()))


def digest(text: str) -> str:
    """Return what tells whether the tree still holds the text that the facts point into."""
    return hashlib.sha256(text.encode()).hexdigest()


def words_of(leaf: etree._Element) -> str:
    """Return the letters of a leaf; a break is a line feed."""
    parts = [leaf.text or ""]
    for child in leaf:
        if isinstance(child.tag, str):
            parts.append("\n" if etree.QName(child).localname in ("br", "eol") else words_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def exact_text(root: etree._Element) -> str:
    """Return the text as we wrote it, letter by letter."""
    parts = [words_of(leaf) + ("" if leaf.get("class") == JOINED else "\n") for leaf in root.iter(*LEAVES)]
    return "".join(parts)


def loose_text(root: etree._Element) -> str:
    """Return the text of any Akoma Ntoso, in any namespace: a paragraph a line, behind its number."""
    lines: list[str] = []
    number = ""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name not in ("num", "heading", "p") or any(
            etree.QName(up).localname in ("p", "meta") for up in element.iterancestors()
        ):
            continue
        words = SPACE.sub(" ", words_of(element).replace("\n", " ")).strip()
        if name == "num":
            number = words
        elif words:
            lines.append(f"{number} {words}".strip())
            number = ""
    return "\n".join([*lines, number])
