"""F22 in a real browser: each fsync takes a second. Pages answer, and what is clicked happens once.

A disk as slow as that also leaves time to cancel while rows are stored.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data.warehouse import Warehouse
from tests.browser.conftest import Server, Visitor
from tests.browser.upload import load_button, tick, versions
from tests.faults import books, shim
from tests.faults.kept import Tried

pytestmark = pytest.mark.faults
FILES, LINES = 12, 40
ACCOUNTS = "account_id,account_name,region\n" + "".join(
    f"{n},Account {n},North\n" for n in range(9)
)


@pytest.fixture(scope="module")
def slow(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server with a month in its book, on a slow disk."""
    library = shim.build(tmp_path_factory.mktemp("shim"))
    if library is None:
        pytest.skip("there is no C compiler to build the shim with")
    folder = tmp_path_factory.mktemp("slow")
    home = folder / "home"
    warehouse = Warehouse.open(home)
    books.load(warehouse, month(folder / "desk", 2, 0))
    warehouse.close()
    return serve(home, LD_PRELOAD=str(library), OCTANT_SHIM_SLOW=f"1000000:{home}")


def month(folder: Path, of: int, part: int) -> Path:
    """A part of a month of order lines."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"2026-{of:02}-{part}.csv"
    lines = [
        f"{of}-{part}-{n},{n % 9},Account {n % 9},2026-{of:02}-{1 + n % 28:02},{n}.25\n"
        for n in range(LINES)
    ]
    path.write_text(",".join(books.HEADER) + "\n" + "".join(lines))
    return path


def test_f22_pages_answer_and_two_clicks_load_once(
    slow: Server, visitor: Callable[..., Visitor], tmp_path: Path, tried: Tried
) -> None:
    guest, other, before = visitor(), visitor(), versions(slow)
    guest.open(f"{slow.url}/imports")
    files = [month(tmp_path, 3, part) for part in range(FILES)]
    guest.page.locator("input[type=file]").set_input_files(files)
    tick(guest.page)
    load_button(guest.page).dblclick()
    guest.page.get_by_text(re.compile(f"^Storing {FILES * LINES} records")).wait_for()
    pages = 0
    for page in ("results", "segments", "imports?tab=history"):
        other.open(f"{slow.url}/{page}")
        pages += guest.page.get_by_role("button", name=re.compile("Cancel$")).is_visible()
    assert pages
    guest.page.get_by_role("button", name="Load more").wait_for(timeout=120_000)
    assert versions(slow) == before + 1
    tried |= {"seconds_a_fsync": 1, "clicks": 2, "pages_that_answered_meanwhile": pages}


def test_f17_cancelled_while_storing_keeps_the_kinds_before(
    slow: Server, visitor: Callable[..., Visitor], tmp_path: Path, tried: Tried
) -> None:
    guest, before = visitor(), versions(slow)
    listed = tmp_path / "accounts.csv"
    listed.write_text(ACCOUNTS)
    guest.open(f"{slow.url}/imports")
    files = [listed, *(month(tmp_path, 4, part) for part in range(FILES))]
    page = guest.page
    page.locator("input[type=file]").set_input_files(files)
    tick(page)
    load_button(page).click()
    page.get_by_text(re.compile(f"^Sales lines: Storing {FILES * LINES} records")).wait_for()
    page.get_by_role("button", name=re.compile("Cancel$")).click()
    heading = page.get_by_role("heading", name="Cancelled. Not stored: Sales lines.")
    expect(heading).to_be_visible(timeout=60_000)
    expect(page.locator("[data-testid=stProgress]")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("Cancel$"))).to_have_count(0)
    expect(page.get_by_text(f"Version {before + 1}: ")).to_be_visible()
    assert versions(slow) == before + 1
    page.get_by_role("button", name="Back to the files").click()
    tick(page)
    load_button(page).click()
    expect(page.get_by_text(f"Version {before + 2}: ").first).to_be_visible(timeout=120_000)
    assert versions(slow) == before + 2
    tried |= {"kinds_stored_before": 1, "kinds_rolled_back": 1}
