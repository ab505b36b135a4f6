"""What the browser tests do on the upload page."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from data import ledger
from tests.browser.conftest import Server


def drag(page: Page, file: Path) -> None:
    """Drops a file on the box as a mouse does; the box's input hears nothing of the same file twice
    when a driver fills it."""
    box = page.locator("[data-testid=stFileUploaderDropzone]").bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    where = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    for step in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": step, "data": data, **where})
    session.detach()


def load_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("Load$")).last


def tick(page: Page) -> None:
    """Agrees to what is asked (months outside of the book) until it can be loaded."""
    expect(load_button(page)).to_be_visible(timeout=120_000)

    def is_agreed() -> bool:
        if load_button(page).is_enabled():
            return True
        for box in page.locator("[data-testid=stCheckbox]").all():
            if not box.locator("input").is_checked():
                box.locator("label").click()
                page.wait_for_timeout(500)
        return False

    until(is_agreed, 120)


def until(what: Callable[[], bool], patience: float = 60.0, pause: float = 0.2) -> None:
    end = time.monotonic() + patience
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(pause)


def versions(server: Server) -> int:
    """How many imports were done, by the ledger."""
    return len(ledger.intents(server.home, "done"))
