"""Official documents of each system, all invented, for tests of what is written."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from docx import Document as DocxDocument
from docx.shared import Mm

from lotrinh.writing.description import (
    Appendix,
    OfficialDocument,
    Paragraph,
    Recipient,
    Section,
    Signing,
    SigningPower,
    Table,
)
from lotrinh.writing.typed_lines import items_of

WORKS = Table(
    ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"),
    (
        ("1", "Chuẩn bị cây giống", "Phòng Kinh tế", "Hội Nông dân xã", "Trước ngày 20/3/2026", "500 cây"),
        ("2", "Trồng cây quanh trường", "Các trường học", "Đoàn Thanh niên xã", "29/4/2026", "Báo cáo"),
    ),
    (1, 5, 3, 3, 3, 2),
)
BODY = [
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Mỗi trường học có thêm bóng mát, học sinh biết trồng và giữ cây trong cả mùa khô của năm.",
    "2. Yêu cầu",
    "- Cây trồng xong phải có người chăm sóc và có lịch tưới nước hằng tuần của từng lớp học.",
    "II. NỘI DUNG VÀ LỘ TRÌNH",
    "1. Giai đoạn từ nay đến hết ngày 31/3/2026",
    "- Chọn giống cây hợp với đất của từng trường và chuẩn bị hố trồng theo hướng dẫn chuyên môn.",
    "2. Giai đoạn từ ngày 01/4/2026 đến ngày 30/4/2026",
    "- Trồng 500 cây quanh các trường học và gắn biển tên người chăm sóc cho từng cây đã trồng.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Phòng Kinh tế",
    "- Chuẩn bị cây giống và phân bón; hoàn thành trước ngày 20/3/2026.",
    "2. Các trường học",
    "- Trồng cây, phân công lớp chăm sóc; báo cáo kết quả trước ngày 08/5/2026.",
]
STATE = OfficialDocument(
    system="state",
    parent="Ủy ban nhân dân tỉnh Minh Hải",
    issuer="Ủy ban nhân dân xã Minh Tân",
    number=5,
    symbol="KH-UBND",
    place="Minh Tân",
    issued_on=date(2026, 3, 5),
    kind="KH",
    subject="Trồng cây xanh quanh trường học trên địa bàn xã năm 2026",
    grounds=(
        "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017",
        "Căn cứ Kế hoạch số 20/KH-UBND ngày 10 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Minh Hải về trồng cây",
    ),
    opening=("Ủy ban nhân dân xã Minh Tân ban hành Kế hoạch trồng cây xanh quanh trường học như sau:",),
    items=items_of(BODY),
    closing="Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện Kế hoạch này.",
    recipients=(
        Recipient("Ủy ban nhân dân tỉnh", "b/c"),
        Recipient("Phòng Kinh tế", "t/h"),
        Recipient("Các trường học", "t/h"),
    ),
    archive="VT, KT",
    signing=Signing(
        (SigningPower("TM", "Ủy ban nhân dân"), SigningPower("KT", "Chủ tịch")), "Phó Chủ tịch", "Nguyễn Văn An"
    ),
)
TABLED = replace(
    STATE,
    items=(*STATE.items[:2], Section("TỔ CHỨC THỰC HIỆN", (Paragraph("Nhiệm vụ cụ thể như sau:"), WORKS))),
    closing="Trên đây là Kế hoạch trồng cây xanh quanh trường học trên địa bàn xã.",
    appendices=(
        Appendix("Danh sách các trường học", items_of(["I. TRƯỜNG TIỂU HỌC", "- Trường Minh Tân A."])),
        Appendix("Danh mục giống cây", items_of(["I. CÂY BÓNG MÁT", "- Cây sao đen."])),
    ),
)
PARTY = replace(
    STATE,
    system="party",
    parent="Tỉnh ủy Minh Hải",
    issuer="Đảng ủy xã Minh Tân",
    number=12,
    symbol="KH/ĐU",
    subject="tổ chức hội nghị sơ kết công tác quý I năm 2026",
    grounds=("Căn cứ Kế hoạch số 20-KH/TU, ngày 10/02/2026 của Tỉnh ủy Minh Hải về công tác năm 2026",),
    opening=("Ban Thường vụ Đảng ủy xây dựng kế hoạch tổ chức hội nghị sơ kết như sau:",),
    closing="Các chi bộ báo cáo kết quả về Văn phòng Đảng ủy.",
    recipients=(Recipient("Tỉnh ủy", "để b/c"), Recipient("Các chi bộ trực thuộc")),
    archive="Văn phòng Đảng ủy",
    signing=Signing((SigningPower("TM", "Đảng ủy"),), "Bí thư", "Nguyễn Văn An"),
)
UNION = replace(
    STATE,
    system="union",
    parent="Tổng Liên đoàn Lao động Việt Nam",
    issuer="Liên đoàn Lao động tỉnh Minh Hải",
    symbol="KH-LĐLĐ",
    signing=Signing((SigningPower("TM", "Ban Thường vụ"),), "Chủ tịch", "Nguyễn Văn An"),
)
YOUTH = replace(
    STATE,
    system="youth",
    parent="Tỉnh Đoàn Minh Hải",
    issuer="Ban Chấp hành Đoàn xã Minh Tân",
    symbol="KH/ĐTN",
    signing=Signing((SigningPower("TM", "Ban Thường vụ"),), "Bí thư", "Nguyễn Văn An"),
)
FRONT = replace(
    STATE,
    system="front",
    parent="Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Minh Hải",
    issuer="Ủy ban Mặt trận Tổ quốc Việt Nam xã Minh Tân",
    symbol="KH-MTTQ",
    signing=Signing((SigningPower("TM", "Ban Thường trực"),), "Chủ tịch", "Nguyễn Văn An"),
)
LETTER = replace(
    STATE,
    kind="CV",
    symbol="UBND-KT",
    subject="chuẩn bị cây giống",
    addressees=("Các trường học",),
    grounds=(),
    opening=("Thực hiện Kế hoạch số 05/KH-UBND ngày 05/3/2026, Ủy ban nhân dân xã đề nghị các trường:",),
    items=items_of(["1. Chuẩn bị hố trồng cây quanh sân trường trước ngày 20/3/2026.", "2. Cử người nhận cây giống."]),
    first_level=1,
)
ALL = (STATE, TABLED, PARTY, UNION, YOUTH, FRONT, LETTER)


def with_narrow_margin(data: bytes) -> bytes:
    """Return a .docx whose left margin no rule allows."""
    document, out = DocxDocument(io.BytesIO(data)), io.BytesIO()
    document.sections[0].left_margin = Mm(12)
    document.save(out)
    return out.getvalue()
