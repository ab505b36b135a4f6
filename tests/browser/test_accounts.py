"""An account opens from a table in the same tab, by a click and by Enter."""

from collections.abc import Callable
from typing import Any

ROW = 30


def test_a_click_or_enter_opens_the_account_and_back_leads_to_the_table(
    demo: Any, visitor: Callable[..., Any]
) -> None:
    someone = visitor()
    someone.open(f"{demo.url}/segments")
    page = someone.page

    def place(row: int, x: int) -> tuple[float, float]:
        grid = page.locator("[data-testid=stDataFrame] [data-testid=data-grid-canvas]").first
        grid.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        box = grid.bounding_box()
        return box["x"] + x, box["y"] + ROW * row + ROW / 2

    page.mouse.move(*place(1, 40))
    page.wait_for_timeout(300)
    page.mouse.click(*place(1, 40))
    page.wait_for_url("**/account?*")
    someone.settle()
    first = page.url
    assert len(page.context.pages) == 1
    page.locator(".st-key-account_list a", has_text="Next").click()
    page.wait_for_function(f"location.href != {first!r}")
    someone.settle()
    page.go_back()
    page.wait_for_url(first)
    someone.settle()
    page.locator(".st-key-account_list a", has_text="Back to Segments").click()
    page.wait_for_url("**/segments*")
    someone.settle()
    page.mouse.click(*place(2, 400))
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account?*")
    assert page.url != first
