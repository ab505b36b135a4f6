"""Lines that are equal but for a tax, a person or a part: one line, or several?"""

import pytest

from data.ingest import context
from data.ingest.model import Reading

FIRST_LEVEL = {context.READER: "1"}
TAXES = """Order No,Date,Customer,Product,Line Amount,Tax Name,Tax Amount
1,2026-09-03,Harbour Tools,Drill,100.00,GST,5.00
1,2026-09-03,Harbour Tools,Drill,100.00,PST,7.00
2,2026-09-04,Lind AB,Saw,20.00,GST,1.00
"""
PEOPLE = """订单号,日期,客户,产品,金额,业务员,分摊比例
1,2026-09-03,上海远航贸易有限公司,电钻,1000.00,王芳,60
1,2026-09-03,上海远航贸易有限公司,电钻,1000.00,李强,40
2,2026-09-04,杭州千里商贸有限公司,电锯,20.00,王芳,100
"""
PARTS = """Order No,Date,Customer,Product,Component,Line Amount
1,2026-09-03,Harbour Tools,Tool set,Drill,100.00
1,2026-09-03,Harbour Tools,Tool set,Bit,100.00
1,2026-09-03,Harbour Tools,Tool set,Case,100.00
2,2026-09-04,Lind AB,Saw,Saw,20.00
"""
HEADER = "order_id,order_date,account_name,product,quantity,amount,"


def keys(reading: Reading) -> list[str]:
    return [question.key for question in reading.report.questions]


@pytest.mark.parametrize(
    ("content", "one", "each", "left_out"),
    [(TAXES, 120, 220, 1), (PEOPLE, 1020, 2020, 1), (PARTS, 120, 320, 2)],
    ids=["taxes", "people", "parts"],
)
def test_lines_that_differ_in_a_part_are_asked(read_one, content, one, each, left_out):
    """The drill was sold once for 100, however many taxes it has."""
    reading = read_one(content)
    [question] = reading.report.questions
    assert (question.key, question.choices) == ("components", ("one", "each"))
    kept = read_one(content, answers={"components": "one"})
    assert (kept.report.status, kept.report.amount) == ("ready", one)
    assert kept.report.records.not_sales == left_out
    assert kept.report.records.add_up()
    assert [(e.what, e.row) for e in kept.report.listed] == [("not_sale", 3)]
    both = read_one(content, answers={"components": "each"})
    assert (both.report.amount, both.report.records.not_sales) == (each, 0)


def test_the_question_names_the_columns_and_shows_the_line(read_one):
    [question] = read_one(TAXES).report.questions
    assert '"Tax Name", "Tax Amount"' in question.text
    assert question.samples["one"] == [
        ("rows 2, 3", "1 | 2026-09-03 | Harbour Tools | Drill | 100.00")
    ]


@pytest.mark.parametrize("column", ["Size", "Serial No", "Batch", "Colour", "Ship Date"])
def test_other_columns_make_lines_of_their_own(read_one, column):
    """Two shirts of two sizes are two shirts."""
    lines = "1,2026-09-03,A,Shirt,1,50,S\n1,2026-09-03,A,Shirt,1,50,M\n"
    reading = read_one(HEADER + column + "\n" + lines)
    assert (keys(reading), reading.report.amount) == ([], 100)


def test_one_line_number_is_one_line_whatever_differs(read_one):
    """It was refused as the same key with other values."""
    content = HEADER + "line_id,Note\n"
    lines = "1,2026-09-03,A,Shirt,1,50,1,x\n1,2026-09-03,A,Shirt,1,50,1,y\n"
    assert keys(read_one(content + lines)) == ["components"]
    other = lines.replace("Shirt,1,50,1,y", "Shirt,1,60,1,y")
    assert read_one(content + other).report.status == "refused"


def test_a_line_that_stands_twice_exactly_is_a_repetition(read_one):
    lines = "1,2026-09-03,A,Shirt,1,50,GST\n" * 2
    assert keys(read_one(HEADER + "Tax Name\n" + lines)) == ["duplicates"]


def test_lines_of_two_orders_are_two(read_one):
    lines = "1,2026-09-03,A,Shirt,1,50,GST\n2,2026-09-03,A,Shirt,1,50,PST\n"
    assert keys(read_one(HEADER + "Tax Name\n" + lines)) == []


def test_more_parts_than_are_kept_are_known_by_their_header(read_one):
    """Of a column with many values only whether they are there is kept."""
    lines = "".join(f"1,2026-09-03,A,Set,1,100,Part {n}\n" for n in range(30))
    reading = read_one(HEADER + "Component\n" + lines, answers={"components": "one"})
    assert (reading.report.status, reading.report.amount) == ("ready", 100)


def test_a_price_times_a_quantity_is_money_too(read_one):
    content = "order_id,order_date,account_name,product,quantity,unit_price,salesperson\n"
    lines = "1,2026-09-03,A,Set,2,50,Ana\n1,2026-09-03,A,Set,2,50,Ben\n"
    reading = read_one(content + lines, answers={"components": "one"})
    assert reading.report.amount == 100


def test_lines_without_money_are_left_alone(read_one):
    lines = "1,2026-09-03,A,Set,1,0.00,GST\n1,2026-09-03,A,Set,1,0.00,PST\n"
    assert keys(read_one(HEADER + "Tax Name\n" + lines)) == []


def test_a_reader_of_before_keeps_each(read_one):
    reading = read_one(TAXES, settings=context.now() | FIRST_LEVEL)
    assert (keys(reading), reading.report.amount) == ([], 220)


def test_large_files_are_compared_as_numbers_too(read_one):
    """4 MB and more are read as numbers at once."""
    header = "order_id,order_date,account_name,product,amount,Tax Name,Tax Amount\n"
    lines = [
        f"O{n // 2:06},2026-09-03,Customer {n % 900:04},Product {n // 2 % 7},{n // 2}.25,"
        f"{('GST', 'PST')[n % 2]},{n}.75\n"
        for n in range(90_000)
    ]
    lines = [line.replace(f"Customer {n % 900:04}", "Customer") for n, line in enumerate(lines)]
    content = header + "".join(lines)
    assert len(content) > 1 << 22
    reading = read_one(content, answers={"components": "one"})
    assert reading.report.amount == sum(range(45_000)) + 45_000 * 0.25
    assert reading.report.records.not_sales == 45_000
