"""The page of one account."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts.theme import Look
from data import intake, warehouse
from data.ingest.model import InputFile, ReadOptions
from pages.parts.sentences import account as say

PAGE = "account/account.py"
LOOK = Look()

Open = Callable[..., AppTest]


def heading(at: AppTest) -> str:
    return at.title[0].value.replace("\\", "")


@pytest.fixture
def somebody(company: Path, open_page: Open) -> str:
    """The number of the largest account."""
    at = open_page("home/overview.py")
    return str(at.dataframe[0].value["account_name"].iloc[0]).split("account=")[1].split("#")[0]


def test_an_account_says_how_it_stands(somebody: str, open_page: Open) -> None:
    at = open_page(PAGE, account=somebody)
    labels = [metric.label for metric in at.metric]
    assert labels == ["Net sales", "R · F · M", "Last order", "Next order due", "Relationship"]
    assert len(at.get("plotly_chart")) == 3
    assert "Last orders" in [part.value for part in at.subheader]


def test_the_number_is_matched_without_case(somebody: str, open_page: Open) -> None:
    assert heading(open_page(PAGE, account=somebody.lower())) == heading(
        open_page(PAGE, account=somebody)
    )


def test_a_link_opens_whatever_the_filters_say(somebody: str, open_page: Open) -> None:
    at = open_page(PAGE, account=somebody, region="Nowhere", key_accounts="yes")
    assert heading(at) == heading(open_page(PAGE, account=somebody))


def test_an_unknown_account_is_said_and_another_can_be_found(
    company: Path, open_page: Open
) -> None:
    at = open_page(PAGE, account="<b>nobody</b>")
    assert heading(at) == "No account <b>nobody</b> is known at this date."
    everybody = len(at.get("page_link"))
    at.text_input(key="which_account").set_value("zzzz").run()
    assert len(at.get("page_link")) < everybody


def profile(**known: object) -> pd.Series:
    """An account that is on its rhythm, but for what is given."""
    usual = {
        "account_id": "C1",
        "account_name": "Ana",
        "state": "active",
        "segment": "important_value",
        "band": "active",
        "net_sales": 1000.0,
        "last_order_on": pd.Timestamp("2026-09-01"),
        "next_order_due_on": pd.Timestamp("2026-10-01"),
        "silent_days": 29,
        "usual_interval_days": 30.0,
        "at_stake": 800.0,
        "lost_on": None,
        "lost_reason": None,
        "won_back_on": None,
    }
    return pd.Series(usual | known)


def test_the_headline_says_the_worst_that_is_known() -> None:
    assert say.headline(profile(), LOOK) == (
        "Ana is in “Important value”: 1.00 k, and it keeps its rhythm."
    )
    assert say.headline(profile(band="late", silent_days=50), LOOK) == (
        "Ana is in “Important value”: 1.00 k, but silent for 50 days where 30 days is usual."
    )
    lost = profile(lost_on=pd.Timestamp("2026-08-01"), lost_reason="price")
    assert say.headline(lost, LOOK) == "Ana is recorded as lost on 1 Aug 2026: Price."
    back = profile(lost_on=pd.Timestamp("2026-08-01"), won_back_on=pd.Timestamp("2026-09-01"))
    assert "keeps its rhythm" in say.headline(back, LOOK)
    assert say.headline(profile(last_order_on=None, account_name=None), LOOK) == (
        "C1 has never purchased."
    )


def test_the_next_order_is_due_or_overdue() -> None:
    assert say.due(profile(), LOOK) == "in 1 day"
    assert say.due(profile(silent_days=30), LOOK) == "today"
    assert say.due(profile(silent_days=45), LOOK) == "15 days overdue"
    assert say.due(profile(next_order_due_on=None), LOOK) == ""


def test_sales_without_a_category_are_not_named_after_one() -> None:
    categories = pd.DataFrame({"category": [None, "Bikes"], "net_sales": [300, 100]})
    assert say.categories_title(categories, LOOK) == "75% of sales without a category"
    assert say.categories_title(categories[::-1].iloc[:1], LOOK) == "Bikes makes 100%"


def test_figures_by_product_say_that_amounts_are_of_whole_orders(
    own_home: Path, tmp_path: Path, open_page: Open
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        "Order No,Date,Customer,Product,Order Total\n"
        "A1,2026-01-05,Lind AB,pen,70\nA1,2026-01-05,Lind AB,ink,70\n"
        "A2,2026-01-08,Lind AB,pen,30\nA2,2026-01-08,Lind AB,cap,30\n",
        encoding="utf-8",
    )
    book = warehouse.current(own_home)
    options = ReadOptions("sales", answers={"grain": "order"})
    intake.confirm(book, intake.propose(book, [InputFile(path.name, path)], options), "ann")
    notes = [part.value for part in open_page(PAGE, account="Lind AB").caption]
    assert sum("In 1 load the amount counts once an order" in note for note in notes) == 1
