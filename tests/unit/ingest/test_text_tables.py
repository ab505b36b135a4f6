"""Tables drawn with bars or aligned by spaces: read exactly, or not at all."""

import pytest

from data.ingest import context
from data.ingest.error_column_file import marked
from data.ingest.model import InputFile

LEVEL_1 = context.now() | {context.READER: "1"}

PSQL = """\
 order_id | order_date |   customer    | amount
----------+------------+---------------+--------
     1001 | 2026-09-03 | Harbour Tools | 100.50
     1002 | 2026-09-04 | Lind AB       |  20.00
(2 rows)

"""
MYSQL = """\
+----------+------------+---------------+--------+
| order_id | order_date | customer      | amount |
+----------+------------+---------------+--------+
|     1001 | 2026-09-03 | Harbour Tools | 100.50 |
|     1002 | 2026-09-04 | Lind AB       |  20.00 |
+----------+------------+---------------+--------+
2 rows in set (0.00 sec)
"""
DUCKDB = """\
┌──────────┬────────────┬───────────────┬────────┐
│ order_id │ order_date │   customer    │ amount │
│  int32   │    date    │    varchar    │ double │
├──────────┼────────────┼───────────────┼────────┤
│     1001 │ 2026-09-03 │ Harbour Tools │  100.5 │
│     1002 │ 2026-09-04 │ Lind AB       │   20.0 │
└──────────┴────────────┴───────────────┴────────┘
"""
MARKDOWN = """\
# September

| Order No | Date       | Customer      | Amount |
|:---------|:----------:|---------------|-------:|
| 1001     | 2026-09-03 | Harbour Tools | 100.50 |
| 1002     | 2026-09-04 | Lind AB       |  20.00 |
"""
SAP = """\
30.09.2026                  Dynamic List Display                 1
------------------------------------------------------------------
|   |Order No|Date      |Customer         |  Net Amount|Currency|
------------------------------------------------------------------
|   |1001    |03.09.2026|Harbour Tools    |      200,50|EUR     |
|   |1002    |17.09.2026|Lind AB          |      100,00-|EUR    |
------------------------------------------------------------------
30.09.2026                  Dynamic List Display                 2
------------------------------------------------------------------
|   |Order No|Date      |Customer         |  Net Amount|Currency|
------------------------------------------------------------------
|   |1003    |19.09.2026|Lind AB          |       20,00|EUR     |
------------------------------------------------------------------
| * |        |          |                 |      120,50|EUR     |
------------------------------------------------------------------
"""
SQLCMD = """\
order_id    order_date customer                       amount
----------- ---------- ------------------------------ ----------
       1001 2026-09-03 Harbour Tools                      100.50
       1002 2026-09-04 Lind AB                             20.00

(2 rows affected)
"""
SQLCMD_BARS = """\
order_id|order_date|customer|amount
--------|----------|--------|------
1001|2026-09-03|Harbour Tools|100.50
1002|2026-09-04|Lind AB|20.00

(2 Zeilen)
"""
POWERSHELL = """\

Order Date       Customer      Amount
----- ----       --------      ------
1001  2026-09-03 Harbour Tools 100.50
1002  2026-09-04 Lind AB        20.00

"""
PANDAS = """\
   Order No        Date       Customer  Net Amount
0      1001  2026-09-03  Harbour Tools      100.50
1      1002  2026-09-04        Lind AB       20.00
"""
FIXED = """\
Sales report September 2026

Order  Date        Region  Customer          Amount
1001   2026-09-03          Harbour Tools     100.50
1002   2026-09-04          Lind AB            20.00
Total                                        120.50

Printed on 2026-10-01
"""
CHINESE = """\
订单号  订单日期    客户                  金额
1001    2026-09-03  上海远航贸易有限公司  100.50
1002    2026-09-04  杭州千里               20.00
"""
TABLES = {
    "psql": (PSQL, "|"),
    "psql with borders": (MYSQL.replace("2 rows in set (0.00 sec)", "(2 rows)"), "|"),
    "mysql": (MYSQL, "|"),
    "duckdb": (DUCKDB, "|"),
    "markdown": (MARKDOWN, "|"),
    "sap": (SAP, "|"),
    "sqlcmd with bars": (SQLCMD_BARS, "|"),
    "sqlcmd": (SQLCMD, " "),
    "powershell": (POWERSHELL, " "),
    "pandas": (PANDAS, " "),
    "fixed width": (FIXED, " "),
    "fixed width in Chinese": (CHINESE, " "),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_read_exactly(read_one, name):
    text, delimiter = TABLES[name]
    reading = read_one(text)
    assert reading.report.status == "ready", reading.report.errors
    assert (reading.report.questions, reading.report.delimiter) == ([], delimiter)
    assert float(reading.report.amount) == 120.5
    assert reading.report.records.add_up()
    rows = reading.table.select(["order_id", "account_name"]).to_pylist()
    names = (
        ("上海远航贸易有限公司", "杭州千里") if "Chinese" in name else ("Harbour Tools", "Lind AB")
    )
    assert [tuple(row.values()) for row in rows][:2] == [("1001", names[0]), ("1002", names[1])]
    assert reading.report.warnings == []


@pytest.mark.parametrize("name", TABLES)
def test_lines_stay_those_of_the_file(read_one, name):
    text, _delimiter = TABLES[name]
    lines = text.splitlines()
    for row in read_one(text).table.to_pylist():
        assert row["order_id"] in lines[row["line"] - 1]


@pytest.mark.parametrize("name", sorted(TABLES.keys() - {"sqlcmd with bars", "psql", "markdown"}))
def test_below_the_level_they_are_refused(read_one, name):
    assert read_one(TABLES[name][0], settings=LEVEL_1).report.status == "refused"


def test_a_bar_inside_of_a_cell_is_never_split_in_silence(read_one):
    reading = read_one(PSQL.replace("Harbour Tools", "Harbour | Tool"))
    assert (reading.report.status, reading.report.errors[0].row) == ("refused", 3)
    escaped = read_one(MARKDOWN.replace("Harbour Tools ", "Harbour\\|Tools"))
    assert escaped.table["account_name"].to_pylist() == ["Harbour|Tools", "Lind AB"]


@pytest.mark.parametrize(
    "line",
    [
        "1002   2026-09-04  Lind Aktiebolag of the North 20.00",
        "1002   2026-09-04          Lind AB     X      20.00",
        "1002 2026-09-04 Lind AB 20.00",
    ],
)
def test_a_row_that_does_not_fit_its_columns_is_refused(read_one, line):
    text = FIXED.replace("1002   2026-09-04          Lind AB            20.00", line)
    reading = read_one(text)
    assert (reading.report.status, reading.report.errors[0].row) == ("refused", 5)


def test_a_name_that_reaches_into_the_next_text_is_refused(read_one):
    rows = [f"{1000 + n}   2026-09-04  Lind AB          Drill      20.00\n" for n in range(9)]
    head = "Order  Date        Customer         Product    Amount\n"
    long = "1100   2026-09-04  Lind Aktiebolag of the  Saw  20.00\n"
    assert read_one(head + "".join(rows)).report.status == "ready"
    reading = read_one(head + "".join(rows) + long)
    assert (reading.report.status, reading.report.errors[0].row) == ("refused", 11)


def test_columns_one_space_apart_are_told_by_their_headers(read_one):
    text = "Order Date       Customer      Amount\n1001  2026-09-03 Harbour Tools 100.50\n"
    reading = read_one(text + "1002  2026-09-04 Lind AB        20.00\n")
    assert reading.table["account_name"].to_pylist() == ["Harbour Tools", "Lind AB"]
    packed = "\n".join(" ".join(line.split()) for line in SQLCMD.splitlines())
    assert read_one(packed).report.status == "refused", "nothing tells where a name ends"


def test_the_order_of_measures_of_signs_does_not_matter(read_one):
    rows = [line.split("  ") for line in CHINESE.splitlines()]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    by_signs = "".join(
        f"{order:8}{day:12}{name:14}{amount:>8}\n" for order, day, name, amount in cells
    )
    reading = read_one(by_signs)
    assert reading.table["account_name"].to_pylist() == ["上海远航贸易有限公司", "杭州千里"]


def test_a_refused_table_comes_back_as_csv_with_its_errors(read_one, tmp_path):
    reading = read_one(SQLCMD.replace("100.50", "1OO.50"))
    file = InputFile("0.csv", tmp_path / "0.csv")
    lines = marked(file, reading.report).decode("utf-8-sig").splitlines()
    assert lines[0] == "order_id,order_date,customer,amount,Error"
    assert lines[2].startswith("1001,2026-09-03,Harbour Tools,1OO.50,")


def test_csv_with_gaps_and_rules_is_no_table(read_one):
    text = "Order No,Date,Customer,Amount\n-----,----,----,----\n1,2026-09-03,Harbour  Tools,1\n"
    reading = read_one(text)
    assert (reading.report.delimiter, reading.report.status) == (",", "ready")
    bars = "Order No,Date,Customer,Amount\n1,2026-09-03,A|B,1\n2,2026-09-03,C|D,1\n"
    assert read_one(bars).table["account_name"].to_pylist() == ["A|B", "C|D"]
