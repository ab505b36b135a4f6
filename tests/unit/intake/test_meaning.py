"""What a row means, through the whole intake: cancelled orders, returns, and what comes later."""

import pytest

from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from tests.unit.intake.book import Book

HEADER = "order_id,line_id,account_id,order_date,amount,status\n"
PAID = HEADER + "A1,1,1,2026-01-10,100,Paid\nA2,1,2,2026-01-11,50,Paid"
CANCELLED = HEADER + "A1,1,1,2026-01-10,100,Cancelled\nA3,1,2,2026-01-12,70,Paid"
LEFT_OUT = {"meaning:status:cancelled": "leave_out"}


def amounts(book: Book) -> list[tuple[str, str]]:
    return book.rows(
        "select order_id, amount::decimal(18, 2)::varchar from sales"
        " where removed_in is null order by all"
    )


def test_a_cancelled_order_is_asked_about_and_left_out(book: Book) -> None:
    file = book.file("jan.csv", CANCELLED)
    [report] = book.propose(file).reports
    assert [(q.key, q.choices[0]) for q in report.questions] == [
        ("meaning:status:cancelled", "leave_out")
    ]
    [report] = book.load(file, answers=LEFT_OUT)
    assert (report.records.accepted, report.records.not_sales) == (1, 1)
    assert amounts(book) == [("A3", "70.00")]


def test_the_answer_is_remembered_and_a_new_value_asks_again(book: Book) -> None:
    book.load(book.file("jan.csv", CANCELLED), answers=LEFT_OUT)
    later = HEADER + "B1,1,1,2026-02-10,5,Cancelled\nB2,1,1,2026-02-11,7,Void"
    [report] = book.propose(book.file("feb.csv", later)).reports
    assert [q.key for q in report.questions] == ["meaning:status:void"]
    assert report.remembered["meaning:status:cancelled"] == "leave_out"


def test_the_same_bytes_with_another_answer_are_a_new_version(book: Book) -> None:
    file = book.file("jan.csv", CANCELLED)
    book.load(file, answers=LEFT_OUT)
    [report] = book.load(file, answers={"meaning:status:cancelled": "count"})
    assert (report.status, report.version) == ("loaded", 2)
    assert amounts(book) == [("A1", "100.00"), ("A3", "70.00")]
    book.undo(2)
    assert amounts(book) == [("A3", "70.00")]
    [report] = book.load(file, answers=LEFT_OUT)
    assert report.status == "unchanged"


def test_a_paid_order_that_is_cancelled_later_asks_where_files_add(book: Book) -> None:
    book.load(book.file("jan.csv", PAID))
    later = book.file("later.csv", CANCELLED)
    [report] = book.propose(later, mode="add", answers=LEFT_OUT).reports
    assert [q.key for q in report.questions] == ["withdrawn"]
    [report] = book.load(later, mode="add", answers=LEFT_OUT | {"withdrawn": "remove"})
    assert report.status == "loaded"
    assert amounts(book) == [("A2", "50.00"), ("A3", "70.00")]
    book.undo(2)
    assert amounts(book) == [("A1", "100.00"), ("A2", "50.00")]


def test_a_file_of_cancellations_alone_asks_too(book: Book) -> None:
    text = "order_id,account_id,order_date,amount,status\n"
    book.load(book.file("jan.csv", text + "A1,1,2026-01-10,100,Paid\nA2,2,2026-01-11,50,Paid"))
    later = book.file("later.csv", text + "A1,1,2026-01-10,100,Cancelled")
    answers = LEFT_OUT | {"withdrawn": "remove"}
    [report] = book.load(later, mode="add", answers=answers)
    assert report.status == "loaded"
    assert amounts(book) == [("A2", "50.00")]


def test_what_was_cancelled_later_is_rebuilt(book: Book) -> None:
    book.load(book.file("jan.csv", PAID))
    answers = LEFT_OUT | {"withdrawn": "remove"}
    book.load(book.file("later.csv", CANCELLED), mode="add", answers=answers)
    before = amounts(book)
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert amounts(book) == before
    assert verify(book.warehouse) == []


def test_a_replacing_file_takes_the_cancelled_order_out(book: Book) -> None:
    book.load(book.file("jan.csv", PAID))
    text = PAID.replace("A1,1,1,2026-01-10,100,Paid", "A1,1,1,2026-01-10,100,Cancelled")
    [report] = book.load(book.file("again.csv", text), answers=LEFT_OUT | {"partial": "replace"})
    assert report.status == "loaded"
    assert amounts(book) == [("A2", "50.00")]


@pytest.mark.parametrize(
    ("amount", "asked", "net"),
    [("20", ["meaning:type:return"], "80.00"), ("-20", [], "80.00")],
)
def test_a_positive_return_is_subtracted_and_a_negative_one_stays(
    book: Book, amount: str, asked: list[str], net: str
) -> None:
    text = "order_id,account_id,order_date,amount,quantity,type\n"
    text += f"A1,1,2026-01-10,100,5,Sale\nA2,1,2026-01-12,{amount},1,Return"
    file = book.file("jan.csv", text)
    [report] = book.propose(file).reports
    assert [q.key for q in report.questions] == asked
    book.load(file, answers=dict.fromkeys(asked, "subtract"))
    assert book.totals() == {"2026-01": (2, net)}
