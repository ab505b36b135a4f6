"""Lines of an order that leave blank what another of its lines has, and pivots in tabular form."""

from decimal import Decimal

import pytest

from data.ingest import context

HEADER = "order_id,order_date,account_name,product,amount\n"
FIRST_LEVEL = {context.READER: f"{context.FIRST}"}
SHOP = """order_id,order_date,account_name,currency,Status,product,amount
#1,2026-09-03,Acme,EUR,paid,Print,32
#2,2026-09-04,Bolt,USD,cancelled,Mug,25
#1,2026-09-03,,,,Tote,20
#2,2026-09-04,,,,Bowl,5
"""
ODOO = """Order Number,Order Date,Customer,Status,Product,Amount
S1,2026-09-03,Acme,Sales Order,Drill,1200
,,,,Saw,160
,,,,Blade,10
S2,2026-09-05,Bolt,Cancelled,Drill,130
,,,,Saw,20
S3,2026-09-06,Cole,Sales Order,Drill,390
"""
PIVOT = """Customer,Date,Product,Amount
Acme,2026-09-03,Drill,100.50
,,Saw,20
,2026-09-09,Drill,10
Acme Total,,,130.50
Bolt,2026-09-05,Saw,30.25
Bolt Total,,,30.25
Grand Total,,,160.75
"""
PIVOT_BY_DAY = """Region,Customer,Date,Product,Amount
North,Acme,2026-09-03,Drill,100.50
,,,Saw,20
,,2026-09-09,Drill,10
,Bolt,2026-09-05,Saw,30.25
South,Acme,2026-09-05,Saw,5
,,2026-09-07,Drill,1
"""


def of(reading, *columns):
    return [tuple(f"{row[c]}" for c in columns) for row in reading.table.to_pylist()]


def asked(reading):
    return {q.key: q.choices[0] for q in reading.report.questions}


def test_a_line_without_an_account_is_its_orders(read_one):
    """Acme's order is for 100 and 50; nothing is asked, as the order number says so."""
    rows = "1,2026-09-03,Acme,Drill,100\n1,2026-09-03,,Saw,50\n2,2026-09-04,Bolt,Drill,20\n"
    reading = read_one(HEADER + rows)
    assert (reading.report.status, asked(reading)) == ("ready", {})
    assert [name for (name,) in of(reading, "account_name")] == ["Acme", "Acme", "Bolt"]
    assert "1 line" in reading.report.warnings[0]
    before = read_one(HEADER + rows, settings=context.now() | FIRST_LEVEL)
    assert of(before, "account_name")[1] == ("None",)


def test_so_is_a_line_above_it_and_one_without_a_day(read_one):
    rows = "1,2026-09-03,,Drill,100\n2,2026-09-04,Bolt,Saw,20\n1,,Acme,Saw,50\n"
    reading = read_one(HEADER + rows)
    assert of(reading, "order_date", "account_name") == [
        ("2026-09-03", "Acme"),
        ("2026-09-04", "Bolt"),
        ("2026-09-03", "Acme"),
    ]


def test_fields_of_first_lines_fill_down_whatever_stands_between(read_one):
    """Acme paid EUR 52; Bolt's order of USD 30 is cancelled, both lines of it."""
    reading = read_one(SHOP, answers={"meaning:status:cancelled": "leave_out"})
    assert of(reading, "account_name", "currency") == [("Acme", "EUR"), ("Acme", "EUR")]
    assert (reading.report.amount, reading.report.records.not_sales) == (Decimal(52), 2)


def test_a_line_without_a_number_has_the_status_of_its_order_too(read_one):
    """Acme's three lines come to 1,370 and Cole's to 390; Bolt cancelled both lines."""
    answers = {"meaning:status:cancelled": "leave_out", "shared": "above"}
    reading = read_one(ODOO, answers=answers)
    assert (reading.report.amount, reading.report.records.not_sales) == (Decimal(1760), 2)
    assert {name for (name,) in of(reading, "account_name")} == {"Acme", "Cole"}


def test_a_column_that_later_lines_fill_too_is_not_filled_down(read_one):
    """Each line has a status of its own: of Acme's two the first was cancelled."""
    rows = "1,2026-09-03,Acme,Drill,100,cancelled\n1,2026-09-03,,Saw,50,\n"
    rows += "2,2026-09-04,Bolt,A,7,\n2,2026-09-04,Bolt,B,3,cancelled\n"
    content = HEADER.replace("amount", "amount,Status") + rows
    reading = read_one(content, answers={"meaning:status:cancelled": "leave_out"})
    assert of(reading, "account_name", "product") == [("Acme", "Saw"), ("Bolt", "A")]


def test_numbers_that_recur_prove_nothing(read_one):
    """Receipt 1 is Acme's on one day and nobody's on the next: nobody's unless it is said."""
    rows = "1,2026-09-03,Acme,Drill,100\n2,2026-09-03,Bolt,Saw,5\n1,2026-09-04,,Saw,50\n"
    reading = read_one(HEADER + rows)
    assert asked(reading) == {"shared": "none"}
    assert of(reading, "account_name")[2] == ("None",)
    above = read_one(HEADER + rows, answers={"shared": "above"})
    assert of(above, "account_name")[2] == ("Acme",)


def test_a_number_of_two_accounts_is_asked(read_one):
    rows = "1,2026-09-03,Acme,Drill,100\n1,2026-09-03,Bolt,Saw,5\n1,2026-09-03,,Saw,50\n"
    reading = read_one(HEADER + rows)
    assert asked(reading) == {"shared": "above"}
    assert of(reading, "account_name")[2] == ("Bolt",)


@pytest.mark.parametrize(
    "rows",
    [
        "1,2026-09-03,,Drill,100\n1,2026-09-03,,Saw,50\n2,2026-09-04,Bolt,Drill,20\n",
        "1,2026-09-03,Acme,Drill,100\n2,2026-09-03,,Saw,50\n3,2026-09-04,Bolt,Drill,20\n",
    ],
)
def test_an_order_of_nobody_stays_so(read_one, rows):
    reading = read_one(HEADER + rows)
    assert (reading.report.status, reading.report.warnings) == ("ready", [])
    assert ("None",) in of(reading, "account_name")


@pytest.mark.parametrize("total", ["Total", "汇总", "Ergebnis"])
def test_a_pivot_in_tabular_form_fills_down_account_and_day(read_one, total):
    content = PIVOT.replace("Total", total)
    asks = {"shared": "above", "orders": "lines"}
    assert asked(read_one(content)) == asks
    reading = read_one(content, answers=asks)
    assert of(reading, "account_name", "order_date", "amount") == [
        ("Acme", "2026-09-03", "100.5000"),
        ("Acme", "2026-09-03", "20.0000"),
        ("Acme", "2026-09-09", "10.0000"),
        ("Bolt", "2026-09-05", "30.2500"),
    ]
    assert not reading.report.warnings


def test_a_pivot_within_regions_fills_down_all_three(read_one):
    """Acme stands in the north and in the south."""
    reading = read_one(PIVOT_BY_DAY, answers={"shared": "above", "orders": "lines"})
    assert of(reading, "region", "account_name", "order_date") == [
        ("North", "Acme", "2026-09-03"),
        ("North", "Acme", "2026-09-03"),
        ("North", "Acme", "2026-09-09"),
        ("North", "Bolt", "2026-09-05"),
        ("South", "Acme", "2026-09-05"),
        ("South", "Acme", "2026-09-07"),
    ]


def test_a_pivot_by_days_fills_down_the_day(read_one):
    content = "Date,Customer,Product,Amount\n2026-09-03,Acme,Drill,100\n,,Saw,20\n,Bolt,Drill,10\n"
    content += "2026-09-04,Acme,Saw,30\n,Bolt,Saw,1\n,Cole,Saw,2\n"
    reading = read_one(content, answers={"shared": "above", "orders": "lines"})
    assert of(reading, "order_date", "account_name") == [
        ("2026-09-03", "Acme"),
        ("2026-09-03", "Acme"),
        ("2026-09-03", "Bolt"),
        ("2026-09-04", "Acme"),
        ("2026-09-04", "Bolt"),
        ("2026-09-04", "Cole"),
    ]
