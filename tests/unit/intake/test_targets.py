"""Targets and invoices in the book: replaced by month, undone, known again."""

from data.keeping.rebuild import rebuild
from data.warehouse import Warehouse
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


def test_targets_of_people_and_of_regions_stand_side_by_side(book: Book) -> None:
    """Each file replaces its own: the regions' plan leaves that of the people as it was."""
    people = "salesperson month target\nAna 2026-01 10\nBen 2026-01 5"
    regions = "region month target\nNorth 2026-01 9\nSouth 2026-01 7"
    book.load(book.file("people.csv", people))
    (beside,) = book.load(book.file("regions.csv", regions))
    assert beside.status == "loaded"
    assert [(month.added, month.removed) for month in beside.months] == [(2, 0)]
    assert beside.warnings == [
        "2 records of these months stay: they are set for somebody or something else."
    ]
    assert [(who, amount) for who, _month, amount in targets(book)] == [
        ("Ana", 10),
        ("Ben", 5),
        (None, 7),
        (None, 9),
    ]
    (restated,) = book.load(book.file("regions.csv", regions.replace("9", "8")))
    assert [(m.added, m.changed, m.removed) for m in restated.months] in ([(1, 0, 1)], [(0, 1, 0)])
    assert [amount for _who, _month, amount in targets(book)] == [10, 5, 7, 8]
    (again,) = book.load(book.file("people.csv", people))
    assert again.status == "unchanged"
    book.undo(3)
    assert [amount for _who, _month, amount in targets(book)] == [10, 5, 7, 9]
    before = targets(book)
    book.warehouse.close()
    rebuild(book.home)
    book.warehouse = Warehouse.open(book.home)
    assert targets(book) == before


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


def test_how_payments_are_read_is_asked_once_of_a_source(book: Book) -> None:
    """January asks whether 100 and 100 of 500 are of one invoice; February knows, and adds up."""
    header = "invoice_no,account_id,invoiced_on,due_on,amount,paid_on,paid_amount"
    january = book.file(
        "january.csv",
        f"{header}\nI1,A1,2026-01-10,2026-02-09,500,2026-02-01,100\n"
        "I1,A1,2026-01-10,2026-02-09,500,2026-02-20,100",
    )
    assert [q.key for q in book.propose(january).questions] == ["payments"]
    (report,) = book.load(january, answers={"payments": "once"})
    assert (report.status, report.amount) == ("loaded", 500)
    february = book.file(
        "february.csv",
        f"{header}\nI2,A1,2026-02-10,2026-03-09,80,2026-03-01,30\n"
        "I2,A1,2026-02-10,2026-03-09,80,2026-03-02,30",
    )
    (report,) = book.load(february)
    assert (report.status, report.amount) == ("loaded", 80)
    stored = "select invoice_no, amount, paid_amount from receivables where removed_in is null"
    before = sorted(book.rows(stored), key=str)
    assert [(n, int(a), int(p)) for n, a, p in before] == [
        ("I1", 0, 100),
        ("I1", 500, 100),
        ("I2", 0, 30),
        ("I2", 80, 30),
    ]
    book.warehouse.close()
    rebuild(book.home)
    book.warehouse = Warehouse.open(book.home)
    assert sorted(book.rows(stored), key=str) == before


def test_a_book_of_several_currencies_asks_which_the_targets_are_in(book: Book) -> None:
    """The answer is remembered; targets that say their own are not asked, nor is a book of one."""
    (plain,) = book.load(book.file("plan.csv", PLAN))
    assert plain.status == "loaded"
    sold = "order_id,account_id,order_date,amount,currency\n"
    book.load(book.file("sales.csv", f"{sold}A1,ana,2026-01-10,10,USD\nA2,ben,2026-01-11,5,EUR"))
    later = "Salesperson,month,target\nAna,2026-10,10\nAna,2026-11,20"
    (question,) = book.propose(book.file("later.csv", later)).questions
    assert (question.key, question.choices) == ("currency", ("USD", "EUR"))
    book.load(book.file("later.csv", later), answers={"currency": "EUR"})
    (next_year,) = book.load(book.file("next.csv", later.replace("2026", "2027")))
    assert (next_year.status, next_year.remembered["currency"]) == ("loaded", "EUR")
    (own,) = book.load(book.file("own.csv", "month,target,currency\n2026-12,7,USD"))
    assert own.status == "loaded"
    named = "select distinct currency, year(month)::int from targets where removed_in is null"
    before = sorted(book.rows(named), key=str)
    assert before == [("EUR", 2026), ("EUR", 2027), ("USD", 2026), (None, 2026)]
    book.warehouse.close()
    rebuild(book.home)
    book.warehouse = Warehouse.open(book.home)
    assert sorted(book.rows(named), key=str) == before
