"""Units of money: in headers they are asked, in cells they are read, mixed they are asked."""

from decimal import Decimal

import pytest

from data.ingest import context

ORDERS = (
    "order_id;order_date;account_name;{header}\n1;2026-09-03;Acme;{first}\n2;2026-09-04;Lind;2\n"
)
FIRST_LEVEL = {context.READER: "1"}


def keys(reading):
    return [question.key for question in reading.report.questions]


@pytest.mark.parametrize(
    ("header", "factor"),
    [
        ("Amount (cents)", "0.01"),
        ("amount_in_cents", "0.01"),
        ("金额(分)", "0.01"),
        ("Sales '000", 1_000),
        ("Net Sales in 1000 EUR", 1_000),
        ("Sales K EUR", 1_000),
        ("Sales KEUR", 1_000),
        ("Umsatz T€", 1_000),
        ("Umsatz TEUR", 1_000),
        ("销售额千元", 1_000),
        ("金额(万元)", 10_000),
        ("Sales (in lakhs)", 100_000),
        ("Sales (US$ million)", 1_000_000),
        ("Umsatz Mio. EUR", 1_000_000),
        ("销售额(百万元)", 1_000_000),
        ("Sales (crore)", 10_000_000),
        ("销售额(亿元)", 100_000_000),
        ("Umsatz Mrd €", 1_000_000_000),
    ],
)
def test_a_unit_in_the_header_is_asked(read_one, header, factor):
    content = ORDERS.format(header=header, first="1,5")
    reading = read_one(content)
    assert keys(reading) == ["unit"]
    assert reading.report.mapping["amount"] == header
    multiplied = read_one(content, answers={"unit": "multiply"})
    assert multiplied.report.amount == Decimal("3.5") * Decimal(factor)
    assert read_one(content, answers={"unit": "as_is"}).report.amount == Decimal("3.5")


@pytest.mark.parametrize(
    "header", ["Sales EUR", "Amount", "金额", "Net Sales in USD", "Total (Rs)"]
)
def test_a_currency_is_no_unit(read_one, header):
    reading = read_one(ORDERS.format(header=header, first="1,5"))
    assert (keys(reading), reading.report.amount) == ([], Decimal("3.5"))


@pytest.mark.parametrize(
    ("first", "second", "amount"),
    [
        ("12k", "3.4k", 15_400),
        ("12 K", "3 M", 3_012_000),
        ("3,4 Mio", "1,25 Mio", 4_650_000),
        ("1.5万", "2万", 35_000),
        ("￥1.5万元", "2万元", 35_000),
        ("2 lakh", "3 crore", 30_200_000),
        ("(12k)", "-0,5k", -12_500),
        ("€5 Tsd.", "2 Tsd. €", 7_000),
        ("1億円", "2億円", 300_000_000),
    ],
)
def test_cells_with_a_unit_are_read_exactly(read_one, first, second, amount):
    content = ORDERS.format(header="Amount", first=first).replace("Lind;2", f"Lind;{second}")
    reading = read_one(content)
    assert (keys(reading), reading.report.amount) == ([], amount)


def test_cells_without_a_unit_beside_others_are_asked(read_one):
    """12k and 300: either three hundred, or three hundred thousand."""
    content = ORDERS.format(header="Amount", first="12k").replace("Lind;2", "Lind;300")
    reading = read_one(content)
    [question] = reading.report.questions
    assert (question.key, question.choices) == ("unit", ("as_is", "multiply"))
    assert question.samples["multiply"] == [("300", "300,000")]
    assert read_one(content, answers={"unit": "as_is"}).report.amount == 12_300
    assert read_one(content, answers={"unit": "multiply"}).report.amount == 312_000


def test_nought_needs_no_unit(read_one):
    content = ORDERS.format(header="Amount", first="12k").replace("Lind;2", "Lind;0")
    reading = read_one(content)
    assert (keys(reading), reading.report.amount) == ([], 12_000)


def test_credit_is_no_crore(read_one):
    reading = read_one(ORDERS.format(header="Amount", first="100.00 CR"))
    assert [problem.found for problem in reading.report.errors] == ['"100.00 CR"']


def test_a_reader_of_before_knows_no_units_of_cells(read_one):
    content = ORDERS.format(header="Amount", first="12k")
    assert read_one(content, settings=context.now() | FIRST_LEVEL).report.status == "refused"
    header = ORDERS.format(header="Amount (cents)", first="1,5")
    before = read_one(header, settings=context.now() | FIRST_LEVEL)
    assert (keys(before), before.report.amount) == ([], Decimal("3.5"))
