"""A click on a square of the matrix lists the accounts of that cell."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor


def test_a_click_on_a_square_lists_its_accounts(
    demo: Server, visitor: Callable[..., Visitor]
) -> None:
    guest = visitor()
    guest.open(f"{demo.url}/migration")
    matrix = guest.page.locator(".js-plotly-plot").first
    expect(matrix).to_be_visible(timeout=30_000)
    matrix.locator(".scatterlayer .point").first.click(force=True)
    expect(guest.page).to_have_url(
        re.compile("move=important_value(,|%2C)important_value"), timeout=20_000
    )
    title = guest.page.get_by_role("heading", name=re.compile("Important value → Important value"))
    expect(title).to_be_visible(timeout=20_000)
