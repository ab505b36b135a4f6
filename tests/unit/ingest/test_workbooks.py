"""Workbooks: what their XML tells, told alike by the quick reader and by the careful one."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.ingest.error_column_file import marked
from data.ingest.files.workbooks import regular, xlsx
from data.ingest.files.workbooks.cell_text import written
from data.ingest.files.workbooks.refusing import NotRead
from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read
from tests.catalogue.books import HEAD, ORDERS
from tests.catalogue.books import xlsx as workbook


def plain(_book: Any, _sheet: Any) -> None:
    return


def hidden_and_filtered(_book: Any, sheet: Any) -> None:
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.autofilter(0, 0, 2, 3)


def formulas(_book: Any, sheet: Any) -> None:
    sheet.write_formula(3, 3, "=D2+D3", None, 3.75)
    sheet.write_formula(4, 3, "=1/0", None, "#DIV/0!")
    sheet.write_formula(5, 0, '=""', None, "")
    sheet.write_string(6, 1, "<v> & 'more'")


def styled_and_far(book: Any, sheet: Any) -> None:
    sheet.write_blank(40, 30, None, book.add_format({"bold": True}))
    sheet.write(20, 28, "far")


@pytest.mark.parametrize("more", [plain, hidden_and_filtered, formulas, styled_and_far])
@pytest.mark.parametrize("block", [64, 1 << 22])
def test_the_quick_reader_tells_what_the_careful_one_does(
    more: Any, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regular, "BLOCK", block)
    content = workbook([HEAD, *ORDERS], more)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = xlsx.part_of(archive, "Orders")
        with archive.open(part) as sheet:
            quick = regular.facts(sheet)
        assert quick in (None, xlsx.careful_facts(archive, part))
    assert quick is not None or block == 64


def test_what_is_irregular_is_left_to_the_careful_reader() -> None:
    for text in (b"<x:row>", b"<row r='1'>", b"<!-- <c --><row>", b"<c><v><![CDATA[1]]></v></c>"):
        assert regular.facts(io.BytesIO(text + b"</row>")) is None


def test_a_far_corner_is_refused_by_both() -> None:
    content = workbook(more=lambda _book, sheet: sheet.write(1_048_575, 16_383, "x"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = xlsx.part_of(archive, "Orders")
        with archive.open(part) as sheet, pytest.raises(NotRead):
            regular.facts(sheet)
        with pytest.raises(NotRead):
            xlsx.careful_facts(archive, part)


def packed_again(content: bytes, named: Callable[[str], str], **more: bytes) -> bytes:
    """The same parts under other names, and some more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(named(name), old.read(name))
        for name, part in more.items():
            new.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        packed_again(workbook([HEAD, *ORDERS]), lambda name: name.replace("/", "\\")),
        packed_again(workbook([HEAD, *ORDERS]), str.lower),
        packed_again(workbook([HEAD, *ORDERS]), str, **{"__MACOSX/xl/._workbook.xml": b"\0\5\x16"}),
    ],
    ids=["with backslashes", "in small letters", "by macOS"],
)
def test_a_workbook_packed_by_another_hand_is_read(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(content)
    (reading,) = read([InputFile(path.name, path)], ReadOptions())
    assert reading.report.errors == []
    assert reading.table is not None
    assert reading.table["order_id"].to_pylist() == [row[0] for row in ORDERS]


def test_a_refused_workbook_comes_back_with_its_errors_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(workbook([HEAD, *ORDERS, ("O3", "soon", "Acme", 1)]))
    file = InputFile("orders.xlsx", path)
    report = read([file], ReadOptions())[0].report
    lines = marked(file, report).decode("utf-8-sig").splitlines()
    assert lines[0] == "order_id,order_date,account_name,amount,Error"
    assert lines[2] == "O2,2026-09-04,Müller,2.25,"
    assert lines[3].startswith('O3,soon,Acme,1,"orders.xlsx › Orders › row 4')


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.0, "3"),
        (-0.5, "-0.5"),
        (1234.567, "1234.5670"),
        (1e15, "1.00000000000000E+15"),
        (True, "TRUE"),
        ("00123", "00123"),
    ],
)
def test_a_cell_is_written_so_that_it_reads_in_one_way(cell: Any, text: str) -> None:
    assert written(cell) == text
