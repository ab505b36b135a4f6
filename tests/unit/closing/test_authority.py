"""Who may close a month: named people, checked when it is done."""

from datetime import date

import pytest

from data.closing import authority
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
