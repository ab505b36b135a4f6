"""Moving and frozen rulers: what a month says of itself, and what the official cut-points say."""

from decimal import Decimal

import pandas as pd
import pytest

from analytics import book as books
from analytics.ruler import METHODS, SPLITS
from tests.unit.analytics.book_builder import Story, scoped, story

JUNE = {"as_of": "2026-06-30", "window": "12"}
SIX = """
    order  account  on          amount
    A1     ana      2026-06-29  500.00
    A2     ana      2026-05-29  100.00
    A3     ana      2026-04-29  100.00
    B1     ben      2026-06-01  200.00
    B2     ben      2026-03-01  150.00
    C1     cat      2026-02-10   90.00
    D1     dan      2026-06-15   60.00
    D2     dan      2026-06-25   30.00
    E1     eve      2025-09-01   10.00
    F1     fay      2025-12-24   70.00
"""
OTHERS_ROSE = """
    order  account  on          amount
    B3     ben      2026-07-01  5000.00
    C2     cat      2026-07-02  5000.00
    D3     dan      2026-07-03  5000.00
    F2     fay      2026-07-04  5000.00
    F3     eve      2026-07-04  5000.00
"""
PLACE = ["account_id", "state", "r_score", "f_score", "m_score", "tier", "segment"]


@pytest.fixture
def six(tmp_path: object) -> Story:
    return story(tmp_path, SIX)  # type: ignore[arg-type]


def places(book: Story, **scope: str) -> pd.DataFrame:
    return book.ask("rfm", scoped(**scope))[PLACE].sort_values("account_id", ignore_index=True)


def test_a_fall_because_the_others_rose(six: Story) -> None:
    """Ana's 700 is the most in June; in July five accounts bought for 5,000 and Ana nothing."""
    with six.warehouse.cursor() as cursor:
        six.official(books.fit(cursor, scoped(**JUNE, method="quintile")), "2026-06-30")
    six.sales(OTHERS_ROSE)
    july = {"as_of": "2026-07-31", "window": "12", "method": "quintile"}

    def money(**more: str) -> int:
        found = places(six, **july, **more).set_index("account_id")
        return int(found["m_score"]["ana"])

    assert money(cut_points="frozen") == 5
    assert money(cut_points="moving") == 1
    assert money() == 5, "the official ruler is frozen unless somebody says otherwise"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("split", SPLITS)
def test_frozen_is_moving_in_its_own_month(six: Story, method: str, split: str) -> None:
    rules = {**JUNE, "method": method, "split": split}
    moving = places(six, **rules, cut_points="moving")
    pd.testing.assert_frame_equal(places(six, **rules, cut_points="frozen"), moving)
    with six.warehouse.cursor() as cursor:
        six.official(books.fit(cursor, scoped(**rules)), "2026-06-30")
        settled = books.settle(cursor, scoped(**rules))
    assert settled.ruler.is_frozen == settled.ruler.is_measured
    pd.testing.assert_frame_equal(places(six, **rules), moving)


def test_frozen_without_a_confirmed_ruler_is_that_of_the_day(six: Story) -> None:
    with six.warehouse.cursor() as cursor:
        june = books.frozen(cursor, scoped(**JUNE, method="book"))
        moved = books.moving(cursor, june)
    assert june.ruler.book_orders == Decimal("1.5")
    assert june.ruler.cut_points == "frozen"
    assert not moved.ruler.is_frozen


def test_a_named_ruler_is_a_link_away(six: Story) -> None:
    with six.warehouse.cursor() as cursor:
        content = books.fit(
            cursor, scoped(as_of="2026-06-30", window="6", level="group", method="standard")
        )
    six.named(content, "Half a year")
    with six.warehouse.cursor() as cursor:
        named = books.settle(cursor, scoped(as_of="2026-06-30", ruler="Half a year"))
        other = books.settle(cursor, scoped(as_of="2026-06-30", ruler="Half a year", window="12"))
        with pytest.raises(books.NoSuchRuler, match="Nobody's"):
            books.settle(cursor, scoped(ruler="Nobody's"))
    assert (named.window, named.level, named.ruler.method) == (6, "group", "standard")
    assert (other.window, other.level) == (12, "group")


def test_a_ruler_that_cannot_be_read_leaves_the_one_before_in_force(six: Story) -> None:
    for content in ({"method": "standard"}, {"method": "astrology"}, {"weights": ["x"]}, ["book"]):
        six.official(content, from_on="2026-01-01")  # type: ignore[arg-type]
        six.named(content, "Ours")  # type: ignore[arg-type]
    six.named({"cutoff": 3}, "Only")
    with six.warehouse.cursor() as cursor:
        assert books.settle(cursor, scoped(as_of="2026-06-30")).ruler.method == "standard"
        assert books.settle(cursor, scoped(ruler="Ours")).ruler.method == "standard"
        with pytest.raises(books.NoSuchRuler, match="Only"):
            books.settle(cursor, scoped(ruler="Only"))
