"""Columns without a name: counters are left out, headings belong to the records below them."""

import pytest

from data.ingest import context

LEVEL_1 = context.now() | {context.READER: "1"}


def of_counter(*numbers, header=",Order No,Date,Customer,Amount"):
    rows = [f"{n},{1000 + i},2026-09-0{i + 1},Acme,{i + 1}" for i, n in enumerate(numbers)]
    return "\n".join([header, *rows]) + "\n"


@pytest.mark.parametrize(
    "numbers", [(0, 1, 2), (1, 2, 3), ('"1"', '"2"', '"3"'), (0, 7, 12), (0, 1, 0), (5, 9, 14)]
)
def test_a_counter_is_left_out_and_listed(read_one, numbers):
    reading = read_one(of_counter(*numbers))
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 6)
    entry = reading.report.listed[0]
    assert (entry.what, entry.row, entry.column, entry.count) == ("counter", 2, "column 1", 3)


@pytest.mark.parametrize("numbers", [(0, 3, 2), ("A", "B", "C"), (0, 1, "x"), ("0.5", 1, 2)])
def test_what_does_not_count_is_refused(read_one, numbers):
    reading = read_one(of_counter(*numbers))
    assert reading.report.status == "refused"
    assert reading.report.errors[0].column == "column 1"


def test_numbers_that_may_be_those_of_orders_are_no_counter(read_one):
    text = ",Date,Customer,Amount\n1001,2026-09-03,Acme,1\n1004,2026-09-04,Bolt,2\n"
    assert read_one(text).report.status == "refused"


def test_row_names_of_r_without_a_header(read_one):
    text = '"Order.No","Date","Customer","Amount"\n"1",1001,"2026-09-03","Acme",1\n'
    reading = read_one(text + '"2",1002,"2026-09-04","Bolt",2\n')
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 3)
    assert reading.table["order_id"].to_pylist() == ["1001", "1002"]


def test_below_the_level_a_counter_refuses_its_file(read_one):
    assert read_one(of_counter(0, 1, 2), settings=LEVEL_1).report.status == "refused"


HEADINGS = (
    ",Date,Num,Product,Amount\n"
    "Harbour Tools,,,,\n,2026-09-03,1001,Drill,100.50\n,2026-09-04,1002,Saw,20.00\n"
    "Total Harbour Tools,,,,120.50\n"
    "Lind AB,,,,\n,2026-09-15,1003,Drill,30.25\nTotal Lind AB,,,,30.25\nTOTAL,,,,150.75\n"
)


def test_headings_are_the_accounts_of_the_records_below(read_one):
    reading = read_one(HEADINGS)
    question = next(q for q in reading.report.questions if q.key == "headings")
    assert question.choices[0] == "account_name"
    answered = read_one(HEADINGS, answers={"headings": "account_name", "orders": "lines"})
    assert answered.report.status == "ready", answered.report
    assert answered.table["account_name"].to_pylist() == [
        "Harbour Tools",
        "Harbour Tools",
        "Lind AB",
    ]
    assert float(answered.report.amount) == 150.75
    whats = [entry.what for entry in answered.report.listed]
    assert (whats.count("heading"), whats.count("total")) == (2, 3)
    assert answered.report.records.add_up()


def test_headings_that_are_no_account_leave_the_file_without_one(read_one):
    answers = {"headings": "ignore", "orders": "lines"}
    assert read_one(HEADINGS, answers=answers).report.status == "refused"


def test_headings_beside_an_account_are_left_out_without_a_question(read_one):
    text = ",Date,Num,Customer,Amount\nDrills,,,,\n,2026-09-03,1001,Harbour,100.50\n"
    reading = read_one(text + "Saws,,,,\n,2026-09-04,1002,Lind,20.00\n", answers={"orders": "days"})
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 120.5)
    assert [entry.what for entry in reading.report.listed] == ["heading", "heading"]


def test_a_heading_below_a_heading_is_refused(read_one):
    text = ",Date,Num,Product,Amount\nHarbour,,,,\nNorth,,,,\n,2026-09-03,1001,Drill,100.50\n"
    reading = read_one(text)
    assert (reading.report.status, reading.report.errors[0].row) == ("refused", 3)
    assert "heading" in reading.report.errors[0].found


def test_a_heading_at_the_end_of_a_page_stays_one(read_one):
    header = ",Date,Num,Product,Amount\n"
    text = HEADINGS.replace("Lind AB,,,,\n", "Lind AB,,,,\n" + header)
    reading = read_one(text, answers={"headings": "account_name", "orders": "lines"})
    assert reading.table["account_name"].to_pylist()[-1] == "Lind AB"
