"""A clerk has a plan checked again by today's rules: the part asks for itself, and without JavaScript by a link."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_journeys import fits

Visit = Callable[..., Page]


def holds(page: Page) -> None:
    fits(page)
    page.evaluate("window.scrollTo(0, 0)")  # what lies half below the bar at the top is no target
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [v["id"] for v in results.response["violations"]] == []


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, True), (1280, False)])
def test_clerk_has_a_plan_checked_again(visit: Visit, width: int, javascript: bool) -> None:
    page = visit("can-bo-van-phong", width=width, javascript=javascript)
    page.goto("/ke-hoach/")
    page.get_by_role("link", name=re.compile("Đưa thủ tục hành chính")).click()
    part = page.locator("#findings")
    part.locator("summary").click()
    again = part.get_by_role("button", name="Kiểm tra lại")
    look = part.get_by_role("link", name="Xem đã xong chưa")
    again.click()
    expect(again.or_(look)).to_be_visible()
    if javascript:
        holds(page)
    for _ in range(0 if javascript else 40):
        if again.is_visible():
            break
        look.click()
    expect(again).to_be_visible(timeout=20_000)
    expect(part).to_contain_text("Kiểm tra lúc")
    if javascript:
        holds(page)
    page.get_by_role("link", name="lịch sử sửa").click()
    expect(page.get_by_role("cell", name="cho kiểm tra lại").first).to_be_visible()
