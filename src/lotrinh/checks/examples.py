"""Small documents of our own, well-formed but for the part that an example changes: rules show and test themselves on them."""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.checks.page.form import PageForm

STATE = {
    "issuer": "ỦY BAN NHÂN DÂN\nXÃ MINH TÂN",
    "number": "Số: 12/KH-UBND",
    "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    "day": "Minh Tân, ngày 05 tháng 3 năm 2026",
    "kind": "KẾ HOẠCH",
    "subject": "Trồng cây xanh quanh trường học",
    "grounds": "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;\n"
    "Căn cứ Kế hoạch số 20/KH-UBND ngày 10 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh.",
    "body": "I. MỤC ĐÍCH\n1. Trồng 500 cây xanh quanh các trường học trên địa bàn xã.\n"
    "2. Giữ sạch đường đến trường.\n"
    "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chuẩn bị cây giống trước ngày 20/3/2026.\n"
    "2. Phòng Văn hóa - Xã hội\n- Vận động phụ huynh cùng trồng cây.",
    "end": "Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện Kế hoạch này./.",
    "recipients": "Nơi nhận:\n- UBND tỉnh (b/c);\n- Các phòng thuộc UBND xã;\n- Lưu: VT, KT.",
    "signature": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An",
}
PARTY = {
    "issuer": "TỈNH ỦY MINH HẢI\nĐẢNG ỦY XÃ MINH TÂN\n*",
    "number": "Số 12-KH/ĐU",
    "nation": "ĐẢNG CỘNG SẢN VIỆT NAM",
    "day": "Minh Tân, ngày 05 tháng 3 năm 2026",
    "kind": "KẾ HOẠCH",
    "subject": "tổ chức hội nghị sơ kết công tác tháng Ba",
    "grounds": "- Căn cứ Kế hoạch số 20-KH/TU, ngày 10/02/2026 của Tỉnh ủy;\n"
    "Ban Thường vụ Đảng ủy xây dựng kế hoạch như sau:",
    "body": "I- MỤC ĐÍCH\n1. Đánh giá kết quả công tác tháng Ba.\n2. Bàn việc của quý II.\n"
    "II- TỔ CHỨC THỰC HIỆN\n1. Văn phòng Đảng ủy\n- Chuẩn bị tài liệu trước ngày 20/3/2026.\n"
    "2. Các chi bộ trực thuộc\n- Cử đại biểu dự hội nghị.",
    "end": "Các chi bộ báo cáo kết quả về Văn phòng Đảng ủy.",
    "recipients": "Nơi nhận:\n- Tỉnh ủy (để b/c),\n- Các chi bộ trực thuộc,\n- Lưu Văn phòng Đảng ủy.",
    "signature": "T/M ĐẢNG ỦY\nBÍ THƯ\nNguyễn Văn An",
}


@dataclass(frozen=True, slots=True)
class Example:
    """`shown` is the part that matters; `text` the whole document around it."""

    shown: str
    text: str
    page: PageForm | None = None


def state(**parts: str) -> Example:
    """Return a document of a people's committee with some parts changed; an empty part is left out."""
    return written(STATE, parts)


def party(**parts: str) -> Example:
    """Return a document of a Party committee with some parts changed; an empty part is left out."""
    return written(PARTY, parts)


def written(form: dict[str, str], parts: dict[str, str]) -> Example:
    """Return a form with some parts changed."""
    unknown = set(parts) - set(form)
    if unknown:
        raise KeyError(*unknown)
    whole = form | parts
    shown = "\n".join(part or "(bỏ trống)" for part in parts.values())
    return Example(shown=shown, text="\n".join(part for part in whole.values() if part) + "\n")
