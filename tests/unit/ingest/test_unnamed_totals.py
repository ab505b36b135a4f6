"""Rows that are sums of others and say so in no word: asked about, left out when answered so.

The first account bought for 100.50 and 20, the second for 30.25 and 40: 190.75 in all.
"""

from decimal import Decimal

import pytest

from data.ingest import context

HEADER = "Customer,Order No,Date,Product,Amount\n"
EN = ("Harbour Tools", "Lind AB", "Drill", "Saw")
ZH = ("上海远航贸易有限公司", "杭州千里商贸有限公司", "电钻", "电锯")
FIRST_LEVEL = {context.READER: f"{context.FIRST}"}
PAID = "Order No,Date,Customer,Amount\n1,2026-09-03,Acme,100.50\n2,2026-09-04,Bolt,20\n"
GROUPS = """Date,Customer,Amount
2026-09-03,Acme,100.50
2026-09-04,Acme,20
2026-09-04,Acme,120.50
2026-09-05,Bolt,30.25
2026-09-06,Bolt,40
2026-09-06,Bolt,70.25
"""


def report_of(sums, names=EN, header=HEADER):
    """Two orders of each account, and below them a row with what `sums` says: account or day."""
    one, two, drill, saw = names
    rows = [
        f"{one},1,2026-09-03,{drill},100.50",
        f"{one},2,2026-09-04,{saw},20.00",
        f"{sums.format(account=one, day='2026-09-04')},120.50",
        f"{two},3,2026-09-05,{drill},30.25",
        f"{two},4,2026-09-06,{saw},40.00",
        f"{sums.format(account=two, day='2026-09-06')},70.25",
    ]
    return header + "\n".join(rows) + "\n"


def asks(reading):
    return [(q.key, q.choices) for q in reading.report.questions]


TOTALS = [("totals", ("leave_out", "keep"))]


@pytest.mark.parametrize("names", [EN, ZH])
@pytest.mark.parametrize(
    "sums",
    [
        "{account},,{day},",
        "{account},,,",
        ",,{day},",
        ",,,",
        "{account} jumlah kecil,,,",
        "Kokku,,{day},",
        "Kokku {account},,,",
    ],
)
def test_a_sum_below_each_account_is_asked_about_and_left_out(read_one, sums, names):
    content = report_of(sums, names)
    reading = read_one(content)
    assert asks(reading) == TOTALS
    assert (reading.report.amount, reading.report.records.totals) == (Decimal("190.75"), 2)
    kept = read_one(content, answers={"totals": "keep"})
    assert kept.report.amount == Decimal("381.50") or kept.report.status == "refused"


def test_what_they_lack_is_said(read_one):
    [question] = read_one(report_of(",,{day},")).report.questions
    assert "Customer or Order No or Product" in question.text
    assert question.samples["keep"][0] == ("row 4", "2026-09-04 | 120.50")


def test_a_sum_below_everything_is_asked_about(read_one):
    """With a day and without one, beside a column of words, returns and sums of accounts."""
    for content, amount in (
        (PAID + ",2026-09-30,,120.50\n", "120.50"),
        (PAID + ",,,120.50\n", "120.50"),
        (PAID + "3,2026-09-05,Acme,-50\n,2026-09-30,,70.50\n", "70.50"),
        (PAID + "Kokku,2026-09-30,,120.50\n", "120.50"),
        (report_of("{account},,{day},") + ",,2026-09-30,,190.75\n", "190.75"),
        (report_of(",,,") + ",,,,190.75\n", "190.75"),
    ):
        reading = read_one(content)
        assert asks(reading) == TOTALS, content
        assert reading.report.amount == Decimal(amount), content


def test_sums_above_their_records_are_asked_about(read_one):
    lines = report_of("{account},,{day},").splitlines()
    above = [lines[0], *lines[3:0:-1], *lines[6:3:-1]]
    reading = read_one("\n".join(above) + "\n")
    assert (asks(reading), reading.report.amount) == (TOTALS, Decimal("190.75"))


def test_sums_of_orders_and_of_single_records(read_one):
    """An order of 100 and 50, one of 20 alone, each with its sum below."""
    rows = "Order No,Date,Customer,Product,Amount\n1,2026-09-03,Acme,Drill,100\n"
    rows += "1,2026-09-03,Acme,Saw,50\n1,2026-09-03,Acme,,150\n"
    rows += "2,2026-09-04,Bolt,Drill,20\n2,2026-09-04,Bolt,,20\n"
    reading = read_one(rows)
    assert (asks(reading), reading.report.amount) == (TOTALS, Decimal(170))
    single = PAID.replace("2,2026-09-04,Bolt,20\n", ",2026-09-03,Acme,100.50\n")
    single += "2,2026-09-04,Bolt,20\n,2026-09-04,Bolt,20\n"
    reading = read_one(single)
    assert (asks(reading), reading.report.amount) == (TOTALS, Decimal("120.50"))


def test_where_each_group_ends_in_its_sum_nothing_need_be_lacking(read_one):
    reading = read_one(GROUPS, answers={"orders": "lines"})
    assert (asks(reading), reading.report.amount) == (TOTALS, Decimal("190.75"))
    with_all = read_one(GROUPS + "2026-09-30,,190.75\n", answers={"orders": "lines"})
    assert (asks(with_all), with_all.report.amount) == (TOTALS, Decimal("190.75"))


def test_decimal_commas_and_quantities(read_one):
    content = report_of("{account};;{day};").replace(",", ";").replace(".", ",")
    reading = read_one(content)
    assert (asks(reading), reading.report.amount) == (TOTALS, Decimal("190.75"))


@pytest.mark.parametrize(
    "rows",
    [
        "1,2026-09-03,Acme,Drill,100\n1,2026-09-03,Acme,Saw,20\n2,2026-09-04,Bolt,Drill,120\n",
        "1,2026-09-03,Acme,Drill,100\n1,2026-09-03,Acme,Saw,20\n2,2026-09-04,,Drill,120\n",
        "1,2026-09-03,Acme,Drill,50\n1,2026-09-03,Acme,Saw,50\n2,2026-09-04,Bolt,Saw,20\n",
        "1,2026-09-03,Acme,Drill,10\n2,2026-09-04,Acme,Saw,20\n3,2026-09-05,Acme,Pump,30\n",
        "1,2026-09-03,Acme,Drill,10\n,2026-09-04,Acme,Saw,10\n2,2026-09-05,Bolt,Pump,30\n",
        "1,2026-09-03,Acme,Drill,5\n1,2026-09-03,Acme,Saw,-5\n2,2026-09-05,,Pump,0\n",
    ],
)
def test_a_record_that_equals_others_by_chance_is_a_record(sales_of, rows):
    """Its number or product is its own, or it lacks nothing, or it equals one record alone."""
    assert sales_of(rows).report.questions == []


@pytest.fixture
def sales_of(read_one):
    return lambda rows: read_one("Order No,Date,Customer,Product,Amount\n" + rows)


def test_a_company_whose_name_holds_a_word_counts_in_the_sums(read_one):
    names = ("Total Energies", "Summe GmbH", "Drill", "Saw")
    reading = read_one(report_of("{account},,{day},", names))
    assert (asks(reading), reading.report.amount) == (TOTALS, Decimal("190.75"))


@pytest.mark.parametrize("total", ["120.50", "620.50"])
def test_a_sum_may_count_all_rows_or_only_sales(read_one, total):
    """100.50 and 20 were sold, 500 cancelled: the export prints the one sum or the other."""
    rows = "Order No,Date,Customer,Status,Amount\n1,2026-09-03,Acme,Completed,100.50\n"
    rows += f"2,2026-09-04,Cole,Cancelled,500\n3,2026-09-04,Bolt,Completed,20\n,,,,{total}\n"
    answers = {"meaning:status:cancelled": "leave_out"}
    reading = read_one(rows, answers=answers)
    assert (asks(reading), reading.report.amount) == (TOTALS, Decimal("120.50"))


def test_the_answer_for_words_says_nothing_about_sums(read_one):
    """A source in which a company is called Total keeps it; its sums are asked about anew."""
    from data.ingest.model import SourceMemory

    earlier = SourceMemory(answers={"totals": "keep"})
    reading = read_one(report_of(",,,"), remembered={"sales": earlier})
    assert asks(reading) == TOTALS
    answered = read_one(report_of(",,,"), answers={"totals": "leave_out"})
    later = read_one(report_of(",,,"), remembered={"sales": answered.memory})
    assert (asks(later), later.report.amount) == ([], Decimal("190.75"))


def test_a_sum_takes_no_account_from_the_record_above(read_one):
    """`shared` is not offered for a total."""
    content = "Order No,Date,Customer,Product,Amount\n1,2026-09-03,Acme,Drill,10\n,,,Bench,5\n"
    content += "2,2026-09-04,Bolt,Drill,20\n,,,Bench,7\n,,,,42\n"
    reading = read_one(content)
    assert {q.key for q in reading.report.questions} == {"shared", "totals"}
    [shared] = [q for q in reading.report.questions if q.key == "shared"]
    assert "2 records" in shared.text
    answers = {"shared": "above", "totals": "leave_out"}
    assert read_one(content, answers=answers).report.amount == Decimal(42)


def test_a_reader_of_the_first_level_asks_nothing(read_one):
    reading = read_one(report_of("{account},,{day},"), settings=context.now() | FIRST_LEVEL)
    assert (asks(reading), reading.report.amount) == ([], Decimal("381.50"))
