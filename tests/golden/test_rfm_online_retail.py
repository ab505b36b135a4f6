"""Online Retail: months, money and accounts add up to the published figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.golden.real_books import online_retail, real_book
from tests.unit.analytics.book_builder import Story, scoped


@pytest.fixture(scope="module")
def shop(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    book = real_book(tmp_path_factory.mktemp("shop"), online_retail(shared_data))
    yield book
    book.warehouse.close()


def test_totals(shop: Story) -> None:
    used = shop.ask("rows_used", scoped(window="all", as_of="2011-03-31")).iloc[0]
    assert used["lines_in_window"] == 142_083
    assert used["unassigned_lines"] == 45_136
    assert used["accounts"] == 2_189
    segments = shop.ask("segments", scoped(as_of="2011-03-31"))
    assert round(segments["net_sales"].sum(), 2) == 2_490_287.01
    assert segments["accounts"].sum() == 2_189


@pytest.mark.parametrize(
    ("as_of", "net_sales", "unassigned_lines"),
    [
        ("2011-01-31", 560_000.26, 13_235),
        ("2011-02-28", 498_062.65, 7_344),
        ("2011-03-31", 683_267.08, 8_926),
    ],
)
def test_months(shop: Story, as_of: str, net_sales: float, unassigned_lines: int) -> None:
    start = as_of[:8] + "01"
    sales = shop.ask("scoped_sales", scoped(as_of=as_of))
    month = sales[sales["order_date"].astype(str) >= start]
    assert round(month["amount"].sum(), 2) == net_sales
    assert month["account_key"].isna().sum() == unassigned_lines


def test_four_months_are_too_short_for_the_own_book(shop: Story) -> None:
    standard = shop.ask("segments", scoped(method="standard", split="mean_score"))
    assert shop.ask("segments").equals(standard)
