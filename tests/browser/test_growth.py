"""A click on a step of the bridge gives the accounts behind it, a second one all again."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor

LOST = 5


def test_a_click_on_a_step_of_the_bridge_gives_its_accounts(
    demo: Server, visitor: Callable[..., Visitor]
) -> None:
    guest = visitor()
    guest.open(f"{demo.url}/results?tab=bridge")
    steps = guest.page.locator(".js-plotly-plot").first.locator(".bars .point path")
    expect(steps.first).to_be_visible(timeout=30_000)
    steps.nth(LOST).click(force=True)
    expect(guest.page.get_by_role("heading", name="Lost: ")).to_be_visible(timeout=30_000)
    assert "kind=lost" in guest.page.url
    guest.settle()
    steps.nth(LOST).click(force=True)
    every = guest.page.get_by_role("heading", name="The accounts behind it")
    expect(every).to_be_visible(timeout=30_000)
    assert "kind=" not in guest.page.url
    guest.settle()
