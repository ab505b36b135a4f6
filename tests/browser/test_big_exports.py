"""F21 in a real browser: tables of 100,000 accounts are downloaded whole from a page."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page
from python_calamine import CalamineWorkbook

from charts import words
from data.warehouse import Warehouse
from tests.browser.conftest import Server, Visitor
from tests.faults.books import HEADER, load
from tests.faults.kept import Tried

pytestmark = pytest.mark.faults
ACCOUNTS = 100_000


@pytest.fixture(scope="module")
def wide(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server with an order of each of 100,000 accounts."""
    folder = tmp_path_factory.mktemp("wide")
    path = folder / "2026-10.csv"
    lines = (
        f"{n},{n},=Account {n},2026-10-{1 + n % 28:02},{n % 500}.25\n" for n in range(ACCOUNTS)
    )
    path.write_text(",".join(HEADER) + "\n" + "".join(lines))
    home = folder / "home"
    warehouse = Warehouse.open(home)
    load(warehouse, path)
    warehouse.close()
    return serve(home)


def download(page: Page, name: str, folder: Path) -> Path:
    """The whole table as a file, by the second choice beside what is on the screen."""
    behind = page.locator("[data-testid=stPopoverBody]").get_by_role("button", name=name)
    if not behind.is_visible():
        page.get_by_role("button", name="Whole table").first.click()
    with page.expect_download(timeout=120_000) as coming:
        behind.click()
    target = folder / coming.value.suggested_filename
    coming.value.save_as(target)
    return target


def test_f21_a_table_of_a_hundred_thousand_accounts_from_a_page(
    wide: Server, visitor: Callable[..., Visitor], tmp_path: Path, tried: Tried
) -> None:
    guest = visitor()
    guest.open(f"{wide.url}/concentration")
    name = guest.page.get_by_text("Total of 100,000 rows")
    name.first.wait_for(timeout=120_000)
    total = sum(Decimal(n % 500) + Decimal("0.25") for n in range(ACCOUNTS))
    with download(guest.page, "CSV", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == ACCOUNTS
    assert len({row[words.column("account_id")] for row in rows}) == ACCOUNTS
    assert sum(Decimal(row[words.column("net_sales")]) for row in rows) == total
    book = CalamineWorkbook.from_path(str(download(guest.page, "Excel", tmp_path)))
    head, *cells = book.get_sheet_by_index(0).to_python()
    assert len(cells) == ACCOUNTS
    place = head.index(words.column("net_sales"))
    assert sum(Decimal(str(row[place])) for row in cells) == total
    guest.settle()
    tried |= {"rows": ACCOUNTS, "files": 2}
