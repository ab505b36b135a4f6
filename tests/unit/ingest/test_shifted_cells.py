"""A delimiter too many, or one that was lost, shifts cells: exact, or rejected by name."""

import pytest

from data.ingest import context

LEVEL_1 = context.now() | {context.READER: "1"}
HEADER = "Order No,Date,Customer,Amount,Note,Remark\n"
RECORDS = "1,2026-09-03,Harbour,100.50,,\n2,2026-09-04,Lind AB,20.00,,\n3,2026-09-05,Moss,30.25,,\n"


@pytest.mark.parametrize(
    "record",
    [
        "4,2026-09-06,Lind AB,20,50,,\n",
        "4,2026-09-06,,Lind AB,20.50,,\n",
        ",4,2026-09-06,Lind AB,20.50,,\n",
        "4,2026-09-06,Lind AB,20.50,x,,\n",
    ],
)
def test_a_record_that_alone_is_wider_is_rejected(read_one, record):
    reading = read_one(HEADER + RECORDS + record)
    assert (reading.report.status, reading.report.errors[0].row) == ("refused", 5)
    assert read_one(HEADER + RECORDS + record, settings=LEVEL_1).report.errors[:1] != [
        reading.report.errors[0]
    ]


def test_a_delimiter_too_many_at_the_end_shifts_nothing(read_one):
    reading = read_one(HEADER + RECORDS + "4,2026-09-06,Lind AB,20.50,,,\n")
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 171.25)
    assert len(reading.report.warnings) == 1


def test_a_habit_of_the_whole_file_is_read_and_mentioned(read_one):
    text = HEADER + RECORDS.replace("\n", ",\n")
    reading = read_one(text)
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 150.75)
    assert reading.report.warnings[0].startswith("3 records have more cells than the header")
    assert read_one(text, settings=LEVEL_1).report.warnings == []


def test_a_record_that_lacks_the_cell_of_the_habit_is_rejected(read_one):
    text = HEADER + RECORDS.replace("\n", ",\n") + "42026-09-06,Lind AB,20.50,,,\n"
    reading = read_one(text)
    assert (reading.report.status, reading.report.errors[0].row) == ("refused", 5)
    assert "expected 7 cells" in reading.report.errors[0].sentence("")


def test_a_quote_that_moves_the_end_of_a_cell_is_rejected(read_one):
    text = "Order No,Date,Customer,Amount,Note\n1,2026-09-03,Acme,100.50,ok\n"
    reading = read_one(text + '2,2026-09-04,20.50,Bolt"light, and quick"\n')
    assert (reading.report.status, reading.report.errors[0].row) == ("refused", 3)
    assert "quote" in reading.report.errors[0].expected
    assert read_one(text + '2,2026-09-04,A"b, c",20.50\n').report.status == "refused"


@pytest.mark.parametrize("name", ['Pipe 1/2"', '5" pipe', '1/2"pipe'])
def test_inches_are_no_quotes(read_one, name):
    header = "Order No,Date,Customer,Product,Amount\n"
    records = f'1,2026-09-03,Acme,{name},1\n2,2026-09-04,{name},3/4",2\n'
    reading = read_one(header + records)
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 3)


@pytest.mark.parametrize("delimiter", [", ", "; ", " | "])
def test_spaces_behind_every_delimiter(read_one, delimiter):
    rows = [
        ["Order No", "Date", "Customer", "Amount"],
        ["1", "2026-09-03", f'"Harbour{delimiter}Tools"', "100.50"],
        ["2", "2026-09-04", "Lind AB", "20.00"],
    ]
    reading = read_one("".join(delimiter.join(row) + "\n" for row in rows))
    assert reading.report.status == "ready", reading.report
    assert reading.table["account_name"].to_pylist() == [f"Harbour{delimiter}Tools", "Lind AB"]


@pytest.mark.parametrize(
    "text",
    [
        "'Order No','Date','Customer','Amount'\n'1','2026-09-03','Harbour, Tools','100.50'\n"
        "'2','2026-09-04','O''Neil','20.00'\n",
        "Order No,Date,Customer,Amount\n1,2026-09-03,'Harbour, Tools',100.50\n"
        "2,2026-09-04,O'Neil,20.00\n",
        "Order No;Date;Customer;Amount\n1;2026-09-03;'Harbour, Tools';100.50\n"
        "2;2026-09-04;'O'Neil';20.00\n3;2026-09-05;'X';0\n",
    ],
)
def test_single_quotes_are_quotes_where_the_whole_file_has_them(read_one, text):
    reading = read_one(text)
    assert reading.report.status == "ready", reading.report
    assert reading.table["account_name"].to_pylist()[:2] == ["Harbour, Tools", "O'Neil"]


def test_an_apostrophe_is_no_quote(read_one):
    text = "Order No,Date,Customer,Amount\n1,2026-09-03,'t Hooft,1\n2,2026-09-04,Men's,2\n"
    assert read_one(text).table["account_name"].to_pylist() == ["'t Hooft", "Men's"]


def test_single_spaces_between_cells(read_one):
    text = 'order_id order_date account_name amount\n1 2026-09-03 "Harbour Tools" 100.50\n'
    reading = read_one(text + '2 2026-09-04 "Lind AB" 20\n')
    assert (reading.report.delimiter, reading.report.status) == (" ", "ready")
    assert reading.table["account_name"].to_pylist() == ["Harbour Tools", "Lind AB"]
    assert read_one(text + "2 2026-09-04 Lind AB 20\n").report.status == "refused"
