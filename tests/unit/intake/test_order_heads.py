"""The heads of orders in one file, their lines in another: each line gets what its head says."""

from pathlib import Path

import pytest
import xlsxwriter

from data.ingest import context
from data.ingest.error_column_file import marked
from data.ingest.model import InputFile, Reading, ReadOptions
from data.ingest.pipeline import read
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from tests.unit.intake.book import Book

HEADS = """OrderID,CustomerID,EmployeeID,OrderDate,Freight
10248,VINET,5,2026-07-04,32.38
10249,TOMSP,6,2026-07-05,11.61
"""
LINES = """OrderID,ProductID,UnitPrice,Quantity
10248,11,14.00,12
10248,42,10.00,10
10249,14,20.00,10
"""
HEADS_ZH = """订单号,下单日期,客户名称,订单状态
1,2026-09-03,上海远航贸易有限公司,已完成
2,2026-09-04,杭州千里商贸有限公司,已取消
"""
LINES_ZH = """订单号,商品名称,数量,单价
1,电钻,2,110
1,电锯,1,100
2,电钻,1,110
"""


@pytest.fixture
def read_files(tmp_path: Path):
    """Read some texts as the files of one call."""

    def run(*texts: str, **options) -> list[Reading]:
        files = []
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.csv"
            path.write_text(text, encoding="utf-8")
            files.append(InputFile(path.name, path))
        return read(files, ReadOptions(**options))

    return run


def lines_of(reading: Reading) -> list[tuple]:
    assert reading.table is not None, reading.report.errors
    account = "account_id" if "account_id" in reading.report.mapping else "account_name"
    rows = reading.table.to_pylist()
    return [(r["order_id"], f"{r['order_date']}", r[account], float(r["amount"])) for r in rows]


@pytest.mark.parametrize("is_turned", [False, True], ids=["heads first", "lines first"])
def test_each_line_gets_its_day_and_account(read_files, is_turned):
    """12 × 14 + 10 × 10 of VINET, 10 × 20 of TOMSP."""
    texts = (LINES, HEADS) if is_turned else (HEADS, LINES)
    readings = read_files(*texts)
    heads, lines = readings[::-1] if is_turned else readings
    assert lines_of(lines) == [
        ("10248", "2026-07-04", "VINET", 168),
        ("10248", "2026-07-04", "VINET", 100),
        ("10249", "2026-07-05", "TOMSP", 200),
    ]
    assert (heads.report.status, heads.rows, heads.report.records.accepted) == ("ready", 0, 2)
    assert lines.report.file in heads.report.warnings[0]


def test_what_a_head_says_of_its_order_holds_for_its_lines(read_files):
    _heads, lines = read_files(HEADS_ZH, LINES_ZH)
    [question] = lines.report.questions
    assert question.key == "meaning:订单状态:已取消"
    _heads, lines = read_files(HEADS_ZH, LINES_ZH, answers={question.key: "leave_out"})
    assert lines_of(lines) == [
        ("1", "2026-09-03", "上海远航贸易有限公司", 220),
        ("1", "2026-09-03", "上海远航贸易有限公司", 100),
    ]


def test_a_line_without_a_head_is_named(read_files):
    _heads, lines = read_files(HEADS, LINES + "10250,7,1.00,1\n")
    [problem] = lines.report.errors
    assert (problem.row, problem.column, problem.found) == (5, "OrderID", '"10250"')
    assert lines.report.records.add_up()
    _heads, lines = read_files(HEADS, LINES + "10250,7,1.00,1\n", set_aside=True)
    assert (lines.report.amount, lines.report.records.rejected) == (468, 1)


def test_an_order_without_lines_is_told(read_files):
    heads, lines = read_files(HEADS + "10250,ALFKI,5,2026-07-06,0\n", LINES)
    assert heads.report.warnings[1:] == ["1 order has no line there."]
    assert (heads.report.status, lines.report.amount) == ("ready", 468)


def test_an_order_with_an_amount_but_no_lines_is_an_error(read_files):
    """Its money would be missing."""
    header = HEADS.replace("Freight", "Order Amount")
    heads, lines = read_files(header, LINES)
    assert lines.report.amount == 468, "the orders' own amounts are not added to their lines"
    heads, _lines = read_files(header + "10250,ALFKI,5,2026-07-06,9\n", LINES)
    assert [(p.row, p.found) for p in heads.report.errors] == [(4, "an order without lines")]


def test_a_number_that_stands_for_two_orders_is_an_error(read_files):
    heads, _lines = read_files(HEADS + "10249,ALFKI,5,2026-07-06,0\n", LINES)
    assert [problem.row for problem in heads.report.errors] == [4]
    same = HEADS + HEADS.splitlines()[1] + "\n"
    assert read_files(same, LINES)[1].report.amount == 468


def test_lines_of_several_files_share_the_heads(read_files):
    header, *rows = LINES.splitlines(keepends=True)
    first, second = header + rows[0] + rows[1], header + rows[2]
    _heads, one, two = read_files(HEADS, first, second)
    assert (one.report.amount, two.report.amount) == (268, 200)


def test_files_without_common_numbers_are_not_joined(read_files):
    heads, lines = read_files(HEADS, LINES.replace("102", "X"))
    assert (heads.report.status, lines.report.status) == ("refused", "refused")


def test_a_whole_list_of_lines_is_no_list_of_heads(read_files):
    whole = "OrderID,OrderDate,CustomerID,Product,Amount\n10248,2026-07-04,VINET,Nut,5\n"
    _whole, lines = read_files(whole, LINES)
    assert lines.report.status == "refused"


def test_headers_that_both_have_are_both_kept(read_files):
    heads = HEADS.replace("Freight", "Status").replace("32.38", "open").replace("11.61", "Shipped")
    lines = LINES.replace("Quantity", "Quantity,Status").replace(",12\n", ",12,Cancelled\n")
    lines = lines.replace(",10\n", ",10,Shipped\n")
    report = read_files(heads, lines)[1].report
    assert report.unmapped == ["Status", "EmployeeID", "Status (2)"]
    assert "meaning:status:cancelled" in [question.key for question in report.questions]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_rows_and_lines_are_those_of_the_file(read_files, delimiter):
    """A title, a blank line and a cell of two lines stand above the line that is wrong."""
    text = "Lines\n\n" + LINES.replace("42", '"4\n2"').replace("20.00", "soon")
    _heads, lines = read_files(HEADS.replace(",", delimiter), text)
    [problem] = lines.report.errors
    assert (problem.row, problem.line, problem.column) == (6, 7, "UnitPrice")


def test_a_reader_of_before_refuses_both(read_files):
    settings = context.now() | {context.READER: "1"}
    readings = read_files(HEADS, LINES, settings=settings)
    assert [reading.report.status for reading in readings] == ["refused", "refused"]


def test_two_files_become_one_version_that_can_be_made_again(book: Book) -> None:
    heads, lines = book.file("heads.csv", HEADS), book.file("lines.csv", LINES)
    reports = book.load(heads, lines)
    assert [report.status for report in reports] == ["loaded", "loaded"]
    assert book.totals() == {"2026-07": (3, "468.00")}
    assert [r.status for r in book.load(heads, lines)] == ["unchanged", "unchanged"]
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert book.totals() == {"2026-07": (3, "468.00")}
    assert verify(book.warehouse) == []
    book.undo(1)
    assert book.totals() == {}


def book_of(path: Path, **sheets: str) -> InputFile:
    with xlsxwriter.Workbook(path) as workbook:
        for name, text in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, line in enumerate(text.splitlines()):
                sheet.write_row(number, 0, line.split(","))
    return InputFile(path.name, path)


def test_two_sheets_of_a_workbook_are_joined(tmp_path: Path) -> None:
    file = book_of(tmp_path / "orders.xlsx", Orders=HEADS, Details=LINES, Notes="Read,me\n1,2\n")
    [reading] = read([file], ReadOptions())
    [question] = reading.report.questions
    assert (question.key, question.choices[0]) == ("sheet", "joined")
    assert [name for name, _rows in question.samples["joined"]] == ["Details", "Orders"]
    [reading] = read([file], ReadOptions(answers={"sheet": "joined"}))
    assert (reading.report.status, reading.report.amount) == ("ready", 468)
    again = ReadOptions(remembered={"sales": reading.memory})
    assert read([file], again)[0].report.amount == 468


def test_a_line_of_a_sheet_without_a_head_is_named_by_its_row(tmp_path: Path) -> None:
    file = book_of(tmp_path / "orders.xlsx", Orders=HEADS, Details=LINES + "10250,7,1,1\n")
    [reading] = read([file], ReadOptions(answers={"sheet": "joined"}))
    [problem] = reading.report.errors
    assert problem.sentence(file.name).startswith(
        'orders.xlsx › Details › row 5 › column "OrderID": found "10250"'
    )
    lines = marked(file, reading.report).decode("utf-8-sig").splitlines()
    assert '"10250"' in lines[4].replace('""', '"')
