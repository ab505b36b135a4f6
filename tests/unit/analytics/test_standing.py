"""Moving and frozen rulers: what a month says of itself, and what the official cut-points say."""

from datetime import date
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
    first = rules | {"as_of": "2026-02-28"}
    moving = places(six, **first, cut_points="moving")
    pd.testing.assert_frame_equal(places(six, **first, cut_points="frozen"), moving)
    moving = places(six, **rules, cut_points="moving")
    with six.warehouse.cursor() as cursor:
        six.official(books.fit(cursor, scoped(**rules)), "2026-06-30")
        settled = books.settle(cursor, scoped(**rules))
    assert settled.ruler.is_frozen == settled.ruler.is_measured
    pd.testing.assert_frame_equal(places(six, **rules), moving)


def test_frozen_without_a_confirmed_ruler_stands_still(six: Story) -> None:
    """Six months after the first order is February: its three orders of three accounts."""
    with six.warehouse.cursor() as cursor:
        may, june = (
            books.frozen(cursor, scoped(as_of=day, window="12", method="book"))
            for day in ("2026-05-31", "2026-06-30")
        )
        moved = books.moving(cursor, june)
        young = books.frozen(cursor, scoped(as_of="2026-01-31", method="book"))
    assert june.ruler.book_orders == Decimal("1")
    assert june.ruler == may.ruler
    assert june.fitted_on == may.fitted_on == date(2026, 2, 28)
    assert june.ruler.cut_points == "frozen"
    assert not moved.ruler.is_frozen
    assert moved.fitted_on is None
    assert young.fitted_on == date(2026, 1, 31), "the day itself while there is less"


def test_a_frozen_ruler_that_nobody_confirmed_is_cut_once_a_fiscal_year(six: Story) -> None:
    six.sales(OTHERS_ROSE.replace("2026-07", "2027-12"))
    with six.warehouse.cursor() as cursor:
        days = {
            as_of: books.reference_day(books.settle(cursor, scoped(as_of=as_of, **fiscal)))
            for as_of, fiscal in {
                "2026-12-30": {},
                "2026-12-31": {},
                "2027-11-30": {},
                "2027-03-31": {"fiscal_month": "4"},
                "2027-03-30": {"fiscal_month": "4"},
            }.items()
        }
    assert {as_of: str(day) for as_of, day in days.items()} == {
        "2026-12-30": "2026-02-28",
        "2026-12-31": "2026-12-31",
        "2027-11-30": "2026-12-31",
        "2027-03-31": "2027-03-31",
        "2027-03-30": "2026-03-31",
    }


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
