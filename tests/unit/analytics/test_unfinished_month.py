"""The last month of a book: the day of the picture when its last days are not loaded yet."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from analytics import book
from analytics.scope import Book, Scope
from tests.unit.analytics.book_builder import Story, story

HEADER = "order account on amount\n"


def daily(first: str, last: str, without: tuple[str, ...] = ()) -> str:
    """A line on every Monday to Friday from the first day to the last."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    lines = []
    while day <= end:
        if day.weekday() < 5 and str(day) not in without:
            lines.append(f"O{day:%y%m%d} ana {day} 10")
        day += timedelta(days=1)
    return HEADER + "\n".join(lines)


def settled(made: Story, **scope: object) -> Scope:
    with made.warehouse.cursor() as cursor:
        return book.settle(cursor, Scope(**scope))  # type: ignore[arg-type]


def facts(made: Story) -> Book:
    held = settled(made).book
    assert held is not None
    return held


def test_a_month_that_lacks_its_last_weeks_ends_with_its_last_line(tmp_path: Path) -> None:
    made = story(tmp_path, daily("2011-08-01", "2011-12-09"))
    assert settled(made).as_of == date(2011, 12, 9)
    assert facts(made).unfinished_on == date(2011, 12, 9)
    assert facts(made).loaded_days(date(2011, 12, 31)) == date(2011, 12, 9)
    assert facts(made).loaded_days(date(2011, 11, 30)) is None


@pytest.mark.parametrize(
    ("last", "as_of"),
    [
        ("2011-12-30", "2011-12-31"),  # a Friday: only the Saturday follows
        ("2011-12-29", "2011-12-29"),  # the Friday lacks, and no month before lacked one
    ],
)
def test_one_working_day_more_than_usual_counts(tmp_path: Path, last: str, as_of: str) -> None:
    made = story(tmp_path, daily("2011-08-01", last))
    assert settled(made).as_of == date.fromisoformat(as_of)


def test_a_book_whose_months_usually_end_early_is_complete(tmp_path: Path) -> None:
    silent = tuple(f"2011-{month:02}-{day}" for month in range(8, 12) for day in (28, 29, 30, 31))
    made = story(tmp_path, daily("2011-08-01", "2011-12-29", silent))
    assert settled(made).as_of == date(2011, 12, 31)
    assert facts(made).unfinished_on is None


def test_a_book_of_few_orders_lacks_nothing(tmp_path: Path) -> None:
    made = story(
        tmp_path,
        """
        order  account  on          amount
        A1     ana      2011-09-03  10
        A2     ana      2011-10-17  10
        A3     ana      2011-11-22  10
        A4     ana      2011-12-05  10
        """,
    )
    assert settled(made).as_of == date(2011, 12, 31)


def test_the_first_month_of_a_book_has_nothing_to_be_measured_by(tmp_path: Path) -> None:
    made = story(tmp_path, daily("2011-12-01", "2011-12-09"))
    assert settled(made).as_of == date(2011, 12, 31)


def test_an_earlier_version_ends_with_its_own_last_line(tmp_path: Path) -> None:
    made = story(tmp_path, daily("2011-08-01", "2011-12-09"))
    made.sales(daily("2011-12-12", "2011-12-30"))
    assert settled(made).as_of == date(2011, 12, 31)
    assert settled(made, version=1).as_of == date(2011, 12, 9)


def test_a_filter_does_not_move_the_day(tmp_path: Path) -> None:
    made = story(tmp_path, daily("2011-08-01", "2011-12-09"))
    assert settled(made, accounts=("nobody",)).as_of == date(2011, 12, 9)
