"""Old Vietnamese encodings, told apart by what reads as Vietnamese, never by a guess that says nothing.

TCVN3 (ABC) by the table TCVN 5712:1993 that glibc and Python's own tools agree on; VNI by its two letters a vowel; VIQR by its
signs behind the vowel (RFC 1456).
"""

from __future__ import annotations

import re
import unicodedata

# TCVN 5712:1993, the letters with marks as Latin-1 shows their bytes; capitals with tones live in fonts of their own.
TCVN3 = dict(
    zip(
        "¨©ª«¬\xad®¡¢£¤¥¦§µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ăâêôơưđĂÂÊÔƠƯĐàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
VNI_LETTERS = {
    "ñ": "đ",
    "Ñ": "Đ",
    "ô": "ơ",
    "Ô": "Ơ",
    "ö": "ư",
    "Ö": "Ư",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}
VNI_PAIR = re.compile("([aeiouyAEIOUYôöÔÖ])([" + "".join(VNI_MARKS) + "".join(VNI_MARKS).upper() + "])")
VIQR = re.compile(r"([aAeEoOuU])([\^(+])|([dD])([dD])")
VIQR_TONE = re.compile(r"([aeiouyAEIOUYăâêôơưĂÂÊÔƠƯ])(['`?~.])(?=[a-zA-Z\s,;:.!?)\]]|$)")
VIQR_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
VIQR_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
WORDS = re.compile(
    r"\b(?:của|và|các|những|được|trong|người|không|thực hiện|kế hoạch|số|về|ngày|tháng|năm|việc|công|theo|định)\b",
    re.IGNORECASE,
)
ENOUGH = 0.03  # share of common words among words: less does not read as Vietnamese


def from_tcvn3(text: str) -> str:
    """Return text of TCVN3 bytes read as Latin-1."""
    return text.translate({ord(k): v for k, v in TCVN3.items()})


def from_vni(text: str) -> str:
    """Return text of VNI bytes read as Windows-1252.

    >>> from_vni("Keá hoaïch thöïc hieän")
    'Kế hoạch thực hiện'
    """

    def pair(m: re.Match[str]) -> str:
        base = VNI_LETTERS.get(m[1], m[1])
        return unicodedata.normalize("NFC", base + VNI_MARKS[m[2].lower()])

    return re.sub("[" + "".join(VNI_LETTERS) + "]", lambda m: VNI_LETTERS[m[0]], VNI_PAIR.sub(pair, text))


def from_viqr(text: str) -> str:
    """Return text of VIQR.

    >>> from_viqr("Ke^' hoa.ch thu+.c hie^.n")
    'Kế hoạch thực hiện'
    """

    def shape(m: re.Match[str]) -> str:
        if m[3]:
            return "Đ" if m[3] == "D" else "đ"
        return unicodedata.normalize("NFC", m[1] + VIQR_SHAPES[m[2]])

    shaped = VIQR.sub(shape, text)
    return VIQR_TONE.sub(lambda m: unicodedata.normalize("NFC", m[1] + VIQR_TONES[m[2]]), shaped)


def reads_as_vietnamese(text: str) -> float:
    """Return the share of very common Vietnamese words among the words of a text."""
    words = len(re.findall(r"\w+", text[:20000]))
    return len(WORDS.findall(text[:20000])) / words if words else 0.0
