"""Calendars in a browser: a feed that somebody subscribes to follows an event that moves; paper and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

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
    picture(page, "timeline")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lich/tuan/**")
    day = re.findall(r"\d{2}/\d{1,2}/\d{4}", said)[0]
    expect(page.locator(".week > li", has_text=day)).to_contain_text(re.compile("Hạn|Quá hạn"))
    picture(page, "week")


def test_time_on_a_phone_and_on_paper(visit: Visit) -> None:
    page = visit("can-bo-don-vi", width=360)
    for address, name in (("/lich/tuan/", "week"), ("/lich/", "calendar"), ("/nhac-viec/", "reminders")):
        page.goto(address)
        fits(page)
        picture(page, name)
    page.emulate_media(media="print")
    page.goto("/chuong-trinh/1/")
    expect(page.locator(".top")).to_be_hidden()
    assert page.locator("svg.timeline").evaluate("element => element.getBoundingClientRect().width <= innerWidth")
