"""Where a line was sold and where its account belongs are two things, each with its filter."""

import random
from collections.abc import Iterator

import pandas as pd
import pytest

from analytics import cli_query
from analytics.ruler import Unreadable
from analytics.scope import SOLD
from tests.unit.analytics.book_builder import Story, scoped, story

DAY = {"as_of": "2026-06-30"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Ana bought in the East and belongs to the West; one order of hers was sold in both."""
    made = story(
        tmp_path_factory.mktemp("sold"),
        """
        order  account  on          amount  region  department  salesperson  sales_point
        A1     ana      2026-01-10  100     East    one         Kim          shop
        A2     ana      2026-03-10   20     East    one         Kim          shop
        A2     ana      2026-03-10   30     West    one         Lee          shop
        A3     ana      2026-05-10   40     West    two         Lee          depot
        B1     bob      2026-02-10  200     East    one         Kim          shop
        B2     bob      2026-04-10  -10     East    one         Kim          shop
        C1     cy       2026-02-11   70     West    two         Lee          depot
        N1     -        2026-02-12    5     East    .           .            .
        """,
    )
    made.targets(
        """
        month    period   amount  region
        2026-01  year     1000    East
        2026-01  year     500     West
        """
    )
    yield made
    made.warehouse.close()


def money(book: Story, **filters: str) -> float:
    return float(book.ask("figures", scoped(**DAY, **filters)).iloc[0]["net_sales"])


def test_sold_in_takes_lines_and_belongs_to_takes_accounts(book: Story) -> None:
    assert money(book, sold_region="East") == 100 + 20 + 200 - 10 + 5
    assert money(book, region="East") == 200 - 10
    assert money(book, sold_region="West") == 30 + 40 + 70
    assert money(book, region="West") == 100 + 20 + 30 + 40 + 70
    assert money(book, region="West", sold_region="East") == 100 + 20


def test_parts_by_where_sold_are_the_bars_of_the_chart(book: Story) -> None:
    for key, dimension in {key: key.removeprefix("sold_") for key in SOLD}.items():
        bars = book.ask("sales_results", scoped(**DAY), dimension=dimension)
        for value, drawn in zip(bars["value"], bars["net_sales"], strict=True):
            if isinstance(value, str):
                assert money(book, **{key: value}) == drawn, (key, value)


def test_what_is_sold_elsewhere_scores_nobody(book: Story) -> None:
    """The ruler's population comes after filters on lines, before filters on accounts."""
    rows = book.ask("rfm", scoped(**DAY, sold_region="West")).set_index("account_id")
    assert rows.loc["ana", "monetary"] == 70
    assert rows.loc["ana", "frequency"] == 2
    assert rows.loc["bob", "state"] == "never_purchased"
    whole = book.ask("rfm", scoped(**DAY)).set_index("account_id")
    chosen = book.ask("rfm", scoped(**DAY, region="West")).set_index("account_id")
    pd.testing.assert_frame_equal(chosen, whole.loc[chosen.index])


def test_targets_of_a_region_are_those_of_where_it_sells(book: Story) -> None:
    year = {**DAY, "period": "year", "sold_region": "East"}
    planned = book.ask("sales_targets", scoped(**year), dimension="company")
    assert planned["target"].tolist() == [1000]
    assert book.ask(
        "sales_targets", scoped(**year, sold_sales_point="shop"), dimension="company"
    ).empty


def test_who_buys_in_several_places_is_counted(book: Story) -> None:
    rows = book.ask("several_places", scoped(**DAY)).set_index("dimension")
    assert rows["accounts"].to_dict() == dict.fromkeys(
        ["department", "region", "sales_point", "salesperson"], 3
    )
    assert rows["several_accounts"].to_dict() == {
        "department": 1,
        "region": 1,
        "sales_point": 1,
        "salesperson": 1,
    }


def test_the_command_line_knows_both(book: Story) -> None:
    with book.warehouse.cursor() as cursor:
        asked = cli_query.read(DAY, ["sold_region=east"], [])
        answer = cli_query.answer(cursor, "figures", asked).to_pylist()[0]
        assert answer["net_sales"] == 315
        with pytest.raises(Unreadable, match="West"):
            cli_query.answer(cursor, "figures", cli_query.read(DAY, ["sold_region=North"], []))


@pytest.mark.parametrize("question", ["figures", "segments", "pareto", "rfm", "late_accounts"])
def test_from_lines_and_from_orders_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    """Each order of the book has one region: a filter that lets all of them through, which starts
    from the lines, answers as the roll-up of orders does."""
    dice = random.Random(question)
    lines = "\n".join(
        f"O{n} a{dice.randrange(9)} 2026-0{dice.randrange(1, 7)}-{dice.randrange(10, 28)} "
        f"{dice.randrange(-20, 200)}.{dice.randrange(10, 99)} {dice.choice(['East', 'West'])}"
        for n in range(120)
    )
    made = story(tmp_path_factory.mktemp("equal"), f"order account on amount region\n{lines}")
    every = scoped(**DAY).set("sold_region", ["East", "West"])
    for method in ("book", "standard", "quintile"):
        fast = made.ask(question, scoped(**DAY, method=method))
        exact = made.ask(question, every.set("method", [method]))
        pd.testing.assert_frame_equal(exact, fast)
    made.warehouse.close()


def test_a_choice_holds_the_money_of_the_window_by_its_own_meaning(book: Story) -> None:
    choices = book.ask("scope_choices", scoped(**DAY)).set_index(["dimension", "value"])
    held = {key: (int(row["accounts"]), float(row["net_sales"])) for key, row in choices.iterrows()}
    assert held["sold_region", "East"] == (2, 100 + 20 + 200 - 10 + 5)
    assert held["sold_region", "West"] == (2, 30 + 40 + 70)
    assert held["region", "East"] == (1, 200 - 10)
    assert held["region", "West"] == (2, 100 + 20 + 30 + 40 + 70)
    short = book.ask("scope_choices", scoped(**DAY, window="3")).set_index(["dimension", "value"])
    assert float(short.loc[("sold_region", "East"), "net_sales"]) == -10
    assert int(short.loc[("sold_region", "East"), "accounts"]) == 2


def test_the_money_beside_each_choice_is_that_of_the_page_it_leads_to(book: Story) -> None:
    choices = book.ask("scope_choices", scoped(**DAY))
    assert {"region", "sold_region", "salesperson", "sold_sales_point"} <= set(choices["dimension"])
    for choice in choices.to_dict("records"):
        key, value = str(choice["dimension"]), str(choice["value"])
        assert money(book, **{key: value}) == choice["net_sales"], (key, value)
