"""What holds for every book: filters, order of rows, sums, and two paths to one answer."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import binding, composition
from analytics import book as books
from analytics import scope as scopes
from analytics.ruler import METHODS, SPLITS
from analytics.scope import Scope
from data.warehouse import Warehouse
from tests.golden.real_books import refilled
from tests.unit.analytics.book_builder import Story, scoped

AS_OF = "2026-06-30"
REGIONS = ("North", "South")
SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

line = st.fixed_dictionaries(
    {
        "account": st.sampled_from(["ana", "bob", "cy", "dan", "eve", None]),
        "order": st.sampled_from(["1", "2", "3", ""]),
        "on": st.integers(0, 800).map(lambda back: date(2026, 7, 20) - timedelta(days=back)),
        "amount": st.sampled_from(["10", "10", "25.5", "-10", "0", "400", "-0.0001"]),
        "region": st.sampled_from(REGIONS),
        "product": st.sampled_from(["bolt", "nut"]),
    }
)
lines = st.lists(line, min_size=1, max_size=40).map(pd.DataFrame)
rulers = st.fixed_dictionaries(
    {
        "method": st.sampled_from(METHODS),
        "split": st.sampled_from(SPLITS),
        "window": st.sampled_from(["3", "12", "all"]),
    }
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A warehouse that each example fills anew."""
    with closing(Warehouse.open(tmp_path_factory.mktemp("book"))) as warehouse:
        yield Story(warehouse)


def filled(book: Story, rows: pd.DataFrame) -> Story:
    return refilled(book, rows.assign(on=rows["on"].astype(str)))


def answers(book: Story, scope: Scope) -> pd.DataFrame:
    return book.ask("rfm", scope).sort_values("account_id").reset_index(drop=True)


@SLOW
@given(lines, rulers, st.sampled_from(REGIONS))
def test_a_filter_on_who_changes_no_score(
    book: Story, rows: pd.DataFrame, ruler: dict[str, str], region: str
) -> None:
    filled(book, rows)
    everyone = answers(book, scoped(as_of=AS_OF, **ruler))
    some = answers(book, scoped(as_of=AS_OF, region=region, **ruler))
    kept = everyone[everyone["account_id"].isin(some["account_id"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, kept, check_dtype=False)


@SLOW
@given(lines, rulers)
def test_states_and_segments_add_up(book: Story, rows: pd.DataFrame, ruler: dict[str, str]) -> None:
    scope = scoped(as_of=AS_OF, **ruler)
    filled(book, rows)
    segments = book.ask("segments", scope)
    accounts = book.ask("rfm", scope)
    cells = book.ask("rfm_cube", scope)
    pareto = book.ask("pareto", scope)
    start = scopes.window_from(date(2026, 6, 30), _months(ruler["window"]))
    inside = rows[(rows["on"] >= start) & (rows["on"] <= date(2026, 6, 30))]
    total = inside["amount"].astype(float).sum()
    assert abs(segments["net_sales"].sum() - total) < 0.0001
    assert segments["accounts"].sum() == len(accounts) == len(pareto)
    active = accounts[accounts["state"] == "active"]
    assert active["segment"].notna().all()
    assert accounts[accounts["state"] != "active"]["r_score"].isna().all()
    assert cells["accounts"].sum() == len(active)
    curve = pareto["cumulative_sales_share"].dropna()
    assert curve.is_monotonic_increasing
    assert (curve >= pareto["cumulative_accounts_share"].dropna() - 1e-9).all()


@SLOW
@given(lines, rulers, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(
    book: Story, rows: pd.DataFrame, ruler: dict[str, str], random: Any
) -> None:
    scope = scoped(as_of=AS_OF, **ruler)
    shuffled = rows.sample(frac=1, random_state=random.randint(0, 9999)).reset_index(drop=True)
    questions = ("rfm", "segments", "accounts_list", "cut_points")
    filled(book, rows)
    first = [book.ask(question, scope) for question in questions]
    filled(book, shuffled)
    second = [book.ask(question, scope) for question in questions]
    for one, other in zip(first, second, strict=True):
        pd.testing.assert_frame_equal(one, other, check_dtype=False)


@SLOW
@given(lines, st.sampled_from(["account", "group"]))
def test_the_fast_path_is_the_exact_path(book: Story, rows: pd.DataFrame, level: str) -> None:
    scope = scoped(as_of=AS_OF, level=level)
    filled(book, rows)
    for name in ("every_order", "book_orders", "scoped_orders", "scored_accounts"):
        fast = by(book, name, scope, frozenset({"book"}))
        exact = by(book, name, scope, frozenset({"book", "exact", "past"}))
        pd.testing.assert_frame_equal(fast, exact)


def by(book: Story, name: str, scope: Scope, variations: frozenset[str]) -> pd.DataFrame:
    """A relation by one path, its rows in a fixed order."""
    with book.warehouse.cursor() as cursor:
        settled = books.settle(cursor, scope)
        query = composition.composed(name, variations)
        bound = binding.parameters(settled)
        named = {key: bound[key] for key in query.parameters}
        answer = cursor.sql(query.text, params=named).to_arrow_table()
    frame = answer.select(sorted(answer.column_names)).to_pandas()
    return frame.sort_values(list(frame.columns), key=lambda c: c.astype(str)).reset_index(
        drop=True
    )


def _months(window: str) -> int | None:
    return None if window == "all" else int(window)


@SLOW
@given(lines)
def test_a_pareto_curve_lies_above_the_diagonal_and_its_measures_are_bounded(
    book: Story, rows: pd.DataFrame
) -> None:
    filled(book, rows)
    curve = book.ask("pareto", scoped(as_of=AS_OF))
    known = curve[curve["cumulative_sales_share"].notna()]
    assert (known["cumulative_sales_share"] >= known["cumulative_accounts_share"] - 1e-9).all()
    found = book.ask("exposures", scoped(as_of=AS_OF), without=None)
    n = found["accounts"].astype(float)
    assert found["gini"].between(0, 1 - 1 / n + 1e-9).all()
    assert found["hhi"].between(10_000 / n - 1e-6, 10_000 + 1e-6).all()
