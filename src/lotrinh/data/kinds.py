"""Kinds of documents and their abbreviations.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục III (state); Hướng dẫn 36-HD/VPTW of 2018 (Party). An unknown kind is no error.
"""

from __future__ import annotations

# abbreviation: names as written. TT is thông tư in the state and thông tri in the Party; CV exists in the Party only.
KINDS: dict[str, tuple[str, ...]] = {
    "NQ": ("Nghị quyết",),
    "QĐ": ("Quyết định", "Quy định"),
    "CT": ("Chỉ thị",),
    "KL": ("Kết luận",),
    "QC": ("Quy chế",),
    "QyĐ": ("Quy định",),
    "TB": ("Thông báo",),
    "HD": ("Hướng dẫn",),
    "CTr": ("Chương trình",),
    "KH": ("Kế hoạch",),
    "PA": ("Phương án",),
    "ĐA": ("Đề án",),
    "DA": ("Dự án",),
    "BC": ("Báo cáo",),
    "BB": ("Biên bản",),
    "TTr": ("Tờ trình",),
    "HĐ": ("Hợp đồng",),
    "CĐ": ("Công điện",),
    "BGN": ("Bản ghi nhớ",),
    "BTT": ("Bản thỏa thuận",),
    "GUQ": ("Giấy ủy quyền",),
    "GM": ("Giấy mời", "Giấy mời họp"),
    "GGT": ("Giấy giới thiệu",),
    "GNP": ("Giấy nghỉ phép",),
    "PG": ("Phiếu gửi",),
    "PC": ("Phiếu chuyển",),
    "PB": ("Phiếu báo",),
    "CV": ("Công văn",),
    "NĐ": ("Nghị định",),
    "TT": ("Thông tư", "Thông tri"),
    "TTLT": ("Thông tư liên tịch",),
    "NQLT": ("Nghị quyết liên tịch",),
    "Luật": ("Luật", "Bộ luật"),
    "PL": ("Pháp lệnh",),
    "L-CTN": ("Lệnh",),
}
KIND_OF_NAME: dict[str, str] = {name.casefold(): kind for kind, names in KINDS.items() for name in names} | {
    "văn bản": "CV",
    "quy định": "QĐ",
}
