"""Loads whose amounts count once an order are known to the pages that show figures by product."""

from decimal import Decimal

from tests.unit.analytics.book_builder import Story, scoped
from tests.unit.intake.book import Book

TEXT = "Order No,Date,Customer,Product,Order Total\n" + "".join(
    f"{order},2026-01-{order:02},c{order % 3},{product},{order}\n"
    for order in range(1, 9)
    for product in ("pen", "ink", "cap")
)
AS_OF = scoped(as_of="2026-01-31")


def loads(book: Book, version: int | None = None) -> int:
    scope = AS_OF if version is None else scoped(as_of="2026-01-31", version=str(version))
    return int(Story(book.warehouse).ask("whole_order_loads", scope)["loads"].iloc[0])


def test_a_load_of_whole_orders_is_known_until_it_is_undone(book: Book) -> None:
    report = book.load(book.file("a.csv", TEXT), answers={"grain": "order"})[0]
    assert report.amount == Decimal(36)
    assert loads(book) == 1
    undone = book.undo(1)
    assert loads(book) == 0
    assert loads(book, 1) == 1
    redone = book.undo(undone)
    assert loads(book) == 1
    book.undo(redone)
    assert loads(book) == 0


def test_amounts_of_lines_are_no_whole_orders(book: Book) -> None:
    report = book.load(book.file("a.csv", TEXT), answers={"grain": "line"})[0]
    assert report.amount == Decimal(108)
    assert loads(book) == 0


def test_an_answer_that_the_source_remembers_counts_as_given(book: Book) -> None:
    book.load(book.file("a.csv", TEXT), answers={"grain": "order"})
    book.load(book.file("b.csv", TEXT.replace("2026-01", "2026-02")))
    assert loads(book) == 2


def test_a_month_without_orders_of_several_lines_is_none(book: Book) -> None:
    """The source remembers the answer, but nothing is asked of this file."""
    book.load(book.file("a.csv", TEXT), answers={"grain": "order"})
    single = "Order No,Date,Customer,Product,Order Total\n91,2026-02-03,c1,pen,5\n"
    book.load(book.file("b.csv", single))
    assert loads(book) == 1
