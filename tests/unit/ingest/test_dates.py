"""Dates, never guessed."""

from datetime import date

import pytest


def days(reading):
    assert reading.report.status == "ready", reading.report.errors or reading.report.questions
    return [f"{d}" for d in reading.table["order_date"].to_pylist()]


def column(*cells):
    return "".join(f'{n},"{cell}",A1,1\n' for n, cell in enumerate(cells, 1))


@pytest.mark.parametrize(
    "cell",
    [
        "2026-01-05",
        "2026/1/5",
        "2026.01.05",
        "20260105",
        "2026年1月5日",
        "2026-01-05 23:59:59",
        "2026-01-05T00:00:00.000",
        "2026-01-05 11:59 PM",
        "5 Jan 2026",
        "05-Jan-2026",
        "January 5, 2026",
        "２０２６－０１－０５",
    ],
)
def test_a_day_however_it_is_written(sales, cell):
    assert days(sales(column(cell))) == ["2026-01-05"]


@pytest.mark.parametrize("separator", ["/", "-", "."])
def test_one_clear_day_settles_the_column(sales, separator):
    cells = [separator.join(c) for c in (("03", "04", "2026"), ("25", "04", "2026"))]
    assert days(sales(column(*cells))) == ["2026-04-03", "2026-04-25"]
    cells = [separator.join(c) for c in (("03", "04", "2026"), ("04", "25", "2026"))]
    assert days(sales(column(*cells))) == ["2026-03-04", "2026-04-25"]


def test_days_up_to_twelve_are_asked(sales):
    reading = sales(column("03/04/2025", "05/06/2025"))
    question = reading.report.questions[0]
    assert (question.key, question.choices) == ("date_order", ("dmy", "mdy"))
    assert question.samples["dmy"][0] == ("03/04/2025", "2025-04-03")
    assert question.samples["mdy"][0] == ("03/04/2025", "2025-03-04")
    assert days(sales(column("03/04/2025"), answers={"date_order": "mdy"})) == ["2025-03-04"]
    assert days(sales(column("03/04/2025"), answers={"date_order": "dmy"})) == ["2025-04-03"]


def test_another_file_of_the_call_settles_it(read_all):
    header = "order_id,order_date,account_id,amount\n"
    first, _second = read_all(header + column("03/04/2025"), header + column("25/04/2025"))
    assert days(first) == ["2025-04-03"]


def test_the_same_day_and_month_is_no_question(sales):
    assert days(sales(column("03/03/2025"))) == ["2025-03-03"]


def test_two_orders_in_one_file_are_refused_with_two_rows(sales):
    reading = sales(column("25/04/2025", "26/04/2025", "04/27/2025"))
    problem = reading.report.errors[0]
    assert (reading.report.status, problem.row) == ("refused", 4)
    assert '"25/04/2025" in row 2' in problem.expected


def test_two_digit_years_are_asked_even_when_clear(sales):
    reading = sales(column("03/04/25", "31/12/25"))
    assert reading.report.questions[0].key == "date_order"
    assert reading.report.questions[0].choices == ("dmy", "ymd")
    answered = sales(column("03/04/25"), answers={"date_order": "dmy"})
    assert days(answered) == ["2025-04-03"]


@pytest.mark.parametrize(
    "cell", ["2025-13-01", "30.02.2025", "2205-01-01", "0000-00-00", "soon", "", "2025-02-29"]
)
def test_an_impossible_day_is_an_error_with_its_row(sales, cell):
    reading = sales(column("2025-01-01", cell))
    assert reading.report.status == "refused"
    assert [(p.row, p.column) for p in reading.report.errors] == [(3, "order_date")]


def test_a_zone_is_converted_to_the_business_day(sales, monkeypatch):
    monkeypatch.setenv("OCTANT_TZ", "Asia/Shanghai")
    cells = ("2026-01-31T17:00:00Z", "2026-01-31 23:00:00", "2026-01-31T23:30:00-08:00")
    assert days(sales(column(*cells))) == ["2026-02-01", "2026-01-31", "2026-02-01"]
    assert days(sales(column("2026-01-31T23:30:00.123456+08"))) == ["2026-01-31"]


def test_spreadsheet_serials_are_days(sales):
    assert days(sales(column("45748", "45749.5"))) == ["2025-04-01", "2025-04-02"]


def test_a_month_to_come_is_asked(sales, monkeypatch):
    monkeypatch.setenv("OCTANT_TODAY", "2026-01-15")
    assert days(sales(column("2026-01-31"))) == ["2026-01-31"]
    reading = sales(column("2026-02-01"))
    assert reading.report.questions[0].key == "month_future"
    assert days(sales(column("2026-02-01"), answers={"month_future": "load"})) == ["2026-02-01"]
    stopped = sales(column("2026-02-01"), answers={"month_future": "stop"})
    assert stopped.report.status == "refused"


def test_months_and_money_are_reported(sales):
    reading = sales("1,2026-01-05,A,1.50\n2,2026-02-05,A,2\n3,2026-01-06,A,-1\n")
    told = [(m.month, m.added, float(m.amount)) for m in reading.report.months]
    assert told == [(date(2026, 1, 1), 2, 0.5), (date(2026, 2, 1), 1, 2.0)]
