"""A month is closed with its figures; they survive what comes later, and a book made anew."""

from datetime import date
from decimal import Decimal

import pytest

from data.book.history import UnknownVersion
from data.closing import closes as closing
from data.closing import restating
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from data.names import merges
from data.warehouse import Refused
from tests.unit.intake.book import Book

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


@pytest.fixture
def told(book: Book) -> Book:
    """January with three lines of two accounts, February with one."""
    book.sales("jan.csv", "A1 ana 2026-01-10 50\nA2 ben 2026-01-20 20.5\nA3 ana 2026-01-31 -5")
    book.sales("feb.csv", "A4 ana 2026-02-03 7")
    return book


def in_force(book: Book) -> list[tuple[object, ...]]:
    frame = closing.closings(book.warehouse)
    names = ["month", "version", "net_sales", "lines", "accounts", "closed_by"]
    return list(frame.loc[frame["reopened_at"].isna(), names].itertuples(index=False, name=None))


def test_a_closed_month_keeps_its_figures(told: Book) -> None:
    closing.close(told.warehouse, JANUARY, "ana")
    told.sales("jan2.csv", "A1 ana 2026-01-10 60\nA2 ben 2026-01-20 20.5\nA3 ana 2026-01-31 -5")
    assert in_force(told) == [(JANUARY, 2, Decimal("65.5000"), 3, 2, "ana")]


def test_an_earlier_version_can_be_the_close(told: Book) -> None:
    closing.close(told.warehouse, JANUARY, "ana", version=1)
    assert [row[1] for row in in_force(told)] == [1]
    with pytest.raises(UnknownVersion, match="no version 3"):
        closing.close(told.warehouse, FEBRUARY, "ana", version=3)
    with pytest.raises(Refused, match="No sales of 2026-02 are loaded at version 1"):
        closing.close(told.warehouse, FEBRUARY, "ana", version=1)


def test_a_month_is_closed_once_and_reopened_by_name(told: Book) -> None:
    closing.close(told.warehouse, JANUARY, "ana")
    with pytest.raises(Refused, match="2026-01 is closed already, at version 2"):
        closing.close(told.warehouse, JANUARY, "ben")
    closing.reopen(told.warehouse, JANUARY, "ben")
    with pytest.raises(Refused, match="2026-01 is not closed"):
        closing.reopen(told.warehouse, JANUARY, "ben")
    closing.close(told.warehouse, JANUARY, "cy", version=1)
    assert [(row[1], row[5]) for row in in_force(told)] == [(1, "cy")]
    frame = closing.closings(told.warehouse)
    assert frame["reopened_by"].dropna().tolist() == ["ben"]


def test_only_a_month_that_is_over_is_closed(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.sales("jan.csv", "A1 ana 2026-01-10 50")
    monkeypatch.setenv("OCTANT_TODAY", "2026-01-31")
    with pytest.raises(Refused, match="2026-01 is not over"):
        closing.close(book.warehouse, JANUARY, "ana")
    assert closing.next_month(book.warehouse) is None
    monkeypatch.setenv("OCTANT_TODAY", "2026-02-01")
    closing.close(book.warehouse, JANUARY, "ana")


def test_the_next_month_to_close_follows_the_last_closed(told: Book) -> None:
    assert closing.next_month(told.warehouse) == FEBRUARY  # nothing closed: the latest
    closing.close(told.warehouse, JANUARY, "ana")
    assert closing.next_month(told.warehouse) == FEBRUARY
    assert closing.open_months(told.warehouse) == [FEBRUARY]
    closing.close(told.warehouse, FEBRUARY, "ana")
    assert closing.next_month(told.warehouse) is None


def test_money_of_two_currencies_is_never_added(book: Book) -> None:
    lines = "A1,ana,2026-01-10,50,EUR\nA2,ana,2026-01-11,7,\nA3,ben,2026-01-12,9,USD"
    file = book.file("jan.csv", f"order_id,account_id,order_date,amount,currency\n{lines}")
    book.load(file, answers={"currency": "EUR"})
    event = closing.close(book.warehouse, JANUARY, "ana")
    assert event["figures"] == [
        {"currency": "EUR", "net_sales": "57.0000", "lines": 2, "accounts": 1},
        {"currency": "USD", "net_sales": "9.0000", "lines": 1, "accounts": 1},
    ]


def test_an_account_and_the_name_it_adopted_are_one(book: Book) -> None:
    header = "order_id,account_id,account_name,order_date,amount\n"
    lines = "A1,1,Acme,2026-01-10,50\nA2,,Acme,2026-01-20,20"
    book.load(book.file("jan.csv", header + lines))
    (figures,) = closing.close(book.warehouse, JANUARY, "ana")["figures"]
    assert figures["accounts"] == 1


def test_accounts_that_were_merged_are_one(told: Book) -> None:
    merges.merge(told.warehouse, "ben", "ana", "ana")
    (before,) = closing.close(told.warehouse, JANUARY, "ana", version=2)["figures"]
    closing.reopen(told.warehouse, JANUARY, "ana")
    (after,) = closing.close(told.warehouse, JANUARY, "ana")["figures"]
    assert (before["accounts"], after["accounts"]) == (2, 1)
    assert before["net_sales"] == after["net_sales"] == "65.5000"


def test_rebuild_keeps_the_closes(told: Book) -> None:
    closing.close(told.warehouse, JANUARY, "ana")
    closing.reopen(told.warehouse, JANUARY, "ben")
    closing.close(told.warehouse, JANUARY, "ana")
    closing.close(told.warehouse, FEBRUARY, "ana")
    before = told.rows("select * from closings order by all")
    assert len(before) == 3
    told.warehouse.close()
    rebuild(told.home)
    told.reopen()
    assert told.rows("select * from closings order by all") == before
    assert verify(told.warehouse) == []


def test_a_close_changed_by_hand_is_found(told: Book) -> None:
    closing.close(told.warehouse, JANUARY, "ana")
    with told.warehouse.transaction() as cursor:
        cursor.execute("update closings set net_sales = 66")
    assert verify(told.warehouse) == ["The closed months are not what the ledger says."]


def test_what_would_change_a_closed_month_names_the_closed_figure(told: Book) -> None:
    closing.close(told.warehouse, JANUARY, "ana")
    header = "order_id account_id order_date amount\n"
    lines = "A1 ana 2026-01-10 60\nA2 ben 2026-01-20 20.5\nA3 ana 2026-01-31 -5"
    (report,) = told.propose(told.file("jan2.csv", header + lines)).reports
    assert report.warnings == [
        "2026-01 is closed at version 2 with 65.50; this import restates it by +10.00."
    ]
    same = lines.replace("60", "50")
    (report,) = told.propose(told.file("jan3.csv", header + same)).reports
    assert report.warnings == [] or "closed" not in report.warnings[0]
    (report,) = told.propose(told.file("mar.csv", header + "A9 ana 2026-03-01 1")).reports
    assert report.warnings == []


def test_the_difference_is_told_from_the_close_and_from_now(told: Book) -> None:
    closing.close(told.warehouse, JANUARY, "ana")
    closed = "A1 ana 2026-01-10 50\nA2 ben 2026-01-20 20.5\nA3 ana 2026-01-31 -5"
    told.sales("jan2.csv", closed.replace("50\n", "60\n"))
    header = "order_id account_id order_date amount\n"
    more = closed.replace("50\n", "65\n")
    (report,) = told.propose(told.file("jan3.csv", header + more)).reports
    assert report.warnings == [
        "2026-01 is closed at version 2 with 65.50; this import restates it by +15.00 "
        "(+5.00 from now)."
    ]
    turned = "\n".join(reversed(closed.splitlines()))
    (report,) = told.propose(told.file("jan4.csv", header + turned)).reports
    assert report.warnings == [
        "2026-01 is closed at version 2 with 65.50; this import brings exactly that back "
        "(-10.00 from now)."
    ]


def test_an_undo_names_the_closed_figure(told: Book) -> None:
    closing.close(told.warehouse, JANUARY, "ana")
    told.sales("jan2.csv", "A1 ana 2026-01-10 60\nA2 ben 2026-01-20 20.5\nA3 ana 2026-01-31 -5")
    assert restating.by_undo(told.warehouse, told.warehouse.version()) == [
        "2026-01 is closed at version 2 with 65.50; this undo brings exactly that back "
        "(-10.00 from now)."
    ]
    undone = told.undo(told.warehouse.version())
    assert restating.by_undo(told.warehouse, undone) == [
        "2026-01 is closed at version 2 with 65.50; this undo restates it by +10.00."
    ]


def test_currencies_are_never_added_in_a_restatement(book: Book) -> None:
    header = "order_id account_id order_date amount currency\n"
    rows = "A1 ana 2026-01-10 50 USD\nA2 ben 2026-01-11 70 EUR"
    book.load(book.file("jan.csv", header + rows))
    closing.close(book.warehouse, JANUARY, "ana")
    later = rows.replace("50", "100").replace("70", "20")
    (report,) = book.propose(book.file("jan2.csv", header + later)).reports
    assert report.warnings == [
        "2026-01 is closed at version 1 with 70.00 EUR, 50.00 USD; this import restates it by "
        "-50.00 EUR, +50.00 USD."
    ]


def test_a_book_from_before_there_were_closes_can_be_closed(told: Book) -> None:
    with told.warehouse.transaction() as cursor:
        cursor.execute("drop table closings")
    told.reopen()
    closing.close(told.warehouse, JANUARY, "ana")
    assert [row[0] for row in in_force(told)] == [JANUARY]
