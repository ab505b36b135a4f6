"""Days far from the book's years are refused in words: they say nothing, and end the calendar."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics import years
from analytics.__main__ import app
from analytics.scope import Book, Scope, unreadable
from analytics.unreadable import Unreadable
from tests.unit.analytics.book_builder import story


def book(first: date | None, last: date | None) -> Book:
    return Book(1, "EUR", first, last, 1)


def test_a_century_around_the_book_and_today_may_be_asked_about(own_home: Path) -> None:
    old = book(date(2011, 3, 1), date(2014, 6, 30))
    assert years.of_book(old) == (date(1911, 1, 1), date(2126, 12, 31))
    assert years.of_book(None) == (date(1926, 1, 1), date(2126, 12, 31))
    ahead = book(date(1950, 1, 1), date(2036, 1, 1))
    assert years.of_book(ahead) == (date(1900, 1, 1), date(2136, 12, 31))


def test_the_book_s_last_days_and_today_are_offered_whatever_the_book(own_home: Path) -> None:
    scope = Scope(as_of=date(1905, 1, 31), book=book(None, None))
    assert years.offered(scope) == (date(1905, 1, 31), date(2126, 12, 31))


def test_each_day_that_is_asked_for_is_looked_at(own_home: Path) -> None:
    asked = Scope(as_of=date(2127, 1, 1), compare="1925-12-31", period="2026-01-01..2199-01-01")
    wrong = years.outside(asked, book(date(2026, 1, 1), date(2026, 2, 1)))
    assert list(wrong) == ["as_of", "compare", "period"]
    assert wrong["period"].startswith("2199-01-01 is too far from the years of the book.")
    assert "from 1926-01-01 to 2126-12-31" in wrong["as_of"]
    with pytest.raises(Unreadable, match="2127-01-01"):
        years.check(asked, None)
    years.check(Scope(as_of=date(2126, 12, 31), compare="1926-01-01"), None)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_days_of_no_book_are_told_from_what_is_no_day(day: str) -> None:
    told = unreadable({"as_of": [day], "compare": [day], "period": [f"{day}..2026-01-01"]})
    assert {text.split(".")[0] for text in told.values()} == {
        f"{day} is too far from the years of any book"
    }
    assert list(told) == ["as_of", "compare", "period"]


@pytest.mark.parametrize("text", ["10000-01-01", "-0001-01-01", "2026-02-30", "yesterday", "9" * 9])
def test_what_is_no_day_is_said_to_be_none(text: str) -> None:
    assert "is no date" in unreadable({"as_of": [text]})["as_of"]


@pytest.mark.parametrize(
    "words",
    [
        ("--as-of", "0001-01-01"),
        ("--as-of", "9999-12-31"),
        ("--as-of", "1925-12-31"),
        ("--as-of", "2127-01-01"),
        ("--set", "compare=2150-01-01"),
        ("--set", "period=1900-01-01..2026-01-31"),
    ],
)
def test_the_command_line_refuses_in_words(own_home: Path, words: tuple[str, str]) -> None:
    told = story(own_home, "order account on amount\nA1 ana 2026-01-10 5.00")
    told.warehouse.close()
    for question in ("segments", "rfm", "sales_by_month", "churn_reasons"):
        result = CliRunner().invoke(app, [question, *words])
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is too far from the years of" in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_the_outermost_days_are_answered(own_home: Path) -> None:
    told = story(own_home, "order account on amount\nA1 ana 2026-01-10 5.00")
    told.warehouse.close()
    for day in ("1926-01-01", "2126-12-31"):
        result = CliRunner().invoke(app, ["segments", "--as-of", day])
        assert (result.exit_code, result.stderr) == (0, "")
