"""Money that a workbook shows with a currency by the format of its cells comes with it."""

import io
import zipfile
from pathlib import Path

import pytest

from data.ingest.files.workbooks import signs
from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read
from tests.catalogue import books

ROWS = (books.HEAD, ("O1", "2026-09-03", "Acme", 0), ("O2", "2026-09-04", "Bolt", 0))


def shown_as(*formats):
    """1250.50 and -80.25, each shown by its format."""

    def more(book, sheet):
        for row, (value, code) in enumerate(zip((1250.5, -80.25), formats, strict=True), 1):
            sheet.write_number(row, 3, value, book.add_format({"num_format": code}))

    return books.xlsx(ROWS, more)


def opened(tmp_path: Path, content: bytes, **options):
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    return read([InputFile(path.name, path)], ReadOptions(**options))[0]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("#,##0.00 [$€-407]", "EUR"),
        ("[$¥-804]#,##0.00", "CNY"),
        ("[$¥-411]#,##0", "JPY"),
        ('"CHF" #,##0.00', "CHF"),
        ('_("$"* #,##0.00_);_("$"* \\(#,##0.00\\)', "USD"),
        ('#,##0.00 "pcs"', None),
        ("#,##0.00", None),
        ("General", None),
    ],
)
def test_a_format_says_the_currency(tmp_path, code, said):
    reading = opened(tmp_path, shown_as(code, code))
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 1170.25)
    assert reading.table["currency"].to_pylist() == [said, said]


def test_two_currencies_are_never_added(tmp_path):
    reading = opened(tmp_path, shown_as("[$$-409]#,##0.00", "#,##0.00 [$€-407]"))
    assert [(p.row, p.found) for p in reading.report.errors] == [(3, '"€ -80.25"')]


def test_money_of_an_ods_names_its_currency(tmp_path):
    cell = '<table:table-cell office:value-type="{}" {}><text:p>{}</text:p></table:table-cell>'
    head = "".join(cell.format("string", "", name) for name in books.HEAD)
    order = "".join(cell.format("string", "", text) for text in ("O1", "2026-09-03", "Acme"))
    money = cell.format("currency", 'office:currency="EUR" office:value="12.5"', "12,50 €")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", CONTENT.format(head, order + money))
    reading = opened(tmp_path, out.getvalue())
    assert reading.table["currency"].to_pylist() == ["EUR"], reading.report
    assert float(reading.report.amount) == 12.5


def test_a_format_of_zeros_is_no_currency():
    assert signs.of_format('"C-"0000') is None


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="S"><table:table-row>{}</table:table-row>'
    "<table:table-row>{}</table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)
