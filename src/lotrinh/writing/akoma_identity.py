"""Who and what a document is to Akoma Ntoso: work, expression, manifestation, and the addresses of works cited.

`/akn/vn/doc/ke-hoach/ubnd-lam-dong/2026-03-12/125-kh-ubnd/vie@2026-03-12`; what the document does not say is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from lotrinh.data.kinds import KINDS
from lotrinh.plans.plan import Citation, Plan
from lotrinh.vietnamese.folding import fold

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DAY = "0001-01-01"  # the schema wants a day; its name says that it is not known
LAWS = frozenset(("Luật", "PL", "L-CTN"))


@dataclass(frozen=True, slots=True)
class Work:
    """A work by its address."""

    uri: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The element that says who a document is, and its kind as an address writes it."""

    kind: str
    element: etree._Element


def slug(words: str) -> str:
    """Return words as a part of an address.

    >>> slug("125/KH-UBND"), slug("Ủy ban nhân dân xã")
    ('125-kh-ubnd', 'uy-ban-nhan-dan-xa')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-") or "chua-ro"


def kind_slug(kind: str | None) -> str:
    """Return a kind as an address writes it."""
    return slug(KINDS[kind][0]) if kind in KINDS else "van-ban"


def address(*, kind: str | None, issuer: str | None, day: str | None, name: str | None) -> str:
    """Return the address of a work from what is known of it."""
    sort = "act" if kind in LAWS else "doc"
    parts = [kind_slug(kind), *(slug(part) for part in (issuer,) if part), day, slug(name) if name else None]
    return "/".join(["/akn/vn", sort, *(part for part in parts if part)])


def work_of(work: Citation) -> Work:
    """Return a work cited."""
    day = work.issued_on.isoformat() if work.issued_on else None
    return Work(address(kind=work.kind, issuer=work.issuer, day=day, name=work.code or work.title))


def own_address(plan: Plan) -> str:
    """Return the address of a document; without a code it goes by the beginning of its bytes' hash."""
    header = plan.header
    return address(
        kind=header.kind.value if header.kind else None,
        issuer=header.issuer.value if header.issuer else None,
        day=header.issued_on.value if header.issued_on else None,
        name=header.code.value if header.code else plan.source.sha256[:12],
    )


def identification(plan: Plan) -> Identity:
    """Return who a document is."""
    kind = kind_slug(plan.header.kind.value if plan.header.kind else None)
    return Identity(kind, levels(plan, own_address(plan), "!main"))


def identification_of_part(plan: Plan, number: int) -> etree._Element:
    """Return who an appendix is."""
    return levels(plan, own_address(plan), f"!phu-luc_{number}")


def levels(plan: Plan, uri: str, component: str) -> etree._Element:
    """Return work, expression and manifestation."""
    day = plan.header.issued_on.value if plan.header.issued_on else UNKNOWN_DAY
    element = etree.Element(f"{{{AKN}}}identification", source="#lotrinh")
    expression = f"{uri}/vie@{day if plan.header.issued_on else ''}"
    for level, own in (
        ("FRBRWork", uri),
        ("FRBRExpression", expression),
        ("FRBRManifestation", f"{expression}.xml"),
    ):
        part = etree.SubElement(element, f"{{{AKN}}}{level}")
        add(part, "FRBRthis", value=f"{own}/{component}")
        add(part, "FRBRuri", value=own)
        add(part, "FRBRdate", date=day, name="ban-hanh" if plan.header.issued_on else "chua-ro")
        add(part, "FRBRauthor", href="#issuer")
        if level == "FRBRWork":
            add(part, "FRBRcountry", value="vn")
        elif level == "FRBRExpression":
            add(part, "FRBRlanguage", language="vie")
    return element


def references(plan: Plan) -> etree._Element:
    """Return the bodies that the identification points to."""
    element = etree.Element(f"{{{AKN}}}references", source="#lotrinh")
    issuer = plan.header.issuer.value if plan.header.issuer else "chưa rõ"
    for key, name in (("lotrinh", "Lộ Trình"), ("issuer", " ".join(issuer.split()))):
        add(element, "TLCOrganization", eId=key, href=f"/akn/ontology/organization/vn/{slug(name)}", showAs=name)
    return element


def add(parent: etree._Element, tag: str, /, **attributes: str) -> None:
    """Add an empty element."""
    etree.SubElement(parent, f"{{{AKN}}}{tag}", attributes)
