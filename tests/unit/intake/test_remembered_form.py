"""What was answered for one way of writing holds for that way; a month written otherwise asks."""

import pytest

from tests.unit.intake.book import Book

HEADER = "order_id;order_date;account_id;amount\n"
ANSWERS = {"decimal": "comma", "date_order": "dmy"}
AUGUST = HEADER + "O1;03.08.2026;A1;1.234\nO2;04.08.2026;A2;2.000\n"


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("O3;03.09.2026;A1;3.500", []),
        ("O3;03.09.2026;A1;3,500", ["decimal"]),
        ("O3;03/09/2026;A1;3.500", ["date_order"]),
    ],
)
def test_the_month_after_may_be_written_otherwise(book: Book, row: str, asked: list[str]) -> None:
    """August: 1.234 is 1234 and 03.08. the third of August. In September 3.500 is 3500, but what
    3,500 and 03/09 are nobody has said."""
    book.load(book.file("8.csv", AUGUST), answers=ANSWERS)
    proposal = book.propose(book.file("9.csv", HEADER + row + "\n"))
    assert [q.key for q in proposal.reports[0].questions] == asked


def test_several_days_of_a_record_are_remembered_each(book: Book) -> None:
    """Invoices have three dates: all are written as in the month before, and nothing is asked."""
    head = "invoice_no,invoiced_on,due_on,account_id,amount,paid_on\n"
    first = book.file("8.csv", head + "I1,03/08/2026,04.09.2026,A1,5,05/09/2026\n")
    book.load(first, answers=ANSWERS)
    second = book.file("9.csv", head + "I2,03/09/2026,04.10.2026,A1,5,05/10/2026\n")
    assert book.propose(second).reports[0].questions == []
