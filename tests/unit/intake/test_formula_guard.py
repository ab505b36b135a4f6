"""What a spreadsheet would run is made inert in every file that Octant writes for one."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import naming, output
from data.__main__ import app
from data.book import quarantined_rows as aside
from data.catalogue import KINDS, template
from data.commands.terminal import run
from data.formula_guard import guarded, guarded_cell, is_formula, unguarded
from data.ingest.error_column_file import marked
from data.ingest.model import CorrectedRow, Correction
from data.warehouse import Warehouse
from pages.parts import downloads
from tests.unit.intake.book import Book

ATTACKS = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－A1",
    "＠SUM(A1)",
    "  =1+1",
    "\u3000=1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\x00=1+1",
    '"=1+1',
    "'=1+1",
    "\" '=1+1",
    "“=1+1",
    "-1-1",
    "-A1",
    "-5 EUR",
    "--5",
)
HARMLESS = ("", "-", "--", " - ", "'", "O'Neil", "A=1", "5-3", "3+4", "a@b.example", "’s", "\n")
NEGATIVE = (
    *("-5", "-1,234.50", "-1.234,50", "-1 234 567,89", "-1\u202f234", "-1'234.50", "-.5", "-5."),
    *("-1.5E+10", "-€5", "- 5", "-5%", "-0", "－５", " -5"),
)


@pytest.mark.parametrize("text", ATTACKS)
def test_a_formula_gets_an_apostrophe_and_loses_it_again(text: str) -> None:
    assert guarded(text) == guarded_cell(text) == "'" + text
    assert unguarded("'" + text) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert (guarded(text), guarded_cell(text), unguarded(text)) == (text, text, text)


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_negative_number_of_an_export_stays_a_number(text: str) -> None:
    assert guarded_cell(text) == text
    assert guarded(text) == "'" + text, "a name that looks like a number is no number"


@pytest.mark.parametrize("text", ["-49 170 1234567", "-1e5e5", "-1-2", "-", "-€", "-1 23", "-x%"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert guarded_cell(text) == guarded(text)


@given(st.text(st.sampled_from("=+-@'\"\t\r\n ＝－5aE.,%€") | st.characters(), max_size=8))
def test_nothing_is_lost_and_nothing_runs(text: str) -> None:
    for written in (guarded(text), guarded_cell(text)):
        assert unguarded(written) == text
    assert written == text or is_formula(text)
    assert guarded(text).lstrip()[:1] not in tuple("=+@＝＋＠")


def _cells(raw: bytes, delimiter: str = ",") -> list[list[str]]:
    text = raw.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_downloads_of_a_page() -> None:
    frame = pd.DataFrame({"name": ATTACKS, "=n": [-1.5] * len(ATTACKS)})
    head, *rows = _cells(downloads.csv_bytes(frame))
    assert head == ["name", "'=n"]
    assert [row[0] for row in rows] == ["'" + text for text in ATTACKS]
    assert {row[1] for row in rows} == {"-1.5"}


def test_answers_of_the_command_line() -> None:
    table = pa.table({"name": list(ATTACKS), "n": [-1] * len(ATTACKS)})
    rows = list(csv.reader(io.StringIO(output.as_csv(table), newline="")))[1:]
    assert rows == [["'" + text, "-1"] for text in ATTACKS]


def test_a_naming_comes_back_as_it_was() -> None:
    names = (naming.Name("=1+1", "＝冠军", (1, 5), (1, 5), (1, 5)),)
    raw = naming.to_csv(names)
    assert "'=1+1,'＝冠军" in raw.decode("utf-8-sig")
    assert naming.from_csv(raw) == names


def test_templates_are_inert() -> None:
    for kind in KINDS:
        cells = [cell for row in _cells(template(kind)) for cell in row]
        assert [cell for cell in cells if guarded_cell(cell) != cell] == []


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], str]:
    def go(text: str) -> str:
        source, target = tmp_path / "x.csv", tmp_path / "clean.csv"
        source.write_text(text, encoding="utf-8", newline="")
        assert run(app, "data", ["read", str(source), "-o", str(target)]) == 0
        return target.read_bytes().decode()

    return go


def test_a_table_written_clean(written: Callable[[str], str]) -> None:
    text = 'city,note,amount\nKöln,=1+1,-5\nUlm,＝1+1,"-1,234.50"\nBonn,@x,-\n'
    safe = "city,note,amount\nKöln,'=1+1,-5\nUlm,'＝1+1,\"-1,234.50\"\nBonn,'@x,-\n"
    assert written(text) == safe


def _refused(book: Book, text: str) -> Any:
    path = book.desk / "=bad.csv"
    path.write_text(text, encoding="utf-8")
    file = book.file("x.csv", "a")
    file = type(file)(path.name, path)
    return file, book.propose(file).reports[0]


def test_a_refused_file_with_its_reasons(book: Book) -> None:
    text = (
        "order_id;account_id;order_date;amount\n=1+1;@ana;2026-01-10;-5,5\n-A;b;2026-01-11;n.n.\n"
    )
    file, report = _refused(book, text)
    head, first, second = _cells(marked(file, report), ";")
    assert first == ["'=1+1", "'@ana", "2026-01-10", "-5,5", ""]
    assert second[:4] == ["'-A", "b", "2026-01-11", "n.n."]
    assert second[4].startswith("'=bad.csv › row 3")
    assert head[-1] == "Error"


def test_rows_set_aside(book: Book) -> None:
    header = "order_id,order_date,account_id,amount,=note\n"
    good = "G1,2026-01-01,ana,100,x\n"
    bad = "=B1,2026-01-01,-cy,n.n.,-5\n"
    book.load(book.file("jan.csv", header + good + bad), set_aside=True)
    (number,) = aside.standing(book.warehouse)["file_id"]
    head, row = _cells(aside.to_mend(book.warehouse, int(number)))
    assert head[:5] == ["order_id", "order_date", "account_id", "amount", "'=note"]
    assert row[:5] == ["'=B1", "2026-01-01", "'-cy", "n.n.", "-5"]


def test_a_row_that_lost_its_number_is_known_behind_its_apostrophes(book: Book) -> None:
    header = "order_id,order_date,account_id,amount\n"
    rows = "=B1,2026-01-01,-cy,n.n.\n=B2,2026-01-02,@dee,n.n.\n"
    book.load(book.file("jan.csv", header + "G1,2026-01-01,ana,1\n" + rows), set_aside=True)
    (number,) = aside.standing(book.warehouse)["file_id"]
    back = CorrectedRow(2, None, ("'=B2", "2026-01-02", "'@dee", "40"))
    mended = Correction(int(number), tuple(header.strip().split(",")), [back])
    assert _returned(book.warehouse, mended) == {2: 4}


def _returned(warehouse: Warehouse, mended: Correction) -> dict[int, int | None]:
    with warehouse.cursor() as cursor:
        return aside.returned(cursor, mended)
