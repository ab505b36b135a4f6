"""A mistyped source must not count a month twice."""

import pytest

from tests.unit.intake.book import Book

MONTH = "A1 ana 2026-01-10 50.00\nA2 ben 2026-01-11 20.00"


@pytest.mark.parametrize("said", ["ERP", "erp", " Erp ", "ＥＲＰ"])
def test_a_source_is_the_same_however_it_is_written(book: Book, said: str) -> None:
    book.sales("jan.csv", MONTH, source="ERP")
    again = book.sales("jan.csv", MONTH, source=said)
    assert (again.status, again.source) == ("unchanged", "ERP")
    other = book.sales("jan2.csv", MONTH.replace("20.00", "30.00"), source=said)
    assert (other.status, other.source) == ("loaded", "ERP")
    assert book.totals() == {"2026-01": (2, "80.00")}


def test_the_same_bytes_under_another_source_are_asked(book: Book) -> None:
    book.sales("jan.csv", MONTH)
    report = book.sales("jan.csv", MONTH, source="ERP")
    (question,) = report.questions
    assert (question.key, question.choices) == ("other_source", ("skip", "load"))
    assert "from the source main" in question.text
    assert book.totals() == {"2026-01": (2, "70.00")}
    left_out = book.sales("jan.csv", MONTH, source="ERP", answers={"other_source": "skip"})
    assert (left_out.status, book.totals()) == ("unchanged", {"2026-01": (2, "70.00")})
    book.sales("jan.csv", MONTH, source="ERP", answers={"other_source": "load"})
    assert book.totals() == {"2026-01": (4, "140.00")}


def test_the_same_records_in_other_bytes_are_asked_too(book: Book) -> None:
    book.sales("jan.csv", MONTH)
    turned = "\n".join(reversed(MONTH.splitlines()))
    assert book.sales("again.csv", turned, source="ERP").status == "needs_answer"


def test_other_records_of_the_same_number_and_money_are_not(book: Book) -> None:
    book.sales("jan.csv", MONTH)
    others = MONTH.replace("ana", "cy").replace("ben", "di")
    assert book.sales("shop.csv", others, source="shop").status == "loaded"


def test_one_of_several_files_is_not_left_out_in_silence(book: Book) -> None:
    book.sales("jan.csv", MONTH)
    head = "order_id account_id order_date amount\n"
    files = book.file("jan.csv", head + MONTH), book.file("feb.csv", head + "B1 ana 2026-02-01 1")
    reports = book.load(*files, source="ERP", answers={"other_source": "skip"})
    assert [report.status for report in reports] == ["refused", "held"]


def test_what_was_undone_is_loaded_nowhere(book: Book) -> None:
    book.sales("jan.csv", MONTH)
    book.undo(1)
    assert book.sales("jan.csv", MONTH, source="ERP").status == "loaded"


def test_a_part_of_another_source_is_asked_and_named(book: Book) -> None:
    """Three of five records are there; a fourth has another amount, the fifth is new."""
    book.sales("q1.csv", f"{MONTH}\nA3 ana 2026-02-01 9.00\nA4 cy 2026-02-02 7.00")
    part = f"{MONTH}\nA3 ana 2026-02-01 9.00\nA4 cy 2026-02-02 7.50\nA5 di 2026-03-01 1.00"
    report = book.sales("erp.csv", part, source="ERP")
    (question,) = report.questions
    assert (question.key, question.choices) == ("other_source", ("skip", "load"))
    assert question.text == (
        "3 records are loaded already, just so, from the source main: 2 of 2026-01, 1 of 2026-02. "
        "Leave the file out, or count it again as data of ERP?"
    )
    assert book.sales("erp.csv", part, source="ERP", answers={"other_source": "skip"}).status == (
        "unchanged"
    )
    assert book.totals() == {"2026-01": (2, "70.00"), "2026-02": (2, "16.00")}
    book.sales("erp.csv", part, source="ERP", answers={"other_source": "load"})
    assert book.totals()["2026-01"] == (4, "140.00")
    again = book.sales("erp2.csv", part.replace("1.00", "2.00"), source="ERP")
    assert again.status == "loaded"  # what was counted twice on purpose is not asked again


def test_a_part_in_one_of_several_files_is_not_left_out_in_silence(book: Book) -> None:
    book.sales("jan.csv", f"{MONTH}\nA3 ana 2026-01-12 9.00")
    head = "order_id account_id order_date amount\n"
    files = book.file("some.csv", head + MONTH), book.file("feb.csv", head + "B1 ana 2026-02-01 1")
    reports = book.load(*files, source="ERP")
    assert [report.status for report in reports] == ["needs_answer", "held"]
    reports = book.load(*files, source="ERP", answers={"other_source": "skip"})
    assert [report.status for report in reports] == ["refused", "held"]
    assert "2 of 2026-01" in reports[0].errors[0].found


def test_lists_of_two_sources_may_say_the_same_of_some(book: Book) -> None:
    book.load(book.file("crm.csv", "account_id,account_name\nA1,Acme\nA2,Beta\n"))
    erp = book.file("erp.csv", "account_id,account_name\nA1,Acme\nA3,Cee\n")
    assert book.load(erp, source="ERP")[0].status == "loaded"
