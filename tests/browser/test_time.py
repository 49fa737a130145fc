"""Calendars in a browser: a feed that somebody subscribes to follows an event that moves; paper and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_finding import RULES
from tests.browser.test_journeys import fits, picture

Visit = Callable[..., Page]
EVENT = "Ngày hội Chuyển đổi số của phường"


def subscribed(browser: Browser, address: str) -> dict[str, Any]:
    """Read a feed as a calendar application does, which never signs in; return the entries by title."""
    context = browser.new_context()
    answer = context.request.get(address)
    assert answer.ok
    calendar: Any = Calendar.from_ical(answer.body().decode())
    context.close()
    return {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}


def move_event(page: Page, day: str) -> None:
    page.goto("/su-kien/")
    page.get_by_role("link", name=re.compile(f"Đặt ngày.*{EVENT}")).click()
    page.get_by_label(re.compile("Ngày bắt đầu")).fill(day)
    page.get_by_label(re.compile("Ngày kết thúc")).fill("")
    page.get_by_role("button", name="Xem trước những gì dời theo").click()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("mốc đã dời theo")).to_be_visible()


def test_subscribed_calendar_follows_a_moved_event(visit: Visit, browser: Browser) -> None:
    page = visit("can-bo-van-phong")
    move_event(page, "2027-04-20")
    page.goto("/chuong-trinh/")
    page.get_by_role("link", name=re.compile("Đưa thủ tục hành chính")).click()
    page.get_by_role("link", name="Xem chương trình này trong ứng dụng lịch").click()
    page.get_by_role("button", name="Tạo địa chỉ của chương trình").click()
    address = page.locator("code.secret").inner_text()
    before = subscribed(browser, address)[EVENT]
    move_event(page, "2027-05-04")
    after = subscribed(browser, address)[EVENT]
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2027, 4, 20), date(2027, 5, 4))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    page.goto("/lich/cac-dia-chi/")
    page.get_by_role("button", name=re.compile("Thu hồi.*Đưa thủ tục")).click()
    expect(page.get_by_text("Đã thu hồi địa chỉ lịch")).to_be_visible()
    assert browser.new_context().request.get(address).status == 404


def test_time_line_leads_to_a_week_by_keyboard(visit: Visit) -> None:
    page = visit("lanh-dao")
    page.goto("/chuong-trinh/1/")
    dot = page.get_by_role("link", name=re.compile("việc đến hạn")).last
    said = dot.locator("title").text_content() or ""
    dot.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lich/tuan/**")
    day = re.findall(r"\d{2}/\d{1,2}/\d{4}", said)[0]
    expect(page.locator(".week > li", has_text=day)).to_contain_text(re.compile("Hạn|Quá hạn"))


@pytest.mark.parametrize("width", [1280, 360])
def test_a_day_is_found_on_the_time_line_in_the_month_and_in_the_week(visit: Visit, width: int) -> None:
    move_event(visit("can-bo-van-phong"), "2027-05-04")
    page = visit("lanh-dao", width=width)
    page.goto("/chuong-trinh/1/")
    shows_well(page, "timeline", part=page.locator("section", has=page.get_by_role("heading", name="Lộ trình")))
    said = page.get_by_role("link", name=re.compile("việc đến hạn")).last.locator("title").text_content() or ""
    day, month, year = re.findall(r"(\d{2})/(\d{1,2})/(\d{4})", said)[0]
    page.goto(f"/lich/?thang={year}-{int(month):02}")
    expect(page.locator("main")).to_contain_text("Hạn")
    shows_well(page, "calendar")
    page.goto(f"/lich/tuan/?ngay={year}-{int(month):02}-{day}")
    expect(page.locator(".week > li", has_text=f"{day}/{month}/{year}")).to_contain_text("Hạn")
    shows_well(page, "week")


def shows_well(page: Page, name: str, *, part: Locator | None = None) -> None:
    """Hold that nothing sticks out and everybody can read it, and draw it."""
    fits(page)
    assert Axe().run(page, options=RULES).violations_count == 0
    picture(page, name, part=part)


def test_time_on_a_phone_and_on_paper(visit: Visit) -> None:
    page = visit("can-bo-don-vi", width=360)
    page.goto("/nhac-viec/")
    fits(page)
    picture(page, "reminders")
    page.emulate_media(media="print")
    page.goto("/chuong-trinh/1/")
    expect(page.locator(".top")).to_be_hidden()
    assert page.locator("svg.timeline").evaluate("element => element.getBoundingClientRect().width <= innerWidth")
