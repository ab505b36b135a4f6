"""Targets and invoices in the book: replaced by month, undone, known again."""

from tests.unit.intake.book import Book

PLAN = "Salesperson,2026-01,2026-02,2026-03,Total\nAna,10,20,30,60\nBen,,5,5,10"


def targets(book: Book) -> list[tuple[object, ...]]:
    return book.rows(
        "select salesperson, month::varchar, amount::int from targets "
        "where removed_in is null order by all"
    )


def test_a_wide_file_is_known_again_restated_and_undone(book: Book) -> None:
    (first,) = book.load(book.file("targets.csv", PLAN))
    assert (first.status, first.records.accepted, len(targets(book))) == ("loaded", 2, 5)
    (again,) = book.load(book.file("targets.csv", PLAN))
    assert again.status == "unchanged"
    (restated,) = book.load(book.file("targets.csv", PLAN.replace("10,20,30,60", "10,25,30,65")))
    changes = {f"{change.month:%m}": change for change in restated.months}
    assert restated.status == "loaded"
    assert (changes["02"].added, changes["02"].removed) == (1, 1)
    assert ("Ana", "2026-02-01", 25) in targets(book)
    book.undo(2)
    assert ("Ana", "2026-02-01", 20) in targets(book)


def test_what_was_paid_meanwhile_restates_the_invoices_of_the_month(book: Book) -> None:
    header = "invoice_no account_id invoiced_on due_on amount paid_on"
    open_one = f"{header}\nI1 A1 2026-01-10 2026-02-09 50 -\nI2 A2 2026-01-12 2026-02-11 70 -"
    book.load(book.file("invoices.csv", open_one))
    paid = open_one.replace("50 -", "50 2026-02-20")
    (report,) = book.load(book.file("invoices.csv", paid))
    assert [(change.added, change.changed, change.removed) for change in report.months] == [
        (0, 1, 0)
    ]
    found = book.rows(
        "select invoice_no, paid_on::varchar from receivables where removed_in is null"
    )
    assert sorted(found) == [("I1", "2026-02-20"), ("I2", None)]
