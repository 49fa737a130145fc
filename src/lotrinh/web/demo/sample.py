"""The sample plans of the demo, written for this project. Every ward, unit, number and person in them is invented."""

from __future__ import annotations

import datetime

from lotrinh.writing.description import OfficialDocument, Recipient, Signing, SigningPower
from lotrinh.writing.typed_lines import items_of

BODY = "Ủy ban nhân dân phường An Bình Mới"
UNITS = (
    ("Văn phòng HĐND và UBND phường", "Văn phòng"),
    ("Trung tâm Phục vụ hành chính công phường", "Trung tâm PVHCC"),
    ("Phòng Văn hóa - Xã hội phường", "Phòng VHXH"),
    ("Phòng Kinh tế, Hạ tầng và Đô thị phường", "Phòng KTHTĐT"),
    ("Trạm Y tế phường", ""),
    ("Đoàn Thanh niên phường", "Đoàn phường"),
)
GROUP = "Các tổ dân phố"
WARDS = tuple(f"Tổ dân phố {n}" for n in range(1, 6))
# What each work serves: how the work begins, how the theme begins, the channels.
PLACES = (
    ("Rà soát, niêm yết", "Rà soát 84", ("website",)),
    ("Chủ trì, phối hợp", "Hướng dẫn người dân", ("meeting", "training")),
    ("Tổ chức", "Đánh giá kết quả", ("meeting",)),
    ("Xây dựng lịch phát thanh", "Hướng dẫn người dân", ("loudspeaker", "website")),
    ("Biên soạn tờ gấp", "Hướng dẫn người dân", ("print",)),
    ("Lắp đặt máy tính", "Lắp đặt hai máy tính", ()),
    ("Cử tình nguyện viên", "Hướng dẫn người dân", ()),
    ("Bố trí nhà văn hóa", "Hướng dẫn người dân", ("loudspeaker", "meeting")),
)
WHY_ON_HOLD = "Chờ nhà cung cấp giao thiết bị theo hợp đồng đã ký."
EVENT = "Ngày hội Chuyển đổi số của phường"


def month(day: datetime.date, by: int) -> datetime.date:
    """Return the first day of the month so many months later."""
    count = day.year * 12 + day.month - 1 + by
    return datetime.date(count // 12, count % 12 + 1, 1)


def written(day: datetime.date) -> str:
    """Write a day as plans do."""
    return f"{day.day:02d}/{day.month}/{day.year}"


def online_services(issued_on: datetime.date) -> OfficialDocument:
    """Return the plan that moves paper procedures to the portal: 3 stages, 5 channels, 6 units, 4 works, an event."""
    first, second = month(issued_on, 2), month(issued_on, 6)
    first_end, second_end = first - datetime.timedelta(days=1), second - datetime.timedelta(days=1)
    soon = issued_on + datetime.timedelta(days=20)
    return OfficialDocument(
        system="state",
        parent="Thành phố Sông Xanh",
        issuer=BODY,
        number=27,
        symbol="KH-UBND",
        place="An Bình Mới",
        issued_on=issued_on,
        kind="KH",
        subject="Đưa thủ tục hành chính lên Cổng dịch vụ công trên địa bàn phường An Bình Mới",
        grounds=(
            "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông",
            "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ về thực hiện thủ tục hành chính trên môi trường điện tử",
        ),
        opening=(
            "Thực hiện Kế hoạch số 114/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố Sông Xanh, Ủy ban nhân dân phường ban hành kế hoạch như sau:",
        ),
        items=items_of((*contents(first, first_end, second_end), *duties(soon, first, first_end))),
        closing=f"Trên đây là Kế hoạch; khó khăn, vướng mắc báo cáo Ủy ban nhân dân phường theo Quyết định số 08/QĐ-UBND ngày {written(month(issued_on, 0))} của Ủy ban nhân dân phường An Bình Mới./.",
        recipients=(
            Recipient("UBND thành phố Sông Xanh", "b/c"),
            Recipient("Thường trực Đảng ủy, HĐND phường", "b/c"),
            Recipient("Các đơn vị tại mục IV", "t/h"),
            Recipient("Cổng thông tin điện tử phường"),
        ),
        archive="VT",
        signing=Signing(
            (SigningPower("TM", "Ủy ban nhân dân"), SigningPower("KT", "Chủ tịch")),
            "Phó Chủ tịch",
            "Nguyễn Thị Minh Họa",
        ),
    )


def contents(first: datetime.date, first_end: datetime.date, second_end: datetime.date) -> tuple[str, ...]:
    """Return the parts on purpose, contents and channels."""
    return (
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "- Người dân nộp hồ sơ tại nhà, theo dõi được hồ sơ và nhận kết quả đúng hẹn.",
        "- Giảm ít nhất một nửa số lượt phải đến trụ sở để bổ sung giấy tờ.",
        "2. Yêu cầu",
        "- Hướng dẫn dễ hiểu, không để người cao tuổi và người khuyết tật bị bỏ lại phía sau.",
        "II. NỘI DUNG VÀ LỘ TRÌNH",
        f"1. Giai đoạn từ nay đến hết ngày {written(first_end)}",
        "- Rà soát 84 thủ tục, niêm yết tại trụ sở và trên trang thông tin điện tử của phường.",
        "- Lắp đặt hai máy tính công cộng tại nơi tiếp nhận hồ sơ.",
        f"2. Giai đoạn từ ngày {written(first)} đến ngày {written(second_end)}",
        "- Hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà văn hóa tổ dân phố.",
        "- Thanh toán lệ phí bằng mã QR ở mọi quầy.",
        f"3. Sau {EVENT}",
        "- Đánh giá kết quả, công khai tỷ lệ hồ sơ trực tuyến của từng thủ tục.",
        "4. Lập danh bạ hỗ trợ người dân",
        "- Đơn vị chủ trì: Văn phòng HĐND và UBND phường.",
        "- Đơn vị phối hợp: Trung tâm Phục vụ hành chính công phường; Đoàn Thanh niên phường.",
        f"- Thời gian: trước ngày {written(first)}.",
        "- Kết quả: Danh bạ niêm yết tại 05 nhà văn hóa tổ dân phố.",
        "III. HÌNH THỨC THỰC HIỆN",
        "1. Hội nghị và tập huấn",
        "- Tổ chức hội nghị triển khai; tập huấn cho tổ công nghệ số cộng đồng.",
        "2. Truyền thông tại cơ sở",
        "- Phát hướng dẫn trên hệ thống truyền thanh cơ sở; đăng bài trên trang thông tin điện tử của phường.",
        "- In tờ gấp hướng dẫn năm thủ tục thông dụng.",
    )


def duties(soon: datetime.date, first: datetime.date, first_end: datetime.date) -> tuple[str, ...]:
    """Return the part on execution: some clear, some not, and two clauses that no software of ours serves."""
    return (
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Trung tâm Phục vụ hành chính công phường",
        f"- Rà soát, niêm yết đủ 84 thủ tục; hoàn thành trước ngày {written(soon)}.",
        "- Chủ trì, phối hợp với các tổ dân phố hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà văn hóa.",
        "- Báo cáo kết quả hằng tháng, trước ngày 15.",
        "2. Văn phòng HĐND và UBND phường",
        "- Theo dõi, đôn đốc, kiểm tra việc triển khai Kế hoạch; tổng hợp báo cáo Ủy ban nhân dân thành phố.",
        f"- Tổ chức {EVENT}; trình kịch bản chậm nhất là ngày {written(first_end)}.",
        "3. Phòng Văn hóa - Xã hội phường",
        f"- Xây dựng lịch phát thanh, đăng bài hướng dẫn trước ngày {written(first)}.",
        "- Biên soạn tờ gấp hướng dẫn; nắm tình hình tư tưởng, dư luận trong Nhân dân về dịch vụ công trực tuyến.",
        "- Tăng cường rà quét, phản bác thông tin trái chiều về dịch vụ công trên mạng xã hội.",
        "4. Phòng Kinh tế, Hạ tầng và Đô thị phường",
        f"- Lắp đặt máy tính công cộng, đường truyền và mã QR thanh toán; hoàn thành trước {EVENT}.",
        "5. Đoàn Thanh niên phường",
        "- Cử tình nguyện viên hỗ trợ người cao tuổi nộp hồ sơ vào sáng thứ Bảy hằng tuần.",
        "6. Các tổ dân phố",
        f"- Bố trí nhà văn hóa và thông báo lịch hướng dẫn đến từng hộ trước ngày {written(first)}.",
        "- Tổng hợp số hộ đã có tài khoản định danh điện tử gửi Trung tâm Phục vụ hành chính công phường.",
    )


def vaccination(issued_on: datetime.date) -> OfficialDocument:
    """Return a second, shorter plan that waits on the reading screen; its number is still blank, as drafts are."""
    due = month(issued_on, 2)
    return OfficialDocument(
        system="state",
        parent="Thành phố Sông Xanh",
        issuer=BODY,
        symbol="KH-UBND",
        place="An Bình Mới",
        kind="KH",
        subject="Tiêm chủng mở rộng cho trẻ em trên địa bàn phường An Bình Mới",
        opening=(
            "Thực hiện Kế hoạch số 31/KH-UBND ngày 12/01/2026 của Ủy ban nhân dân thành phố Sông Xanh, Ủy ban nhân dân phường xây dựng kế hoạch như sau:",
        ),
        items=items_of(
            (
                "I. MỤC ĐÍCH, YÊU CẦU",
                "- Trên 95% trẻ dưới một tuổi được tiêm đủ mũi.",
                "II. NỘI DUNG",
                f"1. Giai đoạn từ nay đến hết ngày {written(due - datetime.timedelta(days=1))}",
                "- Lập danh sách trẻ trong độ tuổi, gửi giấy mời đến từng hộ.",
                "III. TỔ CHỨC THỰC HIỆN",
                "1. Trạm Y tế phường",
                f"- Tổ chức buổi tiêm vào ngày 10 hằng tháng; báo cáo kết quả trước ngày {written(due)}.",
                "2. Các tổ dân phố",
                "- Rà soát, mời gia đình có trẻ đến đúng lịch.",
            )
        ),
        closing="Trên đây là Kế hoạch tiêm chủng mở rộng cho trẻ em trên địa bàn phường.",
        recipients=(Recipient("Trạm Y tế phường", "t/h"), Recipient("Các tổ dân phố", "t/h")),
        archive="VT",
        signing=Signing((SigningPower("TM", "Ủy ban nhân dân"),), "Chủ tịch", "Trần Văn Ví Dụ"),
    )
