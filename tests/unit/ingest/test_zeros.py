"""Ids that a workbook keeps as numbers and shows with zeros before them come out as shown."""

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from data.ingest.files.workbooks import regular, xlsx, zeros
from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read
from tests.catalogue import books, old_books

HEAD = ("order_id", "order_date", "account_id", "amount")
ROWS = [(1, "2026-09-03", 123, 5), (2, "2026-09-04", 1234567, 7.5)]


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("00000", 123, "00123"),
        ("00000", 1234567, "1234567"),
        ("00000;-00000", 0.0, "00000"),
        ('"C-"0000', 12, "C-0012"),
        ("000-0000", 120345, "012-0345"),
        ("000-0000", 12345678, "1234-5678"),
        ("000\\ 00_)", 1234, "012 34"),
        ("00000", 1.5, None),
        ("00000", -3, None),
        ("00000", True, None),
        ("00000", "7", None),
    ],
)
def test_a_number_is_written_as_its_format_shows_it(code: str, value: Any, shown: Any) -> None:
    pattern = zeros.pattern(code)
    assert pattern is not None
    assert zeros.shown(pattern, value) == shown


@pytest.mark.parametrize("code", ["General", "0", "0.00", "#,##0", "0%", "00.00", "yyyy-mm", "@"])
def test_other_formats_say_nothing_of_zeros(code: str) -> None:
    assert zeros.pattern(code) is None


def with_zeros(book: Any, sheet: Any) -> None:
    shown = book.add_format({"num_format": "00000"})
    sheet.write_number(1, 2, 123, shown)
    sheet.write_number(2, 2, 1234567, shown)
    sheet.write_string(3, 2, "x7", shown)
    sheet.write_formula(4, 2, "=40+2", shown, 42)
    sheet.write_blank(9, 2, None, shown)


def test_an_xlsx_keeps_its_zeros(tmp_path: Path) -> None:
    more = [(3, "2026-09-05", "x7", 1), (4, "2026-09-05", 42, 1), (5, "2026-09-05", 42, 1)]
    assert _ids(tmp_path, "xlsx", books.xlsx([HEAD, *ROWS, *more], with_zeros)) == [
        *("00123", "1234567", "x7", "00042"),
        "42",
    ]


@pytest.mark.parametrize("block", [64, 1 << 22])
def test_the_quick_reader_finds_the_zeros_that_the_careful_one_finds(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regular, "BLOCK", block)
    content = books.xlsx([HEAD, *ROWS], with_zeros)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part, patterns = xlsx.part_of(archive, "Orders"), xlsx.patterns(archive)
        with archive.open(part) as sheet:
            quick = regular.facts(sheet, patterns)
        careful = xlsx.careful_facts(archive, part, patterns)
    assert quick in (None, careful)
    assert careful.zeros.columns == {2: [(1, 4, "00000"), (9, 9, "00000")]}


def test_an_xls_keeps_its_zeros(tmp_path: Path) -> None:
    code = "00000".encode("utf-16-le")
    before = struct.pack("<HHHHB", 0x41E, 5 + len(code), 164, 5, 1) + code
    before += struct.pack("<HHHH", 0xE0, 20, 0, 164) + bytes(16)
    content = old_books.xls([HEAD, *ROWS], before=before)
    assert _ids(tmp_path, "xls", content) == ["00123", "1234567"]


def test_an_xlsb_keeps_its_zeros(tmp_path: Path) -> None:
    code = struct.pack("<HI", 164, 5) + "00000".encode("utf-16-le")
    style = struct.pack("<HH", 0, 164) + bytes(12)
    other = struct.pack("<HH", 0xFFFF, 0) + bytes(12)
    parts = [(615, struct.pack("<I", 1)), (44, code), (616, b"")]
    parts += [(626, struct.pack("<I", 1)), (47, other), (627, b"")]
    parts += [(617, struct.pack("<I", 1)), (47, style), (618, b"")]
    styles = b"".join(books._record(*part) for part in parts)
    with zipfile.ZipFile(io.BytesIO(books.xlsb([HEAD, *ROWS]))) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    rels = "xl/_rels/workbook.bin.rels"
    own = whole[rels].replace(b'Id="rId1"', b'Id="rId2"').replace(b"/worksheet", b"/styles")
    own = own.replace(b"worksheets/sheet1.bin", b"styles.bin")
    relation = own[own.index(b"<Relationship ") : own.index(b"</Relationships>")]
    whole[rels] = whole[rels].replace(b"</Relationships>", relation + b"</Relationships>")
    content = books.zipped(whole | {"xl/styles.bin": styles})
    assert _ids(tmp_path, "xlsb", content) == ["00123", "1234567"]


def test_an_ods_keeps_its_zeros(tmp_path: Path) -> None:
    text = b'<table:table-cell office:value-type="string"><text:p>00123</text:p>'
    number = text.replace(b'"string"', b'"float" office:value="123"')
    rows = [HEAD, ("1", "2026-09-03", "00123", "5"), ("2", "2026-09-04", "1234567", "7.5")]
    content = books.changed(books.ods(rows), "content.xml", lambda own: own.replace(text, number))
    assert _ids(tmp_path, "ods", content) == ["00123", "1234567"]


def _ids(folder: Path, form: str, content: bytes) -> list[str]:
    path = folder / f"orders.{form}"
    path.write_bytes(content)
    reading = read([InputFile(path.name, path)], ReadOptions("sales"))[0]
    assert reading.report.status == "ready", reading.report.to_json()
    assert reading.table is not None
    found: list[str] = reading.table["account_id"].to_pylist()
    return found
