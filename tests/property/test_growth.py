"""What holds for every book: bridge ends meet, GRR is never above NRR, drivers multiply back."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.warehouse import Warehouse
from tests.property.test_value import filled, lines
from tests.unit.analytics.book_builder import Story, scoped

SLOW = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
scopes = st.fixed_dictionaries(
    {
        "as_of": st.sampled_from(["2026-06-30", "2026-05-15"]),
        "period": st.sampled_from(["window", "month", "quarter", "year", "jan_feb"]),
        "compare": st.sampled_from(["last_year", "period_before"]),
        "fiscal_month": st.sampled_from(["1", "4"]),
    }
)
EFFECTS = ("accounts_effect", "orders_effect", "size_effect")
PRICE_EFFECTS = ("price", "volume", "mix", "new", "stopped", "unknown")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A warehouse that each example fills anew."""
    with closing(Warehouse.open(tmp_path_factory.mktemp("book"))) as warehouse:
        yield Story(warehouse)


def sold(rows: pd.DataFrame, first: date, last: date) -> float:
    """The money of the lines of these days, added up without the warehouse."""
    inside = rows[(rows["on"] >= first) & (rows["on"] <= last)]
    return float(inside["amount"].astype(float).sum())


@SLOW
@given(lines, scopes, st.sampled_from(["company", "region", "product"]))
def test_everything_adds_up(
    book: Story, rows: pd.DataFrame, chosen: dict[str, Any], dimension: str
) -> None:
    filled(book, rows)
    scope = scoped(**chosen)
    results = book.ask("sales_results", scope, dimension=dimension)
    whole = book.ask("sales_results", scope, dimension="company")
    for column in ("net_sales", "net_sales_before", "last_year_sales", "previous_sales"):
        assert results[column].sum() == pytest.approx(whole[column].sum(), abs=1e-6)
    kinds = book.ask("bridge", scope, dimension=dimension)
    kept = book.ask("retention", scope, dimension=dimension)
    if kinds.empty:
        return
    assert kinds["net_sales_before"].sum() == pytest.approx(whole["net_sales_before"].sum())
    assert kinds["net_sales"].sum() == pytest.approx(whole["net_sales"].sum())
    known = kept.dropna(subset=["nrr"])
    assert (known["grr"] <= known["nrr"] + 1e-12).all()
    assert (known["grr"] <= 1).all()


@SLOW
@given(lines, scopes)
def test_drivers_multiply_back_and_effects_add_up(
    book: Story, rows: pd.DataFrame, chosen: dict[str, Any]
) -> None:
    filled(book, rows)
    scope = scoped(**chosen)
    groups = book.ask("drivers", scope)
    for row in groups[groups["account_group"] != "rest"].to_dict("records"):
        for end in ("", "_before"):
            if row[f"accounts{end}"]:
                product = (
                    row[f"accounts{end}"]
                    * row[f"orders_per_account{end}"]
                    * row[f"order_size{end}"]
                )
                assert product == pytest.approx(row[f"net_sales{end}"], abs=1e-6)
        assert sum(row[name] for name in EFFECTS) == pytest.approx(row["change"], abs=1e-6)
    effects = book.ask("price_volume_mix", scope).iloc[0]
    told = sum(effects[f"{name}_effect"] for name in PRICE_EFFECTS)
    assert told == pytest.approx(effects["change"], abs=1e-6)


@SLOW
@given(lines, st.sampled_from(["month", "quarter", "year"]), st.sampled_from(["1", "4"]))
def test_the_periods_cover_every_day_once(
    book: Story, rows: pd.DataFrame, grain: str, fiscal_month: str
) -> None:
    filled(book, rows)
    scope = scoped(as_of="2026-06-30", fiscal_month=fiscal_month)
    told = book.ask("sales_by_period", scope, grain=grain, dimension="company")
    if told.empty:
        return
    first, last = told["from_on"].min(), told["until_on"].max()
    assert told["net_sales"].sum() == pytest.approx(sold(rows, first, last), abs=1e-6)
