"""The form of official documents as dated data: sheet, margins, letters, lines. Rules judge by it and the writer writes by it.

State [A]: Nghị định 30/2020/NĐ-CP, Phụ lục I; before it [C] Thông tư 01/2011/TT-BNV, of which the press tells what the
decree changed: the place of the page number, and that no font was asked for. Party: Hướng dẫn 36-HD/VPTW (2018) [B],
then Quy định 399-QĐ/TW (2026) [B] with Hướng dẫn 05-HD/VPTW, whose sizes and margins are known from a summary only [C].
Union [C]: Quyết định 933/QĐ-TLĐ (2024), which stands on the decree. Youth [C]: Hướng dẫn 29-HD/TWĐTN-VP (2013), by a
lecture on it. Front [C]: Hướng dẫn 91/HD-MTTW-BTT (2013), which stands on the circular; of a younger one nothing was
found. Lengths are millimetres, sizes are points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Side = Literal["top", "bottom", "left", "right"]
Part = Literal[
    "nation", "motto", "parent", "issuer", "number", "place", "kind", "subject", "letter_subject", "ground", "body",
    "part_heading", "heading", "recipients_label", "recipients", "power", "post", "signer", "page_number", "table", "annex_note",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letters:
    """What is asked of the letters of a part: a size from `low` to `high`; `written` is the one that we write."""

    low: float
    high: float
    written: float
    bold: bool = False
    italic: bool = False
    upper: bool = False
    underlined: bool = False

    @property
    def size(self) -> str:
        """Return the size for people: "14" or "13 - 14"."""
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g} - {self.high:g}"


def letters(low: float, high: float | None = None, style: str = "", *, written: float | None = None) -> Letters:
    """Return letters of a size, or a range of sizes; `style` holds B bold, I italic, U upper case, L a line below."""
    high = low if high is None else high
    return Letters(
        low, high, written or high, bold="B" in style, italic="I" in style, upper="U" in style, underlined="L" in style
    )


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one system between two days.

    `nation` is what stands at the top right, each line with the part whose letters it has; `nation_line` is how long the
    line under it is. `line_pitch` is exact, in points; `line_spacing` is a multiple of a single line: one of them is None.
    """

    system: str
    source: str
    confidence: Literal["A", "B", "C"]
    in_force_from: date
    margins: Mapping[Side, tuple[float, float]]
    letters: Mapping[Part, Letters]
    nation: tuple[tuple[Part, str], ...]
    nation_line: float
    number_label: str
    separator: str
    part_mark: str
    first_indents: tuple[float, ...]
    paragraph_gap: float
    line_spacing: tuple[float, float] | None
    line_pitch: tuple[float, float] | None
    recipient_end: str
    archive_label: str
    end_mark: str
    powers: Mapping[str, str]
    ground_bullet: bool = False
    star: bool = False
    subject_dashes: bool = False
    in_force_to: date | None = None
    sheet: tuple[float, float] = (210, 297)
    font: str = "Times New Roman"
    number_from_edge: float = 10
    number_at_top: bool = True
    number_align: Literal["center", "right"] = "center"
    asks_font: bool = True  # a font and its colour are asked for, not only written
    indent_slack: float = 0.6  # what a file loses by rounding; more where the rule says "about"


STATE_LETTERS: dict[Part, Letters] = {
    "nation": letters(12, 13, "BU", written=12),
    "motto": letters(13, 14, "B", written=13),
    "parent": letters(12, 13, "U"),
    "issuer": letters(12, 13, "BU"),
    "number": letters(13),
    "place": letters(13, 14, "I", written=13),
    "kind": letters(13, 14, "BU"),
    "subject": letters(13, 14, "B"),
    "letter_subject": letters(12, 13, written=12),
    "ground": letters(13, 14, "I"),
    "body": letters(13, 14),
    "part_heading": letters(13, 14, "B"),
    "heading": letters(13, 14, "B"),
    "recipients_label": letters(12, style="BI"),
    "recipients": letters(11),
    "power": letters(13, 14, "BU"),
    "post": letters(13, 14, "BU"),
    "signer": letters(13, 14, "B"),
    "page_number": letters(13, 14),
    "table": letters(13, 14, written=13),
    "annex_note": letters(13, 14, "I"),
}
STATE = Form(
    system="state",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I",
    confidence="A",
    in_force_from=date(2020, 3, 5),
    margins={"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)},
    letters=STATE_LETTERS,
    nation=(("nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("motto", "Độc lập - Tự do - Hạnh phúc")),
    nation_line=56,
    number_label="Số: ",
    separator="/",
    part_mark=".",
    first_indents=(10.0, 12.7),
    paragraph_gap=6,
    line_spacing=(1.0, 1.5),
    line_pitch=None,
    recipient_end=";",
    archive_label="Lưu: ",
    end_mark="./.",
    powers={"TM": "TM.", "KT": "KT.", "TL": "TL.", "TUQ": "TUQ.", "Q": "Q."},
)
STATE_2011 = replace(
    STATE,
    source="Thông tư 01/2011/TT-BNV",
    confidence="C",
    in_force_from=date(2011, 3, 5),
    in_force_to=STATE.in_force_from - timedelta(days=1),
    number_at_top=False,
    number_align="right",
    asks_font=False,
)
PARTY_2026 = date(2026, 5, 27)
PARTY_2018 = replace(
    STATE,
    system="party",
    source="Hướng dẫn 36-HD/VPTW (2018)",
    confidence="B",
    in_force_from=date(2018, 4, 3),
    in_force_to=PARTY_2026 - timedelta(days=1),
    margins={"top": (20, 20), "bottom": (20, 20), "left": (30, 30), "right": (15, 15)},
    letters=STATE_LETTERS
    | {
        "nation": letters(15, style="BU"),
        "parent": letters(14, style="U"),
        "issuer": letters(14, style="BU"),
        "number": letters(14),
        "place": letters(14, style="I"),
        "kind": letters(15, 16, "BU"),
        "subject": letters(14, 15, "B", written=14),
        "letter_subject": letters(12, style="I"),
        "ground": letters(14, 15, written=14),
        "body": letters(14, 15, written=14),
        "part_heading": letters(14, 15, "B", written=14),
        "heading": letters(14, 15, "B", written=14),
        "recipients_label": letters(14, style="L"),
        "recipients": letters(12),
        "power": letters(14, style="BU"),
        "post": letters(14, style="U"),
        "signer": letters(14, style="B"),
        "page_number": letters(14),
    },
    nation=(("nation", "ĐẢNG CỘNG SẢN VIỆT NAM"),),
    nation_line=73,
    number_label="Số ",
    separator="-",
    part_mark="-",
    first_indents=(10.0,),
    indent_slack=3,
    line_spacing=None,
    line_pitch=(18, 22),
    recipient_end=",",
    archive_label="Lưu ",
    end_mark=".",
    powers={"TM": "T/M", "KT": "K/T", "TL": "T/L", "Q": "Q."},
    ground_bullet=True,
    star=True,
    subject_dashes=True,
)
PARTY_NOW = replace(
    PARTY_2018,
    source="Quy định 399-QĐ/TW và Hướng dẫn 05-HD/VPTW (2026)",
    confidence="C",
    in_force_from=PARTY_2026,
    in_force_to=None,
)
FORMS: tuple[Form, ...] = (
    STATE_2011,
    STATE,
    PARTY_2018,
    PARTY_NOW,
    replace(
        STATE, system="union", source="Quyết định 933/QĐ-TLĐ (2024)", confidence="C", in_force_from=date(2024, 5, 14)
    ),
    replace(
        STATE,
        system="youth",
        source="Hướng dẫn 29-HD/TWĐTN-VP (2013)",
        confidence="C",
        in_force_from=date(2013, 10, 29),
        margins={"top": (20, 20), "bottom": (20, 20), "left": (30, 30), "right": (20, 20)},
        letters=STATE_LETTERS
        | {"nation": letters(15, style="BU"), "parent": letters(14, style="U"), "issuer": letters(14, style="BU")},
        nation=(("nation", "ĐOÀN TNCS HỒ CHÍ MINH"),),
        nation_line=68,
        separator="-",
        star=True,
    ),
    replace(STATE_2011, system="front", source="Hướng dẫn 91/HD-MTTW-BTT (2013)", in_force_from=date(2013, 4, 8)),
    replace(STATE, system="front", source="Không tìm thấy quy định riêng; theo nếp của Nghị định 30", confidence="C"),
)


def form_on(system: str, day: date) -> Form | None:
    """Return the form of a system on a day; None where none that we know was in force.

    >>> form_on("party", date(2026, 5, 26)).source
    'Hướng dẫn 36-HD/VPTW (2018)'
    >>> form_on("state", date(2019, 1, 1)).source
    'Thông tư 01/2011/TT-BNV'
    >>> form_on("state", date(2010, 1, 1)) is None
    True
    """
    for form in FORMS:
        if form.system == system and form.in_force_from <= day <= (form.in_force_to or date.max):
            return form
    return None
