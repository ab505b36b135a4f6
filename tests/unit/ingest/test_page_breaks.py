"""What reports print again between their records is left out, counted and listed."""

import pytest

from data.ingest import context

HEADER = "Order No,Date,Customer,Amount\n"
FIRST, SECOND, THIRD = (
    "1,2026-09-03,Harbour Tools,100.50\n",
    "2,2026-09-04,Lind AB,20.00\n",
    "3,2026-09-05,Moss Oy,30.25\n",
)
LEVEL_1 = context.now() | {context.READER: "1"}


def listed(reading):
    return [(entry.what, entry.row) for entry in reading.report.listed]


def ready(reading, amount):
    assert reading.report.status == "ready", reading.report
    assert reading.report.questions == []
    assert reading.report.records.add_up()
    assert float(reading.report.amount) == amount


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_on_each_page(read_one, delimiter):
    text = HEADER + FIRST + SECOND + HEADER + THIRD + HEADER
    reading = read_one(text.replace(",", delimiter))
    ready(reading, 150.75)
    assert listed(reading) == [("repeated_header", 4), ("repeated_header", 6)]
    assert reading.table["row"].to_pylist() == [2, 3, 5]


def test_a_second_header_that_repeats_the_first(read_one):
    reading = read_one(HEADER + HEADER.upper() + FIRST)
    ready(reading, 100.5)
    assert listed(reading) == [("repeated_header", 2)]


def test_a_header_of_two_rows_on_each_page(read_one):
    header = "Order,Order,Customer,\nNo,Date,Name,Amount\n"
    reading = read_one(header + FIRST + header + SECOND, answers={"header": "1+2"})
    assert [what for what, _row in listed(reading)] == ["repeated_header", "repeated_header"]
    assert reading.report.records.accepted == 2


@pytest.mark.parametrize(
    "page",
    [
        "Sales report,Page {n},,\n",
        "Sales report,,,{n}\nPrinted on 2026-10-0{n}\n\n",
        "Page {n} of 2\n--------\n",
        "-----,-----,-----,-----\nSales report\n- {n} -\n",
        "销售报表,,,第{n}页\n",
    ],
)
def test_titles_of_pages_are_left_out_with_the_header(read_one, page):
    text = page.format(n=1) + HEADER + FIRST + page.format(n=2) + HEADER + SECOND
    reading = read_one(text)
    ready(reading, 120.5)
    assert ("repeated_header", text[: text.rindex(HEADER)].count("\n") + 1) in listed(reading)


def test_a_title_that_only_the_second_page_has(read_one):
    reading = read_one(HEADER + FIRST + "Sales report,,Page 2,\n" + HEADER + SECOND)
    ready(reading, 120.5)
    assert listed(reading) == [("page_title", 3), ("repeated_header", 4)]
    alone = read_one(HEADER + FIRST + "Sales report,,Page 2,\n" + SECOND)
    assert (alone.report.status, alone.report.errors[0].row) == ("refused", 3)


@pytest.mark.parametrize(
    "page", ["Page {} of 2,,,", "Seite {}", "第{}页 共2页,,,", "- {} -", "Pág. {},,,"]
)
def test_numbers_of_pages_between_records(read_one, page):
    reading = read_one(HEADER + FIRST + page.format(1) + "\n" + SECOND + page.format(2) + "\n")
    ready(reading, 120.5)
    assert listed(reading) == [("page_title", 3), ("page_title", 5)]


def test_rules_are_no_records(read_one):
    rule = "========,==========,=============,======\n"
    reading = read_one(HEADER + rule + FIRST + ",,,------\n" + SECOND + "-" * 40 + "\n")
    ready(reading, 120.5)
    assert [what for what, _row in listed(reading)] == ["rule"] * 3


def test_a_row_of_marks_for_blanks_is_no_rule(read_one):
    reading = read_one(HEADER + FIRST + "-,-,-,-\n")
    assert [problem.row for problem in reading.report.errors][:1] == [3]


def test_a_list_of_accounts_repeats_its_header(read_one):
    header = "Account ID,Account Name,Region\n"
    reading = read_one(header + "A1,Harbour Tools,North\n" + header + "A2,Lind AB,South\n")
    assert reading.report.kind == "accounts"
    assert listed(reading) == [("repeated_header", 3)]
    assert reading.table["account_id"].to_pylist() == ["A1", "A2"]


def test_a_row_with_asterisks_is_a_total(read_one):
    text = ",Order No,Date,Customer,Amount\n,1,2026-09-03,Acme,100\n,2,2026-09-04,Bolt,20\n"
    reading = read_one(text + "*,,,,120\n")
    ready(reading, 120)
    assert listed(reading) == [("total", 4)]
    assert reading.report.warnings == []
    assert read_one(text + "*,,,,130\n").report.warnings, "its sum is compared"


def test_below_the_level_all_of_it_is_refused(read_one):
    for row in (HEADER, "=====,=====,=====,=====\n"):
        reading = read_one(HEADER + FIRST + row + SECOND, settings=LEVEL_1)
        assert (reading.report.status, reading.report.errors[0].row) == ("refused", 3)
