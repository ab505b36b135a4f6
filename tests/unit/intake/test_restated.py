"""The same order and line in another file: other values are asked, two months are named."""

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
        ("keep",),
    )
    assert question.samples == {"keep": [("O1 · 1: 150", "100")]}
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
