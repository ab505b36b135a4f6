"""Row 31 where totals have a date and so look like records, or a company is called Total."""

from decimal import Decimal

import pytest

from tests.catalogue.conftest import HEADER, Desk

GOOD = "O1,2026-08-01,Acme,100\nO2,2026-08-02,Beta,200\n"
ORDERS = (
    "O1,2026-08-01,Acme,60\nO1,2026-08-01,Acme,40\n{0}"
    "O2,2026-08-02,Beta,150\nO2,2026-08-02,Beta,50\n{1}"
)
CHURN = "account_name,lost_on,sales_lost,reason\nAcme,2026-08-01,100,Price\nBeta,2026-08-02,50,\n"
LEDGER = "invoice_id,account_name,invoiced_on,due_on,amount,paid_on,paid_amount\n"


def told(reading):
    records = reading.report.records
    return records.accepted, records.totals, reading.report.amount


@pytest.mark.parametrize(
    "row",
    [
        ",2026-08-31,Total,300",
        ",2026-08-31,Grand Total,300",
        "Total,2026-08-31,,300",
        "合计,2026-08-31,,300",
        ",2026-08-31,总　计,300",
        "累计,2026-08-31,,300",
        ",2026-08-31,本页小计,300.00",
        ",2026-08-31,Sum of Amount,300",
        "O2,2026-08-31,Total,300",
        ",2026-08-31,Total August 2026,300",
    ],
)
def test_31_a_dated_total_is_left_out_and_listed(desk: Desk, row: str):
    reading = desk.ok(f"{HEADER}{GOOD}{row}\n")
    assert told(reading) == (2, 1, Decimal(300))
    [item] = reading.report.listed
    assert (item.what, item.row) == ("total", 4)
    assert not reading.report.warnings


@pytest.mark.parametrize(
    ("one", "two", "all_"),
    [
        ("O1,2026-08-01,小计,100\n", "O2,2026-08-02,小计,200\n", "合计,2026-08-31,,300\n"),
        (",2026-08-01,Acme Total,100\n", ",2026-08-02,Beta Total,200\n", ",2026-08-31,Total,300\n"),
        ("Total O1,2026-08-01,,100\n", "Total O2,2026-08-02,,200\n", ""),
        (",2026-08-01,Subtotal,100\n", ",2026-08-02,Subtotal,200\n", ",2026-08-31,Sum,300\n"),
    ],
)
def test_31_subtotals_after_each_order(desk: Desk, one: str, two: str, all_: str):
    reading = desk.ok(HEADER + ORDERS.format(one, two) + all_, answers={"duplicates": "keep"})
    assert told(reading) == (4, 2 + bool(all_), Decimal(300))


def test_31_subtotals_above_their_lines_and_of_orders_of_one_line(desk: Desk):
    above = ",2026-08-01,Total,300\n,2026-08-01,小计,100\nO1,2026-08-01,Acme,100\n"
    above += ",2026-08-02,小计,200\nO2,2026-08-02,Beta,200\n"
    assert told(desk.ok(HEADER + above)) == (2, 3, Decimal(300))


def test_31_totals_without_a_date_above_their_lines_are_compared_with_these(desk: Desk):
    rows = "合计,,,300\n小计,,,100\nO1,2026-08-01,Acme,100\n小计,,,200\nO2,2026-08-02,Beta,200\n"
    assert not desk.ok(HEADER + rows).report.warnings
    wrong = desk.ok(HEADER + rows.replace("300", "310")).report.warnings
    assert ["310" in text for text in wrong] == [True]


def test_31_totals_of_each_month_below_all(desk: Desk):
    rows = "O1,2026-07-01,Acme,100\nO2,2026-08-02,Beta,200\nO3,2026-07-03,Beta,5\n"
    rows += ",2026-07-31,Total,105\n,2026-08-31,Total,200\n"
    assert told(desk.ok(HEADER + rows)) == (3, 2, Decimal(305))


def test_31_totals_by_region_without_orders(desk: Desk):
    rows = "region,order_date,account_name,amount\nN,2026-08-01,Acme,100\nS,2026-08-01,Beta,7\n"
    rows += "N,2026-08-02,Beta,200\nN Total,2026-08-31,,300\nS Total,2026-08-31,,7\n"
    assert told(desk.ok(rows, answers={"orders": "lines"})) == (3, 2, Decimal(307))


def test_31_a_total_in_a_column_that_is_none_of_ours(desk: Desk):
    head = HEADER.strip() + ",Row\n"
    rows = "O1,2026-08-01,Acme,100,Line\nO2,2026-08-02,Beta,200,Line\n,2026-08-31,,300,Total\n"
    assert told(desk.ok(head + rows)) == (2, 1, Decimal(300))


def test_31_totals_of_churn_receivables_and_targets(desk: Desk):
    assert told(desk.ok(CHURN + "Total,2026-08-31,150,\n")) == (2, 1, Decimal(150))
    due = "I1,Acme,2026-07-01,2026-08-01,100,,\nI2,Beta,2026-07-02,2026-08-02,200,,\n"
    due += ",合计,2026-08-31,,300,,\n"
    assert told(desk.ok(LEDGER + due, kind="receivables"))[:2] == (2, 1)
    goals = (
        "salesperson,month,amount\nAna,2026-08-01,100\nBen,2026-08-01,50\nTotal,2026-08-01,150\n"
    )
    assert told(desk.ok(goals, kind="targets")) == (2, 1, Decimal(150))


def test_31_a_total_that_is_no_sum_is_asked_once_and_compared(own_desk: Desk):
    content = f"{HEADER}{GOOD},2026-08-31,Total,310\n"
    [question] = own_desk.read(own_desk.put(content))[0].report.questions
    assert (question.key, question.choices) == ("totals", ("leave_out", "keep"))
    assert question.samples["keep"] == [("row 4", "2026-08-31 | Total | 310")]
    kept = own_desk.ok(content, answers={"totals": "keep"})
    assert told(kept) == (3, 0, Decimal(610))
    [left] = own_desk.stores(own_desk.put(content), answers={"totals": "leave_out"})
    assert told(left) == (2, 1, Decimal(300))
    assert "310" in left.report.warnings[0]
    assert "300" in left.report.warnings[0]
    later = content.replace("2026-08", "2026-09").replace("310", "320")
    assert told(own_desk.ok(later)) == (2, 1, Decimal(300))


def test_31_one_of_many_subtotals_that_is_wrong_is_asked(desk: Desk):
    rows = ORDERS.format("O1,2026-08-01,小计,100\n", "O2,2026-08-02,小计,201\n")
    question = desk.asks(HEADER + rows, "totals", answers={"duplicates": "keep"})
    assert len(question.samples["keep"]) == 2


@pytest.mark.parametrize("name", ["Total Energies", "TotalEnergies", "合计科技", "上海设计总院"])
def test_31_a_company_whose_name_begins_so_is_an_account(desk: Desk, name: str):
    rows = f"O3,2026-08-03,{name},310\nO4,2026-08-04,{name},20\n"
    assert told(desk.ok(HEADER + GOOD + rows)) == (4, 0, Decimal(630))


def test_31_one_record_of_the_same_money_makes_no_total_of_a_company(desk: Desk):
    rows = "order_date,account_name,amount\n2026-08-01,Acme,310\n2026-08-02,Total Energies,310\n"
    question = desk.asks(rows, "totals", answers={"orders": "lines"})
    assert "Total Energies" in question.text


def test_31_a_company_called_total_is_asked_or_known_by_its_id(desk: Desk):
    rows = "O3,2026-08-03,Total,310\nO4,2026-08-04,Total,20\n"
    assert desk.asks(HEADER + GOOD + rows, "totals").choices[0] == "keep"
    assert told(desk.ok(HEADER + GOOD + rows, answers={"totals": "keep"}))[0] == 4
    alone = "O1,2026-08-01,Acme,100\nO2,2026-08-02,Total,100\n"
    assert desk.asks(HEADER + alone, "totals").choices[0] == "keep"
    by_id = "order_id,order_date,account_id,account_name,amount\nO1,2026-08-01,A1,Acme,100\n"
    assert told(desk.ok(by_id + "O2,2026-08-02,A7,Total,310\n"))[0] == 2


def test_31_ids_keep_their_form_beside_a_total(desk: Desk):
    rows = "17.0,2026-08-01,Acme,100\n18.0,2026-08-02,Beta,200\nTotal,2026-08-31,,300\n"
    assert desk.ok(HEADER + rows).table["order_id"].to_pylist() == ["17", "18"]


def test_32_an_account_with_its_id_only_above_totals_is_no_footer(desk: Desk):
    rows = "account_id,account_name,region\nA1,Acme,N\nA2,Beta,S\nA3,,\n,Total,\n合计,,\n"
    reading = desk.ok(rows, kind="accounts")
    assert reading.table["account_id"].to_pylist() == ["A1", "A2", "A3"]
    assert reading.report.records.totals == 2


NAMES = ("Acme", "Total", "Beta")


def names_of(reading):
    return tuple(reading.table["account_name"].to_pylist())


@pytest.mark.parametrize(
    "rows",
    [
        "account_name,owner\nAcme,Ana\nTotal,Ben\nBeta,Cy\n",
        "account_name,own_revenue,owner\nAcme,5,Ana\nTotal,7,Ben\nBeta,9,Cy\n",
        "account_name,owner,own_revenue\nAcme,Ana,5\nTotal,Ben,\nBeta,,9\n",
    ],
)
def test_31_an_account_called_total_is_known_by_what_else_a_list_says_of_it(desk: Desk, rows: str):
    assert names_of(desk.ok(rows, kind="accounts")) == NAMES


@pytest.mark.parametrize(
    "rows",
    [
        "account_name,own_revenue\nAcme,5\nBeta,9\nTotal,14\n",
        "account_name,owner\nAcme,Ana\nBeta,Cy\nTotal,\n",
        "account_name,owner,own_revenue\nAcme,Ana,5\nBeta,,9\nTotal,,14\n",
        "account_id,account_name,size\nA1,Acme,5\nA2,Beta,\n,Total,6\n",
    ],
)
def test_31_a_total_of_a_list_holds_a_sum_or_lacks_what_accounts_have(desk: Desk, rows: str):
    reading = desk.ok(rows, kind="accounts")
    assert (names_of(reading), reading.report.records.totals) == (("Acme", "Beta"), 1)


@pytest.mark.parametrize(
    ("rows", "likely"),
    [
        ("account_name\nAcme\nTotal\nBeta\n", "keep"),
        ("account_name,own_revenue\nAcme,5\nTotal,7\nBeta,9\n", "keep"),
        ("account_name,owner,own_revenue\nAcme,,\nTotal,,\nBeta,Cy,9\n", "keep"),
        ("account_name\nAcme\nBeta\nTotal\n", "leave_out"),
        ("account_name,own_revenue,owner\nAcme,5,Ana\nBeta,9,Cy\nTotal,14,Ben\n", "leave_out"),
    ],
)
def test_31_a_list_that_does_not_tell_is_asked(desk: Desk, rows: str, likely: str):
    assert desk.asks(rows, "totals", kind="accounts").choices[0] == likely
    kept = desk.ok(rows, kind="accounts", answers={"totals": "keep"})
    assert sorted(names_of(kept)) == sorted(NAMES)
    left = desk.ok(rows, kind="accounts", answers={"totals": "leave_out"})
    assert names_of(left) == ("Acme", "Beta")


def test_32_the_last_accounts_of_a_list_that_have_names_only_are_no_footers(desk: Desk):
    rows = "account_name,owner\nAcme,Ana\nBeta,\nGamma,\n"
    assert names_of(desk.ok(rows, kind="accounts")) == ("Acme", "Beta", "Gamma")
    footed = desk.ok(rows + "\nPrinted by Ana,\nConfidential,\n", kind="accounts")
    assert names_of(footed) == ("Acme", "Beta", "Gamma")
    assert footed.report.records.totals == 2
