"""Names that look alike and are not the same: said once, not listed until it is taken back."""

import pytest

from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from data.names import different, merges
from data.names.similar import similar
from tests.unit.intake.book import Book

HEADER = "order_id,account_id,account_name,order_date,amount\n"
LINES = (
    "A1,1,Acme Ltd,2026-01-10,50\nA1,2,ACME Limited,2026-01-10,7\n"
    "A3,3,Acme Co,2026-01-11,5\nA4,,Acme GmbH,2026-01-12,3\nA5,5,Bolt,2026-01-12,3"
)


@pytest.fixture
def sold(book: Book) -> Book:
    book.load(book.file("jan.csv", HEADER + LINES))
    return book


def listed(book: Book) -> list[list[str]]:
    """The accounts of each group."""
    found = similar(book.warehouse)
    return [sorted(rows["account"]) for _group, rows in found.groupby("group")]


def test_what_is_not_the_same_is_not_listed_until_it_is_taken_back(sold: Book) -> None:
    every = ["i1", "i2", "i3", "nacme gmbh"]
    assert listed(sold) == [every]
    different.mark_different(sold.warehouse, every, "ana")
    assert listed(sold) == []
    told = different.marked_different(sold.warehouse)
    assert told[["who", "accounts", "names"]].to_numpy().tolist() == [
        ["ana", every, ["Acme Ltd", "ACME Limited", "Acme Co", "Acme GmbH"]]
    ]
    different.mark_different(sold.warehouse, every, "ben", is_different=False)
    assert listed(sold) == [every]
    assert different.marked_different(sold.warehouse).empty
    assert sold.warehouse.version() == 1
    assert verify(sold.warehouse) == []


def test_a_pair_leaves_what_may_be_the_same_as_either(sold: Book) -> None:
    different.mark_different(sold.warehouse, ["i2", "i1"], "ana")
    assert listed(sold) == [["i1", "i2", "i3", "nacme gmbh"]]
    different.mark_different(sold.warehouse, ["i1", "nacme gmbh"], "ana")
    different.mark_different(sold.warehouse, ["i2", "i3"], "ana")
    different.mark_different(sold.warehouse, ["i3", "nacme gmbh"], "ana")
    assert listed(sold) == [["i1", "i3"], ["i2", "nacme gmbh"]]
    different.mark_different(sold.warehouse, ["i2", "nacme gmbh"], "ana")
    assert listed(sold) == [["i1", "i3"]]


def test_what_was_said_of_an_account_holds_for_what_merges_into_it(sold: Book) -> None:
    different.mark_different(sold.warehouse, ["i1", "i3", "nacme gmbh"], "ana")
    merges.merge(sold.warehouse, "2", "1", "ana")
    assert listed(sold) == []
    merges.unmerge(sold.warehouse, "2", "ana")
    assert listed(sold) == [["i1", "i2", "i3", "nacme gmbh"]]


def test_a_name_that_gains_an_id_stays_apart(sold: Book) -> None:
    different.mark_different(sold.warehouse, ["i1", "i2", "i3", "nacme gmbh"], "ana")
    sold.load(sold.file("list.csv", "account_id,account_name\n9,Acme GmbH"))
    assert listed(sold) == []


def test_rebuild_keeps_what_was_said(sold: Book) -> None:
    different.mark_different(sold.warehouse, ["i1", "i2"], "ana")
    different.mark_different(sold.warehouse, ["i1", "i3"], "ana")
    different.mark_different(sold.warehouse, ["i1", "i2"], "ben", is_different=False)
    before = different.marked_different(sold.warehouse).to_dict("records")
    assert [row["accounts"] for row in before] == [["i1", "i3"]]
    sold.warehouse.close()
    rebuild(sold.home)
    sold.reopen()
    assert different.marked_different(sold.warehouse).to_dict("records") == before
    assert verify(sold.warehouse) == []


def test_what_was_changed_by_hand_is_found(sold: Book) -> None:
    different.mark_different(sold.warehouse, ["i1", "i2"], "ana")
    with sold.warehouse.transaction() as cursor:
        cursor.execute("delete from settings")
    assert verify(sold.warehouse) == ["The settings are not what the ledger says."]
