"""Lines that are no sales are counted by month, as long as their version is in force."""

import json
from datetime import date
from decimal import Decimal

from data.book import history
from data.commands import report_text
from data.report import NotSales, Report
from tests.unit.analytics.book_builder import Story, scoped
from tests.unit.intake.book import Book

HEADER = "order_id account_id order_date amount status"
LEAVE = {"meaning:status:cancelled": "leave_out", "meaning:status:draft": "leave_out"}
WINTER = """
    A1 ana 2026-01-10  50 Completed
    A2 ana 2026-01-11  20 Cancelled
    A3 ben 2026-01-12   5 Draft
    A4 ben 2026-02-03   7 Cancelled
    A5 ben 2026-02-20  30 Completed
    A6 ana 2026-03-09   9 Cancelled
"""


def load(book: Book, name: str, text: str, **options: str) -> Report:
    file = book.file(name, f"{HEADER}\n{text.strip()}")
    return book.load(file, answers=LEAVE, **options)[0]


def left_out(book: Book) -> dict[str, int]:
    """Lines left out by month."""
    rows = book.rows("""
        select strftime(month, '%Y-%m'), sum(lines)::int from not_sales
        where removed_in is null group by 1 order by 1""")
    return dict(rows)


def used(book: Book, as_of: str, **params: str) -> int:
    """What pages say is left out by this day."""
    story = Story(book.warehouse)
    return int(story.ask("rows_used", scoped(as_of=as_of, **params))["not_sales_lines"].iloc[0])


def test_a_report_says_month_by_month_what_is_left_out_and_its_money(book: Book) -> None:
    report = load(book, "winter.csv", WINTER)
    assert report.amount == Decimal(80)
    assert report.records.not_sales == 4
    assert report.not_sales == [
        NotSales(date(2026, 1, 1), 2, {"": Decimal(25)}),
        NotSales(date(2026, 2, 1), 1, {"": Decimal(7)}),
        NotSales(date(2026, 3, 1), 1, {"": Decimal(9)}),
    ]
    assert report.to_json()["not_sales"][0] == {"month": "2026-01", "rows": 2, "amounts": {"": 25}}


def test_each_currency_stands_for_itself_and_a_line_without_a_date_counts(book: Book) -> None:
    text = """order_id,account_id,order_date,amount,currency,status
        A1,ana,2026-01-10,50,EUR,Completed
        A2,ana,2026-01-11,20,EUR,Cancelled
        A3,ana,2026-01-11,30,US Dollar,Cancelled
        A4,ana,,1,USD,Cancelled"""
    (report,) = book.load(book.file("two.csv", text), answers=LEAVE)
    assert report.not_sales == [
        NotSales(date(2026, 1, 1), 2, {"EUR": Decimal(20), "USD": Decimal(30)}),
        NotSales(None, 1, {"USD": Decimal(1)}),
    ]
    assert left_out(book) == {"2026-01": 3}


def test_pages_count_the_lines_of_the_window_at_their_version(book: Book) -> None:
    load(book, "winter.csv", WINTER)
    assert used(book, "2026-02-28") == 3  # not yet the one of March
    assert used(book, "2026-03-31") == 4
    load(book, "january.csv", "A1 ana 2026-01-10 51 Completed")
    assert used(book, "2026-03-31") == 2  # January is replaced
    assert used(book, "2026-03-31", version="1") == 4


def test_what_is_replaced_undone_and_done_again(book: Book) -> None:
    load(book, "winter.csv", WINTER)
    load(
        book,
        "march.csv",
        "A6 ana 2026-03-09 9 Cancelled\nA7 ben 2026-03-10 4 Draft\nA1 ana 2026-01-10 51 Completed",
    )
    assert left_out(book) == {"2026-02": 1, "2026-03": 2}
    book.undo(2)
    assert left_out(book) == {"2026-01": 2, "2026-02": 1, "2026-03": 1}
    book.undo(3)
    assert left_out(book) == {"2026-02": 1, "2026-03": 2}
    book.undo(4)
    book.undo(1)
    assert left_out(book) == {}


def test_a_month_that_is_loaded_just_so_is_not_counted_twice(book: Book) -> None:
    load(book, "winter.csv", WINTER)
    load(book, "again.csv", WINTER.replace("30 Completed", "31 Completed"))
    assert left_out(book) == {"2026-01": 2, "2026-02": 1, "2026-03": 1}


def test_a_longer_export_of_the_same_month_adds_what_is_new(book: Book) -> None:
    load(book, "early.csv", "A1 ana 2026-01-10 50 Completed\nA2 ana 2026-01-11 20 Cancelled")
    load(
        book,
        "late.csv",
        "A1 ana 2026-01-10 50 Completed\nA2 ana 2026-01-11 20 Cancelled\n"
        "A3 ben 2026-01-20 7 Completed\nA4 ben 2026-01-21 9 Draft",
        mode="add",
    )
    assert left_out(book) == {"2026-01": 2}
    load(book, "other.csv", "B1 cy 2026-01-25 3 Completed\nB2 cy 2026-01-25 8 Draft", mode="add")
    assert left_out(book) == {"2026-01": 3}


def test_other_answers_are_another_version_and_nothing_is_left_out(book: Book) -> None:
    load(book, "winter.csv", WINTER)
    file = book.file("winter.csv", f"{HEADER}\n{WINTER.strip()}")
    (report,) = book.load(file, answers=dict.fromkeys(LEAVE, "count"))
    assert (report.status, report.amount, report.not_sales) == ("loaded", Decimal(121), [])
    assert left_out(book) == {}


def test_the_history_names_the_lines_and_their_money(book: Book) -> None:
    load(book, "winter.csv", WINTER)
    versions = history.versions(book.warehouse)
    version = versions.iloc[0].to_dict()
    assert report_text.not_sales(version) == (4, {"": Decimal(41)})
    assert json.loads(version["report"])["files"][0]["report"]["records"]["not_sales"] == 4
    (sentence,) = report_text.history(versions)
    assert sentence.endswith("2 rows added (80.00), 4 lines left out as no sales (41.00).")
