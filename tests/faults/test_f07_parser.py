"""F7: what reads a file crashes, hangs or eats memory. A sentence comes of it, the app lives."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.intake import InputFile, ReadOptions, propose
from data.keeping.verify import verify
from data.warehouse import Warehouse
from tests.catalogue.books import changed, xlsx
from tests.faults.books import export, load
from tests.faults.kept import Tried

BEGUN = "print('[\"begun\"]', flush=True)\n"
ENDS = {
    "crashes": "import os; os.abort()",
    "leaves without a word": "pass",
    "hangs": "import time; time.sleep(600)",
    "turns in a circle": "while True: pass",
    "eats memory": "import resource as r; r.setrlimit(r.RLIMIT_AS, (1 << 28, 1 << 28)); b'x' << 30",
}


@pytest.mark.parametrize("how", ENDS)
def test_f07_a_reader_that(
    how: str, own_home: Path, tmp_path: Path, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse.open(own_home)
    file = export(tmp_path, 2026, 1, 20)
    with monkeypatch.context() as patch:
        patch.setattr("data.sandbox.following.PATIENCE", 1.0)
        patch.setattr("data.sandbox.warm_worker.CHILD", ("-c", BEGUN + ENDS[how]))
        start = time.monotonic()
        (report,) = propose(warehouse, [InputFile(file.name, file)], ReadOptions()).reports
        assert time.monotonic() - start < 30
    assert report.status == "refused"
    assert "Do: " in report.errors[0].sentence(file.name)
    assert [report.status for report in load(warehouse, file)] == ["loaded"]
    assert verify(warehouse) == []
    warehouse.close()
    tried["reader"] = how


def _rows_to_the_end() -> bytes:
    """A million rows with one cell far to the right: small to send, large to lay out."""
    chance = random.Random(7)
    row = '<row r="{0}"><c r="AF{0}"><v>{1}</v></c></row>'
    rows = "".join(row.format(n, chance.random()) for n in range(4, 1_048_577))
    sheet = "xl/worksheets/sheet1.xml"
    data = b"</sheetData>"
    return changed(xlsx(), sheet, lambda part: part.replace(data, rows.encode() + data))


def _far_corner() -> bytes:
    return xlsx(more=lambda _book, sheet: sheet.write("XFD1048576", "x"))


def _zip_bomb() -> bytes:
    return changed(xlsx(), "xl/worksheets/sheet1.xml", lambda part: part + b" " * 50_000_000)


BOMBS = {
    "a cell at XFD1048576": (_far_corner, "too large"),
    "a million rows": (_rows_to_the_end, "too large"),
    "a zip bomb": (_zip_bomb, "unpacks"),
}


@pytest.mark.parametrize(
    "what", [pytest.param(w, marks=[pytest.mark.faults] * (w == "a million rows")) for w in BOMBS]
)
def test_f07_a_workbook_with(what: str, own_home: Path, tmp_path: Path, tried: Tried) -> None:
    make: Callable[[], bytes]
    make, words = BOMBS[what]
    book = tmp_path / "bomb.xlsx"
    book.write_bytes(make())
    warehouse = Warehouse.open(own_home)
    start = time.monotonic()
    (report,) = propose(warehouse, [InputFile(book.name, book)], ReadOptions()).reports
    assert time.monotonic() - start < 30
    assert report.status == "refused"
    assert words in report.errors[0].found
    assert [r.status for r in load(warehouse, export(tmp_path, 2026, 1, 20))] == ["loaded"]
    warehouse.close()
    tried["workbook"] = what
