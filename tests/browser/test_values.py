"""A director says in two clicks which lines are no sales, in a narrow window, in both languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, Visitor
from tests.browser.upload import until, versions

EXPORT = """Order ID,Order Date,Customer,Amount,Status,Lane
SO-1,2026-09-03,Harbour Tools,100.00,Completed,North
SO-2,2026-09-10,Lind AB,250.00,Cancelled,South
SO-3,2026-09-11,Moss Oy,80.00,Completed,North
SO-4,2026-09-12,Moss Oy,900.00,Draft,South
SO-5,2026-09-12,Lind AB,40.00,Completed,North
"""
WORDS = {
    "en": {
        "label": "Status, Draft: counts as",
        "count": "Counts",
        "take": "Take these answers",
        "decides": "This decides what counts",
        "unread": "Octant does not read 1 column",
        "left_out": "1 line is no sale and is left out (Cancelled: 250.00).",
    },
    "zh": {
        "label": "Status，Draft：如何计算",
        "count": "计入",
        "take": "采用这些答案",
        "decides": "由这一列决定",
        "unread": "Octant 未读取 1 个取值较少的列",
        "left_out": "1 行不算销售，未计入（Cancelled：250.00）。",
    },
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_values_are_answered_in_one_table(
    serve: Callable[..., Server],
    visitor: Callable[..., Visitor],
    tmp_path: Path,
    language: str,
) -> None:
    export, words = tmp_path / "orders.csv", WORDS[language]
    export.write_text(EXPORT, encoding="utf-8")
    server = serve()
    guest = visitor(language, width=820)
    guest.open(f"{server.url}/imports")
    page = guest.page
    page.locator("input[type=file]").set_input_files(export)
    choice = page.get_by_role("combobox", name=words["label"])
    expect(choice).to_be_visible(timeout=60_000)
    assert load_button_of(page).is_disabled()
    assert is_whole(page, words["take"])
    choice.click()
    page.get_by_role("option", name=words["count"], exact=True).click()
    page.get_by_role("button", name=words["take"]).click()
    expect(page.get_by_text(words["left_out"])).to_be_visible(timeout=60_000)
    page.get_by_text(re.compile(re.escape(words["unread"]))).click()
    assert is_whole(page, words["decides"])
    expect(load_button_of(page)).to_be_enabled()
    load_button_of(page).click()
    until(lambda: versions(server) == 1)
    expect(page.get_by_role("cell", name="1,120")).to_be_visible()


def load_button_of(page: Page) -> Locator:
    return page.get_by_test_id("stBaseButton-primary").last


def is_whole(page: Page, name: str) -> bool:
    """Whether a button's whole label fits into it."""
    label = page.get_by_role("button", name=name).locator("p").first
    expect(label).to_be_visible()
    return bool(label.evaluate("e => e.scrollWidth <= e.clientWidth"))
