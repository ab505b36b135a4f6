"""Rows 21 to 40 of the bad-input catalogue: headers, totals, numbers."""

from decimal import Decimal

import pytest

from data.commands import report_text
from tests.catalogue.conftest import HEADER, Desk

GOOD = "O1,2026-09-03,Acme,1.50\nO2,2026-09-04,Bolt,2.25\n"


def amounts(reading):
    return reading.table["amount"].to_pylist()


def test_21_header_only(desk: Desk):
    question = desk.asks(HEADER, "month_empty")
    assert question.choices[0] == "2026-09"


def test_21_header_only_with_prices(desk: Desk):
    question = desk.asks("order_id,order_date,account_name,quantity,price\n", "month_empty")
    assert question.choices[0] == "2026-09"


def test_22_no_header(desk: Desk):
    question = desk.asks(GOOD, "header", kind="sales")
    assert question.choices[0] == "none"


def test_22_no_header_below_notes(desk: Desk):
    """A note of one word that could be a header is none above columns."""
    question = desk.asks("All orders\nDescription\n\n" + GOOD, "header", kind="sales")
    assert question.choices[0] == "none"


def test_23_three_title_rows(desk: Desk):
    reading = desk.ok("Sales report\nSeptember 2026\nAll regions\n" + HEADER + GOOD)
    assert reading.report.records.preamble == 3
    assert [(item.what, item.row) for item in reading.report.listed] == [
        ("preamble", row) for row in (1, 2, 3)
    ]


def test_24_two_row_header(desk: Desk):
    content = "Order,,Account,Net\nNumber,Date,Name,Amount\n" + GOOD
    question = desk.asks(content, "header")
    assert question.choices[0] == "1+2"
    joined = question.samples["1+2"][0][1]
    assert "Order Number" in joined
    assert "Net Amount" in joined
    assert amounts(desk.ok(content, answers={"header": "1+2"})) == [Decimal("1.5"), Decimal("2.25")]


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Order,,Customer,Value\nNo,Date,Name,Amount\n", "Order No | Order Date | Customer Name"),
        ("Order,,Customer,Amount\nNo,Date,,\n", "Order No | Order Date | Customer | Amount"),
        ("Order,Order,Customer,Value\nid,date,name,amount\n", "Order id | Order date"),
        ("订单信息,,客户,金额\n编号,日期,名称,\n", "订单 编号 | 订单 日期 | 客户 名称 | 金额"),
    ],
)
def test_24_two_row_headers_of_every_shape(desk: Desk, header: str, names: str):
    question = desk.asks(header + GOOD, "header")
    assert question.choices[0] == "1+2"
    assert question.samples["1+2"][0][1].startswith(names)
    joined = desk.ok(header + GOOD, answers={"header": "1+2"})
    assert amounts(joined) == [Decimal("1.5"), Decimal("2.25")]
    titled = "Sales report\n" + header + GOOD
    assert desk.asks(titled, "header").choices[0] == "2+3"


def test_24_two_amounts_under_one_name_stay_two(desk: Desk):
    header = "Order,,Customer,Amount,Amount\nNo,Date,Name,tax,net\n"
    rows = "O1,2026-09-03,Acme,0.30,1.50\nO2,2026-09-04,Bolt,0.40,2.25\n"
    answered = desk.read(desk.put(header + rows), answers={"header": "1+2"})[0]
    assert "Amount tax" not in answered.report.mapping.values()


def test_24_one_header_with_a_gap_above_data_is_one(desk: Desk):
    content = "order_id,order_date,account_name,amount,\n" + GOOD.replace("\n", ",\n")
    assert len(amounts(desk.ok(content))) == 2
    accounts = "account_id,account_name,region,\nA1,Acme,North,\nA2,Bolt,South,\n"
    assert len(desk.ok(accounts, kind="accounts").table) == 2


def test_25_duplicate_headers(desk: Desk):
    problem = desk.refuses("order_id,order_date,account_name,amount,Amount\nO1,2026-09-03,A,1,2\n")[
        0
    ]
    assert "4" in problem.found
    assert "5" in problem.found


def test_26_blank_header_with_data(desk: Desk):
    problem = desk.refuses("order_id,order_date,account_name,amount,\nO1,2026-09-03,Acme,1,7\n")[0]
    assert (problem.row, problem.column) == (2, "column 5")


def test_27_renamed_and_reordered(desk: Desk):
    reading = desk.ok("Net Amount,Customer,Invoice Date,Invoice No\n1.50,Acme,2026-09-03,O1\n")
    row = reading.table.to_pylist()[0]
    assert (row["order_id"], row["account_name"], row["amount"]) == ("O1", "Acme", Decimal("1.5"))


def test_28_unknown_column(own_desk: Desk):
    header = HEADER.strip() + ",Colour\n"
    first = own_desk.stores(own_desk.put(header + "O1,2026-09-03,Acme,1.50,red\n"))[0]
    assert (first.report.status, first.report.unmapped) == ("loaded", ["Colour"])
    wider = header.strip() + ",Shade\nO2,2026-10-03,Acme,1.50,red,dark\n"
    later = own_desk.read(own_desk.put(wider, "2026-10.csv"))[0]
    assert [q.key for q in later.report.questions] == ["mapping:Shade"]


def test_29_required_column_missing(desk: Desk):
    problem = desk.refuses("order_id,order_date,account_name\nO1,2026-09-03,Acme\n", kind="sales")[
        0
    ]
    assert "order_date" in problem.found
    assert "amount" in problem.expected


@pytest.mark.parametrize(
    "header",
    [
        "ORDER ID,Order Date,ACCOUNT name,Amount",
        " order_id , order-date,account\u00a0name,amount\u00a0",
        "ｏｒｄｅｒ　ｉｄ,ｏｒｄｅｒ　ｄａｔｅ,Ａｃｃｏｕｎｔ　Ｎａｍｅ,Ａｍｏｕｎｔ",
    ],
)
def test_30_header_variants(desk: Desk, header: str):
    assert len(amounts(desk.ok(f"{header}\n{GOOD}"))) == 2


def test_31_totals(desk: Desk):
    reading = desk.ok(HEADER + GOOD + ",,Subtotal,3.75\nGrand total,,,99.00\n")
    assert reading.report.records.totals == 2
    assert [item.what for item in reading.report.listed] == ["total", "total"]
    assert any("99" in warning for warning in reading.report.warnings)


def test_32_footer_notes(desk: Desk):
    reading = desk.ok(HEADER + GOOD + "\nPrinted by Ana on 2026-10-01,,,\n")
    assert reading.report.records.totals == 1
    assert reading.report.listed[0].what == "footer"


def test_32_the_command_lists_what_is_left_out(desk: Desk):
    content = "Sales report\n" + HEADER.strip() + ",Colour\n"
    content += "O1,2026-09-03,Acme,1.50,red\nTotal,,,1.50,\n\nPrinted by Ana,,,,\n"
    told = "\n".join(report_text.load([desk.ok(content).report], is_rehearsal=True))
    for part in ("row 1 (line above the header): Sales report", "row 4 (row of totals): Total"):
        assert part in told
    assert "row 6 (line below the data): Printed by Ana" in told
    assert 'not read: "Colour"' in told


def test_33_two_tables(desk: Desk):
    problems = desk.refuses(HEADER + GOOD + "\nregion,target,owner,note\nNorth,100,Ana,x\n")
    assert problems[0].row == 5


def test_34_blank_rows(desk: Desk):
    reading = desk.ok(HEADER + "O1,2026-09-03,Acme,1.50\n\n,,,\nO2,2026-09-04,Bolt,2.25\n")
    assert (reading.report.records.blank, reading.report.records.accepted) == (2, 2)


@pytest.mark.parametrize("tail", ["O3,2026-09", "O3,2026-09-05,Co", 'O3,2026-09-05,"Co'])
def test_35_truncated_last_line(desk: Desk, tail: str):
    problem = desk.refuses(HEADER + GOOD + tail)[0]
    assert problem.row == 4
    assert "cut off" in problem.do


@pytest.mark.parametrize("cell", ["1,234.50", "1.234,50", "1 234,50", "1'234.50", "1\u202f234,50"])
def test_36_thousands_marks(desk: Desk, cell: str):
    assert amounts(desk.ok(HEADER + f'O1,2026-09-03,Acme,"{cell}"\n')) == [Decimal("1234.5")]


def test_37_one_comma_three_digits(desk: Desk):
    content = HEADER + 'O1,2026-09-03,Acme,"1,234"\nO2,2026-09-04,Bolt,"2,345"\n'
    question = desk.asks(content, "decimal")
    assert question.samples["point"][0] == ("1,234", "1234")
    assert amounts(desk.ok(content, answers={"decimal": "comma"}))[0] == Decimal("1.234")


@pytest.mark.parametrize(
    "cell", ["$1,000.00", "€ 1000.00", "¥1,000.00", "RMB 1000.00", "CNY 1,000.00"]
)
def test_38_currency_signs(desk: Desk, cell: str):
    reading = desk.ok(HEADER + f'O1,2026-09-03,Acme,"{cell}"\n')
    assert amounts(reading) == [1000]
    assert reading.table["currency"].to_pylist()[0] is not None


def test_38_mixed_currencies(desk: Desk):
    content = HEADER + "O1,2026-09-03,Acme,$5.00\nO2,2026-09-04,Bolt,€6.00\n"
    assert desk.refuses(content)[0].row == 3
    own = HEADER.strip() + ",currency\nO1,2026-09-03,Acme,$5.00,USD\nO2,2026-09-04,Bolt,€6.00,EUR\n"
    assert desk.ok(own).table["currency"].to_pylist() == ["USD", "EUR"]


def test_38_signs_beside_a_currency_column_or_a_header(desk: Desk):
    header = HEADER.strip() + ",currency\n"
    assert desk.refuses(header + "O1,2026-09-03,Acme,$5.00,EUR\n")[0].row == 2
    rows = "O1,2026-09-03,Acme,$5.00,HKD\nO2,2026-09-03,Acme,¥5,JPY\nO3,2026-09-03,Acme,€5,\n"
    told = desk.ok(header + rows).table["currency"].to_pylist()
    assert told == ["HKD", "JPY", "EUR"]
    named = HEADER.replace("amount", "amount (HKD)")
    assert desk.ok(named + "O1,2026-09-03,Acme,$5.00\n").table["currency"].to_pylist() == ["HKD"]
    assert "HKD" in desk.refuses(named + "O1,2026-09-03,Acme,€5.00\n")[0].found
    two = HEADER.replace("amount", "amount (EUR),cost (USD)")
    assert "USD" in desk.refuses(two + "O1,2026-09-03,Acme,5,1\n")[0].found


@pytest.mark.parametrize("cell", ["(1,234.00)", "1234.00-", "\u22121234.00", "-1,234.00"])
def test_39_negative_numbers(desk: Desk, cell: str):
    assert amounts(desk.ok(HEADER + f'O1,2026-09-03,Acme,"{cell}"\n')) == [Decimal(-1234)]


MARGINS = "order_id,order_date,account_name,amount,margin %\n"


def margins(reading):
    return reading.table["margin"].to_pylist()


def test_40_percent_signs_in_all_cells_are_clear(desk: Desk):
    reading = desk.ok(MARGINS + "O1,2026-09-03,Acme,200.00,45%\nO2,2026-09-04,Bolt,100.00,12.5 %\n")
    assert margins(reading) == [90, Decimal("12.5")]


@pytest.mark.parametrize("cells", [("45%", "0.45"), ("45%", "45"), ("0.45", "0.5"), ("0.45", "45")])
def test_40_numbers_that_may_be_percent_or_shares_are_asked(desk: Desk, cells: tuple[str, str]):
    content = MARGINS + "".join(
        f"O{n},2026-09-0{n + 1},Acme,100.00,{cell}\n" for n, cell in enumerate(cells, 1)
    )
    question = desk.asks(content, "percent")
    assert set(question.choices) == {"percent", "share"}
    bare = float(cells[1])
    as_percent = desk.ok(content, answers={"percent": "percent"})
    assert float(margins(as_percent)[1]) == bare
    as_share = desk.ok(content, answers={"percent": "share"})
    assert float(margins(as_share)[1]) == bare * 100


def test_40_numbers_above_one_below_a_percent_sign_are_percent(desk: Desk):
    reading = desk.ok(MARGINS + "O1,2026-09-03,Acme,200.00,45\nO2,2026-09-04,Bolt,100.00,30\n")
    assert margins(reading) == [90, 30]


def test_40_a_percent_is_no_amount(desk: Desk):
    assert desk.refuses(HEADER + "O1,2026-09-03,Acme,45%\n")[0].row == 2
