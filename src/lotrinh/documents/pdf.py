"""A PDF to a Document: its text layer, and where a page has none the letters recognised in its picture.

The library is native and not safe in threads; the command and the web read in a process of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from lotrinh.documents import limits
from lotrinh.documents.document import Document
from lotrinh.documents.doubtful import WEAK, find_doubtful
from lotrinh.documents.misread import mended, mended_line, mended_parts
from lotrinh.documents.ocr import LINE, SPARSE, recognise
from lotrinh.documents.page_places import place_words
from lotrinh.documents.pages import lines_of_pages
from lotrinh.documents.printed import PrintedPage, Word
from lotrinh.documents.repair import repair
from lotrinh.documents.ruled_lines import rules_of
from lotrinh.documents.second_look import closer, half_names, misses_a_name, with_names
from lotrinh.documents.stamps import blanks_of, with_stamps
from lotrinh.documents.text_layer import words_of
from lotrinh.documents.upright import upright
from lotrinh.errors import EmptyFile, LotrinhError, PasswordProtected, TooLarge, UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image

LETTERS = 40  # fewer letters than this on a page: it is a picture, perhaps with a stamp over it
SCALE = 300 / 72


def read_pdf(data: bytes, *, name: str, sha256: str) -> Document:
    """Read a PDF.

    Raises:
        UnreadableFile: broken, or the library is not installed.
        PasswordProtected: locked.
        TooLarge: more pages than we read.
        EmptyFile: no letters in it.
    """
    pages, counts = printed_pages(data, name)
    lines, furniture = lines_of_pages(pages)
    if counts["scanned_pages"]:
        texts = mended_parts([mended_line(line.text) for line in lines])
        lines = [line._replace(text=text) for line, text in zip(lines, texts, strict=True)]
    if not any(re.search(r"\w", line.text) for line in lines):
        raise EmptyFile(f"{name}: không thấy chữ nào trong tệp; hãy kiểm tra lại tệp gốc.")
    document = repair(
        lines,
        name=name,
        file_format="pdf",
        sha256=sha256,
        from_prints=True,
        repairs=furniture | {what: count for what, count in counts.items() if count},
        notes=tuple(notes_of(pages, counts)),
    )
    doubtful = tuple(find_doubtful(document.text, pages)) if counts["scanned_pages"] else ()
    return replace(document, pages=len(pages), doubtful=doubtful, printed=place_words(document.text, pages))


def printed_pages(data: bytes, name: str) -> tuple[list[PrintedPage], Counter[str]]:
    """Return the words of every page, and how many pages, stamps and marks had to be recognised."""
    counts: Counter[str] = Counter(scanned_pages=0, stamped_blanks=0, misread_marks=0)
    pages: list[PrintedPage] = []
    with open_pdf(data, name) as pdf:
        pdf.init_forms()  # stamps of digital signatures are drawn as forms
        for number in range(len(pdf)):
            page = text_page(pdf[number])
            if not has_letters(page):
                page, marks = scanned_page(pdf[number], name)
                counts.update(scanned_pages=1, misread_marks=marks)
            elif number == 0 and (blanks := blanks_of(page)):
                page, stamped = with_stamps(page, blanks, picture_of(pdf[number], name).convert("L"), scale=SCALE)
                counts.update(stamped_blanks=stamped)
            pages.append(page)
    return pages, counts


def has_letters(page: PrintedPage) -> bool:
    """Say whether the text layer of a page holds more than the words of a stamp."""
    letters = (letter for word in page.words for letter in word.text if letter.isalpha())
    return len(list(islice(letters, LETTERS))) == LETTERS


def open_pdf(data: bytes, name: str):  # type: ignore[no-untyped-def]  # a document of the native library
    """Return the opened file; errors as `read_pdf`."""
    try:
        import pypdfium2 as pdfium  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise UnreadableFile(f"{name}: cần cài thêm để đọc PDF: pip install 'lotrinh[pdf]'.") from error
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise PasswordProtected(f"{name}: tệp có mật khẩu; hãy bỏ mật khẩu rồi thử lại.") from error
        raise UnreadableFile(f"{name}: tệp PDF bị hỏng; hãy kiểm tra lại tệp gốc.") from error
    if len(pdf) > limits.PAGES:
        raise TooLarge(f"{name}: tệp có hơn {limits.PAGES} trang; hãy tách nhỏ rồi thử lại.")
    return pdf


def notes_of(pages: list[PrintedPage], counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield what a person should compare with the paper."""
    if counts["stamped_blanks"]:
        yield "stamped", "Số hoặc ngày do máy nhận dạng từ dấu số, dấu ngày; cần đối chiếu với bản gốc."
    if counts["scanned_pages"]:
        weak = sum(word.sure < WEAK for page in pages for word in page.words)
        scanned = counts["scanned_pages"]
        yield "scanned", f"{scanned} trang là ảnh quét, chữ do máy nhận dạng; {weak} chữ không chắc, cần đối chiếu."


def text_page(page) -> PrintedPage:  # type: ignore[no-untyped-def]  # a page of the native library
    """Return the words of a page's text layer with their places."""
    width, height = page.get_size()
    layer = page.get_textpage()
    try:
        place = upright(page)
        return PrintedPage(tuple(words_of(layer, place)), width, height, rules_of(page, place))
    finally:
        layer.close()


def picture_of(page, name: str) -> Image:  # type: ignore[no-untyped-def]  # a page of the native library
    """Return the picture of a page, its forms drawn, in colour."""
    width, height = page.get_size()
    if width * height > limits.PAGE_POINTS:
        raise TooLarge(f"{name}: một trang quá khổ; hãy lưu lại với khổ giấy thường.")
    picture: Image = page.render(scale=SCALE).to_pil().convert("RGB")
    return picture


def black_print_of(picture: Image) -> Image:
    """Return a picture in grey without its coloured ink: seals and signatures go white, print stays black.

    The lightest of red, green and blue is what paper and coloured ink have in common.
    """
    from PIL import ImageChops  # noqa: PLC0415  # an extra

    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def looked_again(picture: Image) -> list[Word]:
    """Return the words of a second reading, the lines of names that lack their surname read from close."""
    words = list(recognise(picture, scale=SCALE, layout=SPARSE))
    for run in list(half_names(words)):
        left, top, right, bottom = closer(run)
        box = (round(left * SCALE), round(top * SCALE), round(right * SCALE), round(bottom * SCALE))
        line = recognise(picture.crop(box), scale=SCALE, layout=LINE)
        words = with_names(words, [moved(word, left, top) for word in line])
    return words


def moved(word: Word, left: float, top: float) -> Word:
    """Return a word of a part of a page in its place on the page."""
    return word._replace(left=word.left + left, right=word.right + left, top=word.top + top, bottom=word.bottom + top)


def scanned_page(page, name: str) -> tuple[PrintedPage, int]:  # type: ignore[no-untyped-def]  # a page of the native library
    """Return the words recognised in the picture of a page, and how many marks were put right."""
    width, height = page.get_size()
    picture = black_print_of(picture_of(page, name))
    try:
        words, count = mended(list(recognise(picture, scale=SCALE)))
        if misses_a_name(words):
            words = with_names(words, looked_again(picture))
    except LotrinhError as error:
        raise type(error)(f"{name}: {error}") from error
    return PrintedPage(tuple(words), width, height), count
