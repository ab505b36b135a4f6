"""What is given out to be mended comes back as it was: without the apostrophes of the guard."""

import csv
import io

import pytest

from data.book import quarantined_rows
from data.ingest.error_column_file import marked
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from tests.unit.intake.book import Book

HEADER = "order_id,order_date,account_id,account_name,amount\n"
NAMES = ("=HYPERLINK(1)", "-Acme", "＝冠军", "@x", "'=quoted", "+1", "  =spaced", "O'Neil")


def rows(book: Book) -> list[tuple[str, ...]]:
    """Order and name of the account of each line in force."""
    return book.rows(
        "select s.order_id, n.account_name from sales s join account_names n using (account_key)"
        " where s.removed_in is null and n.removed_in is null order by 1"
    )


def _load(book: Book, text: str, **wish: object) -> list[object]:
    path = book.desk / "x.csv"
    path.write_text(text, encoding="utf-8", newline="")
    file = book.file("y.csv", "a")
    return book.load(type(file)("x.csv", path), **wish)  # type: ignore[return-value]


def export(amount: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER.strip().split(","))
    writer.writerow(["G1", "2026-01-01", "good", "Good", "1"])
    for number, name in enumerate(NAMES, 1):
        writer.writerow([f"-B{number}", "2026-01-02", f"id{number}", name, amount])
    return out.getvalue()


def loaded_at_once(book: Book) -> list[tuple[str, ...]]:
    _load(book, export("5"))
    return rows(book)


def test_rows_set_aside_come_back_as_they_were(book: Book) -> None:
    _load(book, export("n.n."), set_aside=True)
    (number,) = quarantined_rows.standing(book.warehouse)["file_id"]
    text = quarantined_rows.to_mend(book.warehouse, int(number)).decode()
    assert "'-B1" in text
    assert "'-Acme" in text
    reports = _load(book, text.replace("n.n.", "5"))
    assert [report.status for report in reports] == ["loaded"]
    mended = rows(book)
    assert book.rows("select count(*) from aside where removed_in is null") == [(0,)]
    assert [order for order, _name in mended] == [f"-B{n}" for n in range(1, 9)] + ["G1"]
    book.undo(2)
    book.undo(1)
    assert loaded_at_once(book) == mended
    assert verify(book.warehouse) == []
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert rows(book) == mended


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_refused_file_comes_back_as_it_was(book: Book, delimiter: str) -> None:
    text = export("n.n.") if delimiter == "," else export("n.n.").replace(",", ";")
    path = book.desk / "x.csv"
    path.write_text(text, encoding="utf-8", newline="")
    file = type(book.file("y.csv", "a"))("x.csv", path)
    given_out = marked(file, book.propose(file).reports[0]).decode()
    assert "'=HYPERLINK" in given_out
    reports = _load(book, given_out.replace("n.n.", "5"))
    assert [report.status for report in reports] == ["loaded"]
    mended = rows(book)
    book.undo(1)
    assert loaded_at_once(book) == mended


def test_other_files_are_read_as_they_stand(book: Book) -> None:
    _load(book, HEADER + "A1,2026-01-01,a,'=as it stands,5\n")
    assert rows(book) == [("A1", "'=as it stands")]
