"""Workbooks that are one XML file (SpreadsheetML 2003), as Excel and other programs write them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.ingest import context
from data.ingest.files.workbooks import spreadsheetml
from data.ingest.model import InputFile, Reading, ReadOptions
from data.ingest.pipeline import read

Open = Callable[..., Reading]
START = '<?xml version="1.0"{}?>\n<?mso-application progid="Excel.Sheet"?>\n'
BOOK = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:html="http://www.w3.org/TR/REC-html40">{}</Workbook>'
)
STYLES = (
    '<Styles><Style ss:ID="Default" ss:Name="Normal"/>'
    '<Style ss:ID="s1"><NumberFormat ss:Format="00000"/></Style>'
    '<Style ss:ID="s2"><NumberFormat ss:Format="[$€-407]\\ #,##0.00"/></Style>'
    '<Style ss:ID="s3" ss:Parent="s2"><Font ss:Bold="1"/></Style></Styles>'
)
HEAD = ("order_id", "order_date", "account_name", "amount")


def cell(value: object, more: str = "", kind: str | None = None) -> str:
    kind = kind or ("Number" if isinstance(value, int | float) else "String")
    return f'<Cell{more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<Row{more}>{''.join(cells)}</Row>"


def sheet(*rows: str, name: str = "Orders", more: str = "", columns: str = "") -> str:
    table = f"<Table>{columns}{''.join(rows)}</Table>"
    return f'<Worksheet ss:Name="{name}">{table}{more}</Worksheet>'


def order(number: str, day: str, account: str, amount: object, more: str = "") -> str:
    moment = cell(f"{day}T00:00:00.000", kind="DateTime")
    return row(cell(number), moment, cell(account), cell(amount, more))


HEADER = row(*(cell(name) for name in HEAD))
ORDERS = (order("O1", "2026-09-03", "Acme", 1.5), order("O2", "2026-09-04", "Müller", 2.25))


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Read the workbook of some sheets."""

    def go(*parts: str, start: str = START.format(""), encoding: str = "utf-8", **more) -> Reading:
        path = tmp_path / "orders.xls"
        path.write_bytes((start + BOOK.format("".join(parts))).encode(encoding))
        [reading] = read([InputFile(path.name, path)], ReadOptions(**more))
        assert reading.report.records.add_up()
        return reading

    return go


def rows(reading: Reading) -> list[tuple[str, str, str, str]]:
    assert reading.table is not None, reading.report
    table = reading.table.select(HEAD).to_pylist()
    return [tuple(f"{record[name]}" for name in HEAD) for record in table]


EXPECTED = [
    ("O1", "2026-09-03", "Acme", "1.5000"),
    ("O2", "2026-09-04", "Müller", "2.2500"),
]


def test_a_workbook_as_excel_saves_it(opened: Open) -> None:
    reading = opened(STYLES, sheet(HEADER, *ORDERS))
    assert rows(reading) == EXPECTED
    assert (reading.report.encoding, reading.report.sheet) == ("xml", "Orders")
    assert reading.report.warnings == []


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        (START.format(' encoding="UTF-8"'), "utf-8-sig"),
        (START.format(' encoding="UTF-16"'), "utf-16"),
        (START.format(' encoding="ISO-8859-1"'), "latin-1"),
        (START.format(' encoding="GB2312"'), "gb18030"),
        ("\n", "utf-8"),
        (f"<?xml version='1.0'?><!-- {'made by a system ' * 20}-->", "utf-8"),
    ],
)
def test_its_encoding_and_its_beginning(opened: Open, start: str, encoding: str) -> None:
    start = start.lstrip() if encoding == "utf-8" else start
    assert rows(opened(sheet(HEADER, *ORDERS), start=start, encoding=encoding)) == EXPECTED


def test_places_that_are_left_out(opened: Open) -> None:
    """ss:Index of cells and rows, ss:Span of a row that stands for several."""
    late = row(
        cell("O1"),
        cell("2026-09-03T00:00:00.000", kind="DateTime"),
        cell(1.5, ' ss:Index="4"'),
        more=' ss:Index="4"',
    )
    below = order("O2", "2026-09-04", "Müller", "n/a")
    blank = '<Row ss:Span="2" ss:Hidden="1"/>'
    reading = opened(sheet(HEADER, late, blank, below))
    [problem] = [p for p in reading.report.errors if p.column == "amount"]
    assert (problem.row, problem.found) == (8, '"n/a"')
    assert reading.report.records.blank == 5
    assert any("3 rows are hidden" in warning for warning in reading.report.warnings)


def test_cells_that_run_over_others(opened: Open) -> None:
    title = row(cell("Orders of September", ' ss:MergeAcross="3"'))
    first = row(
        cell("O1"),
        cell("2026-09-03T00:00:00.000", kind="DateTime"),
        cell("Acme", ' ss:MergeDown="1"'),
        cell(1.5),
    )
    second = row(
        cell("O2"),
        cell("2026-09-04T00:00:00.000", kind="DateTime"),
        cell(2.25, ' ss:Index="4"'),
    )
    wide = row(cell("O3", ' ss:MergeAcross="0"'), cell("2026-09-05"), cell("Bolt"), cell(4))
    parts = sheet(title, HEADER, first, second, wide)
    filled = opened(parts, answers={"merged": "fill"})
    assert [record[2] for record in rows(filled)] == ["Acme", "Acme", "Bolt"]
    assert [q.key for q in opened(parts).report.questions] == ["merged"]


def test_values_of_every_kind(opened: Open) -> None:
    header = row(*(cell(name) for name in (*HEAD, "category")))
    whole = row(
        cell("00123", kind="Number"),
        cell("2026-09-03T14:30:00.000", kind="DateTime"),
        cell("Acme &amp; Söhne<!-- no part of it -->"),
        cell("1.5E3", kind="Number"),
        cell("1", kind="Boolean"),
    )
    rich = row(
        '<Cell><ss:Data ss:Type="String"><html:B>O</html:B><html:I>2</html:I></ss:Data></Cell>',
        cell("2026-09-04T00:00:00.000", kind="DateTime"),
        cell("Bolt").replace("</Cell>", "<Comment><ss:Data>of Ana</ss:Data></Comment></Cell>"),
        cell(-0.5),
        cell("a\nb"),
    )
    reading = opened(sheet(header, whole, rich))
    assert [record[:1] + record[2:] for record in rows(reading)] == [
        ("00123", "Acme & Söhne", "1500.0000"),
        ("O2", "Bolt", "-0.5000"),
    ]
    assert reading.table["category"].to_pylist() == ["TRUE", "a\nb"]


def test_what_a_style_shows_before_a_number(opened: Open) -> None:
    """Its own, or that of its column; a style that builds on another shows the same."""
    columns = '<Column ss:StyleID="s1"/><Column ss:Index="4" ss:StyleID="s3"/>'
    dated = "2026-09-03T00:00:00.000"
    first = row(cell(42), cell(dated, kind="DateTime"), cell("Acme"), cell(1.5))
    second = row(cell(43), cell(dated, kind="DateTime"), cell("Bolt"), cell(2.5), more="")
    reading = opened(STYLES, sheet(HEADER, first, second, columns=columns))
    assert [record[0] for record in rows(reading)] == ["00042", "00043"]
    assert reading.table["currency"].to_pylist() == ["EUR", "EUR"]


def test_errors_and_formulas_without_a_result(opened: Open) -> None:
    for bad in (cell("#DIV/0!", kind="Error"), '<Cell ss:Formula="=R[-1]C"></Cell>'):
        whole = row(cell("O1"), cell("2026-09-03T00:00:00.000", kind="DateTime"), cell("Acme"), bad)
        [problem] = opened(sheet(HEADER, whole)).report.errors
        assert (problem.row, problem.column) == (2, "amount")
        assert "#DIV/0!" in problem.found or "without its result" in problem.found
    kept = cell(1.5, ' ss:Formula="=R[-1]C"')
    whole = row(cell("O1"), cell("2026-09-03T00:00:00.000", kind="DateTime"), cell("Acme"), kept)
    assert rows(opened(sheet(HEADER, whole))) == [("O1", "2026-09-03", "Acme", "1.5000")]


def test_several_sheets_hidden_ones_and_filters(opened: Open) -> None:
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    filtered = '<x:AutoFilter x:Range="R1C1:R3C4"></x:AutoFilter>'
    other = sheet(row(cell("note")), name="Old", more=hidden)
    parts = (sheet(HEADER, *ORDERS, more=filtered), other, sheet(name="Empty"))
    question = opened(*parts).report.questions[0]
    assert question.choices == ("Orders", "Old")
    assert "hidden" in question.samples["Old"][0][0]
    reading = opened(*parts, answers={"sheet": "Orders"})
    assert rows(reading) == EXPECTED
    assert any('not read: "Old"' in warning for warning in reading.report.warnings)
    assert any("filter" in warning for warning in reading.report.warnings)


def test_days_counted_from_1904(opened: Open) -> None:
    settings = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    serial = row(cell("O1"), cell(45748 - 1462), cell("Acme"), cell(1.5))
    assert rows(opened(settings, sheet(HEADER, serial)))[0][1] == "2025-04-01"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (START.format("") + "<!DOCTYPE x [<!ENTITY a 'b'>]>" + BOOK.format(""), "document type"),
        (START.format("") + BOOK.format("<Worksheet><Table><Row>")[:-20], "damaged"),
        (START.format("") + BOOK.format(sheet(row(cell("x", ' ss:Index="-4"')))), "damaged"),
        (START.format("") + BOOK.format(sheet(row(cell("x", ' ss:Index="x"')))), "damaged"),
        (
            START.format("")
            + BOOK.format(
                sheet(HEADER, row(cell("x", ' ss:Index="16000"'), more=' ss:Index="90000"'))
            ),
            "too large",
        ),
        (
            START.format("")
            + BOOK.format(sheet(HEADER, columns='<Column ss:Span="16000" ss:StyleID="s1"/>' * 9)),
            "too large",
        ),
        (START.format("") + BOOK.format(sheet()), "no sheet with data"),
        (START.format("") + "<data><row a='1'/></data>", "an XML file"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "orders.xls"
    path.write_text(content, encoding="utf-8")
    [reading] = read([InputFile(path.name, path)], ReadOptions())
    assert words in reading.report.errors[0].found


def test_its_reading_takes_no_longer_than_it_may(opened: Open, monkeypatch) -> None:
    monkeypatch.setattr(spreadsheetml, "BLOCK", 64)
    monkeypatch.setattr("data.ingest.files.workbooks.budget.SECONDS", -60.0)
    [problem] = opened(sheet(HEADER, *ORDERS)).report.errors
    assert "come to an end" in problem.found


def test_below_the_level_of_this_reader_it_is_what_it_was(opened: Open) -> None:
    """A file that begins without an XML declaration was text, and a replay takes it for that."""
    noted = context.of_first_level()
    assert opened(sheet(HEADER, *ORDERS), start="", settings=noted).report.encoding == "utf-8"
    assert opened(sheet(HEADER, *ORDERS), start="").report.encoding == "xml"
