"""Before a month is closed: who and what usually sells and is silent, and days without lines."""

from datetime import date, timedelta

import pytest

from data.closing import completeness
from data.closing.completeness import Missing
from tests.unit.intake.book import Book

HEADER = "order_id,account_id,order_date,amount,salesperson,region,category\n"
JULY = date(2026, 7, 1)


def load(book: Book, rows: list[str]) -> None:
    book.load(book.file("sales.csv", HEADER + "\n".join(rows)))


def line(n: int, day: str, who: str, region: str = "North", category: str = "bolts") -> str:
    return f"A{n},ana,{day},10,{who},{region},{category}"


@pytest.fixture
def silent(book: Book) -> Book:
    """Kim sells each month; Lee in three of the six before July, Moe in two; Sue long ago."""
    rows = [line(month, f"2026-{month:02}-10", "Kim") for month in range(1, 8)]
    rows += [line(10 + m, f"2026-{m:02}-15", "Lee", "South", "nuts") for m in (1, 3, 6)]
    rows += [line(20 + m, f"2026-{m:02}-20", "Moe") for m in (4, 5)]
    rows += [line(30 + m, f"2025-{m:02}-20", "Sue", "West") for m in (10, 11, 12)]
    rows += ["R1,ana,2026-07-20,-10,Lee,South,nuts"]
    load(book, rows)
    return book


def test_what_sold_in_three_of_six_months_and_not_now_is_named(silent: Book) -> None:
    found = completeness.check(silent.warehouse, JULY)
    last = date(2026, 6, 15)
    assert found.missing == (
        Missing("category", "nuts", 3, last),
        Missing("region", "South", 3, last),
        Missing("salesperson", "Lee", 3, last),
    )
    assert not found.is_usual


def test_each_salesperson_has_a_last_order(silent: Book) -> None:
    people = completeness.check(silent.warehouse, JULY).salespeople
    assert [(p.salesperson, p.last_order_on, p.lines) for p in people] == [
        ("Sue", date(2025, 12, 20), 0),
        ("Moe", date(2026, 5, 20), 0),
        ("Lee", date(2026, 6, 15), 0),
        ("Kim", date(2026, 7, 10), 1),
    ]


def test_the_month_is_seen_as_of_its_version(silent: Book) -> None:
    silent.load(
        silent.file("more.csv", HEADER + line(99, "2026-07-21", "Lee", "South", "nuts")),
        mode="add",
    )
    assert completeness.check(silent.warehouse, JULY).missing == ()
    assert len(completeness.check(silent.warehouse, JULY, version=1).missing) == 3


def test_working_days_without_lines_are_named(book: Book) -> None:
    """Lines on every weekday of May and June; in July none on the 8th and after the 28th."""
    first, gone = date(2026, 5, 1), {date(2026, 7, 8), *(date(2026, 7, d) for d in (29, 30, 31))}
    days = [first + timedelta(days=n) for n in range(92)]
    load(
        book,
        [line(n, str(d), "Kim") for n, d in enumerate(days) if d.weekday() < 5 and d not in gone],
    )
    found = completeness.check(book.warehouse, JULY)
    assert set(found.unusual_days) == gone
    assert found.days_without_lines == 8 + 4  # weekend days of July, and the four
    assert found.usual_days_without_lines == 9.0  # May 10, June 8
    assert found.last_line_on == date(2026, 7, 28)
    assert found.has_empty_days


def test_the_first_month_has_nothing_to_be_compared_with(book: Book) -> None:
    load(book, [line(1, "2026-07-10", "Kim")])
    found = completeness.check(book.warehouse, JULY)
    assert found.is_usual
    assert found.usual_days_without_lines is None


def test_a_month_without_any_line_is_all_missing(silent: Book) -> None:
    found = completeness.check(silent.warehouse, date(2026, 8, 1))
    assert found.last_line_on is None
    assert found.days_without_lines == 31
    assert {one.value for one in found.missing} >= {"Kim", "North", "bolts"}
