"""An officer on a phone: tells an activity with a photo where there is no network, and it is sent exactly once."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.test_journeys import SCREENS, Visit, fits, picture
from tests.browser.test_running import is_open_to_everybody
from tests.web.builders import photo

GUIDES = SCREENS.parent / "guides"
NOTE = "Đã đến 25 hộ trong ngõ 12, hướng dẫn nộp hồ sơ trên máy"

KEPT = """async () => {
  while (!(await (await caches.open("private")).match("/viec-cua-toi/"))) await new Promise((go) => setTimeout(go, 50));
}"""


def count(site: Site, note: str) -> tuple[int, int]:
    """Return how many activities have this note, and how many files they have."""
    with closing(sqlite3.connect(site.home / "lotrinh.sqlite3")) as base:
        activities = base.execute("SELECT count(*) FROM programmes_activity WHERE note = ?", [note]).fetchone()[0]
        files = base.execute(
            "SELECT count(*) FROM programmes_evidence e JOIN programmes_activity a ON a.id = e.activity_id"
            " WHERE a.note = ? AND e.sha256 != e.sent_sha256",
            [note],
        ).fetchone()[0]
    return activities, files


def ready(page: Page) -> None:
    """Wait until the own work is kept on the phone."""
    page.goto("/viec-cua-toi/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.evaluate(KEPT)


def fill(page: Page, note: str) -> None:
    form = page.locator("details.tell").first
    form.locator("summary").first.click()
    form.get_by_label("giữ nguyên, chỉ kể thêm").check()
    form.get_by_label("Đã làm gì").fill(note)
    form.get_by_label("Ở đâu").fill("Ngõ 12, Tổ dân phố 1")
    form.get_by_label("Số người dự").fill("25")
    data = photo(size=(640, 480), at=True)
    form.get_by_label("Chụp ảnh").set_input_files({"name": "ngo-12.jpg", "mimeType": "image/jpeg", "buffer": data})


def test_officer_tells_with_a_photo_without_a_network(visit: Visit, site: Site) -> None:
    page = visit("can-bo-don-vi", width=360)
    ready(page)
    page.context.set_offline(True)
    page.reload()
    fill(page, NOTE)
    fits(page)
    picture(page, "officer-fill", GUIDES)
    page.locator("details.tell[open]").get_by_role("button", name="Gửi").click()
    waiting = page.get_by_role("region", name="Đang chờ gửi")
    expect(waiting.get_by_role("listitem")).to_contain_text(NOTE)
    expect(waiting).to_contain_text("ngo-12.jpg")
    expect(waiting).to_contain_text("chờ mạng")
    is_open_to_everybody(page)
    fits(page)
    picture(page, "officer-waiting", GUIDES)
    assert count(site, NOTE) == (0, 0)
    page.context.set_offline(False)
    expect(waiting).to_contain_text("Đã gửi 1 việc từ máy này.")
    expect(waiting.get_by_role("listitem")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("region", name="Đang chờ gửi")).to_be_hidden()
    assert count(site, NOTE) == (1, 1)
    page.locator("article.work h3 a").first.click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.get_by_text("25 người dự").first).to_be_visible()
    page.locator("#da-lam").scroll_into_view_if_needed()
    is_open_to_everybody(page)
    fits(page)
    picture(page, "officer-sent", GUIDES)


def sign_in(page: Page, username: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill("ban-trinh-dien")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "dang-nhap" not in url)


def test_queue_outlives_the_session_and_belongs_to_who_filled_it(visit: Visit, site: Site) -> None:
    note = "Ghi lúc mất mạng, người khác không được gửi"
    page = visit("can-bo-don-vi", width=360)
    ready(page)
    page.context.set_offline(True)
    fill(page, note)
    page.locator("details.tell[open]").get_by_role("button", name="Gửi").click()
    waiting = page.get_by_role("region", name="Đang chờ gửi")
    expect(waiting.get_by_role("listitem")).to_have_count(1)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("button", name="Đăng xuất").click()
    assert "Còn việc chưa gửi" in asked[0]
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(waiting.get_by_role("link", name="Đăng nhập lại để gửi")).to_be_visible()
    page.goto("/dang-nhap/")
    sign_in(page, "can-bo-van-phong")
    assert page.evaluate("caches.match('/viec-cua-toi/').then(Boolean)") is False
    assert count(site, note) == (0, 0)
    page.context.clear_cookies()
    page.goto("/dang-nhap/")
    sign_in(page, "can-bo-don-vi")
    page.goto("/viec-cua-toi/")
    expect(waiting.get_by_role("listitem")).to_have_count(0)
    expect(page.get_by_role("heading", name="Việc của đơn vị tôi")).to_be_visible()
    assert count(site, note) == (1, 1)


def test_refused_form_is_opened_again_mended_and_counts_once(visit: Visit, site: Site) -> None:
    note = "Ghi nhầm năm, mở lại để sửa"
    page = visit("can-bo-don-vi", width=360)
    ready(page)
    page.context.set_offline(True)
    fill(page, note)
    page.locator("details.tell[open]").get_by_label("Ngày làm").fill("2030-01-01")
    page.locator("details.tell[open]").get_by_role("button", name="Gửi").click()
    waiting = page.get_by_role("region", name="Đang chờ gửi")
    expect(waiting).to_contain_text("chờ mạng")
    page.context.set_offline(False)
    expect(waiting).to_contain_text("Ngày làm không thể ở tương lai.")
    is_open_to_everybody(page)
    fits(page)
    waiting.get_by_role("link", name="Mở để sửa").click()
    form = page.locator("form[data-queue]")
    expect(form.get_by_role("alert")).to_contain_text("Ngày làm không thể ở tương lai.")
    expect(form.get_by_role("alert")).to_be_focused()
    expect(form.get_by_label("Ngày làm")).to_have_value("2030-01-01")
    expect(form.get_by_label("Đã làm gì")).to_have_value(note)
    expect(form.get_by_label("Ở đâu")).to_have_value("Ngõ 12, Tổ dân phố 1")
    expect(form.get_by_label("Số người dự")).to_have_value("25")
    expect(form.get_by_label("giữ nguyên, chỉ kể thêm")).to_be_checked()
    assert form.get_by_label("Chụp ảnh").evaluate("field => [...field.files].map((file) => file.name)") == [
        "ngo-12.jpg"
    ]
    is_open_to_everybody(page)
    fits(page)
    picture(page, "officer-mend", GUIDES)
    form.get_by_role("button", name="Gửi").click()  # not mended: refused again, and nothing is lost
    expect(form.get_by_role("alert")).to_be_focused()
    page.reload()
    expect(form.get_by_label("Đã làm gì")).to_have_value(note)
    lose_next_answer(page)
    form.get_by_label("Ngày làm").fill(form.get_by_label("Ngày làm").evaluate("field => field.defaultValue"))
    with page.expect_event("requestfailed"):  # the browser may send it again at once, behind the page
        form.get_by_role("button", name="Gửi").click()
    assert count(site, note) == (1, 1)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(waiting.get_by_role("listitem")).to_have_count(0)
    assert count(site, note) == (1, 1)


def test_evidence_is_taken_away_and_put_back_on_a_phone(visit: Visit, site: Site) -> None:
    page = visit("can-bo-don-vi", width=360)
    page.goto("/viec-cua-toi/")
    work = page.locator("article.work h3 a").first.get_attribute("href") or ""
    fill(page, "Ảnh của ngõ khác")
    page.locator("details.tell[open]").get_by_role("button", name="Gửi").click()
    expect(page.get_by_text("Đã ghi nhận.")).to_be_visible()
    page.goto(work)
    page.locator("article.activity", has_text="Ảnh của ngõ khác").get_by_role("link", name="Sửa").click()
    goes = page.get_by_text("sẽ gỡ khi lưu")
    expect(goes).to_be_hidden()
    page.get_by_role("group", name="Minh chứng giữ lại").get_by_role("checkbox").uncheck()
    expect(goes).to_be_visible()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa lưu được")
    expect(page.get_by_text("Hãy ghi lý do gỡ minh chứng.")).to_be_visible()
    expect(goes).to_be_visible()  # what was unticked stays so
    is_open_to_everybody(page)
    fits(page)
    page.get_by_label("Lý do gỡ minh chứng").fill("Ảnh chụp nhầm ngõ")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã gỡ ngo-12.jpg: Ảnh chụp nhầm ngõ")).to_be_visible()
    page.locator("article.activity", has_text="Ảnh của ngõ khác").get_by_role("link", name="Sửa").click()
    page.get_by_role("checkbox", name="ngo-12.jpg (đã gỡ)").check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã gỡ ngo-12.jpg")).to_have_count(0)


def lose_next_answer(page: Page) -> None:
    """Let the server take the next form and its answer never come."""

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/bao-cao/", lose, times=1)


def test_form_is_plain_without_a_script(visit: Visit, site: Site) -> None:
    note = "Gửi không cần kịch bản"
    page = visit("can-bo-don-vi", width=360, javascript=False)
    page.goto("/viec-cua-toi/")
    fill(page, note)
    page.locator("details.tell[open]").get_by_role("button", name="Gửi").click()
    expect(page.get_by_text("Đã ghi nhận.")).to_be_visible()
    assert count(site, note) == (1, 1)
