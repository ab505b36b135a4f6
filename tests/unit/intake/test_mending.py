"""Rows set aside come back mended: they add to their month, and only they are missed no more."""

import csv
import io

import pytest

from data.book import quarantined_rows
from data.book.history import BuiltOn
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from tests.unit.intake.book import Book

HEADER = "order_id,order_date,account_id,amount\n"
GOOD = "G1,2026-01-01,ana,100\nG2,2026-01-02,ben,200\n"
BAD = "B1,2026-01-01,cy,n.n.\nB2,2026-01-02,dee,x\n"
MARKED = HEADER.replace("\n", ",Error #1\n")


@pytest.fixture
def lacking(book: Book) -> Book:
    """January with 300 in two rows, and two rows set aside."""
    book.load(book.file("jan.csv", HEADER + GOOD + BAD), set_aside=True)
    return book


def missed(book: Book) -> list[int]:
    found = book.rows("select row from aside where removed_in is null order by row")
    return [row for (row,) in found]


def to_mend(book: Book) -> list[list[str]]:
    (file_id,) = quarantined_rows.standing(book.warehouse)["file_id"]
    text = quarantined_rows.to_mend(book.warehouse, int(file_id)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def written(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def test_mended_rows_add_to_their_month(lacking: Book) -> None:
    head, first, second = to_mend(lacking)
    first[3], second[3] = "30", "40"
    path = lacking.file("mended.csv", "x")
    path.path.write_text(written([head, first, second]), encoding="utf-8")
    report = lacking.load(path)[0]
    assert report.status == "loaded"
    assert lacking.totals() == {"2026-01": (4, "370.00")}
    assert missed(lacking) == []
    assert "2 of 2 rows set aside come back and are added to their months." in report.warnings


def test_a_row_that_does_not_come_back_stays_aside(lacking: Book) -> None:
    head, first, _second = to_mend(lacking)
    first[3] = "30"
    path = lacking.file("mended.csv", "x")
    path.path.write_text(written([head, first]), encoding="utf-8")
    report = lacking.load(path)[0]
    assert lacking.totals() == {"2026-01": (3, "330.00")}
    assert missed(lacking) == [5]
    assert "1 row stays set aside: it is not in the file." in report.warnings
    lacking.undo(2)
    assert missed(lacking) == [4, 5]


def test_without_its_number_a_row_is_known_by_its_cells(lacking: Book) -> None:
    lacking.load(lacking.file("mended.csv", MARKED + "B2,2026-01-02,dee,40,\n"))
    assert missed(lacking) == [4]


def test_a_row_that_is_bad_again_is_missed_once(lacking: Book) -> None:
    text = MARKED + "B1,2026-01-01,cy,30,#4\nB2,2026-01-02,dee,y,#5\n"
    lacking.load(lacking.file("mended.csv", text), set_aside=True)
    found = lacking.rows("select file_id, row from aside where removed_in is null")
    assert found == [(2, 3)]
    assert verify(lacking.warehouse) == []


def test_rows_that_came_back_do_not_come_twice(lacking: Book) -> None:
    lacking.load(lacking.file("mended.csv", MARKED + "B1,2026-01-01,cy,30,#4\n"))
    again = lacking.load(lacking.file("again.csv", MARKED + "B1,2026-01-01,cy,31,#4\n"))[0]
    assert again.status == "refused"
    both = "B1,2026-01-01,cy,30,#4\nB2,2026-01-02,dee,40,#5\n"
    lacking.load(lacking.file("both.csv", MARKED + both))
    assert lacking.totals() == {"2026-01": (4, "370.00")}
    assert missed(lacking) == []


def test_mended_rows_belong_to_their_source(lacking: Book) -> None:
    text = MARKED + "B1,2026-01-01,cy,30,#4\n"
    report = lacking.load(lacking.file("mended.csv", text), source="erp")[0]
    assert report.status == "refused"
    assert report.errors[0].expected == "the source main, which jan.csv came from"
    assert missed(lacking) == [4, 5]


@pytest.mark.parametrize("mark", ["Error #9", "Error #1"])
def test_rows_that_nothing_is_known_of_are_refused(lacking: Book, mark: str) -> None:
    text = MARKED.replace("Error #1", mark) + "Z1,2026-01-07,zoe,7,\n"
    assert lacking.load(lacking.file("mended.csv", text))[0].status == "refused"
    assert lacking.totals() == {"2026-01": (2, "300.00")}


def test_mended_rows_are_loaded_alone(lacking: Book) -> None:
    mended = lacking.file("mended.csv", MARKED + "B1,2026-01-01,cy,30,#4\n")
    other = lacking.file("feb.csv", HEADER + "F1,2026-02-01,ana,5\n")
    statuses = [report.status for report in lacking.load(mended, other)]
    assert statuses == ["refused", "held"]


def test_a_rebuilt_book_misses_the_same(lacking: Book) -> None:
    lacking.load(lacking.file("mended.csv", MARKED + "B1,2026-01-01,cy,30,\n"))
    before = lacking.rows("select * from aside order by all")
    lacking.warehouse.close()
    rebuild(lacking.home)
    lacking.reopen()
    assert lacking.rows("select * from aside order by all") == before


def test_a_file_is_not_undone_under_rows_that_came_back_in_another_month(book: Book) -> None:
    """B1's day could not be read, and mended it is of February: January cannot go before it."""
    book.load(book.file("jan.csv", HEADER + GOOD + "B1,2026-01-40,cy,30\n"), set_aside=True)
    head, row = to_mend(book)
    row[1] = "2026-02-04"
    path = book.file("mended.csv", "x")
    path.path.write_text(written([head, row]), encoding="utf-8")
    assert book.load(path)[0].status == "loaded"
    with pytest.raises(BuiltOn, match="2 build on it"):
        book.undo(1)
    assert (book.undo(2), missed(book)) == (3, [4])
    assert (book.undo(1), missed(book), book.totals()) == (4, [], {})
    assert (book.undo(4), book.undo(3), missed(book)) == (5, 6, [])
    with pytest.raises(BuiltOn):
        book.undo(1)
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert book.totals() == {"2026-01": (2, "300.00"), "2026-02": (1, "30.00")}
    assert verify(book.warehouse) == []
