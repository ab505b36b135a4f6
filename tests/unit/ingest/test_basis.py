"""What an amount is worked out of: the price of a piece or a line, discounts, a tax in a total."""

from decimal import Decimal

import pytest

from data.ingest import context
from data.ingest.model import Reading

FIRST_LEVEL = {context.READER: "1"}
ORDERS = "Order No,Date,Customer,Product,Quantity,Unit Price,{header}\n"
LINES = """S1,2026-09-03,Harbour Tools,Drill,2,50.00,{first}
S1,2026-09-03,Harbour Tools,Saw,1,20.00,{second}
S2,2026-09-04,Lind AB,Drill,1,50.00,{third}
"""
ORDERS_ZH = "单据编号,单据日期,客户,商品名称,数量,单价,{header}\n"
PRICES = """Order ID,Date,Customer,Item,Quantity,Price
1,2026-09-03,Harbour Tools,Drill,10,1000.00
1,2026-09-03,Harbour Tools,Saw,2,160.00
2,2026-09-05,Lind AB,Drill,5,500.00
"""
PRICES_ZH = """订单号,日期,客户,商品,数量,价格
1,2026-09-03,上海远航贸易有限公司,电钻,10,1000.00
1,2026-09-03,上海远航贸易有限公司,电锯,2,160.00
2,2026-09-05,杭州千里商贸有限公司,电钻,5,500.00
"""


def keys(reading: Reading) -> list[str]:
    return [question.key for question in reading.report.questions]


def amounts(reading: Reading) -> list[float]:
    assert reading.table is not None, reading.report.errors
    return [float(amount) for amount in reading.table["amount"].to_pylist()]


def discounted(header: str, *cells: str, of: str = ORDERS) -> str:
    first, second, third = cells
    return of.format(header=header) + LINES.format(first=first, second=second, third=third)


@pytest.mark.parametrize(
    ("header", "cells", "after"),
    [
        ("Discount %", ("10", "0", "50"), [90, 20, 25]),
        ("Discount", ("10%", "", "50%"), [90, 20, 25]),
        ("Discount", ("0.1", "0", "0.5"), [90, 20, 25]),
        ("Discount %", ("0.1", "0", "0.5"), [90, 20, 25]),
        ("Unit Price Discount", ("0.1", "0", "0.5"), [90, 20, 25]),
        ("Line Discount Amount", ("10.00", "0.00", "25.00"), [90, 20, 25]),
        ("Discount Amount", ("-10.00", "0.00", "-25.00"), [90, 20, 25]),
        ("Rabatt %", ("10", "0", "50"), [90, 20, 25]),
        ("Order Discount", ("10.00", "10.00", "0.00"), [90, 20, 50]),
        ("Cart Discount", ("10.00", "", ""), [90, 20, 50]),
    ],
)
def test_a_discount_beside_price_and_quantity_is_asked(read_one, header, cells, after):
    """2 × 50 less a tenth is 90; a discount of the order counts on its first line."""
    content = discounted(header, *cells)
    [question] = read_one(content).report.questions
    assert (question.key, question.choices) == ("discount", ("subtract", "included"))
    assert amounts(read_one(content, answers={"discount": "subtract"})) == after
    assert amounts(read_one(content, answers={"discount": "included"})) == [100, 20, 50]


@pytest.mark.parametrize(
    ("header", "cells", "after"),
    [
        ("折扣率(%)", ("10", "0", "50"), [90, 20, 25]),
        ("折扣额", ("10", "0", "25"), [90, 20, 25]),
        ("整单优惠", ("10", "10", "0"), [90, 20, 50]),
        ("折扣", ("0.9", "1", "0.5"), [90, 20, 25]),
        ("折扣", ("0.1", "0", "0.5"), [90, 20, 25]),
    ],
)
def test_discounts_in_chinese(read_one, header, cells, after):
    """折扣 0.9 is what is paid where a full price is 1, and what is taken off where it is 0."""
    content = discounted(header, *cells, of=ORDERS_ZH)
    assert keys(read_one(content)) == ["discount"]
    assert amounts(read_one(content, answers={"discount": "subtract"})) == after


def test_what_a_discount_means_is_shown_and_may_be_chosen(read_one):
    """0.9 and 0.8 are parts paid, or shares taken off: nothing tells."""
    content = discounted("折扣", "0.9", "0.8", "0.9", of=ORDERS_ZH)
    [question] = read_one(content).report.questions
    assert question.choices == ("subtract", "share", "included")
    assert question.samples["subtract"][0] == ("2 × 50.00, 0.9", "90.00")
    assert question.samples["share"][0] == ("2 × 50.00, 0.9", "10.00")
    assert amounts(read_one(content, answers={"discount": "share"})) == [10, 4, 5]


def test_tens_of_money_or_per_cent(read_one):
    content = discounted("Discount", "10", "5", "20")
    [question] = read_one(content).report.questions
    assert question.choices == ("subtract", "money", "included")
    assert amounts(read_one(content, answers={"discount": "money"})) == [90, 15, 30]
    assert amounts(read_one(content, answers={"discount": "subtract"})) == [90, 19, 40]


def test_a_discount_of_thirds_is_exact(read_one):
    """3 × 0.3333 less 33.33% is 0.66663333…, rounded half up once."""
    content = ORDERS.format(header="Discount %") + "1,2026-09-03,A,Nut,3,0.3333,33.33\n"
    reading = read_one(content, answers={"discount": "subtract"})
    assert reading.table["amount"].to_pylist() == [Decimal("0.6666")]


def test_a_refund_gives_back_what_was_paid(read_one):
    content = ORDERS.format(header="Discount Amount") + "1,2026-09-03,A,Nut,-2,50.00,10\n"
    assert amounts(read_one(content, answers={"discount": "subtract"})) == [-90]


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Discount", ("0", "0", "0")), ("Discount %", ("", "", "")), ("折扣", ("1", "1", "1"))],
)
def test_no_discount_is_no_question(read_one, header, cells):
    reading = read_one(discounted(header, *cells))
    assert (keys(reading), reading.report.amount) == ([], 170)


@pytest.mark.parametrize(
    ("header", "rest", "after"),
    [
        ("Discount %,Net Amount", ("10,90", "0,20", "50,25"), [90, 20, 25]),
        ("Discount,Order Total", ("10,110", "0,110", "25,25"), [90, 20, 25]),
        ("Discount,Order Total", ("10,120", "0,120", "25,50"), [100, 20, 50]),
        ("List Price,Discount", ("55,10", "20,0", "75,25"), [100, 20, 50]),
        ("Discount,Order Total", ("10,110", "10,110", "0,50"), [90, 20, 50]),
        ("Amount,Discount,Tax,Total", ("100,10,9,99", "20,0,2,22", "50,25,2.5,27.5"), [90, 20, 25]),
    ],
    ids=[
        "a total of the line",
        "of the order after it",
        "of the order before it",
        "a list price",
        "once an order",
        "a total with tax",
    ],
)
def test_arithmetic_settles_a_discount(read_one, header, rest, after):
    """110 is 2 × 50 + 20 less the 10; 100 is 2 × 55 less the 10, so that the price has it off; 99
    is 2 × 50 less the 10 and with the 9."""
    reading = read_one(discounted(header, *rest))
    assert (keys(reading), amounts(reading)) == ([], after)


def test_a_total_before_discount_does_not_hide_it(read_one):
    content = discounted("Amount,Discount", "100,10", "20,0", "50,25")
    assert keys(read_one(content)) == ["discount"]
    assert amounts(read_one(content, answers={"discount": "money"})) == [90, 20, 25]


def test_a_discount_beside_sales_without_prices_says_nothing(read_one):
    content = "Order ID,Order Date,Customer Name,Sales,Quantity,Discount,Profit\n"
    lines = "1,2026-09-03,A,261.96,2,0.2,41.91\n2,2026-09-04,B,731.94,3,0,219.58\n"
    reading = read_one(content + lines)
    assert (keys(reading), reading.report.amount) == ([], Decimal("993.90"))


@pytest.mark.parametrize("content", [PRICES, PRICES_ZH], ids=["en", "zh"])
def test_a_price_that_grows_with_the_quantity_is_the_lines(read_one, content):
    """Ten drills for 1000 and five for 500: a drill is 100."""
    [question] = read_one(content).report.questions
    assert (question.key, question.choices) == ("price", ("line", "each"))
    assert question.samples["each"][0] == ("10 × 1000.00", "10,000.00")
    line = read_one(content, answers={"price": "line"})
    assert amounts(line) == [1000, 160, 500]
    assert [float(p) for p in line.table["unit_price"].to_pylist()] == [100, 80, 100]
    assert amounts(read_one(content, answers={"price": "each"})) == [10000, 320, 2500]


@pytest.mark.parametrize(
    "lines",
    [
        "1,2026-09-03,A,Drill,10,100\n2,2026-09-03,B,Drill,5,100\n",
        "1,2026-09-03,A,Drill,10,10\n2,2026-09-03,B,Drill,2,15\n3,2026-09-03,B,Drill,1,20\n",
        "1,2026-09-03,A,Drill,1,100\n2,2026-09-03,B,Drill,1,200\n",
        "1,2026-09-03,A,Drill,2,100\n2,2026-09-03,B,Saw,4,200\n",
    ],
    ids=["one price", "cheaper by the dozen", "one piece each", "other products"],
)
def test_other_prices_are_of_a_piece(read_one, lines):
    assert keys(read_one("order_id,order_date,account_name,product,quantity,price\n" + lines)) == []


def test_a_returned_lines_price_is_taken_back(read_one):
    content = PRICES + "3,2026-09-06,Lind AB,Drill,-5,500.00\n"
    assert amounts(read_one(content, answers={"price": "line"})) == [1000, 160, 500, -500]


def test_a_marketplaces_item_price_is_the_lines(read_one):
    content = """order_id,purchase-date,customer,sku,quantity,price,item-tax
1,2026-09-03,Harbour Tools,KIT,2,59.98,4.80
2,2026-09-04,Lind AB,PAN,1,29.99,2.40
""".replace(",price,", ",item-price,")
    reading = read_one(content, mapping={"unit_price": "item-price"})
    assert keys(reading) == ["price"]
    assert reading.report.amount == Decimal("89.97")


def test_prices_for_a_hundred_pieces(read_one):
    content = "order_id,order_date,account_name,quantity,price,Price Unit\n"
    reading = read_one(content + "1,2026-09-03,A,200,10.00,100\n2,2026-09-03,B,3,10.00,1\n")
    assert amounts(reading) == [20, 30]


def test_a_cancelled_line_without_a_price_is_nothing(read_one):
    content = "order_id,order_date,account_name,quantity,unit_price\n"
    reading = read_one(content + "1,2026-09-03,A,2,10.00\n2,2026-09-03,B,0,\n")
    assert amounts(reading) == [20, 0]
    wrong = read_one(content + "1,2026-09-03,A,2,10.00\n2,2026-09-03,B,1,\n")
    assert [problem.row for problem in wrong.report.errors] == [3]


@pytest.mark.parametrize(
    ("header", "first"), [("Tax,Total", "19.00,119.00"), ("税额,价税合计", "19.00,119.00")]
)
def test_a_lone_total_beside_a_tax_is_asked(read_one, header, first):
    content = f"order_id,order_date,account_name,{header}\n1,2026-09-03,A,{first}\n"
    [question] = read_one(content).report.questions
    assert (question.key, question.choices) == ("tax", ("subtract", "as_is"))
    assert question.samples["subtract"] == [("119.00, 19.00", "100.00")]
    assert read_one(content, answers={"tax": "subtract"}).report.amount == 100
    assert read_one(content, answers={"tax": "as_is"}).report.amount == 119


@pytest.mark.parametrize(
    ("header", "rate"),
    [("VAT %", "19"), ("Tax Rate", "0.19"), ("税率", "19%"), ("MwSt-Satz", "19")],
)
def test_a_total_beside_a_rate_of_tax_is_asked(read_one, header, rate):
    content = f"order_id,order_date,account_name,{header},Total\n1,2026-09-03,A,{rate},119.00\n"
    assert keys(read_one(content)) == ["tax"]
    assert read_one(content, answers={"tax": "subtract"}).report.amount == 100


def test_a_tax_in_money_and_a_rate_of_another_file_are_both_taken_off(read_all):
    money = "order_id,order_date,account_name,Tax,Total\n1,2026-09-03,A,19.00,119.00\n"
    rate = "order_id,order_date,account_name,VAT %,Total\n2,2026-09-04,B,19,238.00\n"
    readings = read_all(money, rate, answers={"tax": "subtract"})
    assert [reading.report.amount for reading in readings] == [100, 200]


def test_a_tax_whose_header_has_the_rate(read_one):
    content = "order_id,order_date,account_name,Unit price,Quantity,Tax 5%,Total\n"
    reading = read_one(content + "1,2026-09-03,A,10,2,1,21\n2,2026-09-04,B,20,3,3,63\n")
    assert keys(reading) == ["tax"]
    assert reading.report.amount == 80


def test_discounts_that_a_marketplace_pays_are_not_the_sellers(read_one):
    """100 less the shop's 10 is what the seller receives, less the marketplace's 5 what is paid."""
    content = (
        "订单号,下单日期,客户,商品名称,商品总价(元),店铺优惠折扣(元),平台优惠折扣(元),"
        "用户实付金额(元),商家实收金额(元)\n1,2026-09-03,张三,电钻,100,10,5,85,90\n"
    )
    [question] = read_one(content).report.questions
    assert (question.key, question.choices[0]) == ("mapping:amount", "商家实收金额(元)")


def test_an_amount_times_a_price_is_a_count(read_one):
    content = "order_id,order_date,account_name,product,Amount,Unit Price,Revenue\n"
    reading = read_one(content + "1,2026-09-03,A,Fern,5,10.00,50.00\n2,2026-09-04,B,Mug,3,10,30\n")
    assert (reading.report.mapping["amount"], reading.report.amount) == ("Revenue", 80)


def test_a_column_of_taxes_in_per_cent_is_no_money(read_one):
    content = "order_id,order_date,account_name,VAT,Total\n"
    assert keys(read_one(content + "1,2026-09-03,A,19,500\n2,2026-09-03,B,7,80\n")) == []


def test_a_reader_of_before_multiplies(read_one):
    settings = context.now() | FIRST_LEVEL
    for content, amount in ((discounted("Discount %", "10", "0", "50"), 170), (PRICES, 12820)):
        reading = read_one(content, settings=settings)
        assert (keys(reading), reading.report.amount) == ([], amount)
        assert "discount" not in reading.report.mapping
