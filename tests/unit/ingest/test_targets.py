"""Targets in a list and in the shapes that real files have: every record and cell accounted for."""

from datetime import date
from decimal import Decimal

import pytest

from data.catalogue import template
from data.ingest.values.periods import period, year


def targets(reading, *columns):
    """(month as text, whose …, amount) of each target, in the file's order."""
    names = ("month", *columns, "amount")
    rows = zip(*(reading.table[name].to_pylist() for name in names), strict=True)
    return [(f"{month:%Y-%m}", *others[:-1], int(others[-1])) for month, *others in rows]


def test_months_across_for_each_person(read_one):
    reading = read_one(
        "Year,EmployeeID,M01,M02,M03\n2026,A,100,,NULL\n2026,B,10,20,30\n2027,A,1,2,3\n",
        kind="targets",
    )
    assert sorted(targets(reading, "salesperson")) == [
        ("2026-01", "A", 100),
        ("2026-01", "B", 10),
        ("2026-02", "B", 20),
        ("2026-03", "B", 30),
        ("2027-01", "A", 1),
        ("2027-02", "A", 2),
        ("2027-03", "A", 3),
    ]
    report = reading.report
    assert (report.records.in_file, report.records.accepted) == (4, 3)
    assert vars(report.cells) == {"in_file": 9, "blank": 2, "accepted": 7, "rejected": 0}
    assert report.mapping == {"salesperson": "EmployeeID", "amount": "M01 … M03"}
    assert len(set(reading.table["row"].to_pylist())) == 7


def test_blocks_with_a_name_above_and_years_down(read_one):
    text = (
        "Sales targets\n\nNorth\nYear,Jan,Feb,Mar,Total\n2025,1,2,3,6\n2026,4,5,6,15\n\n"
        "South\nYear,Jan,Feb,Mar,Total\n2025,7,8,9,24\n2026,,11,12,24\nTotal,7,19,21,47\n"
    )
    reading = read_one(text)
    question = next(q for q in reading.report.questions if q.key == "targets_for")
    assert "North" in question.text
    reading = read_one(text, answers={"targets_for": "region"})
    assert reading.report.status == "ready"
    assert sorted(targets(reading, "region"))[:2] == [
        ("2025-01", "North", 1),
        ("2025-01", "South", 7),
    ]
    assert reading.report.amount == 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 11 + 12
    records = reading.report.records
    assert (records.in_file, records.header, records.preamble, records.blank) == (12, 1, 4, 2)
    assert (records.totals, records.accepted) == (1, 4)
    assert reading.report.warnings == [
        "Row 11: the file's own total of Total, 24, is not the sum of its cells."
    ]


def test_blocks_whose_corner_is_the_name(read_one):
    text = "North,Q1,Q2,Q3,Q4\n2026,1,2,3,4\n\nSouth,Q1,Q2,Q3,Q4\n2026,5,6,7,8\n"
    reading = read_one(text, kind="targets", answers={"targets_for": "region"})
    assert targets(reading, "region", "period")[0] == ("2026-01", "North", "quarter", 1)
    assert targets(reading, "region")[-1] == ("2026-10", "South", 8)


def test_a_block_for_each_year(read_one):
    text = "2025\nSalesperson,Jan,Feb,Mar\nAna,1,2,3\n2026\nSalesperson,Jan,Feb,Mar\nAna,4,5,6\n"
    reading = read_one(text, kind="targets")
    assert targets(reading, "salesperson")[3:] == [
        ("2026-01", "Ana", 4),
        ("2026-02", "Ana", 5),
        ("2026-03", "Ana", 6),
    ]


def test_a_header_on_each_page_makes_no_block(read_one):
    text = "Rep,2026-01,2026-02,2026-03\nAna,1,2,3\nRep,2026-01,2026-02,2026-03\nBen,4,5,6\n"
    reading = read_one(text, kind="targets")
    assert reading.report.questions == []
    assert targets(reading, "salesperson")[-1] == ("2026-03", "Ben", 6)


def test_a_column_for_each_person_with_months_as_rows(read_one):
    text = "Month,Ana Silva,Ben Cole,Total\n2026-01,10,20,30\n2026-02,,25,25\nTotal,10,45,55\n"
    reading = read_one(text, kind="targets")
    assert [q.key for q in reading.report.questions] == ["targets_for"]
    reading = read_one(text, kind="targets", answers={"targets_for": "salesperson"})
    assert targets(reading, "salesperson") == [
        ("2026-01", "Ana Silva", 10),
        ("2026-01", "Ben Cole", 20),
        ("2026-02", "Ben Cole", 25),
    ]
    assert reading.report.warnings == []


def test_a_list_with_year_and_month_apart(read_one):
    reading = read_one("年份,月份,业务员,目标金额\n2026,1,王芳,5万\n2026,2月,王芳,60000\n")
    assert [q.key for q in reading.report.questions] == ["unit"], "5万 beside 60000"
    reading = read_one("年份,月份,业务员,目标金额\n2026,1,王芳,50000\n2026,2月,王芳,60000\n")
    assert targets(reading, "salesperson") == [
        ("2026-01", "王芳", 50000),
        ("2026-02", "王芳", 60000),
    ]


def test_a_list_with_the_month_in_one_column(read_one):
    reading = read_one("month,region,target\n2026-01-01,North,5\n2027-12-01,South,6\n")
    assert reading.report.status == "ready", "months ahead are what targets are for"
    assert targets(reading, "region") == [("2026-01", "North", 5), ("2027-12", "South", 6)]
    assert reading.report.cells is None


def test_a_target_that_is_no_number_rejects_its_record_by_its_own_header(read_one):
    reading = read_one(
        "Region,Jan 2026,Feb 2026,Mar 2026\nNorth,1,two,3\nSouth,4,5,6\n", kind="targets"
    )
    (problem,) = reading.report.errors
    assert (problem.row, problem.column, problem.found) == (2, "Feb 2026", '"two"')
    assert reading.report.records.add_up()
    assert vars(reading.report.cells) == {"in_file": 6, "blank": 0, "accepted": 3, "rejected": 3}


def test_a_year_that_nobody_names_is_asked(read_one):
    text = "Region,Jan,Feb,Mar\nNorth,1,2,3\n"
    (question,) = read_one(text, kind="targets").report.questions
    assert (question.key, question.choices[0]) == ("year", "2026")
    reading = read_one(text, kind="targets", answers={"year": "2027"})
    assert reading.table["month"].to_pylist()[0] == date(2027, 1, 1)


def test_amounts_by_month_are_targets_only_when_something_says_so(read_one):
    text = "Customer,2026-01,2026-02,2026-03\nAna,1,2,3\n"
    assert [q.key for q in read_one(text).report.questions] == ["targets"]
    assert read_one(text, answers={"targets": "stop"}).report.status == "refused"
    assert read_one("Targets\n" + text).report.status == "ready"


def test_a_year_above_its_quarters_makes_a_header_of_two_rows(read_one):
    text = "Salesperson,2026,,,,2027,,,\n,Q1,Q2,Q3,Q4,Q1,Q2,Q3,Q4\nAna,1,2,3,4,5,6,7,8\n"
    (question,) = read_one(text, kind="targets").report.questions
    assert (question.key, question.choices[0]) == ("header", "1+2")
    reading = read_one(text, kind="targets", answers={"header": "1+2"})
    assert targets(reading, "salesperson")[4] == ("2027-01", "Ana", 5)


def test_quarters_beside_months_are_sums(read_one):
    text = "Region,Jan,Feb,Mar,Q1,Total\nNorth,1,2,3,6,7\n"
    reading = read_one(text, kind="targets", answers={"year": "2026"})
    assert reading.report.amount == Decimal(6)
    assert len(reading.report.warnings) == 1


def test_sales_and_lists_are_what_they_were(read_one):
    header = "Invoice No,Invoice Date,Customer,Amount,Salesperson,Region\n"
    assert read_one(f"{header}1,2026-01-05,Ana,5,Kim,North\n").report.kind == "sales"


def test_invoices_are_known_by_what_is_due_or_paid(read_one):
    reading = read_one(
        "发票号,开票日期,到期日,客户名称,发票金额,收款日期,已收金额\n"
        "F1,2026-01-05,2026-02-04,Ana,100,2026-02-10,100\nF2,2026-01-06,2026-02-05,Ana,50,,\n"
    )
    assert (reading.report.kind, reading.report.status) == ("receivables", "ready")
    assert reading.report.amount == 150
    assert reading.table["paid_on"].to_pylist() == [date(2026, 2, 10), None]


@pytest.mark.parametrize("kind", ["receivables", "targets"])
def test_a_template_loads(read_one, kind):
    reading = read_one(template(kind))
    assert (reading.report.kind, reading.report.status) == (kind, "ready")
    assert reading.report.records.accepted == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("M01", (1, 1, None)),
        ("Sept", (1, 9, None)),
        ("Jan-26", (1, 1, 2026)),
        ("2026 December", (1, 12, 2026)),
        ("2026-03-01 00:00:00", (1, 3, 2026)),
        ("202611", (1, 11, 2026)),
        ("03/2026", (1, 3, 2026)),
        ("2026年1月", (1, 1, 2026)),
        ("十二月目标", (1, 12, None)),
        ("Q3 2026", (3, 7, 2026)),
        ("第二季度", (3, 4, None)),
        ("Target Feb (EUR)", (1, 2, None)),
    ],
)
def test_periods_as_people_write_them(text, said):
    found = period(text)
    assert (found.months, found.first, found.year) == said


@pytest.mark.parametrize("text", ["", "13", "M13", "2026-01-15", "May I", "Total", "1", "Q5"])
def test_what_names_no_period(text):
    assert period(text) is None


def test_years():
    assert [year(t) for t in ("2026", "FY2026", "2026年", "26", "x2026")] == [
        2026,
        2026,
        2026,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "written",
    ["2026-10", "2026/10", "202610", "2026.10", "Oct 2026", "Oct-26", "2026年10月", "2026-10-01"],
)
def test_a_list_names_its_months_as_people_do(read_one, written):
    reading = read_one(f"month,target,region\n{written},100,North\n", kind="targets")
    assert reading.report.status == "ready", reading.report.errors
    assert targets(reading, "region", "period") == [("2026-10", "North", None, 100)]


def test_a_list_of_quarters_and_years_says_how_long_they_are(read_one):
    reading = read_one(
        "month,target,region\n2026Q4,300,North\n2027,1200,North\n2026-10,7,South\n", kind="targets"
    )
    assert targets(reading, "region", "period") == [
        ("2026-10", "North", "quarter", 300),
        ("2027-01", "North", "year", 1200),
        ("2026-10", "South", None, 7),
    ]


def test_a_quarter_that_is_called_a_month_is_refused(read_one):
    reading = read_one(
        "month,period,target\n2026Q4,month,300\n2026Q4,quarter,400\n", kind="targets"
    )
    (problem,) = reading.report.errors
    assert (problem.row, problem.column, problem.found) == (2, "period", '"month"')
    assert "2026Q4" in problem.expected


@pytest.mark.parametrize("written", ["October", "Q4", "FY2026", "soon"])
def test_a_month_without_its_year_is_refused(read_one, written):
    reading = read_one(f"month,target\n{written},100\n", kind="targets")
    assert reading.report.status == "refused"
    assert reading.report.errors[0].row == 2
