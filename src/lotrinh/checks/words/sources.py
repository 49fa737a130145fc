"""Where the rules on words are written: the sources that several of them name."""

NUMBER = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu"
KINDS_TABLE = "Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I"
DAY = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, địa danh và thời gian ban hành"
LAYOUT = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nội dung văn bản (bố cục)"
SIGNATURE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8 (chức vụ, họ tên và chữ ký)"
RECIPIENTS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nơi nhận"
PARTY = "Hướng dẫn 36-HD/VPTW (2018); từ 27/5/2026 Quy định 399-QĐ/TW"
