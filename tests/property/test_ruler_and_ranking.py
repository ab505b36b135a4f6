"""What holds for every ruler and every ranking, whatever the book."""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import book as books
from analytics import ranking_weights
from analytics.ruler import METHODS, SPLITS
from data.warehouse import Warehouse
from tests.property.test_value import AS_OF, SLOW, answers, filled, lines
from tests.unit.analytics.book_builder import Story, scoped

GRADES = pd.DataFrame({"grade": ["A", "B", "C", "D"], "accounts_share_to": [0.2, 0.5, 0.8, 1.0]})
INDICES = ("net_sales", "average_order", "overdue")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A warehouse of its own: the rulers that become official stay in it."""
    with closing(Warehouse.open(tmp_path_factory.mktemp("ruled"))) as warehouse:
        yield Story(warehouse)


@SLOW
@given(lines, st.sampled_from(METHODS), st.sampled_from(SPLITS), st.sampled_from(["3", "12"]))
def test_a_ruler_frozen_in_a_month_measures_that_month_as_the_moving_one(
    book: Story, rows: pd.DataFrame, method: str, split: str, window: str
) -> None:
    filled(book, rows)
    rules = {"as_of": AS_OF, "method": method, "split": split, "window": window}
    moving = answers(book, scoped(**rules, cut_points="moving"))
    with book.warehouse.cursor() as cursor:
        book.official(books.fit(cursor, scoped(**rules)), AS_OF)
    columns = [name for name in moving if not name.startswith("borderline")]
    frozen = answers(book, scoped(**rules, cut_points="frozen"))
    pd.testing.assert_frame_equal(frozen[columns], moving[columns], check_dtype=False)


@SLOW
@given(
    lines,
    st.sampled_from(["0.1", "3", "1000"]),
    st.lists(st.integers(0, 9), min_size=3, max_size=3),
)
def test_the_order_of_a_ranking_does_not_change_when_its_indices_are_rescaled(
    book: Story, rows: pd.DataFrame, factor: str, weights: list[int]
) -> None:
    chosen = dict(zip(INDICES, weights, strict=True))
    scaled = rows.assign(
        amount=[str(Decimal(text) * Decimal(factor)) for text in rows["amount"]]
    ).replace({"amount": {"-0.00001": "-0.0001"}})
    told = []
    for each in (rows, scaled):
        filled(book, each)
        parts = ranking_weights.weighed(book.ask("index_ranks", scoped(as_of=AS_OF)), chosen)
        ranked = ranking_weights.scores(parts, GRADES)
        told.append(list(zip(ranked["account_id"], ranked["score"], strict=True)))
    assert told[0] == told[1]
