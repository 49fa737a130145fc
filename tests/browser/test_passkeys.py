"""A passkey in a real browser, with an authenticator that Chromium plays: added, then used to sign in by itself."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site


def test_passkey_is_added_and_signs_in(site: Site, browser: Browser) -> None:
    address = site.address.replace("127.0.0.1", "localhost")  # passkeys work at names, not at numbers
    context = browser.new_context(base_url=address, locale="vi-VN")
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("quan-tri")
    page.get_by_label("Mật khẩu").fill("ban-trinh-dien")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("banner").get_by_role("link", name="Quản trị của phường").click()
    page.get_by_role("link", name="Thêm khóa").click()
    page.get_by_label("Mật khẩu").fill("ban-trinh-dien")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Tên khóa").fill("Máy cơ quan")
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    page.goto("/tai-khoan/")
    expect(page.get_by_text("Máy cơ quan").first).to_be_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="Đăng nhập bằng khóa").click()
    expect(page.get_by_role("heading", name="Người dùng", exact=True)).to_be_visible()
    page.goto("/tai-khoan/")
    page.get_by_role("link", name=re.compile("Bỏ Máy cơ quan")).click()
    page.get_by_label("Mật khẩu").fill("ban-trinh-dien")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Bỏ khóa").click()
    expect(page.get_by_role("link", name="Bật mã sáu số")).to_be_visible()
    context.close()
