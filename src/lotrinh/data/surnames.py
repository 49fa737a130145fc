"""Surnames of Viet Nam, written down for this project: the common ones of the Kinh and of the larger minorities.

"Văn", the commonest middle name, is left out though some bear it: behind a lost surname it would make half a name whole.
Only a row of words that begins with one of these is taken for the name of who signed where a scan leaves nothing else.
"""

from __future__ import annotations

SPELLED = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng Mai Tô Tạ Hà Lưu Thái Cao
Quách Chu Châu Triệu La Lương Tăng Kiều Nghiêm Tống Thân Khổng Từ Doãn Đồng Giang Hứa Khương Lã Lại Lục Lữ Mạc Ma Nông Ngụy Ninh Ông
Phó Phí Quản Sầm Tiêu Tôn Tòng Thạch Thẩm Trà Ứng Vi Viên Bạch Bàn Bế Biện Cà Cầm Chẩu Chử Cồ Cù Điêu Đàm Đường Giàng Giáp Hàn Hầu Hạ
Hoa Hùng Khuất Kim Kha Lò Lô Lộc Lường Mùa Mã Mạch Mẫn Mông Nhữ Ngọ Phương Quàng Sùng Sơn Thào Thiều Thi Tẩn Trang Tráng Triều Tưởng
Uông Vàng Vừ Xa Âu Ẩn Ksor Rơ Siu Y H
"""
SURNAMES = frozenset(SPELLED.split())
