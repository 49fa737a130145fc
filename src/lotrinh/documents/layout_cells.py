"""Cells whose lines were run together on the way to plain text or Markdown, parted again where the form says so.

The form: Nghị định 30/2020/NĐ-CP, Annex I: body, number and subject at the left; nation, motto, place and day at the right;
recipients beside power, post and name.
"""

from __future__ import annotations

import re

from lotrinh.vietnamese.syllables import join_torn

HEAD = re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM")
FOOT = re.compile(r"Nơi nhận\s*:?", re.IGNORECASE)
UPPER = "A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ"
CUTS = re.compile(
    r"\s{0,99}+[-–—_*]{3,}\s{0,99}+|\s{1,99}+(?=Độc lập\s{0,99}+[-–])|\s{1,99}+(?=V/v\s)|\s{1,99}+(?=Số\s?:)|(?<=:)\s{1,99}+(?=-\s)|(?<=[;.])\s{1,99}+(?=-\s)|\s{1,99}+(?=-\s{1,99}+Lưu)"
    r"|\s{1,99}+(?=(?:TM|KT|TL|TUQ|Q)\.\s?[" + UPPER + r"])|\s{1,99}+(?=(?:T/M|K/T|T/L)\s)"
)
POST = re.compile(
    rf"(?P<power>(?:(?:TM|KT|TL|TUQ|Q)\.|T/M|K/T|T/L)\s?(?:BỘ TRƯỞNG|THỦ TƯỚNG|CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TỔNG GIÁM ĐỐC|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|CỤC TRƯỞNG|[{UPPER} ,-]+?(?=\s(?:PHÓ|CHỦ TỊCH|BÍ THƯ|TRƯỞNG|GIÁM ĐỐC|THỨ TRƯỞNG|BỘ TRƯỞNG|THỦ TƯỚNG|$))))"
    rf"(?:\s+(?P<post>[{UPPER}][{UPPER} ,-]+[{UPPER}]))?(?=\s|$)"
)
NAME = re.compile(rf"\s{{1,99}}(?=(?:[{UPPER}][a-zà-ỹđ]+\s?){{2,6}}$)")


def is_layout(words: str) -> bool:
    """Say whether a table only lays out a head or a foot."""
    return bool(HEAD.search(words) or FOOT.search(words))


def part_cell(words: str) -> list[str]:
    """Return the lines of a cell of a head or foot.

    >>> part_cell("TL. BỘ TRƯỞNG VỤ TRƯỞNG VỤ KẾ HOẠCH Phạm Quang Phụng")
    ['TL. BỘ TRƯỞNG', 'VỤ TRƯỞNG VỤ KẾ HOẠCH', 'Phạm Quang Phụng']
    """
    lines: list[str] = []
    for piece in CUTS.split(join_torn(words)[0]):
        named = NAME.split(piece.strip(), maxsplit=1) if not piece.lstrip().startswith("-") else [piece.strip()]
        match = POST.match(named[0])
        first = [part for part in (match["power"], match["post"]) if part] if match else [named[0]]
        if match and match.end() < len(named[0]):
            first.append(named[0][match.end() :].strip())
        lines += [line.strip() for line in (*first, *named[1:]) if line.strip(" -_*")]
    return lines
