"""Giving work out and talking about it: the clerk by keyboard alone, the head's overview, a unit's steps on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_journeys import fits, picture

Visit = Callable[..., Page]
MOST_TABS = 120


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is out of reach for the keyboard")


def arrow_to(page: Page, field: Locator, wanted: str) -> None:
    """Press the arrow until a list shows what is wanted."""
    for _ in range(MOST_TABS):
        if wanted in field.locator("option:checked").inner_text():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} is not in the list")


def is_open_to_everybody(page: Page) -> None:
    """Hold that axe finds nothing on the page, and that nothing sticks out."""
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [(v["id"], v["nodes"][0]["html"][:160]) for v in results.response["violations"]] == []
    fits(page)


def ask(page: Page, words: str) -> None:
    page.goto("/viec-cua-toi/")
    page.locator("article.work h3 a").first.click()
    page.get_by_role("link", name="Hỏi văn phòng").click()
    is_open_to_everybody(page)
    page.get_by_role("textbox", name="Câu hỏi").fill(words)
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.get_by_text("Đã gửi câu hỏi tới văn phòng.")).to_be_visible()


def test_clerk_assigns_by_keyboard_alone(visit: Visit) -> None:
    page = visit("can-bo-van-phong")
    page.goto("/viec/1/")
    is_open_to_everybody(page)
    tab_to(page, page.get_by_role("link", name="Giao thêm đơn vị"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    is_open_to_everybody(page)
    for label, wanted in (("Đơn vị", "Trạm Y tế"), ("Trách nhiệm", "Phối hợp")):
        field = page.get_by_label(label, exact=True)
        tab_to(page, field)
        arrow_to(page, field, wanted)
    tab_to(page, page.get_by_role("button", name=re.compile("^Giao")))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã giao việc.")).to_be_visible()
    page.goto("/viec/1/")
    expect(page.locator("dl.pairs")).to_contain_text("Trạm Y tế")


def test_clerk_answers_a_question_by_keyboard_alone(visit: Visit) -> None:
    ask(visit("can-bo-don-vi", width=360), "Danh bạ lấy từ đâu?")
    page = visit("can-bo-van-phong")
    page.goto("/chuong-trinh/")
    is_open_to_everybody(page)
    tab_to(page, page.get_by_role("link", name="Xem và trả lời"))
    page.keyboard.press("Enter")
    question = page.get_by_role("link", name=re.compile("^Trả lời ?: Danh bạ lấy từ đâu"))
    expect(question).to_be_visible()
    is_open_to_everybody(page)
    picture(page, "questions")
    tab_to(page, question)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Trả lời câu hỏi")).to_be_visible()
    is_open_to_everybody(page)
    tab_to(page, page.get_by_role("textbox", name="Trả lời"))
    page.keyboard.type("Văn phòng gửi trước ngày 5.")
    tab_to(page, page.get_by_role("button", name="Gửi trả lời"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã trả lời cho mọi đơn vị có nhiệm vụ này.")).to_be_visible()
    officer = visit("can-bo-don-vi", width=360)
    officer.goto("/viec-cua-toi/")
    expect(officer.get_by_role("region", name=re.compile("Văn phòng vừa trả lời"))).to_contain_text("trước ngày 5")


@pytest.mark.parametrize("width", [1280, 360])
def test_clerk_looks_at_the_times_of_a_duty_before_they_are_made(visit: Visit, width: int) -> None:
    page = visit("can-bo-van-phong", width=width)
    page.goto("/chuong-trinh/1/")
    page.get_by_role("link", name=re.compile("^Xếp kỳ Báo cáo kết quả")).click()
    page.get_by_label(re.compile("Kỳ đầu tiên đến hạn")).fill("2027-01-14")
    page.get_by_label(re.compile("Không có kỳ nào sau")).fill("2027-06-30")
    page.get_by_role("button", name="Xem trước các kỳ").click()
    expect(page.get_by_role("heading", name="Nếu lưu")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("14/02/2027 là ngày nghỉ (Chủ nhật)")
    is_open_to_everybody(page)
    picture(page, "times")


@pytest.mark.parametrize("width", [1280, 360])
def test_head_sees_at_once_what_is_late_and_what_is_untouched(visit: Visit, width: int) -> None:
    page = visit("lanh-dao", width=width)
    page.get_by_role("link", name=re.compile("Đưa thủ tục hành chính")).click()
    figures = page.get_by_role("region", name="Bốn con số").get_by_role("link")
    expect(figures).to_have_count(4)
    is_open_to_everybody(page)
    picture(page, "head")
    figures.last.click()
    expect(page).to_have_url(re.compile("state=open_late"))
    page.get_by_role("link", name=re.compile("^Ma trận")).click()
    expect(page.get_by_role("table")).to_be_visible()
    is_open_to_everybody(page)
    picture(page, "head-matrix")
    page.locator("td a").first.click()
    expect(page.locator("#assignments")).to_be_visible()


def test_officer_plans_steps_on_a_phone(visit: Visit) -> None:
    page = visit("can-bo-don-vi", width=360)
    page.goto("/viec-cua-toi/")
    page.locator("article.work h3 a").first.click()
    page.get_by_role("link", name="Đặt bước, gắn kế hoạch").click()
    page.get_by_role("textbox", name="Bước").fill("Gọi từng tổ dân phố")
    page.get_by_role("button", name="Thêm bước").click()
    page.get_by_role("button", name=re.compile("^Xong ?: Gọi từng")).click()
    expect(page.get_by_role("button", name=re.compile("^Chưa xong ?: Gọi từng"))).to_be_visible()
    is_open_to_everybody(page)
    picture(page, "steps")
