"""Numbers, exactly, and never guessed."""

from decimal import Decimal

import pytest


def amounts(reading):
    assert reading.report.status == "ready", reading.report.errors or reading.report.questions
    return reading.table["amount"].to_pylist()


def column(*cells):
    lines = [f'{n},2026-01-05,A1,"{cell}"' for n, cell in enumerate(cells, 1)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1\xa0234,50", "1234.50"),
        ("１２３４．５", "1234.5"),
        ("1,234,567", "1234567"),
        ("0,125", "0.125"),
        (".5", "0.5"),
        ("$1,234.50", "1234.50"),
        ("€ 12,50", "12.50"),
        ("¥1200", "1200"),
        ("RMB 1200", "1200"),
        ("CNY 1,200.00", "1200"),
        ("1200 USD", "1200"),
        ("1200元", "1200"),
        ("(1,234.00)", "-1234"),
        ("1,234.50-", "-1234.50"),
        ("\u22121234.5", "-1234.5"),
        ("-$5.00", "-5"),
        ("($5.00)", "-5"),
        ("+7", "7"),
        ("1.5E+03", "1500"),
    ],
)
def test_a_number_however_it_is_written(sales, cell, value):
    assert amounts(sales(column(cell))) == [Decimal(value)]


def test_one_thousand_or_one_point_two_is_asked(sales):
    reading = sales(column("1,234", "5,678", "3"))
    question = reading.report.questions[0]
    assert (question.key, question.choices) == ("decimal", ("point", "comma"))
    assert question.samples["point"][0] == ("1,234", "1234")
    assert question.samples["comma"][0] == ("1,234", "1.234")
    assert amounts(sales(column("1,234"), answers={"decimal": "comma"})) == [Decimal("1.234")]
    assert amounts(sales(column("1,234"), answers={"decimal": "point"})) == [Decimal("1234")]


def test_any_row_of_any_file_of_the_call_settles_the_mark(read_all):
    header = "order_id,order_date,account_id,amount\n"
    first, second = read_all(header + column("1,234"), header + column("7.50"))
    assert amounts(first) == [Decimal("1234")]
    assert amounts(second) == [Decimal("7.5")]


def test_more_decimals_are_rounded_half_up_and_counted(sales):
    reading = sales(column("1.00005", "2.00004", "-1.00005", "3.10000000"))
    assert amounts(reading) == [Decimal("1.0001"), 2, Decimal("-1.0001"), Decimal("3.1")]
    assert reading.report.rounded == 3


@pytest.mark.parametrize("cell", ["n/a", "-", "", "NULL", "#REF!", "abc", "12abc", "1e99", "nan"])
def test_no_number_where_one_is_needed_is_an_error_with_its_row(sales, cell):
    reading = sales(column("1", cell, "2"))
    assert reading.report.status == "refused"
    assert [(p.row, p.column) for p in reading.report.errors] == [(3, "amount")]
    assert (reading.report.records.accepted, reading.report.records.rejected) == (2, 1)


def test_text_late_in_a_number_column_is_found(sales):
    reading = sales(column(*["1"] * 25_000, "late"))
    assert [p.row for p in reading.report.errors] == [25_002]


def test_no_value_in_an_optional_column_is_blank_and_listed(read_one):
    text = "order_id,order_date,account_id,amount,cost\n" + "".join(
        f"{n},2026-01-05,A1,5,{cell}\n"
        for n, cell in enumerate(["1.50", "NULL", "n/a", "-", "n/a", "\\N"])
    )
    reading = read_one(text)
    assert reading.table["cost"].to_pylist() == [Decimal("1.5"), *[None] * 5]
    listed = [(entry.found, entry.row, entry.count) for entry in reading.report.listed]
    assert listed == [("n/a", 4, 2), ("-", 5, 1)]


def test_a_broken_formula_is_an_error_everywhere(read_one):
    reading = read_one("order_id,order_date,account_id,amount,product\n1,2026-01-05,A1,5,#REF!\n")
    assert reading.report.errors[0].column == "product"


def test_one_currency_sign_is_the_currency(sales):
    assert set(sales(column("€5.00", "€6.00")).table["currency"].to_pylist()) == {"EUR"}


def test_two_currencies_need_a_column(read_one, sales):
    reading = sales(column("€5.00", "£6.00", "€1.00"))
    assert [p.row for p in reading.report.errors] == [3]
    text = (
        "order_id,order_date,account_id,amount,currency\n"
        "1,2026-01-05,A,€5.00,eur\n2,2026-01-05,A,£6.00,GBP\n"
    )
    assert read_one(text).table["currency"].to_pylist() == ["EUR", "GBP"]


def test_the_header_may_name_the_currency(read_one):
    reading = read_one("order_id,order_date,account_id,Amount (USD)\n1,2026-01-05,A,5\n")
    assert reading.table["currency"].to_pylist() == ["USD"]


def test_quantity_times_price_is_exact_then_rounded(read_one):
    text = (
        "order_id,order_date,account_id,quantity,unit_price\n"
        "1,2026-01-05,A,3,0.33335\n2,2026-01-05,A,0.5,0.0001\n"
    )
    reading = read_one(text)
    assert reading.table["amount"].to_pylist() == [Decimal("1.0001"), Decimal("0.0001")]


def test_amount_wins_and_differences_are_listed(read_one):
    text = (
        "order_id,order_date,account_id,amount,quantity,unit_price\n"
        "1,2026-01-05,A,10.00,2,5.00\n2,2026-01-05,A,9.98,2,5.00\n3,2026-01-05,A,9.99,2,5.00\n4,2026-01-05,A,,2,5.00\n"
    )
    reading = read_one(text)
    assert amounts(reading) == [10, Decimal("9.98"), Decimal("9.99"), 10]
    assert [e.row for e in reading.report.listed if e.what == "difference"] == [3]
    assert len(reading.report.warnings) == 1
