"""An amount of the order that stands on each of its lines counts once, one of the line always."""

from collections.abc import Callable

import pytest

from data.ingest import context
from data.ingest.model import Reading

FIRST_LEVEL = {context.READER: "1"}
ENGLISH = """Order ID,Order Date,Customer,Product,Quantity,Total
SO-1,2026-09-03,Harbour Tools,Fern,2,52.00
SO-1,2026-09-03,Harbour Tools,Tote,1,52.00
SO-2,2026-09-10,Lind AB,Mug,1,25.00
"""
CHINESE = """订单号,下单时间,客户名称,商品名称,数量,订单金额
1,2026-09-03,上海远航贸易有限公司,电钻,2,320.00
1,2026-09-03,上海远航贸易有限公司,电锯,1,320.00
2,2026-09-04,杭州千里商贸有限公司,电钻,1,110.00
"""
NEUTRAL = "order_id,order_date,account_name,product,quantity,amount\n"


def keys(reading: Reading) -> list[str]:
    return [question.key for question in reading.report.questions]


def amounts(reading: Reading) -> list[float]:
    assert reading.table is not None, reading.report.errors
    return [float(amount) for amount in reading.table["amount"].to_pylist()]


@pytest.mark.parametrize(
    ("content", "once", "each", "lines"),
    [(ENGLISH, 77, 129, [52, 0, 25]), (CHINESE, 430, 750, [320, 0, 110])],
    ids=["en", "zh"],
)
def test_a_total_repeated_on_each_line_is_asked(read_one, content, once, each, lines):
    """52 once is 52, not 104: the order's first line has it."""
    reading = read_one(content)
    [question] = reading.report.questions
    assert (question.key, question.choices) == ("grain", ("order", "line"))
    assert reading.report.amount == once, "the plausible answer while it waits"
    order = read_one(content, answers={"grain": "order"})
    assert (order.report.status, amounts(order)) == ("ready", lines)
    [warning] = order.report.warnings
    assert "figures by product are those of whole orders" in warning
    line = read_one(content, answers={"grain": "line"})
    assert (line.report.amount, line.report.warnings) == (each, [])


def test_the_samples_show_both_sums(read_one):
    [question] = read_one(ENGLISH).report.questions
    assert question.samples == {
        "order": [("SO-1: 52.00 + 52.00", "52.00")],
        "line": [("SO-1: 52.00 + 52.00", "104.00")],
    }


def test_one_order_whose_lines_differ_says_it_is_the_lines(read_one):
    rest = "SO-3,2026-09-11,Moss Oy,Mug,1,20.00\nSO-3,2026-09-11,Moss Oy,Bowl,1,30.00\n"
    reading = read_one(ENGLISH + rest)
    assert (keys(reading), reading.report.amount) == ([], 179)


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        ("1,2026-09-03,A,Shirt,1,50\n1,2026-09-03,A,Hat,1,50\n", []),
        ("1,2026-09-03,A,Shirt,1,50\n1,2026-09-03,A,Hat,2,50\n", ["grain"]),
        (
            "1,2026-09-03,A,Shirt,1,50\n1,2026-09-03,A,Hat,1,50\n1,2026-09-03,A,Cap,1,50\n",
            ["grain"],
        ),
        ("1,2026-09-03,A,Shirt,1,50\n1,2026-09-03,A,Shirt,1,50.00\n", []),
        ("1,2026-09-03,A,Shirt,1,0\n1,2026-09-03,A,Hat,2,0\n", []),
    ],
    ids=["two equal prices", "other quantities", "three products", "same product", "free"],
)
def test_equal_amounts_under_a_plain_header_need_more(read_one, lines, asked):
    assert keys(read_one(NEUTRAL + lines)) == asked


def test_a_header_of_the_line_needs_most(read_one):
    lines = "1,2026-09-03,A,Shirt,1,50\n1,2026-09-03,A,Hat,2,50\n"
    assert keys(read_one(NEUTRAL.replace("amount", "Line Amount") + lines)) == []


def test_quantity_times_price_says_that_it_is_the_lines(read_one):
    content = NEUTRAL.replace("amount", "unit_price,Total")
    lines = "1,2026-09-03,A,Shirt,1,60,60\n1,2026-09-03,A,Hat,2,30,60\n"
    reading = read_one(content + lines)
    assert (keys(reading), reading.report.amount) == ([], 120)


def test_lines_with_prices_count_instead_of_their_orders_total(read_one):
    """Fern 2 × 20 and Mug 12 are 52 by themselves, so that each product has its own."""
    content = """Order ID,Order Date,Customer,Product,Quantity,Unit Price,Order Amount
1,2026-09-03,Harbour Tools,Fern,2,20.00,62.00
1,2026-09-03,Harbour Tools,Mug,1,12.00,62.00
2,2026-09-04,Lind AB,Mug,1,25.00,30.00
"""
    reading = read_one(content)
    assert (keys(reading), amounts(reading)) == ([], [40, 12, 25])
    assert reading.report.unmapped == ["Order Amount"]
    wanted = read_one(content, mapping={"amount": "Order Amount"})
    assert keys(wanted) == ["grain"]


def test_a_total_on_the_first_line_only_is_no_filling(read_one):
    """The blank total of the mug is not 12: 52 has it in already."""
    content = """Order ID,Order Date,Customer,Product,Quantity,Unit Price,Total
1,2026-09-03,Harbour Tools,Fern,2,20.00,52.00
1,2026-09-03,Harbour Tools,Mug,1,12.00,
2,2026-09-04,Lind AB,Mug,1,25.00,25.00
"""
    reading = read_one(content)
    assert (keys(reading), amounts(reading)) == ([], [40, 12, 25])


@pytest.mark.parametrize("second", ["", "0", "0.00"])
def test_a_total_on_the_first_line_only_counts_once(read_one, second):
    content = NEUTRAL.replace("amount", "Total")
    lines = f"1,2026-09-03,A,Fern,2,52.00\n1,2026-09-03,A,Mug,1,{second}\n2,2026-09-04,B,Mug,1,25\n"
    reading = read_one(content + lines)
    assert (keys(reading), amounts(reading)) == ([], [52, 0, 25])


def test_a_blank_amount_elsewhere_is_an_error(read_one):
    lines = "1,2026-09-03,A,Fern,2,52.00\n1,2026-09-03,A,Mug,1,\n2,2026-09-04,B,Mug,1,\n"
    reading = read_one(NEUTRAL + lines)
    assert [problem.row for problem in reading.report.errors] == [3, 4]


def test_the_line_total_wins_over_the_orders(read_one):
    content = """订单号,日期,客户名称,商品名称,数量,订单金额,行金额
1,2026-09-03,上海远航贸易有限公司,电钻,2,320.00,220.00
1,2026-09-03,上海远航贸易有限公司,电锯,1,320.00,100.00
2,2026-09-04,杭州千里商贸有限公司,电钻,1,110.00,110.00
"""
    reading = read_one(content)
    assert (keys(reading), reading.report.mapping["amount"]) == ([], "行金额")
    assert reading.report.amount == 430


def test_equal_line_totals_are_known_by_quantity_times_price(read_one):
    content = """Invoice Number,Invoice Date,Customer,Total,Item Name,Quantity,Item Price,Item Total
INV-1,2026-09-03,Harbour Tools,240.00,Fern,2,50.00,100.00
INV-1,2026-09-03,Harbour Tools,240.00,Mug,4,25.00,100.00
"""
    reading = read_one(content)
    assert (keys(reading), reading.report.mapping["amount"]) == ([], "Item Total")
    assert reading.report.amount == 200


def test_the_lines_of_an_order_may_stand_apart(read_one):
    lines = """1,2026-09-03,A,Fern,2,52.00
2,2026-09-04,B,Mug,1,25.00
1,2026-09-03,A,Mug,1,52.00
"""
    content = NEUTRAL.replace("amount", "Total") + lines
    assert amounts(read_one(content, answers={"grain": "order"})) == [52, 25, 0]


def test_what_is_given_back_counts_once_too(read_one):
    lines = """1,2026-09-03,A,Fern,2,52.00
1,2026-09-03,A,Mug,1,52.00
1,2026-09-05,A,Fern,-2,-52.00
"""
    content = NEUTRAL.replace("amount", "Total") + lines
    assert amounts(read_one(content, answers={"grain": "order"})) == [52, 0, -52]
    sold_and_returned = NEUTRAL + "1,2026-09-03,A,Fern,1,50\n1,2026-09-03,A,Fern,-1,-50\n"
    assert keys(read_one(sold_and_returned)) == []


def test_orders_of_one_number_and_two_accounts_are_two(read_one):
    lines = """1,2026-09-03,A,Fern,2,52.00
1,2026-09-03,A,Mug,1,52.00
1,2026-09-03,B,Mug,1,52.00
"""
    content = NEUTRAL.replace("amount", "Total") + lines
    assert amounts(read_one(content, answers={"grain": "order"})) == [52, 0, 52]


def test_an_order_in_two_files_of_a_call_counts_once(read_all):
    header = NEUTRAL.replace("amount", "Total")
    first = header + "1,2026-08-31,A,Fern,2,52\n1,2026-08-31,A,Mug,1,52\n2,2026-08-31,B,Mug,1,25\n"
    second = header + "2,2026-08-31,B,Bowl,3,25\n"
    readings = read_all(first, second, answers={"grain": "order"})
    assert [amounts(reading) for reading in readings] == [[52, 0, 25], [0]]


def test_the_answer_holds_for_the_sources_next_file(read_one):
    """Though the next file has one plain pair of equal amounts only."""
    header = NEUTRAL
    first = "1,2026-09-03,A,Fern,2,52\n1,2026-09-03,A,Mug,1,52\n2,2026-09-04,B,Mug,1,25\n"
    memory = read_one(header + first, answers={"grain": "order"}).memory
    later = header + "3,2026-10-03,A,Fern,1,30\n3,2026-10-03,A,Mug,1,30\n"
    reading = read_one(later, remembered={"sales": memory})
    assert (reading.report.status, amounts(reading)) == ("ready", [30, 0])


def test_a_reader_of_before_asks_nothing(read_one):
    reading = read_one(ENGLISH, settings=context.now() | FIRST_LEVEL)
    assert (keys(reading), reading.report.amount) == ([], 129)


def large(line: Callable[[int, int], str], count: int = 90_000) -> str:
    """A file that is read at once: two lines an order, all amounts different."""
    header = "order_id,order_date,account_name,product,quantity,Total\n"
    return header + "".join(line(number // 2, number % 2) for number in range(count))


def test_large_files_are_read_the_same_way(read_one):
    """4 MB and more are read as numbers at once; a quote makes the careful reader take over."""
    lines = large(lambda n, m: f"O{n:06},2026-09-03,Customer {n % 900:04},P{m},{m + 1},{n}.25\n")
    assert len(lines) > 1 << 22
    quick = read_one(lines, answers={"grain": "order"})
    assert quick.report.amount == sum(range(45_000)) + 45_000 * 0.25
    careful = read_one(lines.rstrip("\n") + ' "\n', answers={"grain": "order"})
    assert careful.report.amount == quick.report.amount
    different = large(lambda n, m: f"O{n:06},2026-09-03,Customer {n % 900:04},P{m},1,{n + m}.25\n")
    assert keys(read_one(different)) == []
