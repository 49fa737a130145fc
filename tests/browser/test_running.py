"""Running a programme in a real browser: the matrix, the states of work, many changes at once."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_journeys import Visit, fits, picture

PROGRAMME = re.compile("Đưa thủ tục hành chính")


def is_open_to_everybody(page: Page) -> None:
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [v["id"] for v in results.response["violations"]] == []


@pytest.mark.parametrize("width", [1280, 360])
def test_head_reads_the_matrix_and_opens_a_cell(visit: Visit, width: int) -> None:
    page = visit("lanh-dao", width=width)
    page.get_by_role("link", name=PROGRAMME).click()
    page.get_by_role("link", name=re.compile("^Ma trận")).click()
    table = page.get_by_role("table", name=re.compile("Đơn vị theo Hình thức"))
    expect(table).to_be_visible()
    fits(page)
    is_open_to_everybody(page)
    picture(page, "matrix")
    head = table.get_by_role("rowheader", name="Tổ dân phố 1")
    left = head.evaluate("cell => cell.getBoundingClientRect().left")
    page.get_by_role("region", name=re.compile("Đơn vị theo Hình thức")).evaluate("box => { box.scrollLeft = 400 }")
    assert head.evaluate("cell => cell.getBoundingClientRect().left") == pytest.approx(left, abs=20)
    cell = table.get_by_role("row", name=re.compile("^Tổ dân phố 1 ")).get_by_role("link").last
    planned = cell.inner_text().split("/")[1].split()[0]
    cell.click()
    expect(page.locator("#assignments caption")).to_contain_text(f"{planned} việc trên tổng số")
    assert "unit=" in page.url


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_clerk_changes_many_after_seeing_each(visit: Visit, *, javascript: bool) -> None:
    page = visit("can-bo-van-phong", javascript=javascript, width=360)
    page.goto("/chuong-trinh/1/?state=untouched")
    boxes = page.get_by_role("checkbox", name=re.compile("Tổng hợp số hộ"))
    for box in boxes.all()[:2]:
        box.check()
    page.get_by_role("button", name="Đổi những việc đã chọn").click()
    page.get_by_label("Đổi gì").select_option("hold" if javascript else "deadline")
    if javascript:
        expect(page.get_by_label("Hạn mới")).to_be_hidden()
        page.get_by_label("Lý do").fill("Chờ danh sách của công an phường")
    else:
        page.get_by_label("Hạn mới").fill("2027-06-30")
    page.get_by_role("button", name="Xem trước từng thay đổi").click()
    expect(page.get_by_role("heading", name="2 việc sẽ đổi")).to_be_visible()
    if javascript:  # both ask the page through a script
        fits(page)
        is_open_to_everybody(page)
    page.get_by_role("button", name="Thực hiện").click()
    expect(page.get_by_text("Đã đổi 2 việc.")).to_be_visible()


def test_head_accepts_what_a_unit_sent_in_and_undoes_it(visit: Visit) -> None:
    page = visit("lanh-dao")
    page.goto("/chuong-trinh/1/?state=submitted&by=unit")
    page.locator("#assignments tbody a").first.click()
    page.get_by_role("link", name="Xác nhận đã xong").click()
    is_open_to_everybody(page)
    page.get_by_role("button", name="Xác nhận đã xong").click()
    expect(page.get_by_text("Đã xác nhận.")).to_be_visible()
    page.get_by_role("link", name="Hoàn tác lần đổi trạng thái vừa rồi").click()
    page.get_by_role("button", name=re.compile("Hoàn tác")).click()
    expect(page.get_by_text("Đã hoàn tác.")).to_be_visible()
    expect(page.locator(".activity.undone")).to_be_visible()
    page.get_by_role("link", name="Tạm dừng").wait_for(state="detached")
