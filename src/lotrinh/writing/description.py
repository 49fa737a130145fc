"""What an official document is made of, as frozen facts that a writer turns into a file.

Numbers of sections, marks at the ends of recipients and the words of the head follow from the form in force: they are
no part of a description. `refuse_bad` says which field cannot be written and why.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Literal

from lotrinh.data.forms import Form, form_on
from lotrinh.data.kinds import KINDS
from lotrinh.errors import BadDescription
from lotrinh.plans.plan import System

Power = Literal["TM", "KT", "TL", "TUQ", "Q"]
LETTERS = "abcdđeghiklmnopqrstuvxy"  # Nghị định 30/2020/NĐ-CP has no f, j, w, z, and đ behind d
LEVELS = 3  # I. 1. a): the frame of Nghị định 30/2020/NĐ-CP, form 1.4
# Annex VI of the decree; a longer one does not fit the national exchange of documents.
LONGEST = {"subject": 500, "symbol": 30, "issuer": 200, "parent": 200, "position": 100, "signing.name": 50}
LONGEST_LINE = 20_000  # code points of any other field
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
SYMBOL = re.compile(r"(?:[A-ZĐ][A-ZĐa-zđ0-9]*)(?:[-/](?:[A-ZĐƯ][A-ZĐƯa-zđ0-9]*|\[…\]))*")  # […]: still to fill


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words under a section: running text, or one point behind a dash."""

    text: str
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its first row is the head and repeats on each page. `widths` are shares of the line."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading and what stands under it; with nothing under it, a numbered paragraph."""

    title: str
    items: tuple[Paragraph | Table | Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of "Nơi nhận"; `purpose` is what stands in brackets ("b/c")."""

    name: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class SigningPower:
    """A line of power: for whom, and by which right."""

    authority: Power
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs. Up to two lines of power, then the post and the name."""

    powers: tuple[SigningPower, ...]
    position: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix with sections of its own; it starts on a new page."""

    title: str
    items: tuple[Paragraph | Table | Section, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A whole document. `number` and `issued_on` are None in a draft; `kind` is the abbreviation ("KH").

    `opening` stands between the grounds and the first section. `first_level` is 1 where sections begin with "1.".
    """

    system: System
    issuer: str
    symbol: str
    place: str
    kind: str
    subject: str
    signing: Signing
    recipients: tuple[Recipient, ...]
    archive: str
    closing: str
    parent: str = ""
    number: int | None = None
    issued_on: date | None = None
    kind_name: str = ""
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    items: tuple[Paragraph | Table | Section, ...] = ()
    appendices: tuple[Appendix, ...] = field(default=())
    first_level: int = 0

    @property
    def named_kind(self) -> str:
        """Return the name of the kind as it is printed, in lower case but for its first letter."""
        return self.kind_name or KINDS[self.kind][0]

    @property
    def is_letter(self) -> bool:
        """Say whether it is a công văn, which prints no kind."""
        return self.kind == "CV"


def form_of(document: OfficialDocument, on: date) -> Form:
    """Return the form of a document's system on a day.

    Raises:
        BadDescription: no form that we know was in force, or it knows no such power to sign.
    """
    form = form_on(document.system, on)
    if form is None:
        raise BadDescription(f"system: chưa có quy định thể thức cho hệ {document.system} vào ngày {on:%d/%m/%Y}.")
    for n, power in enumerate(document.signing.powers):
        if power.authority not in form.powers:
            known = ", ".join(form.powers.values())
            raise BadDescription(f"signing.powers[{n}].authority: hệ này chỉ ký {known}.")
    return form


def refuse_bad(document: OfficialDocument) -> None:
    """Refuse what cannot be written.

    Raises:
        BadDescription: the message begins with the name of the field.
    """
    if document.kind not in KINDS:
        raise BadDescription(f"kind: không có loại văn bản viết tắt là “{document.kind}”.")
    if document.number is not None and not 0 < document.number < 1_000_000:
        raise BadDescription("number: số văn bản là một số nguyên từ 1.")
    if not SYMBOL.fullmatch(document.symbol):
        raise BadDescription("symbol: ký hiệu gồm các nhóm chữ nối bằng “-” hoặc “/”, ví dụ KH-UBND.")
    if not 1 <= len(document.signing.powers) <= 2 and not document.signing.position:
        raise BadDescription("signing: cần quyền hạn hoặc chức vụ của người ký.")
    if len(document.signing.powers) > 2:
        raise BadDescription("signing.powers: nhiều nhất là hai dòng quyền hạn.")
    if document.first_level not in (0, 1):
        raise BadDescription("first_level: mục lớn nhất là I (0) hoặc 1 (1).")
    refuse_bad_words("", document)
    refuse_bad_items("items", document.items, document.first_level)
    for n, appendix in enumerate(document.appendices):
        refuse_bad_items(f"appendices[{n}].items", appendix.items, 0)


def refuse_bad_items(where: str, items: tuple[Paragraph | Table | Section, ...], level: int) -> None:
    """Refuse sections that nest too deep and tables whose rows are not as wide as their head."""
    for n, item in enumerate(items):
        at = f"{where}[{n}]"
        if isinstance(item, Table):
            if not item.head or any(len(row) != len(item.head) for row in item.rows):
                raise BadDescription(f"{at}.rows: mỗi hàng cần đúng {len(item.head)} ô như hàng đầu.")
            if item.widths and (len(item.widths) != len(item.head) or min(item.widths) < 1):
                raise BadDescription(f"{at}.widths: cần một số dương cho mỗi cột.")
        elif isinstance(item, Section):
            if level >= LEVELS:
                raise BadDescription(f"{at}: mục lồng quá ba cấp (I, 1, a); hãy dùng đoạn gạch đầu dòng.")
            if sum(isinstance(one, Section) for one in item.items) > len(LETTERS) and level + 1 == LEVELS - 1:
                raise BadDescription(f"{at}.items: quá {len(LETTERS)} điểm, hết chữ cái để đánh dấu.")
            refuse_bad_items(f"{at}.items", item.items, level + 1)


# A name is empty in a draft, a position where the power says the post, a cell where somebody is to fill it.
MAY_BE_EMPTY = frozenset(("parent", "kind_name", "purpose", "rows", "position"))


def refuse_bad_words(where: str, value: object, name: str = "") -> None:
    """Refuse words that a file cannot hold, are blank, or too long for the exchange of documents."""
    if isinstance(value, str):
        most = LONGEST.get(where, LONGEST.get(name, LONGEST_LINE))
        if not value.strip() and name not in MAY_BE_EMPTY and where != "signing.name":
            raise BadDescription(f"{where}: còn trống.")
        if CONTROL.search(value):
            raise BadDescription(f"{where}: có ký tự điều khiển hoặc dấu xuống dòng; hãy tách thành nhiều đoạn.")
        if not unicodedata.is_normalized("NFC", value):
            raise BadDescription(f"{where}: chữ có dấu chưa ở dạng dựng sẵn (NFC).")
        if len(value) > most:
            raise BadDescription(f"{where}: dài {len(value)} ký tự, nhiều nhất là {most}.")
    elif isinstance(value, tuple):
        for n, one in enumerate(value):
            refuse_bad_words(f"{where}[{n}]", one, name)
    elif is_dataclass(value):
        for one in fields(value):
            inner = getattr(value, one.name)
            refuse_bad_words(f"{where}.{one.name}" if where else one.name, inner, one.name)
