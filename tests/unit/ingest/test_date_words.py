"""Dates with names of months and weekdays, in three columns, and turned round by a spreadsheet."""

import pytest

from data.ingest import context
from data.ingest.values.dates import read_day
from data.ingest.values.periods import period

LEVEL_1 = context.now() | {context.READER: "1"}
THE_15TH = [
    *("15. Okt. 2026", "15 octobre 2026", "15 de octubre de 2026", "15 ottobre 2026"),
    *("15 de outubro de 2026", "15 oktober 2026", "15 października 2026", "15 paź 2026"),
    *("2026年10月15日", "2026年10月15日(木)", "2026年10月15日 星期四", "二〇二六年十月十五日"),
    *("Mon, 15 Oct 2026", "jueves 15 de octubre de 2026", "Do, 15.10.2026", "Oct-15-2026"),
    *("Donnerstag, 15. Oktober 2026", "czwartek, 15 października 2026", "2026-Oct-15"),
    *("15/out/2026", "October 15th, 2026", "15th of October 2026", "den 15 oktober 2026"),
    *("le 15 octobre 2026 à 10:30", "15.10.2026, 10:30:00", "2026-10-15 (Thu)", "15OCT2026"),
    *("quinta-feira, 15 de outubro de 2026", "15 OKT. 2026", "2026년 10월 15일"),
]


@pytest.mark.parametrize("text", THE_15TH)
def test_days_in_words(text):
    assert f"{read_day(text, 'dmy')}" == "2026-10-15"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 févr. 2026", "2026-02-03"),
        ("1er déc. 2026", "2026-12-01"),
        ("1º de agosto de 2026", "2026-08-01"),
        ("15 août 2026", "2026-08-15"),
        ("3. März 2026", "2026-03-03"),
        ("mar. 3 mars 2026", "2026-03-03"),
        ("5 mrt 2026", "2026-03-05"),
        ("15 maja 2026", "2026-05-15"),
        ("15. maj 2026", "2026-05-15"),
        ("5 gen 2026", "2026-01-05"),
        ("2026年9月3日(木)", "2026-09-03"),
        ("Mar 3 2026", "2026-03-03"),
    ],
)
def test_days_in_other_words(text, day):
    assert f"{read_day(text, 'dmy')}" == day


@pytest.mark.parametrize(
    "text", ["Mai 2026", "Montag", "12 Acme 2026", "30. Februar 2026", "Do 15", "15 jui 2026", "月"]
)
def test_what_is_no_day(text):
    assert read_day(text, "dmy") is None


def test_a_long_text_is_no_date_and_takes_no_time():
    assert read_day("15 " + " " * 100_000 + "x", "dmy") is None


def test_below_the_level_only_english_months_are_known(sales):
    lines = "1,15. Okt. 2026,A,1\n"
    assert sales(lines).report.status == "ready"
    assert sales(lines, settings=LEVEL_1).report.status == "refused"
    assert sales(lines).report.status == "ready", "no level is kept for another"


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("Order No,Year,Month,Day,Customer,Amount", "1,2026,9,3,A,1", "2,2026,10,15,B,2"),
        ("Order No,Day,Month,Year,Customer,Amount", "1,3,Sept.,2026,A,1", "2,15,October,2026,B,2"),
        ("订单号,年,月,日,客户,金额", "1,2026,9,3,A,1", "2,2026年,10月,15日,B,2"),
        ("Order No,Jahr,Monat,Tag,Customer,Amount", "1,2026,09,03,A,1", "2,2026,Okt.,15,B,2"),
        (
            "order_id,orderYear,orderMonth,orderDay,customer,amount",
            "1,2026,9,3,A,1",
            "2,2026,10,15,B,2",
        ),
        ("Order No,Année,Mois,Jour,Customer,Amount", "1,2026,septembre,3,A,1", "2,2026,10,15,B,2"),
    ],
)
def test_a_day_in_three_columns(read_one, header, first, second):
    reading = read_one(f"{header}\n{first}\n{second}\n")
    assert reading.report.status == "ready", reading.report
    assert [f"{day}" for day in reading.table["order_date"].to_pylist()] == [
        "2026-09-03",
        "2026-10-15",
    ]
    assert reading.report.mapping["order_date"].count(" + ") == 2
    assert reading.report.unmapped == []
    assert reading.samples["order_date"][0] == ("2026-09-03", "2026-09-03")


def test_three_columns_in_a_ready_large_file(read_one):
    rows = "".join(f"{n},2025,{1 + n % 12},{1 + n % 28},A{n % 7},1.25\n" for n in range(70_000))
    reading = read_one("order_id,year,month,day,account_id,amount\n" + rows)
    days = {f"{day}" for day in reading.table["order_date"].to_pylist()}
    assert reading.report.status == "ready"
    assert len(days) == 84
    assert {day[5:7] for day in days} == {f"{n:02}" for n in range(1, 13)}


@pytest.mark.parametrize(
    ("record", "found"), [("1,2026,2,30,A,1", "2026-02-30"), ("1,2026,,3,A,1", "2026 3")]
)
def test_three_cells_that_are_no_day_reject_the_record(read_one, record, found):
    text = "Order No,Year,Month,Day,Customer,Amount\n2,2026,9,3,A,1\n" + record + "\n"
    reading = read_one(text)
    if reading.report.mapping.get("order_date", "").count(" + ") == 2:
        assert (reading.report.status, reading.report.errors[0].found) == ("refused", f'"{found}"')
    assert reading.report.status == "refused"


def test_a_year_and_a_month_are_no_day(read_one):
    text = "Order No,Year,Month,Customer,Amount\n1,2026,9,A,1\n2,2026,10,B,2\n"
    assert read_one(text).report.status in ("refused", "needs_answer")


def test_a_date_beside_its_parts_wins(read_one):
    text = "Order No,Order Date,Year,Month,Day,Customer,Amount\n1,2026-09-03,2025,1,1,A,1\n"
    assert read_one(text).report.mapping["order_date"] == "Order Date"


SWAPPED = "1,2026-03-09,A,1\n2,2026-04-09,B,2\n3,15/09/2026,A,3\n"


def test_days_that_a_spreadsheet_turned_round_are_asked(sales):
    asked = sales(SWAPPED)
    question = asked.report.questions[0]
    assert (question.key, question.choices) == ("swapped_dates", ("swap", "keep"))
    assert question.samples["swap"][0] == ("2026-03-09", "2026-09-03")
    for answer, first in (("swap", "2026-09-03"), ("keep", "2026-03-09")):
        reading = sales(SWAPPED, answers={"swapped_dates": answer})
        days = [f"{day}" for day in reading.table["order_date"].to_pylist()]
        assert (reading.report.status, days[0], days[2]) == ("ready", first, "2026-09-15")


@pytest.mark.parametrize(
    "lines",
    [
        "1,2026-03-09,A,1\n2,2026-09-30,B,2\n3,15/09/2026,A,3\n",
        "1,2026-03-09,A,1\n2,05/09/2026,B,2\n3,15/09/2026,A,3\n",
        "1,2026-03-03,A,1\n3,15/09/2026,A,3\n",
        "1,2026-09-03,A,1\n2,16 Sep 2026,B,2\n",
        "1,2026-03-09,A,1\n2,2026-04-09,B,2\n",
    ],
)
def test_other_mixtures_are_not_turned(sales, lines):
    assert "swapped_dates" not in [question.key for question in sales(lines).report.questions]


def test_only_the_file_that_was_turned_is_turned_back(read_all):
    head = "order_id,order_date,account_id,amount\n"
    answers = {"swapped_dates": "swap"}
    turned, plain = read_all(head + SWAPPED, head + "4,2026-03-09,C,4\n", answers=answers)
    assert f"{turned.table['order_date'][0]}" == "2026-09-03"
    assert f"{plain.table['order_date'][0]}" == "2026-03-09"
    assert plain.report.questions == []


def test_below_the_level_nothing_is_asked(sales):
    assert sales(SWAPPED, settings=LEVEL_1).report.questions == []


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Januar 2026", (1, 2026)),
        ("Okt. 2026", (10, 2026)),
        ("janv. 2026", (1, 2026)),
        ("enero de 2026", (1, 2026)),
        ("Mär 2026", (3, 2026)),
        ("maj", (5, None)),
        ("2026 październik", (10, 2026)),
    ],
)
def test_months_of_targets_in_other_languages(text, month):
    named = period(text)
    assert named is not None
    assert (named.first, named.year) == month
    with context.as_noted(LEVEL_1):
        assert period(text) is None


def test_targets_with_german_months_across(read_one):
    text = "Salesperson,Januar 2026,Februar 2026,März 2026\n-----,-----,-----,-----\nAna,1,2,3\n"
    reading = read_one(text, kind="targets")
    assert [f"{day}" for day in reading.table["month"].to_pylist()] == [
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
    ]
    assert [entry.what for entry in reading.report.listed] == ["rule"]
