"""The same order and line in another file: other values are asked, two months are named."""

import pytest

from data.book.history import BuiltOn
from data.intake import confirm
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from tests.unit.intake.book import Book

HEADER = "order_id,line_id,order_date,account_id,amount\n"
OLD = HEADER + "O1,1,2026-08-01,A,100\n"
MORE = HEADER + "O1,1,2026-08-01,A,150\nO2,1,2026-08-02,A,20\n"


def test_other_values_under_a_known_key_are_asked_where_files_add(book: Book) -> None:
    book.load(book.file("old.csv", OLD))
    report = book.load(book.file("more.csv", MORE), mode="add")[0]
    (question,) = report.questions
    assert (report.status, question.key, question.choices) == (
        "needs_answer",
        "restated",
        ("keep", "replace"),
    )
    assert question.samples == {"keep": [("O1 · 1", "100")], "replace": [("O1 · 1", "150")]}
    assert book.totals() == {"2026-08": (1, "100.00")}
    report = book.load(book.file("more.csv", MORE), mode="add", answers={"restated": "keep"})[0]
    assert book.totals() == {"2026-08": (2, "120.00")}
    assert report.warnings == [
        "1 record is loaded with other values and is skipped: what is loaded stands."
    ]
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert book.totals() == {"2026-08": (2, "120.00")}


def test_the_same_values_under_a_known_key_are_skipped(book: Book) -> None:
    book.load(book.file("old.csv", OLD))
    report = book.load(book.file("more.csv", MORE.replace("150", "100")), mode="add")[0]
    assert report.warnings == ["1 record was loaded before and is skipped."]
    assert book.totals() == {"2026-08": (2, "120.00")}


def test_a_month_that_is_replaced_takes_the_new_values(book: Book) -> None:
    book.load(book.file("old.csv", OLD))
    assert book.load(book.file("more.csv", MORE))[0].status == "loaded"
    assert book.totals() == {"2026-08": (2, "170.00")}


def test_a_line_that_changes_its_month_counts_in_both_and_is_said(book: Book) -> None:
    book.load(book.file("old.csv", OLD))
    report = book.load(book.file("july.csv", HEADER + "O1,1,2026-07-31,A,100\n"))[0]
    assert report.warnings == [
        "1 record of 2026-07 is loaded in 2026-08 too and counts in both months (O1). "
        "Do: load 2026-08 again as well."
    ]
    assert verify(book.warehouse) == []


def test_without_line_ids_nothing_follows_from_an_order_in_two_months(book: Book) -> None:
    book.sales("aug.csv", "O1 A 2026-08-01 100")
    assert book.sales("jul.csv", "O1 A 2026-07-31 100").warnings == []


TAKE = {"restated": "replace"}


def test_new_values_take_the_place_of_what_is_loaded_if_so_answered(book: Book) -> None:
    """August: 100 and 7; O1 becomes 150, O2 with 20 comes, O9 of 7 stays."""
    book.load(book.file("old.csv", OLD + "O9,1,2026-08-03,B,7\n"))
    proposal = book.propose(book.file("more.csv", MORE), mode="add", answers=TAKE)
    (change,) = proposal.changes
    assert (change.added, change.changed, change.removed) == (1, 1, 0)
    assert (change.amount_before, change.amount) == (107, 177)
    assert [(m.account, m.before, m.after) for m in proposal.moves] == [("A", 100, 170)]
    (report,) = confirm(book.warehouse, proposal, "ana")
    assert report.warnings == ["1 record takes the place of what is loaded under its key."]
    assert [(m.added, m.changed, m.removed) for m in report.months] == [(1, 1, 0)]
    assert book.totals() == {"2026-08": (3, "177.00")}
    assert verify(book.warehouse) == []
    book.undo(2)
    assert book.totals() == {"2026-08": (2, "107.00")}
    book.undo(3)
    assert book.totals() == {"2026-08": (3, "177.00")}
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert book.totals() == {"2026-08": (3, "177.00")}
    assert verify(book.warehouse) == []


def test_a_restated_line_leaves_the_month_that_it_was_in(book: Book) -> None:
    book.load(book.file("old.csv", OLD + "O9,1,2026-08-03,B,7\n"))
    july = book.file("july.csv", HEADER + "O1,1,2026-07-31,A,90\n")
    proposal = book.propose(july, mode="add", answers=TAKE)
    figures = [(c.added, c.changed, c.removed, c.amount) for c in proposal.changes]
    assert figures == [(1, 0, 0, 90), (0, 0, 1, 7)]
    (report,) = confirm(book.warehouse, proposal, "ana")
    assert [(m.added, m.changed, m.removed) for m in report.months] == [(1, 0, 0), (0, 0, 1)]
    assert book.totals() == {"2026-07": (1, "90.00"), "2026-08": (1, "7.00")}
    book.load(book.file("aug.csv", HEADER + "O9,1,2026-08-03,B,8\n"))
    with pytest.raises(BuiltOn):
        book.undo(2)
    book.undo(3)
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    book.undo(2)
    assert book.totals() == {"2026-08": (2, "107.00")}
    assert verify(book.warehouse) == []


def test_a_restatement_in_another_currency(book: Book) -> None:
    header = HEADER.replace("amount", "amount,currency")
    book.load(book.file("old.csv", header + "O1,1,2026-08-01,A,100,CNY\nO2,1,2026-08-01,A,5,CNY\n"))
    again = book.file("more.csv", header + "O1,1,2026-08-01,A,14,USD\n")
    (change,) = book.propose(again, mode="add", answers=TAKE).changes
    assert (change.amounts_before, change.amounts) == ({"CNY": 105}, {"CNY": 5, "USD": 14})


INVOICE = "invoice_no,invoiced_on,account_id,amount,due_on,paid_on,paid_amount\n"
FIRST = "I1,2026-08-01,A,100,2026-09-01,2026-08-20,40\n"
SECOND = "I1,2026-08-01,A,100,2026-09-01,2026-09-20,60\n"


def test_an_invoice_that_is_restated_keeps_the_payments_that_come_again(book: Book) -> None:
    """100 invoiced and 40 paid; the same invoice comes with 40 and 60: 100 invoiced, 100 paid."""
    book.load(book.file("aug.csv", INVOICE + FIRST), kind="receivables")
    again = book.file("sep.csv", INVOICE + FIRST + SECOND)
    report = book.load(again, kind="receivables", mode="add", answers=TAKE)[0]
    assert report.status == "loaded"
    total = "select sum(amount)::int, sum(paid_amount)::int from receivables"
    assert book.rows(f"{total} where removed_in is null") == [(100, 100)]
    assert verify(book.warehouse) == []
    book.undo(2)
    assert book.rows(f"{total} where removed_in is null") == [(100, 40)]
    book.undo(3)
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert book.rows(f"{total} where removed_in is null") == [(100, 100)]


def test_a_kind_without_a_key_is_rebuilt_whatever_was_answered(book: Book) -> None:
    header = "account_id,assessed_on,level\n"
    for name, rows in (("a", "A,2026-08-01,1\n"), ("b", "A,2026-08-01,1\nB,2026-08-02,2\n")):
        file = book.file(f"{name}.csv", header + rows)
        book.load(file, kind="relationships", mode="add", answers=TAKE)
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert book.rows("select count(*) from relationships where removed_in is null") == [(2,)]


@pytest.mark.parametrize(
    ("later", "would_go", "paid"),
    [(FIRST + SECOND, "", "100"), (SECOND, "1 payment that is loaded is not in the files", "60")],
)
def test_the_question_of_an_invoice_says_what_is_paid_and_what_would_go(
    book: Book, later: str, would_go: str, paid: str
) -> None:
    book.load(book.file("aug.csv", INVOICE + FIRST), kind="receivables")
    (question,) = book.load(book.file("sep.csv", INVOICE + later), kind="receivables", mode="add")[
        0
    ].questions
    assert question.samples == {
        "keep": [("I1", "100, of which 40 paid")],
        "replace": [("I1", f"100, of which {paid} paid")],
    }
    assert would_go in question.text
    assert ("would go" in question.text) == bool(would_go)
