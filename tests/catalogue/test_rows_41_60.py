"""Rows 41 to 60 of the bad-input catalogue: dates, ids, names, files that come again."""

from decimal import Decimal

import pytest

from data.commands import report_text
from data.ingest.error_column_file import marked
from data.ingest.values.texts import clean_id
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from data.warehouse import Warehouse
from tests.catalogue.conftest import HEADER, Desk

GOOD = "O1,2026-09-03,Acme,1.50\nO2,2026-09-04,Bolt,2.25\n"


def days(reading):
    return [f"{day}" for day in reading.table["order_date"].to_pylist()]


@pytest.mark.parametrize("cell", ["N/A", "-", "#N/A", "null"])
def test_41_no_value_is_listed(desk: Desk, cell: str):
    header = HEADER.strip() + ",quantity\n"
    reading = desk.ok(header + f"O1,2026-09-03,Acme,1.50,{cell}\n")
    assert [(item.what, item.found) for item in reading.report.listed] == [("blank_cell", cell)]
    assert reading.table["quantity"].to_pylist() == [None]


def test_41_a_broken_formula_is_always_an_error(desk: Desk):
    header = HEADER.strip() + ",quantity\n"
    problem = desk.refuses(header + "O1,2026-09-03,Acme,1.50,#REF!\n")[0]
    assert (problem.row, problem.column) == (2, "quantity")


def test_42_text_late_in_a_number_column(desk: Desk):
    lines = [f"O{n},2026-09-03,Acme,1.50" for n in range(25_000)]
    lines[24_999] = "O24999,2026-09-03,Acme,about two"
    assert [p.row for p in desk.refuses(HEADER + "\n".join(lines) + "\n")] == [25_001]


def test_42_more_bad_rows_than_are_listed_are_all_marked_and_can_be_set_aside(own_desk: Desk):
    rows = [f"O{n},2026-09-03,Acme,{'n.n.' if n % 2 else '1.50'}\n" for n in range(3_000)]
    file = own_desk.put(HEADER + "".join(rows))
    [refused] = own_desk.read(file)
    assert (refused.report.errors_total, refused.report.can_set_aside) == (1_500, True)
    assert len(refused.report.to_json()["errors"]) == 1_000
    lines = marked(file, refused.report).decode("utf-8-sig").splitlines()
    assert sum("n.n." in line and "expected a number" in line for line in lines) == 1_500
    [loaded] = own_desk.stores(file, set_aside=True)
    assert (loaded.report.records.accepted, loaded.report.aside) == (1_500, 1_500)


def test_43_days_up_to_twelve(desk: Desk):
    content = HEADER + "O1,03/04/2025,Acme,1.50\n"
    question = desk.asks(content, "date_order")
    assert question.samples["dmy"][0] == ("03/04/2025", "2025-04-03")
    assert days(desk.ok(content, answers={"date_order": "mdy"})) == ["2025-03-04"]


def test_43_a_remembered_order_is_named_and_can_be_asked_again(own_desk: Desk):
    first = HEADER + "O1,03/04/2025,Acme,1.50\n"
    own_desk.stores(own_desk.put(first), answers={"date_order": "dmy"})
    later = own_desk.put(HEADER + "O2,05/06/2025,Acme,1.50\n")
    [known] = own_desk.read(later)
    assert known.report.to_json()["remembered"] == {"date_order": "dmy"}
    assert "date_order=dmy" in "\n".join(report_text.load([known.report], is_rehearsal=True))
    [asked] = own_desk.read(later, asks_again=True)
    assert [q.key for q in asked.report.questions] == ["date_order"]
    assert not own_desk.read(later, answers={"date_order": "mdy"})[0].report.remembered
    [same] = own_desk.read(own_desk.put(first), asks_again=True)
    assert [q.key for q in same.report.questions] == ["date_order"], "loaded before, and wrongly"


def test_44_day_and_month_in_both_orders(desk: Desk):
    problem = desk.refuses(HEADER + "O1,13/04/2025,Acme,1.50\nO2,04/14/2025,Bolt,2.25\n")[0]
    assert "04/14/2025" in problem.found
    assert "13/04/2025" in problem.expected
    assert "row 2" in problem.expected


def test_45_two_digit_year(desk: Desk):
    content = HEADER + "O1,03/04/25,Acme,1.50\n"
    assert len(desk.asks(content, "date_order").choices) == 3
    assert days(desk.ok(content, answers={"date_order": "dmy"})) == ["2025-04-03"]


def test_46_spreadsheet_serials(desk: Desk):
    reading = desk.ok(HEADER + "O1,45748,Acme,1.50\n")
    assert days(reading) == ["2025-04-01"]
    assert reading.samples["order_date"] == [("45748", "2025-04-01")]


@pytest.mark.parametrize("cell", ["2025-13-01", "2025-02-30", "2205-01-01"])
def test_47_impossible_days(desk: Desk, cell: str):
    assert desk.refuses(HEADER + GOOD + f"O3,{cell},Acme,1.50\n")[0].row == 4


def test_47_a_year_out_of_range_is_said_so(desk: Desk):
    problem = desk.refuses(HEADER + "O1,2205-06-01,Acme,1\n")[0]
    assert "1900 to 20" in problem.expected
    assert desk.refuses(HEADER + "O1,2026-13-01,Acme,1\n")[0].expected == "a date"


def test_48_a_zone_at_the_edge_of_a_month(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OCTANT_TZ", "Asia/Shanghai")
    reading = desk.ok(HEADER + "O1,2026-08-31T23:30:00Z,Acme,1.50\n")
    assert days(reading) == ["2026-09-01"]


def test_49_leading_zeros(desk: Desk):
    reading = desk.ok("order_id,order_date,account_id,amount\n0007,2026-09-03,00123,1.50\n")
    row = reading.table.to_pylist()[0]
    assert (row["order_id"], row["account_id"]) == ("0007", "00123")


@pytest.mark.parametrize("cell", ["1.23457E+15", "1234567890123450000"])
def test_50_destroyed_ids(desk: Desk, cell: str):
    content = f"order_id,order_date,account_id,amount\nO1,2026-09-03,{cell},1.50\n"
    problem = desk.refuses(content)[0]
    assert problem.column == "account_id"
    assert "as text" in problem.do


def test_51_names_are_matched_normalised_and_kept_as_written(own_desk: Desk):
    written = ["Acme  Ltd", "ＡＣＭＥ Ltd", "acme\u200b ltd ", "Acme Ltd"]
    lines = "".join(f"O{n},2026-09-03,{name},1.50\n" for n, name in enumerate(written))
    reading = own_desk.stores(own_desk.put(HEADER + lines))[0]
    assert reading.report.status == "loaded"
    with own_desk.book.cursor() as cursor:
        assert cursor.execute("select count(*) from account_keys").fetchall() == [(1,)]
    assert clean_id("Acmе") != clean_id("Acme"), "a look-alike letter is another name"


def test_51_near_duplicates_are_listed_before_they_are_loaded(own_desk: Desk):
    first = HEADER + "O1,2026-09-03,Acme Ltd,1\nO2,2026-09-03,上海远航,1\nO3,2026-09-03,Bolt,1\n"
    assert own_desk.stores(own_desk.put(first))[0].report.listed == []
    names = [
        "ＡＣＭＥ  ltd",
        "A.C.M.E. GmbH",
        "Acme Ltd.",
        "上海遠航有限公司",
        "Bolton",
        "Coil",
        "Coil KG",
    ]
    lines = "".join(f"N{n},2026-10-03,{name},1\n" for n, name in enumerate(names))
    reading = own_desk.read(own_desk.put(HEADER + lines))[0]
    listed = [(item.row, item.found) for item in reading.report.listed if item.what == "similar"]
    assert listed == [
        (3, "A.C.M.E. GmbH looks like Acme Ltd"),
        (4, "Acme Ltd. looks like Acme Ltd"),
        (5, "上海遠航有限公司 looks like 上海远航"),
        (8, "Coil KG looks like Coil"),
    ]
    assert "4 new names look like others" in reading.report.warnings[0]
    assert reading.table["account_name"].to_pylist()[0] == "ＡＣＭＥ  ltd", "kept as written"


def test_52_the_same_file_twice(own_desk: Desk):
    file = own_desk.put(HEADER + GOOD)
    own_desk.stores(file)
    again = own_desk.stores(file)[0]
    assert (again.report.status, own_desk.book.version()) == ("unchanged", 1)
    assert "ana" in again.report.warnings[0]


def test_53_the_same_data_in_other_bytes(own_desk: Desk):
    own_desk.stores(own_desk.put(HEADER + GOOD))
    resaved = own_desk.put(("\ufeff" + HEADER + GOOD).replace("\n", "\r\n").replace(",", ";"))
    asked = own_desk.stores(resaved)[0].report
    assert (asked.status, [q.key for q in asked.questions]) == ("needs_answer", ["same_data"])
    assert asked.questions[0].choices == ("skip", "load")
    assert "ana" in asked.warnings[0]
    left = own_desk.stores(resaved, answers={"same_data": "skip"})[0].report
    assert (left.status, left.version, own_desk.book.version()) == ("unchanged", 1, 1)
    loaded = own_desk.stores(resaved, answers={"same_data": "load"})[0].report
    assert (loaded.status, loaded.version, own_desk.book.version()) == ("loaded", 2, 2)
    with own_desk.book.cursor() as cursor:
        found = cursor.execute("select sum(amount) from sales where removed_in is null").fetchall()
    assert found == [(Decimal("3.75"),)]
    again = own_desk.stores(resaved)[0].report
    assert (again.status, again.version) == ("unchanged", 2), "now these bytes are known"
    rebuild_alike(own_desk)


def rebuild_alike(desk: Desk) -> None:
    """The ledger gives the same versions again."""
    home, version = desk.book.home, desk.book.version()
    desk.book.close()
    rebuild(home)
    desk.book = Warehouse.open(home)
    assert desk.book.version() == version
    assert verify(desk.book) == []


def test_54_overlapping_months(own_desk: Desk):
    own_desk.stores(own_desk.put(HEADER + GOOD))
    both = HEADER + GOOD + "O3,2026-10-01,Acme,4.00\n"
    own_desk.stores(own_desk.put(both, "2026-10.csv"))
    with own_desk.book.cursor() as cursor:
        found = cursor.execute(
            "select month(month), count(*), sum(amount) from sales where removed_in is null "
            "group by 1 order by 1"
        ).fetchall()
    assert found == [(9, 2, Decimal("3.75")), (10, 1, Decimal("4"))]


def test_55_a_restated_month_with_fewer_rows(own_desk: Desk):
    own_desk.stores(own_desk.put(HEADER + GOOD))
    fewer = own_desk.put(HEADER + "O1,2026-09-03,Acme,1.50\n")
    reading = own_desk.stores(fewer, answers={"partial": "replace"})[0]
    (month,) = reading.report.months
    assert (month.added, month.removed, month.amount) == (0, 1, Decimal("1.5"))


def test_56_exact_duplicates(desk: Desk):
    content = HEADER + GOOD + "O1,2026-09-03,Acme,1.50\n"
    assert desk.asks(content, "duplicates").choices == ("keep", "drop")
    kept = desk.ok(content, answers={"duplicates": "keep"})
    dropped = desk.ok(content, answers={"duplicates": "drop"})
    assert (kept.report.records.accepted, dropped.report.records.accepted) == (3, 2)
    assert (dropped.report.records.rejected, dropped.report.errors[0].row) == (1, 4)


def test_57_the_same_key_with_other_values(own_desk: Desk):
    header = "order_id,line_id,order_date,account_name,amount\n"
    line = "O1,1,2026-09-03,Acme,1.50\n"
    refused = own_desk.read(own_desk.put(header + line + "O1,1,2026-09-03,Acme,9.00\n"))[0]
    assert refused.report.status == "refused"
    own_desk.stores(own_desk.put(header + line))
    restated = own_desk.stores(own_desk.put(header + line.replace("1.50", "9.00")))[0]
    assert (restated.report.status, restated.report.months[0].changed) == ("loaded", 1)
    without = own_desk.read(own_desk.put(HEADER + GOOD + "O1,2026-09-05,Acme,9.00\n"))[0]
    assert [p.found for p in without.report.errors] == []


def test_58_returns_and_credit_notes(desk: Desk):
    header = HEADER.strip() + ",quantity\n"
    reading = desk.ok(header + "O1,2026-09-03,Acme,10.00,2\nC1,2026-09-05,Acme,-4.00,-1\n")
    amounts = reading.table["amount"].to_pylist()
    gross = sum(a for a in amounts if a > 0)
    returned = sum(a for a in amounts if a < 0)
    assert reading.report.amount == gross + returned == 6


def test_59_the_wrong_kind(desk: Desk):
    levels = "account_name,assessed_on,level,assessed_by\nAcme,2026-09-03,3,Ana\n"
    assert "relationships" in desk.refuses(levels, kind="sales")[0].do


@pytest.mark.parametrize(
    "header",
    [
        "visit_date,customer,visitor,result",
        "date,customer,visited by,purpose",
        "拜访日期,客户名称,拜访人,拜访内容",
        "日期,客户,跟进人,结果",
    ],
)
def test_59_visits_are_no_losses(desk: Desk, header: str):
    problem = desk.refuses(f"{header}\n2026-08-01,Acme,Ana,ok\n", "visits.csv")[0]
    assert "visits" in problem.do
    assert "sales" in problem.expected


def test_59_the_nearest_kind_is_named(desk: Desk):
    hours = "region,category,hours\nNorth,Tools,3\n"
    assert desk.refuses(hours)[0].do.startswith("the nearest kind is targets, which also")
    lost = "customer,date,hours\nAcme,2026-08-01,3\n"
    assert desk.refuses(lost)[0].do.startswith("nothing but account and date fits churn")


def test_60_a_month_to_come(desk: Desk):
    content = HEADER + "O1,2027-09-03,Acme,1.50\n"
    assert desk.asks(content, "month_future").choices == ("load", "stop")
