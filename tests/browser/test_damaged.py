"""F11 in a real browser: a server starts on a damaged book; its screen brings the book back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data.keeping import nightly
from data.warehouse import FILE_NAME
from tests.browser.conftest import Server, Visitor, status
from tests.browser.upload import until
from tests.unit.keeping.books import book_of

RUIN = b"\0" * 4096


def ruined(home: Path) -> Path:
    """A book of two versions with a backup of the first, whose head is overwritten."""
    book = book_of(home, "2026-08")
    nightly.back_up(book)
    book.close()
    book = book_of(home, "2026-09")
    book.close()
    path = home / FILE_NAME
    path.write_bytes(RUIN + path.read_bytes()[4096:])
    return home


@pytest.mark.parametrize(
    "way",
    [
        "Restore from backup",
        pytest.param("Make the book anew from the originals", marks=pytest.mark.faults),
    ],
)
def test_f11_a_damaged_book_comes_back_by_a_click(
    way: str, serve: Callable[..., Server], visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    server, guest = serve(ruined(tmp_path / "home"), ready=False), visitor()
    assert status(server.url) == 503
    guest.open(server.url)
    expect(guest.page.get_by_role("heading", name="The book cannot be read.")).to_be_visible()
    guest.page.get_by_role("button", name=way).click()
    expect(guest.page.get_by_text("The book cannot be read.")).to_be_hidden(timeout=60_000)
    guest.open(f"{server.url}/imports?tab=history")
    expect(guest.page.get_by_role("heading", name="Version 2 is in force")).to_be_visible()
    until(lambda: status(server.url) == 200)
    kept = list(server.home.glob("warehouse-*.duckdb"))
    assert [path.read_bytes()[:4096] for path in kept] == [RUIN]
    assert (server.home / "server.log").read_text().count("Traceback") == 0


@pytest.mark.faults
def test_f11_a_way_that_does_not_lead_back_says_why_and_the_other_stays(
    serve: Callable[..., Server], visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    home = ruined(tmp_path / "home")
    (backup,) = (home / "backups").glob("*.tar")
    backup.write_bytes(backup.read_bytes()[:5000] + RUIN + backup.read_bytes()[9096:])
    originals = home / "uploads"
    hidden = shutil.copytree(originals, tmp_path / "hidden")
    for path in originals.iterdir():
        if path.is_file():
            path.unlink()
    server, guest = serve(home, ready=False), visitor()
    guest.open(server.url)
    for way, why in (
        ("Restore from backup", "Nothing was restored."),
        ("Make the book anew from the originals", "The book was not rebuilt."),
    ):
        guest.page.get_by_role("button", name=way).click()
        expect(guest.page.get_by_text(why)).to_be_visible(timeout=60_000)
        guest.settle()
        assert status(server.url) == 503
    for path in hidden.iterdir():
        shutil.copy(path, originals) if path.is_file() else None
    guest.page.get_by_role("button", name="Make the book anew from the originals").click()
    expect(guest.page.get_by_text("The book cannot be read.")).to_be_hidden(timeout=60_000)
    until(lambda: status(server.url) == 200)
