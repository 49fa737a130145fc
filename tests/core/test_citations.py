"""Works that a text names, with code, day, issuer and title; what only looks like a code is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.plans.citations import find_citations
from lotrinh.plans.plan import Citation
from tests.core.drafts import plan_of


def one(text: str) -> Citation:
    found = find_citations(text)
    assert len(found) == 1, [work.code or work.title for work in found]
    return found[0]


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        pytest.param("Kế hoạch số 171-KH/TU", "171-KH/TU", "KH", id="Party: a dash before the kind"),
        pytest.param("Kế hoạch 09 -KH/ĐU", "09-KH/ĐU", "KH", id="spaces are folded"),
        pytest.param("Chỉ thị số số 46 - CT/TW", "46-CT/TW", "CT", id="a doubled word, wide dashes"),
        pytest.param("Quyết định 1155–QĐ/TU", "1155-QĐ/TU", "QĐ", id="another dash"),
        pytest.param("Nghị định số 30/2020/NĐ-CP", "30/2020/NĐ-CP", "NĐ", id="state, with the year"),
        pytest.param("Nghị định số 30/2020/NÐ-CP", "30/2020/NĐ-CP", "NĐ", id="the Icelandic letter"),
        pytest.param("Kế hoạch số 125/KH-UBND", "125/KH-UBND", "KH", id="state, without a year"),
        pytest.param("Quyết định số 16/QĐTTg", "16/QĐTTg", "QĐ", id="a lost dash stays lost"),
        pytest.param("Công văn số 299/SNV-CCVC", "299/SNV-CCVC", "CV", id="a letter has no kind in its code"),
        pytest.param("Luật Lưu trữ số 33/2024/QH15", "33/2024/QH15", "Luật", id="a law by its number"),
        pytest.param("Nghị quyết số 66.4/2025/NQ-CP", "66.4/2025/NQ-CP", "NQ", id="a number with a part"),
    ],
)
def test_codes(words: str, code: str, kind: str) -> None:
    work = one(f"Thực hiện {words}.")
    assert (work.code, work.kind) == (code, kind)


def test_number_symbol_and_year_of_a_code() -> None:
    work = one("Căn cứ Quyết định số 42/2025/QĐ-TTg")
    assert (work.number, work.year, work.symbol) == ("42", 2025, "QĐ-TTg")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Kế hoạch số 5-KH/TU, ngày 13/5/2025 của Tỉnh ủy", date(2025, 5, 13), id="behind, with a comma"),
        pytest.param("Kế hoạch số 5/KH-UBND ngày 02 tháng 6 năm 2025", date(2025, 6, 2), id="written out"),
        pytest.param("Ngày 03/10/2025, Sở Nội vụ ban hành Hướng dẫn số 9/HD-SNV", date(2025, 10, 3), id="ahead"),
        pytest.param("Kế hoạch số 5-KH/TU của Tỉnh ủy, xong trước ngày 01/7/2025", None, id="another thing's day"),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert one(text).issued_on == day


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        pytest.param("Kế hoạch số 5-KH/TU, ngày 13/5/2025 của Tỉnh ủy về số hóa", "Tỉnh ủy", id="of a body"),
        pytest.param("Kết luận số 5-KL/TW của Bộ Chính trị, Ban Bí thư.", "Bộ Chính trị, Ban Bí thư", id="two bodies"),
        pytest.param(
            "Kế hoạch số 15-KH/ĐUK của Đảng ủy Khối, Đảng ủy Sở xây dựng kế hoạch", "Đảng ủy Khối", id="a new subject"
        ),
        pytest.param("Sở Nội vụ ban hành Kế hoạch số 5/KH-SNV", "Sở Nội vụ", id="before, as the subject"),
        pytest.param("Thủ tục đã được UBND xã ban hành tại Quyết định số 5/QĐ-UBND", "UBND xã", id="as the agent"),
        pytest.param("theo đề nghị của Sở Nội vụ tại Văn bản số 5/SNV-VP", "Sở Nội vụ", id="a proposal of"),
        pytest.param("được Thủ tướng Chính phủ Quyết định số 5/QĐ-TTg", "Thủ tướng Chính phủ", id="the agent alone"),
        pytest.param("trình Sở Tư pháp thẩm định tại Văn bản số 5/SNV-VP", None, id="only sent to"),
        pytest.param("theo quy định tại Nghị định số 5/2024/NĐ-CP", None, id="a rule names no body"),
        pytest.param("kiến nghị Chính phủ sửa Điều 7 Nghị định số 5/2024/NĐ-CP", None, id="asked, not issuing"),
    ],
)
def test_issuers(text: str, issuer: str | None) -> None:
    assert one(text).issuer == issuer


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        pytest.param(
            "văn bản số 1/SNV-VP ngày 1/8/2025, văn bản số 2/SNV-VP ngày 2/8/2025 của Sở Nội vụ.",
            ["Sở Nội vụ", "Sở Nội vụ"],
            id="named behind the last",
        ),
        pytest.param(
            "UBND xã đã ban hành nhiều văn bản như: Văn bản số 1/UBND-VX ngày 1/8/2025 về số hóa; "
            "Văn bản số 2/UBND-VX ngày 2/8/2025 về hồ sơ.",
            ["UBND xã", "UBND xã"],
            id="named ahead of the first",
        ),
        pytest.param("Quyết định số 1/QĐ-UBND của UBND xã; Công văn số 2/SNV-VP", ["UBND xã", None], id="apart"),
    ],
)
def test_issuers_of_a_list(text: str, issuers: list[str | None]) -> None:
    assert [work.issuer for work in find_citations(text)] == issuers


def test_several_numbers_share_a_symbol() -> None:
    text = "các Kế hoạch số 12, 13-KH/TU của Tỉnh ủy"
    works = find_citations(text)
    assert [(work.code, work.issuer, work.mentions[0].of(text)) for work in works] == [
        ("12-KH/TU", "Tỉnh ủy", "12"),
        ("13-KH/TU", "Tỉnh ủy", "13-KH/TU"),
    ]


def test_mentions_of_one_work_are_one_citation() -> None:
    text = "Kế hoạch số 5-KH/TU của Tỉnh ủy. Theo Kế hoạch 5 -KH/TU, ngày 13/5/2025, các xã báo cáo."
    work = one(text)
    assert [span.of(text) for span in work.mentions] == ["Kế hoạch số 5-KH/TU", "Kế hoạch 5 -KH/TU"]
    assert (work.issuer, work.issued_on) == ("Tỉnh ủy", date(2025, 5, 13))


def test_a_ground_is_a_work_named_in_the_opening() -> None:
    text = "Căn cứ Kế hoạch số 5-KH/TU\nTheo Kế hoạch số 6-KH/TU, nhắc lại Kế hoạch số 5-KH/TU"
    works = find_citations(text, basis_ranges=[(0, 27)])
    assert {work.code: work.basis for work in works} == {"5-KH/TU": True, "6-KH/TU": False}


def test_its_own_code_is_no_citation() -> None:
    assert find_citations("Triển khai Kế hoạch số 16/KH-UBND này", own_code="16/KH-UBND") == ()


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        pytest.param("Thực hiện Luật Tiếp công dân, các xã họp", "Luật Tiếp công dân", "Luật", id="a law"),
        pytest.param(
            "Căn cứ Luật Quản lý, sử dụng tài sản công;",
            "Luật Quản lý, sử dụng tài sản công",
            "Luật",
            id="with a comma",
        ),
        pytest.param(
            "Nghị quyết Đại hội XIII của Đảng và các văn kiện",
            "Nghị quyết Đại hội XIII của Đảng",
            "NQ",
            id="a congress",
        ),
    ],
)
def test_works_cited_by_name_alone(text: str, title: str, kind: str) -> None:
    work = one(text)
    assert (work.code, work.title, work.kind) == (None, title, kind)


def test_a_law_by_name_joins_the_same_law_by_number() -> None:
    work = one("Luật Lưu trữ số 33/2024/QH15. Phổ biến Luật Lưu trữ cho cán bộ")
    assert (work.code, len(work.mentions)) == ("33/2024/QH15", 2)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("tỷ lệ 45/100, chiếm 12/KH", id="a ratio"),
        pytest.param("ngày 15/3/2024, 24/24 giờ, 100 đồng/km", id="a day, hours, a price"),
        pytest.param("biên bản theo Mẫu số 04/HNCT và mẫu 05/HNCT", id="blank forms"),
        pytest.param("Mẫu số 01 và 02/HNMT", id="blank forms in a list"),
        pytest.param("Công ty Khoáng sản 3 - Vimico", id="a name with a number"),
        pytest.param("Điện thoại: 0203/ABC", id="a telephone"),
        pytest.param("pháp luật và kỷ luật Đảng", id="law in general"),
    ],
)
def test_ignores(text: str) -> None:
    assert find_citations(text) == ()


PIECES = (
    "Kế hoạch số ", "12", "-KH/TU", "/2024", "/NĐ-CP", " của Tỉnh ủy", ", ", " và ", " ngày 1/2/2024", "; ", ". ", "\n",
    " tại ", "Luật Đất đai", " số ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_words_give_mentions_inside_the_text_the_same_twice(pieces: list[str]) -> None:
    text = "".join(pieces)
    works = find_citations(text)
    assert works == find_citations(text)
    assert all(0 <= span.start < span.end <= len(text) for work in works for span in work.mentions)
    assert len({work.code for work in works if work.code}) == sum(work.code is not None for work in works)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    find_citations(text)


@pytest.mark.parametrize("unit", ["số 1, ", "1/A-", "12-KH/TU và ", "Luật Đất ", "của Sở ", "Nghị quyết Đại hội "])
def test_long_hostile_text_is_read_to_its_end(unit: str) -> None:
    find_citations(unit * (20_000 // len(unit)))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param("Quyết định số 866/QĐ-Tg ngày 18/7/2023 của Thủ tướng", "866/QĐ-TTg", id="a letter left out"),
        pytest.param("Quyết định số 12/2024/QĐ-TTG của Thủ tướng", "12/2024/QĐ-TTg", id="capitals"),
        pytest.param("Nghị định số 59/2012/ND-CP của Chính phủ", "59/2012/NĐ-CP", id="another letter"),
        pytest.param("Quyết định số 12/QĐ-TTr của Thanh tra tỉnh", None, id="another body"),
        pytest.param("Quyết định số 12/QĐ-TTg của Thủ tướng", None, id="as it should be"),
    ],
)
def test_misprints_are_noted_and_not_mended(text: str, right: str | None) -> None:
    plan = plan_of("KẾ HOẠCH", "Trồng cây", f"Căn cứ {text};", "I. VIỆC", "- Đào hố.")
    told = [problem.message for problem in plan.problems if problem.code == "citation-misprint"]
    assert [f"“{right}”" in message for message in told] == ([True] if right else [])
    assert plan.citations[0].code == text.split("số ", 1)[1].split(maxsplit=1)[0]
