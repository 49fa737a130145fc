"""What a scan leaves of a page: coloured ink out, columns apart, names looked for again, doubts told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from lotrinh.documents.document import DoubtfulWord, Span
from lotrinh.documents.doubtful import find_doubtful
from lotrinh.documents.misread import mended_symbol
from lotrinh.documents.pages import lines_of_pages
from lotrinh.documents.pdf import black_print_of
from lotrinh.documents.printed import PrintedPage, Word
from lotrinh.documents.second_look import closer, half_names, misses_a_name, with_names
from lotrinh.plans.reader import read_plan
from tests.core import drafts

HEIGHT = 12.0


def row(y: float, *places: tuple[float, str], sure: float = 90.0) -> list[Word]:
    """Return words on one line; a place is where a run of words begins."""
    words = []
    for start, text in places:
        left = start
        for token in text.split():
            words.append(Word(token, left, y, left + 6.0 * len(token), y + HEIGHT, sure=sure))
            left += 6.0 * len(token) + 4
    return words


def page(*rows: list[Word]) -> PrintedPage:
    return PrintedPage(tuple(word for words in rows for word in words), 595, 842)


def test_coloured_ink_goes_and_black_print_stays() -> None:
    picture = Image.new("RGB", (4, 1), "white")
    for x, colour in enumerate([(220, 30, 40), (30, 40, 210), (20, 20, 20)]):
        picture.putpixel((x, 0), colour)
    seal, pen, print_, paper = black_print_of(picture).tobytes()
    assert min(seal, pen) > 200
    assert print_ < 50
    assert paper == 255


@pytest.mark.parametrize(
    ("read_as", "right"),
    [("79/QĐÐ-UBND", "79/QĐ-UBND"), ("QD-TTg", "QĐ-TTg"), ("59/2012/ND-CP", "59/2012/NĐ-CP"), ("12/TQD-X", "12/TQD-X")],
)
def test_symbols_with_a_misread_letter(read_as: str, right: str) -> None:
    assert mended_symbol(read_as) == right


def test_head_whose_columns_touch_is_parted_before_the_nation() -> None:
    lines, _ = lines_of_pages(
        [
            page(
                row(60, (130, "BỘ CÂY XANH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
                row(78, (330, "Độc lập - Tự do - Hạnh phúc")),
                row(100, (60, "Số: 12/QĐ-BCX"), (330, "Hà Nội, ngày 02 tháng 3 năm 2026")),
                row(130, (240, "QUYẾT ĐỊNH")),
            )
        ]
    )
    assert [line.text for line in lines][:3] == [
        "BỘ CÂY XANH",
        "Số: 12/QĐ-BCX",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


@pytest.mark.parametrize("opening", [r"\ơi nhận: TM. ỦY BAN NHÂN DÂN", "R}xtietdg TM. ỦY BAN NHÂN DÂN"])
def test_foot_without_its_name_is_found_by_the_power_beside_it(opening: str) -> None:
    first, power = opening.split(" TM.")
    lines, _ = lines_of_pages(
        [
            page(row(60, (60, "Trang đầu của kế hoạch này"))),
            page(
                row(500, (60, "Kế hoạch này có hiệu lực kể từ ngày ký và được gửi đến mọi đơn vị có tên dưới đây./.")),
                row(540, (60, first), (330, f"TM.{power}")),
                row(556, (60, "- Như trên;"), (360, "CHỦ TỊCH")),
                row(572, (60, "- Lưu: VT.")),
                row(640, (350, "Trần Văn Mẫu")),
            ),
        ]
    )
    texts = [line.text for line in lines]
    assert texts[2:] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Mẫu"]


POSTED = [*row(540, (60, "Nơi nhận:"), (360, "GIÁM ĐỐC")), *row(556, (60, "- Lưu: VT."))]


def test_second_look_is_for_pages_with_a_post_and_no_name() -> None:
    assert misses_a_name(POSTED)
    assert misses_a_name(row(556, (60, "- Lưu: VT.")))
    assert not misses_a_name([*POSTED, *row(640, (350, "Trần Văn Mẫu"))])
    assert not misses_a_name(row(100, (60, "Căn cứ Luật Cây xanh")))


def test_second_look_takes_sure_names_only_and_puts_them_in_place_of_noise() -> None:
    noise = row(640, (352, "xSZ"), sure=10)
    again = [*row(640, (350, "Trần Văn Mẫu")), *row(700, (350, "Lê Thị Ảo"), sure=40), *row(720, (60, "Kế Hoạch Năm"))]
    kept = with_names([*POSTED, *noise], again)
    assert [word.text for word in kept[-3:]] == ["Trần", "Văn", "Mẫu"]
    assert len(kept) == len(POSTED) + 3


def test_half_a_name_is_read_from_close() -> None:
    (run,) = half_names(row(640, (350, "Văn Mẫu")))
    left, top, right, bottom = closer(run)
    assert left < 350 - 2 * HEIGHT
    assert (top, bottom) == (638, 654)
    assert right > run[-1].right


def test_doubtful_words_are_found_by_their_turn() -> None:
    words = [*row(10, (10, "số 12"), sure=90), *row(30, (10, "số 12"), sure=30)]
    text = "số 12\nsố 12"
    assert list(find_doubtful(text, [page(words)])) == [
        DoubtfulWord(Span(6, 8), 30),
        DoubtfulWord(Span(9, 11), 30),
    ]
    assert list(find_doubtful("số 12 số 12 số 12", [page(words)])) == []  # repair made more of them: not surely these


def test_number_written_by_hand_stays_unknown_and_weak_facts_are_told() -> None:
    document = drafts.document("Số: 352/KH-SYT", "KẾ HOẠCH", "Trồng cây năm 2026", "I. VIỆC", "- Đào hố.")
    assert (code := read_plan(document).header.code) is not None
    assert code.value == "352/KH-SYT"
    at = document.text.index("352")
    subject = document.text.index("Trồng")
    doubtful = (DoubtfulWord(Span(at, at + 10), 34), DoubtfulWord(Span(subject, subject + 5), 55))
    plan = read_plan(replace(document, doubtful=doubtful))
    assert plan.header.code is None
    assert plan.header.number is None
    assert plan.header.symbol is not None
    told = [problem for problem in plan.problems if problem.code == "weak-words"]
    assert ["ký hiệu" in told[0].message, "“Trồng”" in told[1].message] == [True, True]
