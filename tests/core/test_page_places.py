"""Where words of the repaired text stand on printed pages: a table, laws over generated pages, real documents."""

from __future__ import annotations

from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.documents.document import Document, PlacedPage
from lotrinh.documents.load import load
from lotrinh.documents.page_places import key_of, place_words
from lotrinh.documents.printed import PrintedPage, Word
from tests.core.printed import sample_pdf

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
WIDTH, HEIGHT = 595.0, 842.0


def page_of(*lines: tuple[float, str]) -> PrintedPage:
    """Return a page with lines one under another, each at its left; words five points a letter."""
    words = []
    for n, (left, line) in enumerate(lines):
        at = left
        for word in line.split():
            words.append(Word(word, at, 60.0 + 16 * n, at + 5 * len(word), 72.0 + 16 * n))
            at += 5 * len(word) + 4
    return PrintedPage(tuple(words), WIDTH, HEIGHT)


def beside(left: PrintedPage, right: PrintedPage) -> PrintedPage:
    return PrintedPage(left.words + right.words, WIDTH, HEIGHT)


def found(text: str, pages: tuple[PlacedPage, ...]) -> list[list[str]]:
    return [[word.span.of(text) for word in page.words] for page in pages]


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        pytest.param("Trồng cây xanh", page_of((70, "Trồng cây"), (70, "xanh")), "Trồng cây xanh", id="joined lines"),
        pytest.param("Kế hoạch", page_of((70, "KÉ HOẠCH")), "Kế hoạch", id="a mark put right"),
        pytest.param("ỦY BỘ hướng", page_of((70, "ỦY B Ộ hướ ng")), "ỦY B Ộ hướ ng", id="syllables put together"),
        pytest.param("Trồng cây", page_of((290, "2"), (70, "Trồng cây")), "Trồng cây", id="furniture left out"),
        pytest.param("Trồng cây", page_of((70, "**Trồng cây**")), "Trồng cây", id="emphasis left out"),
        pytest.param("Việc\nSở\nỦy", page_of((70, "Sở"), (70, "Việc"), (70, "Ủy")), "Việc Sở Ủy", id="another order"),
        pytest.param("cây xanh", page_of((70, "cây"), (70, "cây xanh")), "cây xanh", id="once in the text"),
        pytest.param("", page_of((70, "cây")), "", id="no text"),
        pytest.param("cây", page_of(), "", id="no words"),
        pytest.param("- a", page_of((70, "- a")), "- a", id="a bullet"),
    ],
)
def test_places(text: str, page: PrintedPage, expected: str) -> None:
    assert found(text, place_words(text, [page])) == [expected.split()]


def test_columns_that_the_text_has_one_after_the_other() -> None:
    left = page_of((60, "ỦY BAN NHÂN DÂN"), (60, "PHƯỜNG A"), (60, "Số: 2"))
    right = page_of((340, "CỘNG HÒA"), (340, "Độc lập"), (340, "A, ngày 2"))
    text = "ỦY BAN NHÂN DÂN\nPHƯỜNG A\nSố: 2\nCỘNG HÒA\nĐộc lập\nA, ngày 2"
    (page,) = place_words(text, [beside(left, right)])
    assert len(page.words) == len(left.words) + len(right.words)
    boxes = {word.span.start: word.left for word in page.words}
    assert boxes[text.index("2")] < 300 < boxes[text.rindex("2")]  # the same word in either column keeps to its own
    assert boxes[text.index("A\n")] < 300 < boxes[text.rindex("A,")]


def test_cells_that_repeat_down_a_column() -> None:
    rows = [(70, "Sở A"), (70, "Sở A"), (70, "Sở A")]
    when = page_of((300, "Quý I"), (300, "Quý I"), (300, "Quý I"))
    text = "Sở A\nQuý I\nSở A\nQuý I\nSở A\nQuý I"
    (page,) = place_words(text, [beside(page_of(*rows), when)])
    tops = [word.top for word in page.words]
    assert tops == sorted(tops)
    assert len(tops) == 12


WORDS = st.sampled_from(
    ["Ủy", "ban", "của", "-", "2.", "Trồng", "cây", "xanh,", "*", "B", "Ộ", "hướ", "ng", "31/3/2026."]
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), max_size=8)


@given(text=LINES, printed=st.lists(LINES, max_size=3), right=st.floats(60, 400))
def test_what_is_placed_is_the_same_word_and_no_letter_twice(
    text: list[str], printed: list[list[str]], right: float
) -> None:
    words, pages = "\n".join(text), [page_of(*((right if n % 3 else 60, w) for n, w in enumerate(p))) for p in printed]
    placed = place_words(words, pages)
    assert [(page.width, page.height) for page in placed] == [(page.width, page.height) for page in pages]
    holds_law(words, placed, pages)


@given(sizes=st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=12), min_size=1, max_size=4), order=st.randoms())
def test_words_that_stand_once_are_all_found_whatever_the_order(sizes: list[list[int]], order: object) -> None:
    number = count(1000)
    printed = [[" ".join(f"từ{next(number)}" for _ in range(size)) for size in page] for page in sizes]
    lines = [line for page in printed for line in page]
    order.shuffle(lines)  # type: ignore[attr-defined]  # a random.Random of the strategy
    pages = [page_of(*((60 + 200 * (n % 2), line) for n, line in enumerate(page))) for page in printed]
    text = "\n".join(lines)
    placed = place_words(text, pages)
    holds_law(text, placed, pages)
    assert sorted(word for page in found(text, placed) for word in page) == sorted(text.split())


def holds_law(text: str, placed: tuple[PlacedPage, ...], pages: list[PrintedPage]) -> None:
    for page, origin in zip(placed, pages, strict=True):
        keys = {(word.left, word.top): key_of(word.text) for word in origin.words}
        assert all(key_of(word.span.of(text)) == keys[word.left, word.top] for word in page.words)
        assert list(page.words) == sorted(page.words, key=lambda word: word.span)
    spans = sorted(word.span for page in placed for word in page.words)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def share_of_text(document: Document) -> float:
    """Return how many of the letters of a text have a place."""
    letters = sum(not letter.isspace() for letter in document.text)
    return sum(w.span.end - w.span.start for page in document.printed for w in page.words) / letters


def test_our_own_pdf_is_placed_whole(tmp_path: Path) -> None:
    (tmp_path / "mau.pdf").write_bytes(sample_pdf())
    document = load(tmp_path / "mau.pdf")
    assert share_of_text(document) == 1.0
    first, second = document.printed
    assert first.words[0].span.of(document.text) == "ỦY"
    assert {word.span.of(document.text) for word in second.words} >= {"trồng", "Thử"}
    assert all(0 <= w.left < w.right <= WIDTH and 0 <= w.top < w.bottom <= HEIGHT for w in first.words + second.words)


@pytest.mark.parametrize(("turned", "cut"), [(90, 0), (180, 0), (270, 0), (0, 40), (90, 40)])
def test_page_that_is_turned_or_cut_reads_as_it_is_seen(tmp_path: Path, turned: int, cut: float) -> None:
    (tmp_path / "a.pdf").write_bytes(sample_pdf())
    (tmp_path / "b.pdf").write_bytes(sample_pdf(turned=turned, cut=cut))
    straight, other = load(tmp_path / "a.pdf"), load(tmp_path / "b.pdf")
    assert other.text == straight.text
    for page, same in zip(straight.printed, other.printed, strict=True):
        assert (same.width, same.height) == (page.width, page.height)
        for word, as_seen in zip(page.words, same.words, strict=True):
            assert as_seen.left == pytest.approx(word.left, abs=0.5)
            assert as_seen.top == pytest.approx(word.top, abs=0.5)


def test_other_formats_have_no_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Trồng cây", encoding="utf-8")
    assert load(tmp_path / "a.txt").printed == ()


@pytest.mark.long
@pytest.mark.skipif(not CORPUS.is_dir(), reason="NO REAL DOCUMENTS: shared/corpus is not beside the checkout")
@pytest.mark.parametrize("name", ["TB_001", "KH_016"])
def test_real_documents_are_placed(name: str) -> None:
    document = load(next(CORPUS.glob(f"{name}*.pdf")))
    assert share_of_text(document) >= 0.99
