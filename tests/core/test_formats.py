"""Markdown, saved pages and old encodings, each to the same Document as plain text would be."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.documents.document import Document
from lotrinh.documents.letters import TCVN3
from lotrinh.documents.load import load
from lotrinh.errors import UnreadableFile
from lotrinh.plans.reader import read_plan

WORDS = "Thực hiện kế hoạch của Ủy ban nhân dân phường về việc trồng cây trong năm 2026.\n" * 3
PAGE = """<html><head><title>x</title><script>var a = "Nơi nhận";</script></head><body>
<nav><ul><li>Trang chủ</li><li>Văn bản</li></ul></nav>
<div id="main"><table><tr><td><p align="center"><b>UBND PHƯỜNG THỬ NGHIỆM<br>-----</b></p></td>
<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></td></tr><tr><td>Số: 12/KH-UBND</td>
<td style="text-align: right"><i>Thử Nghiệm, ngày 05 tháng 01 năm 2026</i></td></tr></table>
<p style="text-align:center"><b>KẾ HOẠCH</b></p><p align="center"><b>Trồng cây xanh</b></p>
<p>Phường xây dựng kế hoạch như sau:</p><p><b>I. MỤC ĐÍCH</b></p><p>- Thêm cây
xanh.</p>
<table><tr><td><b>Nơi nhận:</b><br>- UBND thành phố (b/c);<br>- Lưu: VT.</td>
<td><b>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH</b><p><b>Lê Văn Thử</b></p></td></tr></table></div>
<footer>Bản quyền của cổng</footer></body></html>"""
MARKDOWN = """*Source: https://example.org/van-ban*

# Kế hoạch trồng cây

| UBND PHƯỜNG THỬ NGHIỆM ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ------- |
|---|---|
| Số: 12/KH-UBND | Thử Nghiệm, ngày 05 tháng 01 năm 2026 |

KẾ HOẠCH

Trồng cây xanh

Phường xây dựng kế hoạch như sau:

I. MỤC ĐÍCH

- Thêm **cây** xanh.

| Nơi nhận: - UBND thành phố (b/c); - Lưu: VT. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Thử |
|---|---|
"""


def read(tmp_path: Path, name: str, data: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return load(path)


@pytest.mark.parametrize(("name", "text"), [("a.html", PAGE), ("a.md", MARKDOWN)])
def test_page_and_markdown_give_the_same_plan(tmp_path: Path, name: str, text: str) -> None:
    plan = read_plan(read(tmp_path, name, text.encode()))
    header = plan.header
    assert header.code is not None
    assert header.code.value == "12/KH-UBND"
    assert header.issuer is not None
    assert header.issuer.value == "UBND PHƯỜNG THỬ NGHIỆM"
    assert header.subject is not None
    assert header.subject.value == "Trồng cây xanh"
    assert [(section.path, section.title) for section in plan.sections] == [("I", "MỤC ĐÍCH")]
    assert [(r.name, r.purpose) for r in plan.recipients] == [("UBND thành phố", "report"), ("Lưu: VT", "archive")]
    assert plan.signature is not None
    assert plan.signature.position is not None
    assert plan.signature.name is not None
    assert (plan.signature.position.value, plan.signature.name.value) == ("PHÓ CHỦ TỊCH", "Lê Văn Thử")


def test_menu_and_foot_of_a_page_are_left_out(tmp_path: Path) -> None:
    text = read(tmp_path, "a.html", PAGE.encode()).text
    assert "Trang chủ" not in text
    assert "Bản quyền" not in text
    assert "- Thêm cây xanh." in text


def to_vni(text: str) -> bytes:
    """Write the few words of the test as VNI, by hand."""
    pairs = {
        "ự": "öï",
        "ệ": "eä",
        "ế": "eá",
        "ạ": "aï",
        "ủ": "uû",
        "Ủ": "UÛ",
        "â": "aâ",
        "ư": "ö",
        "ờ": "ôø",
        "ề": "eà",
        "ồ": "oà",
        "ă": "aê",
    }
    return "".join(pairs.get(letter, letter) for letter in text).encode("cp1252")


def to_viqr(text: str) -> bytes:
    pairs = {
        "ự": "u+.",
        "ệ": "e^.",
        "ế": "e^'",
        "ạ": "a.",
        "ủ": "u?",
        "Ủ": "U?",
        "â": "a^",
        "ư": "u+",
        "ờ": "o+`",
        "ề": "e^`",
        "ồ": "o^`",
        "ă": "a(",
    }
    return "".join(pairs.get(letter, letter) for letter in text).encode("ascii")


def to_tcvn3(text: str) -> bytes:
    back = {new: old for old, new in TCVN3.items()}
    return "".join(back.get(letter, letter) for letter in text.replace("Ủ", "ủ")).encode("latin-1")


@pytest.mark.parametrize("write", [to_vni, to_viqr, to_tcvn3], ids=["VNI", "VIQR", "TCVN3"])
def test_old_encoding_is_read_and_said(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]  # one of the three above
    document = read(tmp_path, "cu.txt", write(WORDS))
    assert document.text.split("\n")[0].casefold() == WORDS.split("\n", maxsplit=1)[0].casefold()
    assert [code for code, _ in document.notes] == ["old-encoding"]
    assert "old-encoding" in {problem.code for problem in read_plan(document).problems}


def test_utf16_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", WORDS.encode("utf-16")).text.startswith("Thực hiện")


def test_letters_that_read_as_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="UTF-8"):
        read(tmp_path, "a.txt", "àéîõü çñ ".encode("latin-1") * 30)
