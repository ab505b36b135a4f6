"""Results of real books against totals that others publish, or that one adds up without DuckDB."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from tests.golden.real_books import adventureworks, online_retail, real_book
from tests.unit.analytics.book_builder import Story, scoped


@pytest.fixture(scope="module")
def resellers(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Story, pd.DataFrame]]:
    """The reseller lines of Adventure Works, and the book of them."""
    lines = adventureworks(shared_data)
    book = real_book(tmp_path_factory.mktemp("resellers"), lines)
    with closing(book.warehouse):
        yield book, lines


def test_the_years_of_the_resellers_add_up(resellers: tuple[Story, pd.DataFrame]) -> None:
    book, _lines = resellers
    years = book.ask("sales_by_period", scoped(), grain="year", dimension="company")
    assert round(years["net_sales"].sum(), 2) == 77_548_570.20
    fiscal = book.ask(
        "sales_by_period", scoped(fiscal_month="7"), grain="year", dimension="company"
    )
    assert round(fiscal["net_sales"].sum(), 2) == 77_548_570.20
    assert len(fiscal) == 3


def test_the_bridge_of_the_resellers_is_pandas_own(
    resellers: tuple[Story, pd.DataFrame],
) -> None:
    book, lines = resellers
    lines = lines.assign(money=lines["amount"].astype(float))
    now = lines[lines["on"].between("2019-06-01", "2020-05-31")].groupby("account")["money"].sum()
    then = lines[lines["on"].between("2018-06-01", "2019-05-31")].groupby("account")["money"].sum()
    both = pd.DataFrame({"p": then, "c": now}).fillna(0)
    base = both[both["p"] > 0]
    kept = book.ask("retention", scoped(as_of="2020-05-31"), dimension="company").iloc[0]
    assert kept["net_sales"] == pytest.approx(both["c"].sum())
    assert kept["net_sales_before"] == pytest.approx(both["p"].sum())
    assert kept["nrr"] == pytest.approx(base["c"].clip(lower=0).sum() / base["p"].sum())
    assert kept["grr"] == pytest.approx(base[["c", "p"]].min(axis=1).sum() / base["p"].sum())
    assert kept["accounts_kept"] == (base["c"] > 0).sum()
    figures = book.ask("figures", scoped(as_of="2020-05-31")).iloc[0]
    assert figures["nrr"] == pytest.approx(kept["nrr"])


def test_the_months_of_online_retail(shared_data: Path, tmp_path: Path) -> None:
    with closing((book := real_book(tmp_path, online_retail(shared_data))).warehouse):
        months = book.ask("sales_by_period", scoped(), grain="month", dimension="company")
        assert [round(amount, 2) for amount in months["net_sales"]] == [
            *(748_957.02, 560_000.26, 498_062.65, 683_267.08),
        ]
        together = book.ask(
            "sales_by_period", scoped(jan_feb_together="yes"), grain="month", dimension="company"
        )
        assert [round(amount, 2) for amount in together["net_sales"]] == [
            *(748_957.02, round(560_000.26 + 498_062.65, 2), 683_267.08),
        ]
