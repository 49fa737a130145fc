"""A few people at work in a real browser; the pictures in docs/ are made here, so they stay true."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.core.printed import sample_pdf
from tests.web.builders import TEXT, photo

Visit = Callable[..., Page]
SCREENS = Path(__file__).resolve().parents[2] / "docs" / "screens"
DRAWS = os.environ.get("LOTRINH_SCREENSHOTS") == "1"
PHOTO = photo("PNG", size=(320, 240))


def picture(page: Page, name: str, folder: Path = SCREENS, *, part: Locator | None = None) -> None:
    """Draw a picture for docs/, of the page or a part of it, where they are asked for."""
    if DRAWS:
        folder.mkdir(parents=True, exist_ok=True)
        width = page.viewport_size["width"] if page.viewport_size else 0
        (part or page).screenshot(path=folder / f"{name}-{width}.png")


def fits(page: Page) -> None:
    """Hold that nothing sticks out at the side."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def upload(page: Page, name: str, data: bytes, kind: str = "text/plain") -> None:
    page.goto("/ke-hoach/tai-len/")
    page.get_by_label("Tệp kế hoạch").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    page.get_by_role("button", name="Tải lên và đọc").click()


def test_clerk_uploads_mends_confirms_and_starts(visit: Visit) -> None:
    page = visit("can-bo-van-phong")
    upload(page, "trong-cay.txt", TEXT.encode())
    expect(page.get_by_role("heading", name="Trồng cây xanh năm 2026")).to_be_visible(timeout=20_000)
    duty = page.locator(".fact", has_text="Trồng cây tại công viên").first
    duty.hover()
    expect(page.locator(".sheet p.m-duty.on")).to_contain_text("Trồng cây tại công viên")
    duty.get_by_role("link", name=re.compile("Sửa")).click()
    page.get_by_label("Sản phẩm").fill("Danh sách cây đã trồng")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Sản phẩm: Danh sách cây đã trồng")).to_be_visible()
    page.get_by_role("button", name="Xác nhận kế hoạch").click()
    page.get_by_role("button", name="Bắt đầu chương trình").click()
    expect(page.get_by_text("Những cụm từ chưa gắn với đơn vị nào")).to_be_visible()
    page.get_by_role("link", name=re.compile("Gắn đơn vị.*Trung tâm Văn hóa")).click()
    named = page.get_by_role("group", name=re.compile("Kể tên các đơn vị"))
    named.get_by_label("Phòng Văn hóa - Xã hội phường").check()
    page.get_by_role("button", name="Ghi nhớ và giao việc").click()
    expect(page.locator("#assignments")).to_contain_text("Phòng Văn hóa - Xã hội phường")
    expect(page.get_by_role("heading", name="Ngoài phạm vi")).to_be_visible()


def test_selected_words_become_a_fact(visit: Visit) -> None:
    page = visit("can-bo-van-phong")
    page.goto("/ke-hoach/")
    page.get_by_role("link", name=re.compile("Tiêm chủng")).click()
    line = page.locator(".sheet p", has_text="Lập danh sách trẻ").first
    line.click(click_count=3)
    page.locator(".picker a", has_text="Nội dung").click()
    expect(page.get_by_label("Chữ trong văn bản")).to_have_value(re.compile("Lập danh sách trẻ"))


@pytest.mark.parametrize("width", [1280, 360])
def test_clerk_checks_facts_on_the_pages_that_were_signed(visit: Visit, width: int) -> None:
    page = visit("can-bo-van-phong", width=width)
    upload(page, "trong-cay.pdf", sample_pdf(), "application/pdf")
    page.get_by_role("link", name="Trang gốc").click(timeout=20_000)
    first, second = page.locator(".paper img").all()
    expect(first).to_have_js_property("naturalWidth", 1000)
    fits(page)
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [v["id"] for v in results.response["violations"]] == []
    duty = page.locator(".fact", has_text="Trồng cây tại công viên").first
    duty.locator(".fact-title").click()
    box = page.locator(".boxes a.on")
    expect(box).to_be_in_viewport()
    expect(second).to_have_js_property("naturalWidth", 1000)
    page.wait_for_timeout(600)
    picture(page, "pages")
    assert stands_over(box.locator("g path").first, second)
    page.locator(".boxes a", has_text="Lê Văn Thử").locator("path").first.click()
    expect(page.locator(".fact.on", has_text="Lê Văn Thử")).to_be_in_viewport()


def stands_over(box: Locator, picture: Locator) -> bool:
    """Say whether a box lies on a picture, where the words of the test stand: in its upper left."""
    inner, outer = box.bounding_box(), picture.bounding_box()
    assert inner is not None
    assert outer is not None
    left, top = (inner["x"] - outer["x"]) / outer["width"], (inner["y"] - outer["y"]) / outer["height"]
    return abs(left - 100 / 595) < 0.02 and abs(top - 122 / 842) < 0.02


@pytest.mark.parametrize("width", [1280, 360])
def test_pictures_of_the_main_screens(visit: Visit, width: int) -> None:
    page = visit("can-bo-van-phong", width=width)
    page.goto("/ke-hoach/")
    page.get_by_role("link", name=re.compile("Đưa thủ tục hành chính")).click()
    expect(page.locator(".fact.out")).to_have_count(1)
    fits(page)
    page.locator(".fact", has_text="Biên soạn tờ gấp").locator(".fact-title").click()
    page.wait_for_timeout(600)
    picture(page, "reading")
    page.get_by_role("link", name="Mở chương trình").click()
    expect(page.get_by_role("group", name=re.compile("Các giai đoạn"))).to_be_visible()
    fits(page)
    picture(page, "programme")
    officer = visit("can-bo-don-vi", width=width)
    expect(officer.get_by_role("heading", name="Việc của đơn vị tôi")).to_be_visible()
    fits(officer)
    picture(officer, "officer")


def test_officer_reports_done_with_a_photo_on_a_phone(visit: Visit) -> None:
    page = visit("can-bo-don-vi", width=360)
    card = page.locator("article.work", has_text="Chủ trì, phối hợp với các tổ dân phố")
    card.locator("summary", has_text="Báo tiến độ").click()
    card.get_by_label("đã xong").check()
    card.get_by_label("Đã làm gì").fill("Hướng dẫn 62 hộ tại nhà văn hóa Tổ dân phố 2")
    card.get_by_label("Ảnh hoặc tệp minh chứng").set_input_files(
        {"name": "anh.png", "mimeType": "image/png", "buffer": PHOTO}
    )
    fits(page)
    card.get_by_role("button", name="Gửi").click()
    expect(page.get_by_text("Đã ghi nhận.")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("Chờ văn phòng trả lời"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^Chủ trì, phối hợp")).click()
    expect(page.get_by_text("Hướng dẫn 62 hộ")).to_be_visible()


def test_head_filters_and_shares_the_address(visit: Visit) -> None:
    page = visit("lanh-dao")
    page.get_by_role("link", name=re.compile("Đưa thủ tục hành chính")).click()
    page.get_by_label("Đơn vị", exact=True).select_option(label="Tổ dân phố 3")
    expect(page.locator("#assignments caption")).to_contain_text("3 việc trên")
    shared = page.url
    assert "unit=" in shared
    page.goto(shared)
    expect(page.locator("#assignments caption")).to_contain_text("3 việc trên")


def test_clerk_sees_what_moves_before_saving_an_event(visit: Visit) -> None:
    page = visit("can-bo-van-phong")
    page.goto("/su-kien/")
    page.get_by_role("link", name=re.compile("Đặt ngày.*Ngày hội Chuyển đổi số")).click()
    page.get_by_label(re.compile("Ngày bắt đầu")).fill("2027-04-10")
    page.get_by_role("button", name="Xem trước những gì dời theo").click()
    expect(page.get_by_role("table")).to_contain_text("09/4/2027")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("mốc đã dời theo")).to_be_visible()


def test_without_javascript_a_plan_is_uploaded_read_and_mended(visit: Visit) -> None:
    page = visit("can-bo-van-phong", javascript=False)
    upload(page, "khong-js.txt", TEXT.replace("12/KH-UBND", "77/KH-UBND").encode())
    wait_until_read(page)
    page.locator("summary", has_text="Nơi nhận").click()
    fact = page.locator(".fact", has_text="UBND thành phố").last
    fact.get_by_role("button", name=re.compile("Xóa")).click()
    expect(page.locator(".fact.gone", has_text="UBND thành phố")).to_be_visible()


def test_without_javascript_a_box_leads_to_its_fact(visit: Visit) -> None:
    page = visit("can-bo-van-phong", javascript=False)
    upload(page, "trong-cay.pdf", sample_pdf(), "application/pdf")
    wait_until_read(page)
    page.get_by_role("link", name="Trang gốc").click()
    page.locator(".boxes a", has_text="Trồng cây tại công viên").locator("path").first.click()
    expect(page.locator(".fact:target", has_text="Trồng cây tại công viên")).to_be_in_viewport()


def wait_until_read(page: Page) -> None:
    """Wait as a person without JavaScript does: the page reloads itself every few seconds, a person may be faster."""
    heading = page.get_by_role("heading", name="Trồng cây xanh năm 2026")
    for _ in range(40):
        if heading.is_visible():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(heading).to_be_visible()


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit("lanh-dao")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=re.compile("Đưa thủ tục hành chính|Trồng cây")).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Lộ trình")).to_be_visible()


PAGES = {
    "can-bo-van-phong": "ke-hoach/ ke-hoach/1/ ke-hoach/2/them/duty/ ke-hoach/tai-len/ chuong-trinh/1/ "
    "don-vi/ don-vi/2/ don-vi/2/chia-tach/ don-vi/cum-tu/ su-kien/1/ viec/1/ viec/1/loi-nhan/ "
    "ngay-lam-viec/ ngay-lam-viec/them/ lich/cac-dia-chi/",
    "can-bo-don-vi": "viec-cua-toi/ viec/5/ viec/5/bao-cao/ nhac-viec/ nhac-viec/thu/ lich/tuan/",
}


@pytest.mark.parametrize("who", list(PAGES))
def test_pages_are_open_to_everybody(visit: Visit, who: str) -> None:
    page = visit(who)
    found = {}
    for address in PAGES[who].split():
        page.goto(f"/{address}")
        results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        if results.violations_count:
            found[address] = [
                (v["id"], v["nodes"][0]["html"][:160], v["nodes"][0].get("failureSummary", "")[:200])
                for v in results.response["violations"]
            ]
    assert found == {}
