"""Good records can be loaded without the bad ones of their file: as wished, never in silence."""

import csv
import io

import pandas as pd
import pytest

from data.book import quarantined_rows
from data.ingest.model import InputFile
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from tests.catalogue.books import xlsx
from tests.catalogue.old_books import xls
from tests.unit.intake.book import Book

HEADER = "order_id,account_id,order_date,amount\n"
GOOD = "A1,ana,2026-01-10,50\n"
BAD = "A2,ben,2026-01-11,n.n.\nA3,cy,2026-01-32,7\nA4,dee,2026-01-12\n"
FILE = HEADER + GOOD + BAD + "A5,ana,2026-01-20,3"


def missed(book: Book) -> list[tuple[object, ...]]:
    return book.rows("select row, month::varchar from aside where removed_in is null order by row")


def to_mend(book: Book) -> str:
    """The download of the one file with records aside."""
    (file_id,) = quarantined_rows.standing(book.warehouse)["file_id"]
    return quarantined_rows.to_mend(book.warehouse, int(file_id)).decode("utf-8-sig")


def test_a_bad_row_refuses_the_file_unless_wished_otherwise(book: Book) -> None:
    report = book.load(book.file("jan.csv", FILE))[0]
    assert (report.status, report.can_set_aside, report.aside) == ("refused", True, 0)
    assert book.lines() == []


def test_the_good_rows_are_loaded_and_the_bad_ones_counted(book: Book) -> None:
    report = book.load(book.file("jan.csv", FILE), set_aside=True)[0]
    assert (report.status, report.aside) == ("loaded", 3)
    assert report.records.add_up()
    assert (report.records.accepted, report.records.rejected) == (2, 3)
    assert book.totals() == {"2026-01": (2, "53.00")}
    assert missed(book) == [(3, "2026-01-01"), (4, None), (5, None)]
    assert verify(book.warehouse) == []


def test_rows_set_aside_of_a_workbook_are_the_rows_of_its_sheet(book: Book) -> None:
    head = tuple(HEADER.strip().split(","))
    rows = [("Sales",), (), head, ("A1", "ana", "2026-01-10", 50), ("A2", "ben", "soon", 4), ()]
    rows += [("A3", "cy", "2026-01-12", "n.n."), ("A4", "dee", "2026-01-13", 3)]
    for form, content in (("xlsx", xlsx(rows)), ("xls", xls(rows))):
        path = book.desk / f"jan.{form}"
        path.write_bytes(content)
        report = book.load(InputFile(path.name, path), set_aside=True)[0]
        assert (report.status, report.aside, report.sheet) == ("loaded", 2, "Orders"), form
        assert missed(book) == [(5, None), (7, "2026-01-01")]
        assert [(p.row, p.sheet) for p in report.errors] == [(5, "Orders"), (7, "Orders")]
        book.undo(report.version or 0)


@pytest.mark.parametrize(
    "text",
    [
        "order_id,account_id,amount\nA1,ana,5\n",
        HEADER + GOOD + "A2,ben,2026-01-11,x\nA3,cy,2026-0",
        HEADER + GOOD + 'A2,"ben,2026-01-11,4\n',
        HEADER + "A1,ana,13/01/2026,5\nA2,ben,01/13/2026,4\n",
        HEADER + "A1,ana,2026-01-10,€5\nA2,ben,2026-01-10,$4\nA3,ben,2026-01-10,$4\n",
        HEADER + "A2,ben,2026-01-11,x\n",
    ],
    ids=["column missing", "cut off", "open quote", "mixed dates", "mixed currencies", "all bad"],
)
def test_a_file_in_doubt_stays_refused(book: Book, text: str) -> None:
    path = book.file("jan.csv", "x")
    path.path.write_text(text, encoding="utf-8")
    report = book.load(path, set_aside=True)[0]
    assert (report.status, report.aside) == ("refused", 0)
    assert not report.can_set_aside
    assert book.lines() == []


def test_records_come_back_mended(book: Book) -> None:
    book.load(book.file("jan.csv", FILE), set_aside=True)
    rows = list(csv.reader(io.StringIO(to_mend(book))))
    assert rows[0] == ["order_id", "account_id", "order_date", "amount", "Error #1"]
    assert rows[1][:4] == ["A2", "ben", "2026-01-11", "n.n."]
    assert 'found "n.n.", expected a number' in rows[1][4]
    text = "".join(
        f"{','.join(row)}\n"
        for row in (
            [*HEADER.strip().split(","), "Error #1"],
            ["A2", "ben", "2026-01-11", "5", ""],
            ["A3", "cy", "2026-01-31", "7", ""],
            ["A4", "dee", "2026-01-12", "2", "#5"],
        )
    )
    report = book.load(book.file("mended.csv", text), mode="add")[0]
    assert report.status == "loaded"
    assert book.totals() == {"2026-01": (5, "67.00")}
    assert missed(book) == []
    book.undo(2)
    assert len(missed(book)) == 3


def test_a_month_that_is_replaced_misses_nothing(book: Book) -> None:
    book.load(book.file("jan.csv", FILE), set_aside=True)
    whole = HEADER + GOOD + "A5,ana,2026-01-20,3\nA2,ben,2026-01-11,9"
    book.load(book.file("jan2.csv", whole))
    assert missed(book) == []


def test_undo_and_redo_go_along(book: Book) -> None:
    book.load(book.file("jan.csv", FILE), set_aside=True)
    before = missed(book)
    book.undo(1)
    assert missed(book) == []
    book.undo(2)
    assert missed(book) == before
    assert verify(book.warehouse) == []


def test_the_same_file_without_the_wish_is_refused_again(book: Book) -> None:
    file = book.file("jan.csv", FILE)
    book.load(file, set_aside=True)
    assert book.load(file)[0].status == "refused"
    assert book.load(file, set_aside=True)[0].status == "unchanged"


def test_rebuild_gives_them_again(book: Book) -> None:
    book.load(book.file("jan.csv", FILE), set_aside=True)
    book.load(
        book.file("feb.csv", HEADER + "B1,ana,2026-02-10,5\nB2,ben,2026-02-1x,4\n"), set_aside=True
    )
    book.undo(2)
    before = book.rows("select * from aside order by all")
    shown = quarantined_rows.standing(book.warehouse)
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert book.rows("select * from aside order by all") == before
    pd.testing.assert_frame_equal(quarantined_rows.standing(book.warehouse), shown)


def test_a_big_file_that_is_read_apart_sets_them_aside_too(book: Book) -> None:
    rows = "".join(f"B{n},ana,2026-01-{n % 28 + 1:02},{n}.50\n" for n in range(50_000))
    report = book.load(book.file("big.csv", HEADER + rows + BAD + GOOD), set_aside=True)[0]
    assert (report.status, report.aside, report.records.accepted) == ("loaded", 3, 50_001)
    assert len(missed(book)) == 3
    assert verify(book.warehouse) == []
