"""Which days a period has, and which it is compared with."""

from datetime import date

import pytest

from analytics import periods
from analytics.ruler import Unreadable
from analytics.scope import Book, Scope
from data.book import settings
from tests.unit.analytics.book_builder import day, scoped
from tests.unit.growth.conftest import Book as BookOfLines

pytestmark = pytest.mark.usefixtures("unledgered")

BOOK = Book(1, "EUR", date(2020, 1, 1), date(2026, 9, 30), 80)


def days(as_of: str, compare: str | None = None, **params: str) -> tuple[str, str] | None:
    """The days of the period, or those that it is compared with."""
    scope = _settled(as_of, **params)
    span = periods.compared(scope, compare) if compare else periods.chosen(scope)
    return span and (str(span.from_on), str(span.until_on))


def _settled(as_of: str, **params: str) -> Scope:
    window = {} if "window" in params else {"window": "12"}
    return Scope(**{**vars(scoped(**window, **params)), "as_of": day(as_of), "book": BOOK})


PERIODS = """
    as_of    period                     days               last_year          before
    26-09-30 window                     25-10-01..26-09-30 24-10-01..25-09-30 24-10-01..25-09-30
    26-09-15 month                      26-09-01..26-09-15 25-09-01..25-09-15 26-08-01..26-08-15
    26-09-30 month                      26-09-01..26-09-30 25-09-01..25-09-30 26-08-01..26-08-31
    26-03-30 month                      26-03-01..26-03-30 25-03-01..25-03-30 26-02-01..26-02-28
    24-02-29 month                      24-02-01..24-02-29 23-02-01..23-02-28 24-01-01..24-01-31
    26-08-31 quarter                    26-07-01..26-08-31 25-07-01..25-08-31 26-04-01..26-05-31
    26-09-30 year                       26-01-01..26-09-30 25-01-01..25-09-30 25-01-01..25-09-30
    26-09-30 year&fiscal_month=4        26-04-01..26-09-30 25-04-01..25-09-30 25-04-01..25-09-30
    26-02-10 year&fiscal_month=4        25-04-01..26-02-10 24-04-01..25-02-10 24-04-01..25-02-10
    26-09-30 quarter&fiscal_month=2     26-08-01..26-09-30 25-08-01..25-09-30 26-05-01..26-06-30
    26-09-30 jan_feb                    26-01-01..26-02-28 25-01-01..25-02-28 25-11-01..25-12-31
    26-02-10 jan_feb                    26-01-01..26-02-10 25-01-01..25-02-10 25-11-01..25-12-10
    26-02-28 month&jan_feb_together=yes 26-01-01..26-02-28 25-01-01..25-02-28 25-11-01..25-12-31
    26-09-30 26-03-02..26-03-08         26-03-02..26-03-08 25-03-02..25-03-08 26-02-23..26-03-01
    26-09-15 26-07-01..26-09-30         26-07-01..26-09-15 25-07-01..25-09-15 26-04-01..26-06-15
    26-09-15 27-01-01..27-01-31         25-09-16..26-09-15 24-09-16..25-09-15 24-09-16..25-09-15
"""


ROWS = [line.split() for line in PERIODS.split("\n") if line]


@pytest.mark.parametrize(
    "row",
    [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]],
    ids=lambda row: f"{row['as_of']} {row['period']}",
)
def test_days_of_a_period(row: dict[str, str]) -> None:
    period, *settings = row["period"].split("&")
    chosen = {"period": period if ".." not in period else "..".join(_days(period))}
    chosen |= dict(setting.split("=") for setting in settings)
    compares = {"days": None, "last_year": "last_year", "before": "period_before"}
    for column, compare in compares.items():
        assert days(f"20{row['as_of']}", compare, **chosen) == _days(row[column]), column


def _days(text: str) -> tuple[str, ...]:
    return tuple(f"20{day}" for day in text.split(".."))


def test_a_day_chosen_ends_the_days_compared_with() -> None:
    assert days("2026-09-15", "2024-09-15", period="month") == ("2024-09-01", "2024-09-15")


def test_all_history_has_nothing_before_it() -> None:
    assert days("2026-09-30", "last_year", window="all") is None


def test_there_is_no_base_before_the_book() -> None:
    assert days("2020-12-31", "last_year") is None
    assert days("2021-01-15", "last_year", period="month") == ("2020-01-01", "2020-01-15")


def test_the_fiscal_year_begins_where_the_company_says(
    book: BookOfLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.orders("""
        account  on          amount
        ana      2025-05-01  10.00
        ana      2026-05-01  20.00
    """)
    monkeypatch.setenv("OCTANT_FISCAL_MONTH", "4")
    told = book.told("sales_by_period", "from_on", dimension="company", grain="year")
    assert told == [("2025-04-01",), ("2026-04-01",)]
    settings.save(book.warehouse, settings.FISCAL_YEAR, "first_month", {"first_month": 6}, "ana")
    told = book.told("sales_by_period", "from_on", dimension="company", grain="year")
    assert told[:2] == [("2024-06-01",), ("2025-06-01",)], (
        "what was set counts before the environment"
    )


@pytest.mark.parametrize("text", ["week", "2026-01-31..2026-01-01", "2026-01-01..", "..", "1..2"])
def test_a_period_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        Scope().set("period", [text])
    assert Scope.from_params({"period": [text]}).period == "window"
