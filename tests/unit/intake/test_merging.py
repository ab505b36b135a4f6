"""Accounts that people say are one count as one, until they are taken apart again."""

import pytest

from analytics import engine
from analytics.scope import Scope
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from data.names import merges
from data.names.similar import formless, reason, similar, sounded, spelled
from data.refusal import Refused, Unknown
from tests.unit.intake.book import Book

HEADER = "order_id,account_id,account_name,order_date,amount\n"
LINES = (
    "A1,1,Acme Ltd,2026-01-10,50\nA1,2,ACME Limited,2026-01-10,7\n"
    "A3,3,Bolt,2026-01-11,5\nA4,,Akme,2026-01-12,3"
)


@pytest.fixture
def sold(book: Book) -> Book:
    book.load(book.file("jan.csv", HEADER + LINES))
    return book


def sales(book: Book, version: int | None = None) -> dict[str, tuple[str, float, float]]:
    """Account id -> name, orders, net sales, as analytics answers."""
    with book.warehouse.cursor() as cursor:
        found = engine.ask(cursor, "rfm", Scope(version=version))
    return {
        row["account_id"]: (row["account_name"], row["frequency"], row["monetary"])
        for row in found.to_dict("records")
    }


def test_a_merged_account_counts_for_the_other(sold: Book) -> None:
    assert merges.merge(sold.warehouse, "2", "1", "ana") == 2
    assert sales(sold) == {"1": ("Acme Ltd", 1, 57), "3": ("Bolt", 1, 5), "akme": ("Akme", 1, 3)}
    assert len(sales(sold, version=1)) == 4
    assert verify(sold.warehouse) == []


def test_unmerging_gives_the_answers_of_before(sold: Book) -> None:
    before = sales(sold)
    merges.merge(sold.warehouse, "2", "1", "ana")
    assert merges.unmerge(sold.warehouse, "2", "ben") == 3
    assert sales(sold) == before
    sold.undo(3)
    assert len(sales(sold)) == 3
    assert merges.unmerge(sold.warehouse, "2", "ben") == 5
    assert sales(sold) == before


def test_an_account_with_an_id_is_found_by_its_name_too(sold: Book) -> None:
    merges.merge(sold.warehouse, "acme limited", "Acme Ltd", "ana")
    assert sales(sold)["1"] == ("Acme Ltd", 1, 57)
    assert merges.unmerge(sold.warehouse, "ACME Limited", "ben") == 3
    sold.load(sold.file("feb.csv", HEADER + "B1,9,Bolt,2026-02-01,1"))
    with pytest.raises(Refused, match="Several accounts are called Bolt: 3, 9"):
        merges.merge(sold.warehouse, "Bolt", "1", "ana")


def test_merges_follow_one_another(sold: Book) -> None:
    merges.merge(sold.warehouse, "Akme", "2", "ana")
    merges.merge(sold.warehouse, "2", "1", "ana")
    assert sales(sold)["1"] == ("Acme Ltd", 2, 60)
    merges.unmerge(sold.warehouse, "2", "ana")
    assert sales(sold)["2"] == ("ACME Limited", 2, 10)


def test_a_name_that_gains_an_id_stays_merged(sold: Book) -> None:
    merges.merge(sold.warehouse, "Akme", "1", "ana")
    sold.load(sold.file("list.csv", "account_id,account_name\n9,Akme"))
    assert sales(sold)["1"] == ("Acme Ltd", 2, 53)
    assert "9" not in sales(sold)


def test_what_is_one_already_or_unknown_is_refused(sold: Book) -> None:
    merges.merge(sold.warehouse, "2", "1", "ana")
    with pytest.raises(Refused, match="one account already"):
        merges.merge(sold.warehouse, "1", "2", "ana")
    with pytest.raises(Refused, match="one account already"):
        merges.merge(sold.warehouse, "3", "3", "ana")
    with pytest.raises(Unknown, match="no account 77"):
        merges.merge(sold.warehouse, "77", "1", "ana")
    with pytest.raises(Unknown, match="not merged"):
        merges.unmerge(sold.warehouse, "1", "ana")
    assert sold.warehouse.version() == 2


def test_an_import_below_a_merge_can_be_undone(sold: Book) -> None:
    merges.merge(sold.warehouse, "2", "1", "ana")
    sold.undo(1)
    assert sales(sold) == {}
    assert verify(sold.warehouse) == []


def test_rebuild_gives_the_same_merges(sold: Book) -> None:
    merges.merge(sold.warehouse, "2", "1", "ana")
    merges.merge(sold.warehouse, "Akme", "1", "ana")
    merges.unmerge(sold.warehouse, "2", "ana")
    before = sold.rows("select * from account_merges order by all"), sales(sold)
    sold.warehouse.close()
    rebuild(sold.home)
    sold.reopen()
    assert (sold.rows("select * from account_merges order by all"), sales(sold)) == before
    assert verify(sold.warehouse) == []


def test_names_that_look_alike_are_listed_until_they_are_merged(sold: Book) -> None:
    found = similar(sold.warehouse)
    assert found[["group", "reason", "account_id"]].to_numpy().tolist() == [
        [1, "form", "1"],
        [1, "form", "2"],
    ]
    merges.merge(sold.warehouse, "2", "1", "ana")
    assert similar(sold.warehouse).empty
    told = merges.in_force(sold.warehouse)
    assert told[["version", "account_id", "into_id"]].to_numpy().tolist() == [[2, "2", "1"]]
    assert told["account_name"].tolist() == ["ACME Limited"]


def test_another_name_of_an_account_known_by_its_id_looks_like_nobody_else(sold: Book) -> None:
    lines = "B1,3,Bolt GmbH,2026-02-01,1\nB2,8,Bolt Inc,2026-02-01,1"
    [report] = sold.load(sold.file("feb.csv", HEADER + lines))
    assert [(listed.row, listed.found) for listed in report.listed] == [
        (3, "Bolt Inc looks like Bolt")
    ]


def test_what_is_merged_already_is_one_row_beside_what_looks_like_it(sold: Book) -> None:
    sold.load(sold.file("feb.csv", HEADER + "A9,9,Acme Inc.,2026-02-01,1"))
    merges.merge(sold.warehouse, "1", "2", "ana")
    found = similar(sold.warehouse)
    assert found[["group", "account_id", "net_sales"]].to_numpy().tolist() == [
        [1, "2", 57],
        [1, "9", 1],
    ]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Acme", "ＡＣＭＥ", "name"),
        ("Acme Steel", "Acme-Steel", "spelling"),
        ("Société X", "Societe X", "spelling"),
        ("Müller GmbH", "Muller GmbH & Co. KG", "form"),
        ("Acme Co., Ltd.", "ACME", "form"),
        ("Acme S.A.", "Acme SA", "spelling"),
        ("华为技术有限公司", "华为技术股份有限公司", "form"),
        ("海尔集团", "海尔", "form"),
        ("华为", "Huawei", "sound"),
        ("宏远科技", "鸿远科技有限公司", "sound"),
    ],
)
def test_what_looks_alike(one: str, other: str, why: str) -> None:
    assert sounded(one) == sounded(other)
    assert reason([one, other]) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme", "Acne"), ("Acme East", "Acme West"), ("Co", "Ltd"), ("公司", "集团"), ("A1", "A2")],
)
def test_what_does_not(one: str, other: str) -> None:
    assert sounded(one) != sounded(other)
    assert formless(one)
    assert spelled(one)


def test_a_merge_changed_by_hand_is_found(sold: Book) -> None:
    merges.merge(sold.warehouse, "2", "1", "ana")
    with sold.warehouse.transaction() as cursor:
        cursor.execute("update account_merges set into_key = account_key")
    assert verify(sold.warehouse) == ["The merged accounts are not what the ledger says."]
