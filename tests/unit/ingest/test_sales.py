"""Order lines: ids, orders, accounts, repetitions, totals."""

import pytest

from data.ingest.model import UnknownChoice


def ids(reading, column="account_id"):
    assert reading.report.status == "ready", reading.report.errors or reading.report.questions
    return reading.table[column].to_pylist()


def column(*cells):
    return "".join(f'{n},2026-01-05,"{cell}",1\n' for n, cell in enumerate(cells, 1))


def test_ids_are_text_and_keep_their_zeros(sales):
    assert ids(sales(column("00123", " A  1 ", "Ａ２", "x\u200by"))) == ["00123", "A 1", "A2", "xy"]


def test_point_zero_goes_where_all_are_whole(sales):
    assert ids(sales(column("17850.0", "13047", "", "0012.0"))) == ["17850", "13047", None, "0012"]
    assert ids(sales(column("17850.0", "C1"))) == ["17850.0", "C1"]


def test_point_zero_is_decided_over_all_files(read_all):
    header = "order_id,order_date,account_id,amount\n"
    first, _second = read_all(header + column("17850.0"), header + column("C1"))
    assert ids(first) == ["17850.0"]


@pytest.mark.parametrize("cell", ["1.23457E+15", "9.1E+11", "123456789012345000"])
def test_ids_that_a_spreadsheet_destroyed_are_refused(sales, cell):
    reading = sales(column("7", cell))
    assert [(p.row, p.column) for p in reading.report.errors] == [(3, "account_id")]


def test_a_line_without_account_is_unassigned(sales):
    reading = sales(column("A1", "", "NULL"))
    assert ids(reading) == ["A1", None, None]
    assert float(reading.report.amount) == 3


def test_na_is_no_account(sales):
    assert [p.row for p in sales(column("A1", "n/a")).report.errors] == [3]


def test_hostile_names_are_stored_exactly(read_one):
    names = [
        "=HYPERLINK(1)",
        "<img onerror=x>",
        '"; DROP TABLE',
        "![](http://x)",
        "@x",
        "（株）東京",
    ]
    lines = "".join(
        f'{n},2026-01-05,"{name.replace(chr(34), chr(34) * 2)}",1\n' for n, name in enumerate(names)
    )
    reading = read_one("order_id,order_date,account_name,amount\n" + lines)
    assert ids(reading, "account_name") == names


def test_an_order_number_makes_the_order(sales):
    reading = sales("so-1,2026-01-05,A,1\nSO-1,2026-01-05,A,2\n,2026-01-05,A,4\n")
    assert ids(reading, "order_key") == ["so-1", "so-1", ""]
    assert ids(reading, "order_id") == ["so-1", "SO-1", None]


def test_without_order_numbers_it_is_asked(read_all):
    text = "order_date,account_id,amount\n2026-01-05,A,1\n2026-01-05,A,2\n"
    asked = read_all(text)[0]
    assert [(q.key, q.choices) for q in asked.report.questions] == [("orders", ("lines", "days"))]
    days = read_all(text, answers={"orders": "days"})[0]
    assert ids(days, "order_key") == ["", ""]
    other = text.replace("A,1", "A,3").replace("A,2", "A,4")
    readings = read_all(text, other, answers={"orders": "lines"})
    keys = [key for reading in readings for key in ids(reading, "order_key")]
    assert len(set(keys)) == 4


def test_repetitions_are_asked_and_kept_or_dropped(read_all):
    header = "order_id,order_date,account_id,amount\n"
    first, second = header + column("A", "B"), header + "9,2026-01-05,C,1\n2,2026-01-05,B,1\n"
    asked = read_all(first, second)
    assert [r.report.status for r in asked] == ["ready", "needs_answer"]
    assert asked[1].report.questions[0].key == "duplicates"
    assert asked[1].report.questions[0].samples["keep"] == [
        ("0.csv › row 3, 1.csv › row 3", "2 | 2026-01-05 | B | 1")
    ]
    kept = read_all(first, second, answers={"duplicates": "keep"})
    assert [r.report.records.accepted for r in kept] == [2, 2]
    dropped = read_all(first, second, answers={"duplicates": "drop"})
    assert [r.report.status for r in dropped] == ["ready", "ready"]
    assert [r.report.records.accepted for r in dropped] == [2, 1]
    assert dropped[1].report.records.rejected == 1
    assert [(p.row, p.found) for p in dropped[1].report.errors] == [
        (3, "the same record as 0.csv › row 3")
    ]
    assert dropped[1].report.errors_total == 1


def test_the_same_line_of_an_order_twice_is_dropped_first(read_one):
    """Line 1 of order 9 stands twice; equal lines without a line number may be two."""
    header, row = "order_id,line_id,order_date,account_id,amount\n", "9,1,2026-01-05,A,5\n"
    [question] = read_one(header + row + row + "9,2,2026-01-05,A,3\n").report.questions
    assert (question.key, question.choices) == ("duplicates", ("drop", "keep"))
    unnumbered = header.replace("line_id,", "") + "9,2026-01-05,A,5\n" * 2
    [question] = read_one(unnumbered).report.questions
    assert (question.key, question.choices) == ("duplicates", ("keep", "drop"))


def test_a_key_that_stands_twice_with_other_values_is_refused(read_all):
    header = "order_id,line_id,order_date,account_id,amount\n"
    first = header + "1,1,2026-01-05,A,1\n1,2,2026-01-05,A,1\n,,2026-01-05,A,1\n,,2026-01-05,A,5\n"
    second = header + "1,2,2026-01-05,A,7\n"
    readings = read_all(first, second)
    assert [r.report.status for r in readings] == ["ready", "refused"]
    assert "0.csv › row 3" in readings[1].report.errors[0].found


def test_totals_and_footers_are_left_out_and_compared(sales):
    reading = sales(
        "1,2026-01-05,A,1.50\n2,2026-01-05,A,2\nSubtotal,,,3.50\n3,2026-01-05,B,5\n"
        "Subtotal,,,5.00\nGrand total,,,8.5\n\nPrinted by Ann on 2026-02-01\n"
    )
    records = reading.report.records
    assert reading.report.status == "ready"
    assert (records.accepted, records.totals, records.blank) == (3, 4, 1)
    assert records.add_up()
    assert not reading.report.warnings
    assert [e.what for e in reading.report.listed] == ["total", "total", "total", "footer"]


@pytest.mark.parametrize(
    ("tail", "is_note"),
    [
        ("Printed by Ann", True),
        ("\nAnything", True),
        ("All prices net of tax", True),
        ("Source: SAP", True),
        ("导出时间 2026-02-01", True),
        ("half of a cell that broke", False),
        ("Part two", False),
        ('line "two', False),
    ],
)
def test_a_note_below_the_data_is_no_piece_of_a_record(sales, tail, is_note):
    reading = sales(f"1,2026-01-05,A,1\n{tail}\n")
    assert (reading.report.status == "ready") == is_note
    assert reading.report.records.add_up()


@pytest.mark.parametrize("word", ["Total", "合计", "总计", "TOTAL:", "Grand Total"])
def test_a_wrong_total_is_a_warning(sales, word):
    reading = sales(f"1,2026-01-05,A,1.50\n2,2026-01-05,A,2\n{word},,,3.6\n")
    assert reading.report.status == "ready"
    assert len(reading.report.warnings) == 1
    assert "3.6" in reading.report.warnings[0]
    near = sales(f"1,2026-01-05,A,1.52\n2,2026-01-05,A,2\n{word},,,3.5\n")
    assert not near.report.warnings


def test_an_account_named_total_is_an_account(read_one):
    reading = read_one(
        "account_name,order_date,order_id,amount\nTotal,2026-01-05,1,5\nTotal SE,2026-01-05,2,5\n"
    )
    assert reading.report.records.totals == 0
    assert reading.report.records.accepted == 2


def test_chinese_titles_totals_and_footers(read_one):
    text = (
        "销售明细表\n订单号,订单日期,客户名称,金额\n1,2026年1月5日,远航,100.00\n"
        "小计,,,100.00\n合计,,,100.00\n制表人：王芳\n"
    )
    reading = read_one(text.encode("gb18030"))
    records = reading.report.records
    assert (records.preamble, records.accepted, records.totals) == (1, 1, 3)
    assert not reading.report.warnings


def test_a_header_only_file_is_asked_never_taken(sales):
    question = sales("").report.questions[0]
    assert (question.key, question.choices[0]) == ("month_empty", "skip")
    assert sales("", answers={"month_empty": "skip"}).empty_month is None
    emptied = sales("", answers={"month_empty": "2026-10"})
    assert f"{emptied.empty_month}" == "2026-10-01"


@pytest.mark.parametrize("record", ["", '"1,2026-10-01,A1,2,5\n'])
def test_a_file_of_prices_may_have_no_record_to_multiply(read_one, record):
    reading = read_one(f"order_id,order_date,account_id,quantity,unit_price\n{record}")
    told = reading.report.errors if record else reading.report.questions
    assert len(told) == 1
    assert reading.report.records.add_up()


def test_two_tables_in_one_file_are_refused(sales):
    reading = sales(column("A") + "\norder_id,order_date,account_id,quantity\n" + column("B"))
    assert (reading.report.status, reading.report.errors[0].row) == ("refused", 4)


def test_questions_that_do_not_depend_on_each_other_come_together(read_one):
    text = 'order_date,account_id,amount\n03/04/2025,A,"1,234"\n03/04/2025,A,"1,234"\n'
    keys = {q.key for q in read_one(text).report.questions}
    assert keys == {"date_order", "decimal", "orders", "duplicates"}


def test_an_answer_that_is_no_choice_is_a_usage_error(sales):
    with pytest.raises(UnknownChoice):
        sales(column("A", "A") + column("A"), answers={"duplicates": "maybe"})


def test_answers_that_nobody_asked_for_are_ignored(sales):
    assert ids(sales(column("A"), answers={"duplicates": "maybe", "x": "y"})) == ["A"]
