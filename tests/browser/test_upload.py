"""A director drops four months of daily exports, answers one question, walks every page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Server, Visitor, visits
from tests.browser.test_walk import PAGES

MONTHS = ["748,957", "560,000", "498,063", "683,267"]


@pytest.fixture(scope="module")
def loaded(serve: Callable[..., Server], chromium: Browser, shared_data: Path) -> Server:
    """A server whose own book was loaded through the page."""
    server = serve()
    with visits(chromium) as visitor:
        guest = visitor()
        guest.open(f"{server.url}/imports")
        exports = sorted((shared_data / "online_retail").glob("*.csv"))
        guest.page.locator("input[type=file]").set_input_files(exports)
        heading = guest.page.get_by_role("heading", name=re.compile("142,083"))
        heading.wait_for(timeout=120_000)
        for money in MONTHS:
            expect(guest.page.get_by_text(money, exact=True)).to_be_visible()
        guest.page.get_by_text("Keep them: they are genuine").click()
        guest.page.get_by_role("button", name=re.compile("Load$")).last.click(timeout=60_000)
        end = guest.page.get_by_text(re.compile(r"Version 1: .*2,490,287|Version 1: .*2\.49 M"))
        end.first.wait_for(timeout=120_000)
        guest.settle()
    return server


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_shows_the_real_book(
    loaded: Server, visitor: Callable[..., Visitor], language: str, theme: str
) -> None:
    guest = visitor(language, theme)
    for page in [*(p for p in PAGES if p not in ("churn", "levels")), "account?account=17850"]:
        guest.open(f"{loaded.url}/{page}")
        guest.page.locator(".js-plotly-plot").first.wait_for(timeout=30_000)
        assert guest.charts() > 0, page
        assert "Made-up company" not in guest.page.inner_text("body")
    for page in ("churn", "levels"):
        guest.open(f"{loaded.url}/{page}")
        assert guest.page.get_by_role("button", name=re.compile(r"\w")).count() > 0, page


def test_the_history_names_the_version_that_was_loaded(
    loaded: Server, visitor: Callable[..., Visitor]
) -> None:
    guest = visitor()
    guest.open(f"{loaded.url}/imports?tab=history")
    expect(guest.page.get_by_role("heading", name="Version 1 is in force")).to_be_visible()
