"""A month is replaced as a whole, added to by keys, and left alone by files that change nothing."""

from pathlib import Path

import pytest

from data.importing import loading
from data.intake import confirm
from tests.unit.intake.book import Book

JANUARY = """
    A1 ana 2026-01-10  50.00
    A2 ana 2026-01-20 -20.00
    B1 ben 2026-01-21   5.00
"""


def test_storing_is_told_in_records_and_can_be_cancelled_between_them(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "AT_ONCE", 2)
    heard: list[str] = []

    def cancelling(_share: float, text: str) -> None:
        heard.append(text)
        if "2 so far" in text:
            raise KeyboardInterrupt

    file = book.file("jan.csv", f"order_id account_id order_date amount\n{JANUARY.strip()}")
    with pytest.raises(KeyboardInterrupt):
        confirm(book.warehouse, book.propose(file), "ana", cancelling)
    assert book.totals() == {}
    confirm(book.warehouse, book.propose(file), "ana", lambda _share, text: heard.append(text))
    assert book.totals() == {"2026-01": (3, "35.00")}
    assert list(dict.fromkeys(heard)) == [
        "Storing 3 records",
        "Storing 3 records: 2 so far",
        "Storing 3 records: 3 so far",
        "Done",
    ]


def test_a_first_load_is_version_1(book: Book) -> None:
    report = book.sales("jan.csv", JANUARY)
    assert (report.status, report.version) == ("loaded", 1)
    assert book.totals() == {"2026-01": (3, "35.00")}
    assert [(m.added, m.removed) for m in report.months] == [(3, 0)]


def test_a_restated_month_replaces_the_month_and_only_it(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.sales("feb.csv", "C1 ana 2026-02-01 7.00")
    report = book.sales(
        "jan2.csv", JANUARY.replace("-20.00", "-25.00").replace("B1 ben", "B1 cleo")
    )
    assert book.totals() == {"2026-01": (3, "30.00"), "2026-02": (1, "7.00")}
    assert [(m.added, m.removed, m.amount_before) for m in report.months] == [(2, 2, 35)]
    assert book.rows("select distinct month::varchar from sales where removed_in = 3") == [
        ("2026-01-01",)
    ]


def test_lines_with_an_id_of_their_own_are_told_as_changed(book: Book) -> None:
    header = "order_id line_id account_id order_date amount\n"
    book.load(book.file("a.csv", header + "A 1 ana 2026-01-10 50\nA 2 ana 2026-01-10 60"))
    report = book.load(
        book.file(
            "b.csv", header + "A 1 ana 2026-01-10 50\nA 2 ana 2026-01-10 61\nA 3 ana 2026-01-10 1"
        )
    )[0]
    assert [(m.added, m.changed, m.removed) for m in report.months] == [(1, 1, 0)]


def test_the_same_file_again_changes_nothing_and_says_who_loaded_it(book: Book) -> None:
    book.sales("jan.csv", JANUARY, who="wang")
    again = book.sales("renamed.csv", JANUARY)
    assert (again.status, again.version, again.file) == ("unchanged", 1, "renamed.csv")
    assert "wang" in again.warnings[0]
    assert book.warehouse.version() == 1


def test_the_same_records_in_other_bytes_change_nothing(book: Book) -> None:
    book.sales("jan.csv", JANUARY, who="wang")
    shuffled = "\n".join(reversed(JANUARY.strip().splitlines()))
    assert book.sales("jan.csv", shuffled).questions[0].key == "same_data"
    again = book.sales("jan.csv", shuffled, answers={"same_data": "skip"})
    assert (again.status, again.version) == ("unchanged", 1)
    assert "wang" in again.warnings[0]


def test_the_same_file_is_loaded_again_after_its_month_was_replaced(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    book.sales("jan2.csv", JANUARY.replace("50.00", "51.00"))
    assert book.sales("jan.csv", JANUARY).version == 3
    assert book.totals() == {"2026-01": (3, "35.00")}


def test_a_month_that_is_the_same_is_left_alone_beside_one_that_is_not(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    both = book.sales("both.csv", JANUARY + "C1 ana 2026-02-01 7.00")
    assert both.version == 2
    assert [(f"{m.month:%m}", m.added, m.removed) for m in both.months] == [
        ("01", 0, 0),
        ("02", 1, 0),
    ]
    assert book.rows("select count(*) from sales where removed_in is not null") == [(0,)]
    same = JANUARY + "C1 ana 2026-02-01 7.00"
    assert book.sales("both.csv", same, answers={"same_data": "skip"}).status == "unchanged"


def test_two_sources_keep_their_own_months_and_share_accounts(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    report = book.sales("shop.csv", "W1 ANA 2026-01-05 9.00", source="shop")
    assert report.status == "loaded"
    assert book.totals() == {"2026-01": (4, "44.00")}
    assert book.rows("select count(distinct account_key) from sales") == [(2,)]


def test_adding_skips_known_records_and_says_how_many(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    report = book.sales("more.csv", "A1 ana 2026-01-10 50.00\nD1 ana 2026-01-30 1.00", mode="add")
    assert report.status == "loaded"
    assert [(m.added, m.removed) for m in report.months] == [(1, 0)]
    assert report.warnings == ["1 record was loaded before and is skipped."]
    assert book.totals() == {"2026-01": (4, "36.00")}


def test_adding_knows_a_line_by_its_order_and_line_number(book: Book) -> None:
    header = "order_id line_id account_id order_date amount\n"
    book.load(book.file("a.csv", header + "A 1 ana 2026-01-10 50"))
    added = book.load(
        book.file("b.csv", header + "A 1 ana 2026-01-10 99\nA 2 ana 2026-01-11 1"),
        mode="add",
        answers={"restated": "keep"},
    )[0]
    assert added.status == "loaded"
    assert book.totals() == {"2026-01": (2, "51.00")}


def test_adding_what_is_all_known_makes_no_version(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    again = book.sales("part.csv", "A1 ana 2026-01-10 50.00", mode="add")
    assert (again.status, book.warehouse.version()) == ("unchanged", 1)


def test_orders_are_what_the_lines_add_up_to(book: Book) -> None:
    book.sales("jan.csv", "A1 ana 2026-01-10 50\nA1 ana 2026-01-10 30\nA1 ben 2026-01-10 1")
    query = "select lines, amount::int from orders order by amount"
    assert book.rows(query) == [(1, 1), (2, 80)]
    book.sales("jan2.csv", "A1 ana 2026-01-10 40")
    assert book.rows(query) == [(1, 40)]


def test_lines_without_order_numbers_stay_orders_of_their_own(book: Book) -> None:
    header = "account_id order_date amount\n"
    first = book.file("a.csv", header + "ana 2026-01-10 50\nana 2026-01-10 30")
    book.load(first, answers={"orders": "lines"})
    second = book.file("b.csv", header + "ana 2026-01-10 7")
    book.load(second, mode="add", answers={"orders": "lines"})
    assert book.rows("select count(*), sum(lines) from orders") == [(3, 3)]


def test_a_margin_is_worked_out_from_the_cost_unless_it_is_given(book: Book) -> None:
    lines = ["order_id,account_id,order_date,amount,cost,margin"]
    lines += [
        f"{order},ana,2026-01-10,50,{rest}"
        for order, rest in (("A", "30,"), ("B", "30,1"), ("C", ","))
    ]
    text = "\n".join(lines)
    book.load(book.file("a.csv", text))
    assert book.rows("select margin::int from sales order by row") == [(20,), (1,), (None,)]


def test_a_list_replaces_the_list_of_its_source(book: Book) -> None:
    book.load(book.file("a.csv", "account_id account_name owner\n1 Acme eve\n2 Bolt eve"))
    book.load(book.file("b.csv", "account_id account_name owner\n1 Acme joe"))
    found = book.rows("select account_id, owner from accounts where removed_in is null")
    assert found == [("1", "joe")]
    same = book.file("c.csv", "account_name account_id owner\nAcme 1 joe")
    assert book.load(same, answers={"same_data": "skip"})[0].status == "unchanged"
    assert book.load(same, answers={"same_data": "load"})[0].version == 3


def test_a_list_can_be_added_to(book: Book) -> None:
    book.load(book.file("a.csv", "account_id account_name owner\n1 Acme eve"))
    more = book.file("b.csv", "account_id account_name owner\n1 Acme joe\n2 Bolt joe")
    report = book.load(more, mode="add")[0]
    said = "1 record is loaded with other values and is skipped: what is loaded stands."
    assert report.warnings == [said]
    found = "select account_id, owner from accounts where removed_in is null order by 1"
    assert book.rows(found) == [("1", "eve"), ("2", "joe")]
    names = "select account_name from account_names where removed_in is null order by 1"
    assert book.rows(names) == [("Acme",), ("Bolt",)]
    book.undo(2)
    assert book.rows(found) == [("1", "eve")]
    assert book.rows(names) == [("Acme",)]


def test_all_kinds_of_one_call_are_versions_of_their_own(book: Book) -> None:
    reports = book.load(
        book.file("s.csv", "order_id account_id order_date amount\nA1 1 2026-01-10 5"),
        book.file("a.csv", "account_id account_name owner\n1 Acme eve"),
        book.file("c.csv", "account_id lost_on reason\n1 2026-01-20 price"),
        book.file("r.csv", "account_id assessed_on level\n1 2026-01-20 3"),
    )
    assert {report.status for report in reports} == {"loaded"}
    assert sorted(report.version or 0 for report in reports) == [1, 2, 3, 4]
    assert book.rows(
        "select distinct account_key from sales union from (select account_key from churn)"
    )


def test_nothing_is_stored_by_looking(book: Book) -> None:
    proposal = book.propose(
        book.file("a.csv", "order_id account_id order_date amount\nA1 1 2026-01-10 5")
    )
    assert proposal.ready
    assert proposal.new_accounts == 1
    assert book.warehouse.version() == 0
    assert list((book.home / "uploads").iterdir()) == []


def test_originals_are_kept_under_their_hash_for_their_owner_alone(book: Book) -> None:
    book.sales("jan.csv", JANUARY)
    (kept,) = (book.home / "uploads").iterdir()
    assert kept.read_bytes() == (book.desk / "jan.csv").read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_file_that_changed_after_it_was_read_is_not_loaded(book: Book) -> None:
    from data.intake import confirm
    from data.warehouse import Refused

    file = book.file("a.csv", "order_id account_id order_date amount\nA1 1 2026-01-10 5")
    proposal = book.propose(file)
    Path(file.path).write_text("something else")
    with pytest.raises(Refused, match="has changed"):
        confirm(book.warehouse, proposal, "ana")
    assert book.warehouse.version() == 0
