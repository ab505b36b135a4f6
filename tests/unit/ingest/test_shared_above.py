"""Lines that leave blank what they share with the record above belong to it, once that is said."""

import pytest

from data.ingest import context

BY_ORDER = """order_id,order_date,account_name,product,amount
O1,2026-09-03,Acme,Drill,10
,,,Bench,5
O2,2026-09-04,Bolt,Drill,10
,,,Bench,5
"""
BY_ACCOUNT = """account_name,order_date,order_id,amount
Acme,2026-09-03,O1,100
,2026-09-05,O2,200
Acme Total,,,300
Bolt,2026-09-07,O3,50
Bolt Total,,,50
Total,,,350
"""
UNDER_HEADINGS = """account_name,order_date,order_id,amount
Acme,,,
,2026-09-03,O1,100
,2026-09-05,O2,200
Total - Acme,,,300
Bolt,,,
,2026-09-07,O3,50
Total - Bolt,,,50
"""


def of(reading, *columns):
    return [tuple(f"{row[c]}" for c in columns) for row in reading.table.to_pylist()]


def test_the_lines_of_an_order_share_its_number_day_and_account(read_one):
    """Two orders of two lines each, 15 each; the equal lines are no repetitions."""
    assert [q.key for q in read_one(BY_ORDER).report.questions] == ["shared"]
    reading = read_one(BY_ORDER, answers={"shared": "above"})
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 30)
    assert of(reading, "order_id", "order_date", "account_name", "product") == [
        ("O1", "2026-09-03", "Acme", "Drill"),
        ("O1", "2026-09-03", "Acme", "Bench"),
        ("O2", "2026-09-04", "Bolt", "Drill"),
        ("O2", "2026-09-04", "Bolt", "Bench"),
    ]


@pytest.mark.parametrize("layout", [BY_ACCOUNT, UNDER_HEADINGS])
def test_an_account_that_stands_once_is_that_of_the_records_below(read_one, layout):
    """Acme bought for 300 and Bolt for 50, as the report's own subtotals say."""
    asked = read_one(layout).report
    assert [(q.key, q.choices[0]) for q in asked.questions] == [("shared", "above")]
    reading = read_one(layout, answers={"shared": "above"})
    assert (reading.report.status, reading.report.warnings) == ("ready", [])
    assert of(reading, "account_name", "order_id") == [
        ("Acme", "O1"),
        ("Acme", "O2"),
        ("Bolt", "O3"),
    ]
    assert reading.report.records.add_up()


def test_records_of_nobody_stay_so_where_that_is_said(read_one):
    reading = read_one(BY_ACCOUNT, answers={"shared": "none"})
    assert of(reading, "account_name")[1] == ("None",)


@pytest.mark.parametrize(
    "rows",
    [
        "O1,2026-09-03,Acme,1\nO2,2026-09-03,,2\nO3,2026-09-04,Acme,3\n",
        "O1,2026-09-03,,1\nO2,2026-09-03,Acme,2\nO3,2026-09-04,Bolt,3\n",
        "O1,2026-09-03,Acme,1\nO2,2026-09-03,,2\nO3,2026-09-03,Cole,2\nO4,2026-09-04,Bolt,3\n",
        "O1,2026-09-03,Acme,1\nO2,2026-09-03,NULL,2\nO3,2026-09-03,,2\nO4,2026-09-04,Bolt,3\n",
    ],
)
def test_sales_to_nobody_are_no_such_layout(sales, rows):
    """An account that stands twice, one that comes later, one of four, and blanks in words."""
    assert sales(rows).report.questions == []


def test_a_sum_without_a_word_takes_no_account(read_one):
    """10 and 5, and a line that holds nothing but 15: a total, or a record without a day."""
    rows = "O1,2026-09-03,Acme,Drill,10\nO2,2026-09-04,Bolt,Drill,5\n,,,,15\n"
    content = BY_ORDER.partition("\n")[0] + "\n" + rows
    first = read_one(content, settings=context.now() | {context.READER: f"{context.FIRST}"}).report
    kept = read_one(content, answers={"totals": "keep"}).report
    for report in (first, kept):
        assert [(p.row, p.column) for p in report.errors] == [(4, "order_date")]
    asked = read_one(content).report
    assert [(q.key, q.choices[0]) for q in asked.questions] == [("totals", "leave_out")]
    assert float(asked.amount) == 15


def test_a_region_that_stands_once_is_that_of_the_people_below(read_one):
    """North plans 300 with two people, South 50."""
    plan = "region,salesperson,2026-01,2026-02,2026-03\nNorth,Ana,50,50,100\n,Ben,50,25,25\n"
    plan += "South,Cem,20,20,10\n"
    answers = {"targets": "targets", "shared": "above"}
    reading = read_one(plan, kind="targets", answers=answers)
    rows = reading.table.to_pylist()
    assert reading.report.status == "ready"
    assert sum(row["amount"] for row in rows if row["region"] == "North") == 300
