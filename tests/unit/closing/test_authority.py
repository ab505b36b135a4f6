"""Who may close a month: named people, checked when it is done."""

from datetime import date

import pytest

from data.closing import authority, undoing
from data.closing import closes as closing
from data.keeping.rebuild import rebuild
from data.refusal import Refused
from tests.unit.intake.book import Book

JANUARY = date(2026, 1, 1)


@pytest.fixture
def january(book: Book) -> Book:
    book.sales("jan.csv", "A1 ana 2026-01-10 50")
    return book


def test_while_nobody_is_named_everybody_may(january: Book) -> None:
    assert authority.closers(january.warehouse) == []
    closing.close(january.warehouse, JANUARY, "anyone")


def test_only_those_who_are_named_close_and_reopen(january: Book) -> None:
    authority.entitle(january.warehouse, ["Ana Lee", " ana  lee ", ""], "bob")
    assert authority.closers(january.warehouse) == ["ana lee"]
    with pytest.raises(Refused, match="bob may not close or reopen months"):
        closing.close(january.warehouse, JANUARY, "bob")
    closing.close(january.warehouse, JANUARY, "ANA LEE")
    with pytest.raises(Refused):
        closing.reopen(january.warehouse, JANUARY, "bob")
    with pytest.raises(Refused):
        authority.entitle(january.warehouse, ["bob"], "bob")
    authority.entitle(january.warehouse, [], "ana lee")
    closing.reopen(january.warehouse, JANUARY, "bob")


def test_a_rebuilt_book_knows_its_closers(january: Book) -> None:
    authority.entitle(january.warehouse, ["ana"], "ana")
    closing.close(january.warehouse, JANUARY, "ana")
    january.warehouse.close()
    rebuild(january.home)
    january.reopen()
    assert authority.closers(january.warehouse) == ["ana"]


def test_an_undo_that_changes_a_closed_month_takes_who_may_close(january: Book) -> None:
    january.sales("feb.csv", "B1 ana 2026-02-10 20")
    authority.entitle(january.warehouse, ["Ana Lee"], "bob")
    closing.close(january.warehouse, JANUARY, "ana lee")
    with pytest.raises(Refused, match="version 1 changes 2026-01, which is closed, and bob may"):
        undoing.undo(january.warehouse, 1, "bob")
    assert january.totals() == {"2026-01": (1, "50.00"), "2026-02": (1, "20.00")}
    assert undoing.undo(january.warehouse, 2, "bob") == 3
    assert undoing.undo(january.warehouse, 1, "ana lee") == 4
    with pytest.raises(Refused, match="ask Ana Lee"):
        undoing.undo(january.warehouse, 4, "bob")
    closing.reopen(january.warehouse, JANUARY, "Ana Lee")
    assert undoing.undo(january.warehouse, 4, "bob") == 5
    assert january.totals() == {"2026-01": (1, "50.00")}


def test_a_month_is_kept_closed_where_its_money_stays_the_same(january: Book) -> None:
    january.sales("again.csv", "A1 ben 2026-01-10 50")
    authority.entitle(january.warehouse, ["ana"], "ana")
    closing.close(january.warehouse, JANUARY, "ana")
    assert undoing.why_not(january.warehouse, 2, "ana") is None
    assert "2026-01" in (undoing.why_not(january.warehouse, 2, "bob") or "")
