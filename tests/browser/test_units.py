"""Units and people in a browser: a split ahead, a merger looked at, one account in two bodies; with pictures."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_journeys import fits, picture

Visit = Callable[..., Page]
PASSWORD = "ban-trinh-dien"
WIDTHS = pytest.mark.parametrize("width", [1280, 360])
DECISION = "Nghị quyết số 12/NQ-HĐND ngày 10/11/2026"
CENTRE = "Trung tâm Phục vụ hành chính công phường"


def shown(page: Page, name: str) -> None:
    """Hold that a page fits and is open to everybody, and draw it."""
    fits(page)
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [v["id"] for v in results.response["violations"]] == []
    picture(page, name)


def open_unit(page: Page, name: str) -> None:
    page.goto("/don-vi/")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


@WIDTHS
def test_clerk_records_a_split_ahead_places_it_anew_and_withdraws_it(visit: Visit, width: int) -> None:
    page = visit("can-bo-van-phong", width=width)
    page.goto("/don-vi/")
    shown(page, "units")
    open_unit(page, CENTRE)
    page.get_by_role("link", name="Chia tách").click()
    page.get_by_label("Các đơn vị mới").fill("Bộ phận Một cửa\nTổ Hỗ trợ dịch vụ công")
    day = datetime.date.today() + datetime.timedelta(days=30)  # noqa: DTZ011  # as the server's own day
    page.get_by_label("Hiệu lực từ ngày").fill(day.isoformat())
    page.get_by_label("Văn bản quyết định").fill(DECISION)
    page.get_by_role("button", name="Tiếp: xếp chỗ").click()
    page.get_by_label("Mọi việc chưa chọn riêng ở dưới").select_option("Bộ phận Một cửa")
    for field in page.get_by_label(re.compile("^Người:")).all():
        field.select_option("Tổ Hỗ trợ dịch vụ công")
    page.get_by_label(re.compile("đến thêm trước ngày")).select_option("Bộ phận Một cửa")
    shown(page, "split")
    page.get_by_role("button", name="Chia tách", exact=True).click()
    ahead = page.get_by_role("heading", name=re.compile("Sẽ chia tách ngày"))
    expect(ahead).to_be_visible()
    ahead.evaluate("heading => window.innerWidth < 500 && heading.scrollIntoView()")
    shown(page, "unit")
    page.get_by_role("link", name="Xếp lại chỗ").click()
    later = page.get_by_label(re.compile("đến thêm trước ngày"))
    expect(later.locator("option:checked")).to_have_text("Bộ phận Một cửa")
    later.select_option("Tổ Hỗ trợ dịch vụ công")
    shown(page, "split-anew")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Những gì đến thêm trước ngày đó sẽ về Tổ Hỗ trợ dịch vụ công.")).to_be_visible()
    page.get_by_role("button", name="Rút thay đổi này").first.click()
    expect(page.get_by_text("Đã rút thay đổi này")).to_be_visible()
    expect(ahead).to_have_count(0)


@WIDTHS
def test_clerk_looks_at_a_merger_before_it_is_made(visit: Visit, width: int) -> None:
    page = visit("can-bo-van-phong", width=width)
    page.goto("/don-vi/sap-nhap/")
    for name in ("Tổ dân phố 1", "Tổ dân phố 2"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_label("Tên đơn vị mới").fill("Tổ dân phố Hòa Bình")
    page.get_by_label("Hiệu lực từ ngày").fill("2027-01-01")
    page.get_by_label("Văn bản quyết định").fill(DECISION)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name=re.compile("Xem trước: sáp nhập vào Tổ dân phố Hòa Bình"))).to_be_visible()
    shown(page, "merge")


@contextmanager
def nobody(browser: Browser, site: Site, width: int) -> Iterator[Page]:
    """Give somebody a browser of their own, not signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN", base_url=site.address)
    yield context.new_page()
    context.close()


def invite(page: Page, name: str, unit: str) -> str:
    """Invite an officer, and return the address that is shown once."""
    page.goto("/nguoi-dung/moi/")
    page.get_by_label("Họ tên hoặc chức danh").fill(name)
    page.get_by_label("Đơn vị").select_option(unit)
    page.get_by_label("Vai trò").select_option("Cán bộ đơn vị")
    page.get_by_role("button", name="Tạo lời mời").click()
    return page.locator("code.secret").inner_text()


@WIDTHS
def test_one_account_in_two_bodies(visit: Visit, browser: Browser, site: Site, width: int) -> None:
    office, username = visit("quan-tri", width=width), f"le-thi-thu-{width}"
    first = invite(office, "Lê Thị Thu", CENTRE)
    with nobody(browser, site, width) as page:
        page.goto(first)
        shown(page, "invitation")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Nhận lời mời").click()
    office.goto("/nguoi-dung/")
    shown(office, "people")
    office.get_by_role("link", name="Lê Thị Thu").first.click()
    shown(office, "person")
    city = visit("van-phong-thanh-pho", width=width)
    second = invite(city, "Lê Thị Thu", city_unit(city))
    with nobody(browser, site, width) as page:
        page.goto(second)
        page.get_by_role("link", name="Đăng nhập để nhận").click()
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        shown(page, "invitation-take")
        page.get_by_role("button", name="Nhận vai trò").click()
        expect(page.get_by_text("Bạn đã nhận vai trò Cán bộ đơn vị")).to_be_visible()
        page.get_by_role("link", name=re.compile("Tất cả cơ quan")).click()
        page.get_by_role("button", name=re.compile("Làm việc ở đây")).first.click()
        page.goto("/co-quan/")
        expect(page.get_by_text("đang chọn")).to_be_visible()
        shown(page, "bodies")


def city_unit(page: Page) -> str:
    """Return the name of a unit of the city that is open."""
    page.goto("/nguoi-dung/moi/")
    return page.get_by_label("Đơn vị").locator("option").nth(1).inner_text()
