"""Undo restores what was there before a version; undoing an undo brings it back."""

import pytest

from data.book import history
from data.book.history import BuiltOn, Undone, UnknownVersion
from tests.unit.intake.book import Book

JANUARY = "A1 ana 2026-01-10 50.00\nA2 ana 2026-01-20 -20.00"
RESTATED = "A1 ana 2026-01-10 55.00\nA3 ben 2026-01-20 5.00"


def test_undo_restores_the_month_that_was_replaced(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    before = book.lines()
    book.sales("jan2.csv", RESTATED)
    assert book.undo(2) == 3
    assert book.lines() == before
    assert book.rows("select count(*), sum(amount)::int from orders") == [(2, 30)]


def test_undo_of_an_undo_is_redo(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.sales("jan2.csv", RESTATED)
    after = book.lines()
    book.undo(2)
    assert book.undo(3) == 4
    assert book.lines() == after


def test_versions_can_be_undone_one_after_the_other(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.sales("jan2.csv", RESTATED)
    book.undo(2)
    book.undo(1)
    assert book.lines() == []
    assert book.rows("select count(*) from orders") == [(0,)]


def test_a_version_that_came_back_can_be_undone_again(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.undo(1)
    book.undo(2)
    assert len(book.lines()) == 2
    assert book.undo(1) == 4
    assert book.lines() == []


def test_a_version_that_others_build_on_stays(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.sales("feb.csv", "C1 ana 2026-02-01 7.00")
    book.sales("jan2.csv", RESTATED)
    with pytest.raises(BuiltOn, match="3 build on it") as raised:
        book.undo(1)
    assert raised.value.versions == [3]
    assert book.undo(2) == 4
    assert book.totals() == {"2026-01": (2, "60.00")}


def test_an_undo_that_something_was_loaded_after_stays(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.undo(1)
    book.sales("jan2.csv", RESTATED)
    with pytest.raises(BuiltOn) as raised:
        book.undo(2)
    assert raised.value.versions == [3]


def test_an_older_undo_stays_while_a_later_one_builds_on_it(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.sales("jan2.csv", RESTATED)
    book.undo(2)
    book.undo(1)
    with pytest.raises(BuiltOn) as raised:
        book.undo(3)
    assert raised.value.versions == [4]


def test_undo_of_added_lines_leaves_the_others_alone(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.sales("more.csv", "D1 dora 2026-01-30 1.00", mode="add")
    book.undo(2)
    assert book.totals() == {"2026-01": (2, "30.00")}
    untouched = "select count(*) from sales where added_in = 1 and removed_in is null"
    assert book.rows(untouched) == [(2,)]
    names = "select k.account_match from account_names n join account_keys k using (account_key)"
    assert book.rows(f"{names} where removed_in is null") == [("ana",)]


def test_other_sources_and_kinds_do_not_build_on_a_version(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.sales("shop.csv", "W1 ana 2026-01-05 9.00", source="shop")
    book.load(book.file("c.csv", "account_id lost_on reason\nana 2026-01-20 price"))
    assert book.undo(1) == 4
    assert book.totals() == {"2026-01": (1, "9.00")}


def test_undo_of_a_list_brings_the_older_list_back(book: Book) -> None:
    book.load(book.file("a.csv", "account_id account_name owner\n1 Acme eve"))
    book.load(book.file("b.csv", "account_id account_name owner\n1 Acme joe\n2 Bolt joe"))
    with pytest.raises(BuiltOn):
        book.undo(1)
    book.undo(2)
    found = book.rows("select account_id, owner from accounts where removed_in is null")
    assert found == [("1", "eve")]


def test_what_is_not_there_or_undone_already_is_said(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    with pytest.raises(UnknownVersion, match="There is no version 9"):
        book.undo(9)
    book.undo(1)
    with pytest.raises(Undone, match="undone by version 2"):
        book.undo(1)
    assert book.warehouse.version() == 2


def test_history_says_who_did_what_and_what_is_in_force(book: Book) -> None:
    book.sales("jan.csv", JANUARY, who="wang")
    book.undo(1, who="ana")
    found = history.versions(book.warehouse)
    assert list(found["version"]) == [2, 1]
    assert list(found["who"]) == ["ana", "wang"]
    assert list(found["is_in_force"]) == [True, False]
    assert [list(months) for months in found["months"]] == [["2026-01-01"], ["2026-01-01"]]
    assert [list(names) for names in found["file_names"]] == [[], ["jan.csv"]]


def test_any_version_can_be_asked_for(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.sales("jan2.csv", RESTATED)
    book.undo(2)
    book.undo(3)
    sums = [
        book.rows(
            f"select sum(amount)::int from sales where added_in <= {n} "
            f"and (removed_in is null or removed_in > {n})"
        )[0][0]
        for n in (1, 2, 3, 4)
    ]
    assert sums == [30, 60, 30, 60]
