"""Currencies and units in a row of their own below the header, or above it."""

import pytest

HEADER = "Order No,Date,Customer,Quantity,Amount\n"
RECORD = "1,2026-09-03,Harbour Tools,10,100.50\n"


@pytest.mark.parametrize(
    ("units", "currency"),
    [
        (",,,,EUR", "EUR"),
        (",,,pcs,€", "EUR"),
        ("(text),(date),(text),(number),(EUR)", "EUR"),
        (",yyyy-mm-dd,,Stück,[USD]", "USD"),
        (",,,个,元", "CNY"),
        (",,,,in EUR", "EUR"),
        (",,,,人民币", "CNY"),
        ("int,date,varchar,double,double", None),
    ],
)
def test_units_below_the_header(read_one, units, currency):
    reading = read_one(HEADER + units + "\n" + RECORD)
    assert reading.report.status == "ready", reading.report
    assert reading.table["currency"].to_pylist() == [currency]
    assert [(entry.what, entry.row) for entry in reading.report.listed] == [("units", 2)]
    assert reading.report.records.add_up()
    assert reading.table["row"].to_pylist() == [3]


def test_a_unit_of_money_is_asked(read_one):
    text = HEADER + ",,,,'000 EUR\n" + RECORD
    question = read_one(text).report.questions[0]
    assert question.key == "unit"
    reading = read_one(text, answers={"unit": "multiply"})
    assert float(reading.report.amount) == 100_500
    assert reading.table["currency"].to_pylist() == ["EUR"]


def test_a_currency_above_the_header(read_one):
    reading = read_one(",,,,EUR\n" + HEADER + RECORD)
    assert reading.table["currency"].to_pylist() == ["EUR"]


def test_units_on_each_page(read_one):
    head = HEADER + ",,,,EUR\n"
    reading = read_one(head + RECORD + head + RECORD.replace("1,", "2,", 1))
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 201)


@pytest.mark.parametrize("row", [",,,,EUR 5", ",,Total,,EUR", ",,,,7", "Acme,,,,EUR"])
def test_what_holds_anything_else_is_no_row_of_units(read_one, row):
    reading = read_one(HEADER + row + "\n" + RECORD)
    assert "units" not in [entry.what for entry in reading.report.listed]
