"""Draws the first page of a state and of a Party plan as we write them, for docs/screens. All bodies are invented.

.venv/bin/python scripts/draw_written_plans.py
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lotrinh.documents.office import docx_to_pdf
from lotrinh.documents.page_pictures import draw_page
from lotrinh.web.demo.sample import online_services
from lotrinh.writing.description import OfficialDocument, Recipient, Signing, SigningPower
from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.typed_lines import items_of

FOLDER = Path(__file__).resolve().parents[1] / "docs/screens"
ISSUED = date(2026, 3, 2)
PARTY = OfficialDocument(
    system="party",
    parent="Thành ủy Sông Xanh",
    issuer="Đảng ủy phường An Bình Mới",
    number=14,
    symbol="KH/ĐU",
    place="An Bình Mới",
    issued_on=ISSUED,
    kind="KH",
    subject="tổ chức hội nghị sơ kết công tác quý I năm 2026",
    grounds=("Căn cứ Kế hoạch số 20-KH/TU, ngày 10/02/2026 của Thành ủy Sông Xanh về công tác năm 2026",),
    opening=("Ban Thường vụ Đảng ủy phường xây dựng kế hoạch tổ chức hội nghị như sau:",),
    items=items_of(
        (
            "I. MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích",
            "- Đánh giá việc đã làm và chưa làm của quý I, nêu rõ nguyên nhân và người chịu trách nhiệm.",
            "- Thống nhất việc của quý II, mỗi việc có một đơn vị chủ trì và một thời hạn.",
            "2. Yêu cầu",
            "- Tài liệu gửi đến đại biểu trước hội nghị ít nhất ba ngày làm việc, ngắn gọn và có số liệu.",
            "II. NỘI DUNG VÀ LỘ TRÌNH",
            "1. Giai đoạn từ nay đến hết ngày 27/3/2026",
            "- Các chi bộ gửi báo cáo quý I; Văn phòng Đảng ủy tổng hợp thành báo cáo chung.",
            "2. Giai đoạn từ ngày 30/3/2026 đến ngày 03/4/2026",
            "- Tổ chức hội nghị trong một buổi tại hội trường phường.",
            "III. TỔ CHỨC THỰC HIỆN",
            "1. Văn phòng Đảng ủy",
            "- Chuẩn bị tài liệu và giấy mời trước ngày 26/3/2026.",
            "2. Các chi bộ trực thuộc",
            "- Cử đại biểu dự hội nghị; báo cáo kết quả quý I trước ngày 20/3/2026.",
        )
    ),
    closing="Các chi bộ trực thuộc gửi báo cáo về Văn phòng Đảng ủy.",
    recipients=(Recipient("Thành ủy", "để b/c"), Recipient("Các chi bộ trực thuộc", "t/h")),
    archive="Văn phòng Đảng ủy",
    signing=Signing((SigningPower("TM", "Đảng ủy"),), "Bí thư", "Trần Văn Ví Dụ"),
)


def main() -> None:
    """Write both plans, print them and keep the picture of the first page."""
    for name, plan in (("written-state", online_services(ISSUED)), ("written-party", PARTY)):
        printed = docx_to_pdf(write_docx(plan), name=f"{name}.docx")
        (FOLDER / f"{name}.png").write_bytes(draw_page(printed, 1, name=f"{name}.pdf"))


if __name__ == "__main__":
    main()
