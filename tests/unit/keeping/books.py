"""Small books for the tests of keeping: real imports of a few lines."""

from pathlib import Path

from data import intake, warehouse
from data.ingest.model import InputFile, ReadOptions
from data.warehouse import Warehouse

HEADER = "order_id,line_id,order_date,account_id,account_name,amount\n"


def export(folder: Path, month: str, lines: int = 3, name: str | None = None) -> Path:
    """A month of order lines as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or f"sales-{month}.csv")
    rows = (
        f"{month}-{n},1,{month}-{n + 1:02d},A{n},Account {n},{n * 10}.50\n" for n in range(lines)
    )
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def load(book: Warehouse, path: Path, **answers: str) -> None:
    """Import one file, which must load."""
    proposal = intake.propose(book, [InputFile(path.name, path)], ReadOptions(answers=answers))
    reports = intake.confirm(book, proposal, "ann")
    assert [r.status for r in reports] == ["loaded"], [r.to_json() for r in reports]


def book_of(home: Path, *months: str) -> Warehouse:
    """A book with these months, one version each."""
    book = warehouse.current(home)
    for month in months:
        load(book, export(home.parent / "exports", month))
    return book


def sums(book: Warehouse) -> list[tuple[object, ...]]:
    """Month, lines and money of what is in force."""
    with book.cursor() as cursor:
        return cursor.execute(
            "select month, count(*), sum(amount) from sales where removed_in is null"
            " group by month order by month"
        ).fetchall()
