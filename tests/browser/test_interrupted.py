"""People who cancel, close the page, or click twice while an upload goes in."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.uploads import export
from tests.browser.conftest import Server, Visitor


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    """A server with an empty book of its own."""
    return serve()


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose reading takes a few seconds."""
    return export(tmp_path_factory.mktemp("big") / "big.csv", 2025, 60)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(tmp_path_factory.mktemp("small") / "small.csv", 2025, 0.2)


def drop(guest: Visitor, server: Server, file: Path) -> Page:
    guest.open(f"{server.url}/imports")
    guest.page.locator("input[type=file]").set_input_files(file)
    return guest.page


def load_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("Load$")).last


def test_reading_is_cancelled_and_leaves_nothing(
    server: Server, visitor: Callable[..., Visitor], big: Path
) -> None:
    guest = visitor()
    page = drop(guest, server, big)
    page.get_by_role("button", name=re.compile("Cancel$")).click(timeout=60_000)
    expect(page.get_by_text("Cancelled; nothing was stored.")).to_be_visible(timeout=30_000)
    guest.settle()
    left = [path for path in (server.home / "uploads").rglob("*") if path.is_file()]
    assert left == []
    assert list((server.home / "tmp").glob("read-*")) == []


def test_f18_two_clicks_on_load_make_one_version(
    server: Server, visitor: Callable[..., Visitor], small: Path
) -> None:
    guest = visitor()
    page = drop(guest, server, small)
    expect(load_button(page)).to_be_enabled(timeout=60_000)
    load_button(page).dblclick()
    expect(page.get_by_role("button", name="Load more")).to_be_visible(timeout=60_000)
    text = page.inner_text("body")
    assert "Version 1: " in text
    assert "Version 2" not in text
    originals = [path for path in (server.home / "uploads").iterdir() if path.is_file()]
    assert len(originals) == 1
    guest.open(f"{server.url}/imports?tab=history")
    assert "Version 1 is in force" in page.inner_text("body")


@pytest.mark.faults
@pytest.mark.parametrize("step", ["reading", "preview", "loading"])
def test_f17_a_page_closed(
    step: str, serve: Callable[..., Server], visitor: Callable[..., Visitor], big: Path
) -> None:
    """Who comes back finds it done or not begun, and can load."""
    server, guest = serve(), visitor()
    page = drop(guest, server, big)
    if step == "reading":
        page.get_by_role("button", name=re.compile("Cancel$")).wait_for(timeout=60_000)
    else:
        expect(load_button(page)).to_be_enabled(timeout=120_000)
    if step == "loading":
        load_button(page).click()
        page.get_by_text("Storing").wait_for(timeout=60_000)
    page.close()
    again = visitor()
    until = time.monotonic() + 60
    while True:
        again.open(f"{server.url}/imports?tab=history")
        done = "Version 1 is in force" in again.page.inner_text("body")
        if done or step != "loading" or time.monotonic() > until:
            break
        time.sleep(1)
    assert done == (step == "loading")
    if not done:
        page = drop(again, server, big)
        expect(load_button(page)).to_be_enabled(timeout=120_000)
        load_button(page).click()
        expect(page.get_by_text(re.compile("Version 1: ")).first).to_be_visible(timeout=120_000)
