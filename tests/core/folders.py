"""Folders of small plans for tests of whole runs."""

from __future__ import annotations

from pathlib import Path

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG MẪU
Số: {number}/KH-UBND
Mẫu, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Trồng cây quanh trường học số {number}

Căn cứ Kế hoạch số 12/KH-UBND ngày 05/9/2025 của Ủy ban nhân dân thành phố.

I. NỘI DUNG

- Đào hố, trồng cây, tưới nước.

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng

- Báo cáo trước ngày 20 hằng tháng.

2. Phòng Kinh tế

- Cấp cây giống trước ngày 15/02/2026.
{more}
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Mẫu
"""


def make_folder(folder: Path, *, count: int, lines: int = 0) -> list[str]:
    """Write so many plans, half of them in a folder inside; return their paths, sorted."""
    paths = []
    for number in range(1, count + 1):
        path = folder / ("quý I" if number % 2 else "") / f"kế hoạch {number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        more = "\n".join(f"\n- Việc thứ {line}: xong trước ngày 15/3/2026.\n" for line in range(lines))
        path.write_text(PLAN.format(number=number, more=more), encoding="utf-8")
        paths.append(path.relative_to(folder).as_posix())
    return sorted(paths)
