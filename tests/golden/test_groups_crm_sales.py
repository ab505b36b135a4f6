"""Groups on real data: the won deals of 85 accounts, fifteen of them under a parent."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from tests.golden.real_books import real_book
from tests.unit.analytics.book_builder import Story, scoped

EVER = {"as_of": "2017-12-31", "window": "all"}
WON = Decimal("10005534")


@pytest.fixture(scope="module")
def won(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Won opportunities as orders, and the accounts with what they are subsidiaries of."""
    folder = shared_data / "crm_sales"
    deals = pd.read_csv(folder / "sales_pipeline.csv", dtype=str)
    names = {"opportunity_id": "order", "close_date": "on", "close_value": "amount"}
    lines = deals[deals["deal_stage"] == "Won"].rename(columns=names)
    book = real_book(tmp_path_factory.mktemp("crm"), lines)
    listed = pd.read_csv(folder / "accounts.csv", dtype=str)[["account", "subsidiary_of"]]
    text = "\n".join(
        f"{account} {'.' if pd.isna(parent) else parent}".replace("  ", " ")
        for account, parent in listed.map(_joined).itertuples(index=False)
    )
    return book.accounts(f"account parent\n{text}")


def _joined(cell: object) -> object:
    return cell.replace(" ", "_") if isinstance(cell, str) else cell


def largest(book: Story, **scope: str) -> tuple[str, float]:
    first = book.ask("pareto", scoped(**EVER, **scope)).iloc[0]
    return first["account_id"], first["net_sales"]


def test_who_is_first_depends_on_what_counts_as_one_customer(won: Story) -> None:
    name, sales = largest(won, level="group")
    assert (name.casefold(), sales) == ("acme corporation", 519_349)
    name, sales = largest(won, level="account")
    assert (name.casefold(), sales) == ("kan-code", 341_455)


@pytest.mark.parametrize(("level", "accounts"), [("account", 85), ("group", 70)])
def test_nothing_is_lost_between_accounts_and_groups(won: Story, level: str, accounts: int) -> None:
    scope = scoped(**EVER, level=level)
    segments = won.ask("segments", scope)
    assert segments["net_sales"].sum() == WON
    assert segments["accounts"].sum() == len(won.ask("rfm", scope)) == accounts
    assert won.ask("rfm_cube", scope)["accounts"].sum() == segments["accounts"][:8].sum()
    assert won.ask("pareto", scope)["net_sales"].sum() == WON


def test_a_member_opens_its_group(won: Story) -> None:
    listed = won.ask("rfm", scoped(**EVER, level="account"))
    member = next(name for name in listed["account_id"] if name.casefold() == "bluth company")
    profile = won.ask("account_profile", scoped(**EVER, level="group"), account_id=member)
    assert profile["account_id"].str.casefold().tolist() == ["acme corporation"]
