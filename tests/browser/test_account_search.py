"""The account search, beside the page that it leads to."""

from collections.abc import Callable
from typing import Any


def test_another_account_found_from_an_account_is_in_the_address(
    demo: Any, visitor: Callable[..., Any]
) -> None:
    someone = visitor()
    someone.open(demo.url)
    for needle in ("machinery", "plastics"):
        page = someone.page
        page.locator("[data-testid=stSidebar] input").first.fill(needle)
        hit = page.locator("[data-testid=stSidebar] [data-testid=stPageLink] a:visible")
        hit = hit.filter(has_text=needle.capitalize()).first
        hit.wait_for()
        name, address = hit.inner_text().strip(), hit.get_attribute("href").partition("?")[2]
        hit.click()
        page.locator("h1", has_text=name).wait_for()
        someone.settle()
        assert page.url.partition("?")[2] == address
