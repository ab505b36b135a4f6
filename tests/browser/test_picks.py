"""A pick in a picture leads to its accounts; so do the next pick and the link; the same lets go."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor


@pytest.mark.parametrize(
    ("page", "picture", "param"),
    [("concentration?tab=exposure", 0, "exposed"), ("concentration", 1, "decile")],
)
def test_one_pick_after_another(
    demo: Server, visitor: Callable[..., Visitor], page: str, picture: int, param: str
) -> None:
    guest = visitor()
    guest.open(f"{demo.url}/{page}")
    bars = guest.page.locator(".js-plotly-plot").nth(picture).locator(".bars .point path")
    expect(bars.first).to_be_visible(timeout=30_000)
    links = []
    for at in (0, 2):
        bars.nth(at).click(force=True)
        before = links[-1] if links else f"{demo.url}/{page}"
        expect(guest.page).not_to_have_url(before, timeout=20_000)
        guest.settle()
        links.append(guest.page.url)
    assert all(f"{param}=" in link for link in links)
    total = guest.page.get_by_text(re.compile("^Total of"))
    told = total.first.inner_text()
    guest.open(links[-1])
    expect(total.first).to_have_text(told, timeout=30_000)
    bars.nth(2).click(force=True)
    expect(guest.page).not_to_have_url(re.compile(f"{param}="), timeout=20_000)


@pytest.mark.parametrize(("page", "param"), [("rfm_cube", "cell"), ("migration", "move")])
def test_a_square_that_is_picked_again_is_let_go(
    demo: Server, visitor: Callable[..., Visitor], page: str, param: str
) -> None:
    guest = visitor()
    guest.open(f"{demo.url}/{page}")
    squares = guest.page.locator(".js-plotly-plot").first.locator(".scatterlayer .point")
    total = guest.page.get_by_text(re.compile("^Total of")).first
    expect(squares.first).to_be_visible(timeout=30_000)
    all_of_them = total.inner_text()
    squares.nth(2).click(force=True)
    expect(guest.page).to_have_url(re.compile(f"{param}="), timeout=20_000)
    guest.settle()
    squares.nth(2).click(force=True)
    expect(guest.page).not_to_have_url(re.compile(f"{param}="), timeout=20_000)
    expect(total).to_have_text(all_of_them, timeout=20_000)
