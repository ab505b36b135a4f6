"""What stands around the records says what they are: currencies by name, units above the table."""

import pytest

HEADER = "order_id,order_date,account_name,amount\n"
ORDERS = HEADER + "O1,2026-09-03,Acme,1.50\nO2,2026-09-04,Bolt,2\n"


def column(reading, name):
    return [None if v is None else f"{v}" for v in reading.table[name].to_pylist()]


@pytest.mark.parametrize(
    ("name", "code"),
    [("人民币", "CNY"), ("美元", "USD"), ("港元", "HKD"), ("US Dollar", "USD"), ("RMB", "CNY")],
)
def test_a_currency_column_may_hold_names(read_one, name, code):
    """美元 ends in 元 and is none."""
    reading = read_one(f"订单号,订单日期,客户,金额,币种\nA1,2026-09-03,远航,1500,{name}\n")
    assert column(reading, "currency") == [code]


def test_a_sign_agrees_with_the_name_of_its_currency(read_one):
    reading = read_one("订单号,订单日期,客户,金额,币种\nA1,2026-09-03,远航,¥1500,人民币\n")
    assert (reading.report.status, column(reading, "currency")) == ("ready", ["CNY"])


def test_a_header_may_name_its_currency(read_one):
    reading = read_one("订单号,订单日期,客户,金额(美元)\nA1,2026-09-03,远航,1500\n")
    assert column(reading, "currency") == ["USD"]


@pytest.mark.parametrize(
    ("line", "factor", "code"),
    [
        ("单位：万元", 10_000, "CNY"),
        ("2026年销售明细(万元)", 10_000, None),
        ("编制单位：远航贸易 2026年9月 金额单位：千元", 1_000, None),
        ("Amounts in thousands of EUR", 1_000, "EUR"),
        ("单位：美元", 1, "USD"),
        ("Currency: US Dollar", 1, "USD"),
        ("编制单位：万达集团", 1, None),
        ("单位名称：上海千里马有限公司", 1, None),
        ("注册资本500万元", 1, None),
        ("Business unit: Thousand Oaks", 1, None),
    ],
)
def test_a_line_above_the_table_says_in_what_it_counts(read_one, line, factor, code):
    """1.50 and 2 under 单位：万元 are 35,000, asked before it is multiplied."""
    reading = read_one(line + "\n" + ORDERS)
    assert [q.key for q in reading.report.questions] == (["unit"] if factor > 1 else [])
    answered = read_one(line + "\n" + ORDERS, answers={"unit": "multiply"})
    assert float(answered.report.amount) == 3.5 * factor
    assert column(answered, "currency") == [code, code]
    as_is = read_one(line + "\n" + ORDERS, answers={"unit": "as_is"})
    assert float(as_is.report.amount) == 3.5


@pytest.mark.parametrize(
    ("last", "accounts"),
    [
        ("Printed Circuits Ltd,South", ["Acme", "Printed Circuits Ltd"]),
        ("打印机有限公司,South", ["Acme", "打印机有限公司"]),
        ("Report Software AG,", ["Acme", "Report Software AG"]),
        ("Printed by Ana,", ["Acme"]),
        ("Printed,2026-10-01", ["Acme"]),
        ("\nPrinted Report,", ["Acme"]),
    ],
)
def test_an_account_may_be_called_as_notes_begin(read_one, last, accounts):
    reading = read_one(f"account_name,region\nAcme,North\n{last}\n", kind="accounts")
    assert (reading.report.status, column(reading, "account_name")) == ("ready", accounts)


@pytest.mark.parametrize(
    ("cell", "value"), [("(-5)", -5), ("–5", -5), ("--5", None), ("-5-", None), ("-(5)", None)]
)
def test_a_minus_that_stands_twice_may_mean_either(read_one, cell, value):
    reading = read_one(HEADER + f'O1,2026-09-03,Acme,"{cell}"\n')
    assert reading.report.status == ("refused" if value is None else "ready")
    assert value is None or float(reading.report.amount) == value


def test_a_page_that_names_no_encoding_is_told_so(read_one):
    page = "<table><tr><th>订单号<th>订单日期<th>客户<th>金额</tr></table>".encode("gb18030")
    problem = read_one(page).report.errors[0]
    assert (problem.found, problem.expected) == (
        "bytes that are no utf-8",
        "UTF-8, as the page names no encoding",
    )
