"""A clerk sees what goes against the rules beside the text it stands in, why, and has it judged again."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.typed_lines import items_of
from tests.browser.test_journeys import Visit, fits, picture, upload
from tests.core.descriptions import BODY, STATE, with_narrow_margin

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def slipped() -> bytes:
    """Return a plan with a narrow margin, a capital too many, a word twice and a day that is in no calendar."""
    works = [*BODY, "- Trồng thêm các các cây bóng mát trước ngày 31/6/2026 theo Khoản 2 Điều 5 Quy chế này."]
    return with_narrow_margin(write_docx(replace(STATE, items=items_of(works))))


def opened(visit: Visit, width: int) -> Page:
    page = visit("can-bo-van-phong", width=width)
    upload(page, f"ke-hoach-{width}.docx", slipped(), WORD)
    expect(page.get_by_role("heading", name=re.compile("Trồng cây xanh quanh trường học"))).to_be_visible(
        timeout=20_000
    )
    page.locator("#findings summary").click()
    return page


@pytest.mark.parametrize("width", [1280, 360])
def test_clerk_sees_slips_and_why_and_judges_again(visit: Visit, width: int) -> None:
    page = opened(visit, width)
    findings = page.locator("#findings")
    for code in ("LT-P04", "LT-S05", "LT-S24", "LT-V01"):
        expect(findings.locator(".problem", has_text=code)).to_be_visible()
    fits(page)
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [v["id"] for v in results.response["violations"]] == []
    picture(page, "checking")
    findings.get_by_role("button", name="Kiểm tra lại").click()
    expect(findings.get_by_text(re.compile("Kiểm tra lúc"))).to_be_visible(timeout=20_000)
    findings.locator(".problem", has_text="LT-V01").get_by_role("link", name=re.compile("vì sao")).click()
    expect(page.get_by_text(re.compile("Phụ lục II"))).to_be_visible()
