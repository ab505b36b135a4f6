"""Small files made to hold the app up: each comes to words, and the app answers all the while."""

import ast
import io
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from data.ingest.model import InputFile, ReadOptions
from data.intake import make_ready, propose
from data.warehouse import Warehouse
from tests.catalogue.books import HEAD, changed, ods, xlsx
from tests.catalogue.old_books import compound
from tests.unit.intake.book import Book

A_SECOND = 1.0
"""For which the app may not answer while a hostile file is read (/healthz is asked as often)."""
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
HEADER = b"order_id,order_date,account_id,amount\n"
RECORD = b"A1,2026-03-01,C1,1\n"


def _rows(cells: str, content: bytes | None = None) -> bytes:
    """A workbook with more cells below its rows."""
    end = b"</sheetData>"
    return changed(content or xlsx(), SHEET, lambda old: old.replace(end, cells.encode() + end))


def _one_text_many_times() -> bytes:
    text = b"<si><t>" + b"x" * 1_000_000 + b"</t></si><si><t>order_id"
    whole = changed(xlsx(), STRINGS, lambda old: old.replace(b"<si><t>order_id", text, 1))
    cells = (f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(4, 2_004))
    return _rows("".join(cells), whole)


def _many_sheets_of_one_part() -> bytes:
    def more(old: bytes) -> bytes:
        begin = old.index(b"<sheet ")
        one = old[begin : old.index(b"/>", begin) + 2]
        names = (one.replace(b'"Orders"', b'"n%d"' % n) for n in range(5_000))
        return old.replace(one, one + b"".join(names))

    return changed(xlsx(), "xl/workbook.xml", more)


def _repeated_cells() -> bytes:
    rows = (
        b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        b'table:number-columns-repeated="11" office:value-type="string"><text:p>x</text:p>'
        b"</table:table-cell></table:table-row></table:table>"
    )
    whole = ods([HEAD, ("O1", "2026-09-03", "Acme", "1.50")])
    return changed(whole, "content.xml", lambda old: old.replace(b"</table:table>", rows))


def _endless_chain(sectors: int) -> bytes:
    """An old workbook that says of its tables that there are billions."""
    content = bytearray(compound({"Workbook": b"\x09\x08" + bytes(5_000)}))
    content[68:76] = (0xFFFFFFFF).to_bytes(4, "little") + sectors.to_bytes(4, "little")
    return bytes(content)


def _zip_of_many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(11_000):
            archive.writestr(f"{number}.xml", "")
    return out.getvalue()


ATTACKS: dict[str, Callable[[], bytes]] = {
    "191 bytes of a JSON name": lambda: b'{"' + b"\\\\" * 94 + b"\\",
    "comments before a page": lambda: b"<!-- -->" * 8_000 + b"<x",
    "comments without an end": lambda: b"<html>" + b"<!--" * 250_000,
    "comments in a table": lambda: b"<table><tr><td>" + b"<!--" * 200_000,
    "tags without an end": lambda: b"<html><table><tr><td>" + b"<a b='" * 150_000,
    "spans": lambda: b"<table><tr>" + b"<td colspan=1000 rowspan=1000>" * 30_000,
    "spaces before a total": lambda: HEADER + RECORD + b"x" + b" " * 120_000 + b"y,,,\n",
    "spaces behind a total": lambda: HEADER + RECORD + b"Total" + b" " * 120_000 + b"x,,,\n",
    "brackets": lambda: b"(" * 900_000 + b",amount\n1,2\n",
    "a unit in brackets": lambda: (
        b"order_id,order_date,account_id," + b"(in " * 100_000 + b"\n1,2\n"
    ),
    "a currency above": lambda: b"currency" * 100_000 + b"\n\n" + HEADER + RECORD,
    "a word beyond ASCII": lambda: HEADER + b"A1,2026-03-01," + b"a" * 120_000 + b"\xe9,1\n",
    "quotes in a cell": lambda: HEADER + b'A1,2026-03-01,"a' + b'"b' * 60_000 + b'",1\n',
    "quoted cells on one line": lambda: b'"a"b",' * 150_000,
    "escapes": lambda: HEADER + b'A1,2026-03-01,"\\"' + b'\\"x' * 40_000 + b",1\n",
    "digits": lambda: HEADER + b"A1,2026-03-01,C1," + b"1" * 120_000 + b"\n",
    "a power": lambda: HEADER + b"A1,2026-03-01,C1,1e999999999\n" * 1_000,
    "bad rows": lambda: HEADER + b"A1,x,C1,n/a\n" * 80_000,
    "cells without an end": lambda: _rows("<f/><c >" * 100_000),
    "rows without an end": lambda: _rows("<row " * 150_000),
    "a long tag": lambda: _rows("<c " + ' r="A1"' * 100_000 + "><v>1</v></c>"),
    "a far column": lambda: _rows(f'<row r="4"><c r="{"A" * 200_000}4"><v>1</v></c></row>'),
    "one text many times": _one_text_many_times,
    "many sheets": _many_sheets_of_one_part,
    "cells that are repeated": _repeated_cells,
    "tables of an old workbook": lambda: _endless_chain(0xFFFFFFF0),
    "many parts": _zip_of_many_parts,
    "an archive of archives": lambda: (
        b"MIME-Version: 1.0\n"
        + b"".join(
            b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(900)
        )
    ),
}


@contextmanager
def _asked_all_the_while(book: Warehouse) -> Iterator[list[float]]:
    """Ask the book again and again; how long each answer took to come."""
    is_over, waits = threading.Event(), [0.0]

    def ask() -> None:
        before = time.monotonic()
        while not is_over.wait(0.02):
            with book.cursor() as cursor:
                cursor.execute("select 1").fetchall()
            waits.append(time.monotonic() - before)
            before = time.monotonic()

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield waits
    finally:
        is_over.set()
        asking.join()


@pytest.mark.parametrize("what", ATTACKS)
def test_a_small_file_holds_nobody_up(what: str, book: Book) -> None:
    path = book.desk / "attack.bin"
    path.write_bytes(ATTACKS[what]())
    assert path.stat().st_size < 1_100_000
    make_ready()
    with _asked_all_the_while(book.warehouse) as waits:
        proposal = propose(book.warehouse, [InputFile(path.name, path)], ReadOptions())
    [report] = proposal.reports
    assert report.status in ("refused", "needs_answer", "ready")
    assert all(problem.found and problem.expected and problem.do for problem in report.errors)
    assert max(waits) < A_SECOND


def test_a_workbook_is_read_behind_them(book: Book) -> None:
    path = book.desk / "orders.xlsx"
    path.write_bytes(xlsx())
    assert propose(book.warehouse, [InputFile(path.name, path)], ReadOptions()).ready


def test_the_app_itself_has_no_reader() -> None:
    """What is not there cannot be held up: neither intake nor the commands import the parsers."""
    code = (
        "import sys, data.__main__, data.intake, data.keeping.inbox, data.keeping.rebuild;"
        "print([name for name in sys.modules if name.startswith('data.ingest.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    known = ("context", "error_column", "inspection", "model", "problems")
    assert set(ast.literal_eval(done.stdout)) <= {f"data.ingest.{name}" for name in known}
