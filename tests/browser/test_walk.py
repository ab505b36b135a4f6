"""Every page, cold by its own link, in both languages and both themes, on the made-up company."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor

THEMES = ("light", "dark")
PAGES = [
    "",
    "segments",
    "rfm_cube",
    "migration",
    "concentration",
    "results",
    "churn",
    "levels",
    "imports",
    "settings",
]

TABS = [
    *(f"concentration?tab={tab}" for tab in ("profit", "exposure", "ranking")),
    *(f"results?tab={tab}" for tab in ("bridge", "drivers", "accounts", "cohorts", "department")),
    "churn?tab=who",
    "account?account=C13581",
]
VISITS = [
    *((page, language, theme) for page in PAGES for language in ("en", "zh") for theme in THEMES),
    *(
        (tab, language, theme)
        for tab in TABS
        for language, theme in (("en", "dark"), ("zh", "light"))
    ),
]


@pytest.mark.parametrize(("page", "language", "theme"), VISITS)
def test_a_page_opens_cold_and_draws(
    demo: Server, visitor: Callable[..., Visitor], page: str, language: str, theme: str
) -> None:
    guest = visitor(language, theme)
    guest.open(f"{demo.url}/{page}")
    expect(guest.page.locator(".js-plotly-plot").first).to_be_visible(timeout=30_000)
    assert guest.charts() > 0
    chinese = re.search(r"[\u4e00-\u9fff]", guest.page.locator("h1, h2, h3").first.inner_text())
    assert bool(chinese) == (language == "zh")


@pytest.mark.parametrize("page", ["segments", "rfm_cube", "churn", "levels", "imports", "settings"])
def test_a_deep_link_on_a_fresh_server_needs_no_visit_to_the_front_door(
    serve: Callable[..., Server], demo: Server, visitor: Callable[..., Visitor], page: str
) -> None:
    guest = visitor()
    guest.open(f"{serve().url}/{page}")
    assert guest.page.get_by_role("dialog").count() == 0


@pytest.mark.parametrize("page", ["", "segments", "rfm_cube", "concentration", "churn", "levels"])
def test_a_link_shows_the_same_picture_in_another_browser(
    demo: Server, visitor: Callable[..., Visitor], page: str
) -> None:
    link = f"{demo.url}/{page}?as_of=2026-06-30&window=24&compare=period_before&region=East"
    link += "&region=South&key_accounts=yes&category=Bearings&method=standard&split=median"
    told = []
    for guest in (visitor(), visitor(width=1440)):
        guest.open(link)
        guest.page.locator(".js-plotly-plot").first.wait_for(timeout=30_000)
        told.append(guest.page.locator("h1, h3, [data-testid=stMetric]").all_inner_texts())
        assert {"Accounts of East, South", "Bearings"} <= set(
            guest.page.inner_text("body").split("\n")
        )
    assert told[0] == told[1]
