"""Small PDFs of our own words, written without an office suite: each line where we say."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

FONT = Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf")
WIDTH, HEIGHT = 595.0, 842.0
Lines = Iterable[tuple[float, float, str]]  # left and baseline in points from the top left, and the words


def write_pdf(*pages: Lines, turned: int = 0, cut: float = 0) -> bytes:
    """Return a PDF of A4 pages with these lines in 11 points.

    Args:
        pages: places are those that a reader sees.
        turned: degrees clockwise by which the pages are turned when they are shown.
        cut: points at every edge of the paper that are not shown.
    """
    width, height = (HEIGHT, WIDTH) if turned in (90, 270) else (WIDTH, HEIGHT)
    matrices: dict[int, Callable[[float, float], tuple[float, ...]]] = {
        0: lambda x, y: (1, 0, 0, 1, x, height - y),
        90: lambda x, y: (0, 1, -1, 0, y, x),
        180: lambda x, y: (-1, 0, 0, -1, width - x, y),
        270: lambda x, y: (0, -1, 1, 0, width - y, height - x),
    }
    pdf = pdfium.PdfDocument.new()
    data = FONT.read_bytes()
    font_bytes = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    font = raw.FPDFText_LoadFont(pdf, font_bytes, len(data), raw.FPDF_FONT_TRUETYPE, True)
    for lines in pages:
        page = pdf.new_page(width + 2 * cut, height + 2 * cut)
        page.set_rotation(turned)
        if cut:
            page.set_cropbox(cut, cut, width + cut, height + cut)
        for left, top, words in lines:
            line = raw.FPDFPageObj_CreateTextObj(pdf, font, 11)
            written = ctypes.create_string_buffer((words + "\0").encode("utf-16-le"))
            raw.FPDFText_SetText(line, ctypes.cast(written, ctypes.POINTER(ctypes.c_ushort)))
            *turn, x, y = matrices[turned](left, top)
            raw.FPDFPageObj_Transform(line, *turn, x + cut, y + cut)
            raw.FPDFPage_InsertObject(page, line)
        raw.FPDFPage_GenerateContent(page)
    raw.FPDFFont_Close(font)
    buffer = io.BytesIO()
    pdf.save(buffer)
    pdf.close()
    return buffer.getvalue()


def sample_pdf(*, turned: int = 0, cut: float = 0) -> bytes:
    """Return a short plan on two pages: a head in two columns, work for units, recipients beside a signature."""
    first = [
        (80, 70, "ỦY BAN NHÂN DÂN"), (330, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (70, 86, "PHƯỜNG THỬ NGHIỆM"), (360, 86, "Độc lập - Tự do - Hạnh phúc"),
        (85, 116, "Số: 12/KH-UBND"), (330, 116, "Thử Nghiệm, ngày 05 tháng 01 năm 2026"),
        (265, 150, "KẾ HOẠCH"),
        (230, 168, "Trồng cây xanh năm 2026"),
        (100, 200, "Căn cứ Quyết định số 15/QĐ-UBND ngày 02/01/2026 của Ủy ban nhân dân thành"),
        (80, 216, "phố, phường xây dựng kế hoạch như sau:"),
        (100, 240, "I. NỘI DUNG"),
        (100, 260, "- Chuẩn bị cây giống và dụng cụ; rà soát các vị trí trồng cây trên địa bàn, ưu tiên"),
        (80, 276, "những tuyến đường chưa có bóng mát và khuôn viên của các trường học trong"),
        (80, 292, "phường, bảo đảm cây sống tốt sau khi"),
    ]  # fmt: skip
    second = [
        (295, 40, "2"),
        (80, 70, "trồng và được chăm sóc thường xuyên."),
        (100, 94, "II. TỔ CHỨC THỰC HIỆN"),
        (100, 114, "1. Trung tâm Văn hóa"),
        (100, 134, "- Trồng cây tại công viên; hoàn thành trước ngày 31/3/2026."),
        (100, 154, "- Tổ chức lễ phát động; hoàn thành trước Ngày hội Trồng cây."),
        (100, 174, "2. Các tổ dân phố"),
        (100, 194, "- Chăm sóc cây trước cửa nhà; nắm tình hình tư tưởng của Nhân dân."),
        (80, 240, "Nơi nhận:"), (350, 240, "TM. ỦY BAN NHÂN DÂN"),
        (80, 256, "- UBND thành phố (b/c);"), (380, 256, "CHỦ TỊCH"),
        (80, 272, "- Lưu: VT."),
        (375, 330, "Lê Văn Thử"),
    ]  # fmt: skip
    return write_pdf(first, second, turned=turned, cut=cut)
