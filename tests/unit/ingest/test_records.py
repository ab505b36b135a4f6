"""Records, delimiters, broken rows: none is lost, none is swallowed."""

import pytest

LINES = [["1", "2026-01-05", "A1", "10.50"], ["2", "2026-01-06", "A2", "-3.25"]]
HEADER = ["order_id", "order_date", "account_id", "amount"]


def written(delimiter, end="\n", lines=LINES):
    return "".join(delimiter.join(cells) + end for cells in [HEADER, *lines])


def rows(reading):
    return reading.table["row"].to_pylist()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(read_one, delimiter, end):
    reading = read_one(written(delimiter, end))
    assert reading.report.status == "ready"
    assert reading.report.delimiter == delimiter
    assert reading.report.records.in_file == 3
    assert float(reading.report.amount) == 7.25
    assert reading.table["line"].to_pylist() == [2, 3]


def test_mixed_line_ends(read_one):
    reading = read_one(
        "order_id,order_date,account_id,amount\r\n1,2026-01-05,A,1\n2,2026-01-05,B,2\r3,2026-01-05,C,3"
    )
    assert rows(reading) == [2, 3, 4]


def test_a_sep_line_names_the_delimiter_and_is_no_data(read_one):
    reading = read_one("sep=;\n" + written(";"))
    assert reading.report.records.preamble == 1
    assert rows(reading) == [3, 4]


def test_semicolons_with_a_decimal_comma(read_one):
    reading = read_one(
        "order_id;order_date;account_id;amount\n1;05.01.2026;A1;1.234,50\n2;25.01.2026;A1;0,5\n"
    )
    assert reading.report.status == "ready"
    assert float(reading.report.amount) == 1235.0


def test_a_newline_in_quotes_is_one_record(read_one):
    reading = read_one(
        'order_id,order_date,account_id,product,amount\n1,2026-01-05,A1,"two\nlines",1\n2,2026-01-05,A1,x,2\n'
    )
    assert rows(reading) == [2, 3]
    assert reading.table["line"].to_pylist() == [2, 4]
    assert reading.table["product"].to_pylist() == ["two\nlines", "x"]


def test_a_row_that_is_too_wide_is_refused_with_its_number(read_one):
    lines = [["1", "2026-01-05", "A1", "1"]] * 1000 + [
        ["1", "2026-01-05", "Smith, Sons", "A1", "1"]
    ]
    reading = read_one(written(",", lines=lines))
    assert reading.report.status == "refused"
    assert [p.row for p in reading.report.errors] == [1002]
    assert reading.report.errors[0].found.startswith("6 cells")
    assert reading.report.records.accepted == 1000
    assert reading.table is None


def test_a_row_that_is_too_short_is_refused(read_one):
    reading = read_one(written(",", lines=[*LINES, ["3", "2026-01-07", "A1"], *LINES]))
    assert [(p.row, p.line) for p in reading.report.errors] == [(4, 4)]


def test_empty_cells_at_the_end_are_dropped(read_one):
    reading = read_one(
        "order_id,order_date,account_id,amount,,\n1,2026-01-05,A1,1,,\n2,2026-01-05,A1,2,,,,\n"
    )
    assert reading.report.status == "ready"
    assert reading.report.records.accepted == 2


def test_a_cell_under_no_header_is_refused(read_one):
    reading = read_one(
        "order_id,order_date,account_id,amount,\n1,2026-01-05,A1,1,\n2,2026-01-05,A1,2,what\n"
    )
    assert [p.row for p in reading.report.errors] == [3]


def test_an_inner_quote_is_taken_where_it_is_clear(read_one):
    reading = read_one(
        "order_id,order_date,account_id,product,amount\n"
        '1,2026-01-05,A1,"5" pipe",1\n2,2026-01-05,A1,12" disc,2\n'
    )
    assert reading.report.status == "ready"
    assert reading.table["product"].to_pylist() == ['5" pipe', '12" disc']


@pytest.mark.parametrize(
    "after",
    [
        '3,2026-01-06,A1,"x",1\n4,2026-01-06,A1,y,1\n',
        "3,2026-01-06,A1,x,1\n",
        '3,2026-01-06,A1,"",1\n',
    ],
)
def test_an_open_quote_swallows_no_row(read_one, after):
    before = "order_id,order_date,account_id,product,amount\n1,2026-01-05,A1,x,1\n"
    reading = read_one(before + '2,2026-01-05,A1,"never closed,1\n' + after)
    assert reading.report.status == "refused"
    assert [(p.row, p.line) for p in reading.report.errors] == [(3, 3)]
    assert reading.report.records.accepted == 1 + after.count("\n")
    assert reading.report.records.add_up()


@pytest.mark.parametrize("tail", ["3,2026-01", '3,2026-01-07,"A', "3,2026-01-07,A1"])
def test_a_file_that_is_cut_off_is_refused(read_one, tail):
    reading = read_one(written(",") + tail)
    assert reading.report.status == "refused"
    assert reading.report.errors[0].row == 4
    assert "cut off" in reading.report.errors[0].do
    assert reading.report.records.accepted == 2


def test_a_giant_cell_is_refused(read_one):
    reading = read_one(written(",") + f"3,2026-01-07,{'x' * 5_000_000},1\n4,2026-01-07,A,1\n")
    assert [p.row for p in reading.report.errors] == [4]
    assert len(reading.report.errors[0].found) < 500


def test_twenty_thousand_columns_are_refused(read_one):
    reading = read_one(",".join(["order_date", *map(str, range(20_000))]) + "\n")
    assert reading.report.status == "refused"


def test_blank_rows_in_the_middle_are_counted(read_one):
    reading = read_one(
        "order_id,order_date,account_id,amount\n1,2026-01-05,A,1\n\n,,,\n2,2026-01-05,A,2\n\n"
    )
    assert reading.report.records.blank == 3
    assert rows(reading) == [2, 5]
    assert reading.report.records.in_file == 6
