"""Finding in a real browser: as somebody types, by keyboard, without JavaScript, on a phone, open to everybody."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_journeys import Visit, fits, picture

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("width", [1280, 360])
def test_clerk_finds_while_typing(visit: Visit, width: int) -> None:
    page = visit("can-bo-van-phong", width=width)
    page.goto("/tim/")
    field = page.get_by_role("searchbox", name="Từ cần tìm")
    expect(field).to_be_focused()
    field.press_sequentially("to dan pho", delay=20)
    expect(page.get_by_role("heading", name=re.compile("Việc đã giao"))).to_be_visible()
    expect(page.locator("#found mark", has_text="tổ dân phố").first).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("Tìm thấy")
    expect(page).to_have_url(re.compile("q=to%20dan%20pho"))
    expect(field).to_be_focused()
    fits(page)
    assert Axe().run(page, options=RULES).violations_count == 0
    picture(page, "finding")
    page.get_by_label("Loại").select_option("Đơn vị")
    expect(page.locator("#found h2")).to_have_text([re.compile(r"Đơn vị\s+5")])
    field.fill("xe tăng")
    expect(page.get_by_role("heading", name="Không tìm thấy “xe tăng”")).to_be_visible()
    assert Axe().run(page, options=RULES).violations_count == 0
    page.reload()
    expect(page.get_by_role("heading", name="Không tìm thấy “xe tăng”")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_officer_finds_by_keyboard_from_any_page(visit: Visit, javascript: bool) -> None:
    page = visit("can-bo-don-vi", javascript=javascript)
    page.get_by_role("searchbox", name="Từ cần tìm").focus()
    page.keyboard.type("27kh-ubnd")
    page.keyboard.press("Enter")
    result = page.locator("#found").get_by_role("link", name="27/KH-UBND")
    expect(result.locator("mark")).to_have_text("27/KH-UBND")
    result.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Lộ trình")).to_be_visible()
