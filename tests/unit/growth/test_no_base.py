"""What a window is compared with: as many days that none of its own lies in, or nothing."""

import pytest

from analytics import periods
from analytics.book import settle
from tests.unit.analytics.book_builder import day, scoped

YEARS = """
    account  on          amount
    ana      2016-01-05  100.00
    ana      2017-06-05  100.00
    ana      2018-06-05  50.00
    ben      2016-02-05  100.00
    ben      2017-02-05  100.00
    ben      2019-02-05  20.00
"""


@pytest.mark.parametrize(
    ("as_of", "window", "until"),
    [
        ("2019-12-31", "12", "2018-12-31"),
        ("2019-12-31", "24", "2017-12-31"),
        ("2019-12-31", "36", "2016-12-31"),
        ("2020-02-28", "12", "2019-02-27"),  # the window begins on 28 February 2019
        ("2020-02-29", "12", "2019-02-28"),
        ("2021-02-28", "12", "2020-02-29"),
    ],
)
def test_no_day_lies_in_both_windows(as_of: str, window: str, until: str) -> None:
    scope = scoped(as_of=as_of, window=window)
    assert scope.compare_as_of == day(until)
    assert scope.compare_as_of < scope.window_from


def test_two_years_are_compared_with_the_two_before(book) -> None:
    """2018 and 2019 beside 2016 and 2017: 70 of 400 is left."""
    book.orders(YEARS)
    figures = book.ask("figures", scoped(as_of="2019-12-31", window="24")).iloc[0]
    assert figures["nrr"] == pytest.approx(70 / 400)
    assert figures["grr"] == pytest.approx(70 / 400)
    kept = book.ask("retention", scoped(as_of="2019-12-31", window="24"), dimension="company")
    assert kept["nrr"].tolist() == [pytest.approx(70 / 400)]


@pytest.mark.parametrize("window", ["24", "36", "all"])
def test_without_a_whole_base_there_is_no_retention(book, window: str) -> None:
    book.orders(YEARS)
    figures = book.ask("figures", scoped(as_of="2018-12-31", window=window)).iloc[0]
    assert figures[["nrr", "grr"]].isna().all()
    retained = book.ask("retention", scoped(as_of="2018-12-31", window=window), dimension="company")
    assert retained.empty


def test_a_base_that_lacks_months_says_how_many_there_are(book) -> None:
    book.orders(YEARS)
    with book.warehouse.cursor() as cursor:
        scope = settle(cursor, scoped(as_of="2018-12-31", window="24"))
    assert periods.missing_months(scope) == (24, 11)
    assert periods.missing_months(scope.at(day("2019-12-31"))) is None
