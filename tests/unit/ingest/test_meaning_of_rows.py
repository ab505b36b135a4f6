"""Statuses, document types, signs and flags: which values ask, and what they count as."""

import pytest

from data.ingest.meaning import keys

ROW = "{n},2026-01-{n:02d},C{n},{amount},{value}"


def sheet(header: str, *values: str, amounts: tuple[int, ...] = ()) -> str:
    """Order lines of 100, 200, 300 … with a column of values that nobody maps."""
    lines = [f"order_id,order_date,account_id,amount,{header}"]
    for n, value in enumerate(values, 1):
        amount = amounts[n - 1] if amounts else 100 * n
        lines.append(ROW.format(n=n, amount=amount, value=value))
    return "\n".join(lines)


def asked(reading) -> dict[str, str]:
    """The questions about meaning and the first choice of each."""
    return {q.key: q.choices[0] for q in reading.report.questions if q.key.startswith("meaning:")}


@pytest.mark.parametrize(
    ("header", "values", "wanted"),
    [
        ("Status", ("Completed", "Cancelled"), {"meaning:status:cancelled": "leave_out"}),
        ("订单状态", ("交易成功", "交易关闭"), {"meaning:订单状态:交易关闭": "leave_out"}),
        ("Belegstatus", ("Gebucht", "Storniert"), {"meaning:belegstatus:storniert": "leave_out"}),
        ("Statut", ("Payée", "Annulée"), {"meaning:statut:annulée": "leave_out"}),
        ("Estado", ("Pagado", "Anulado"), {"meaning:estado:anulado": "leave_out"}),
        ("状態", ("完了", "キャンセル"), {"meaning:状態:キャンセル": "leave_out"}),
        ("State", ("sale", "cancel"), {"meaning:state:cancel": "leave_out"}),
        ("Status", ("3 - Shipped", "9 - Void"), {"meaning:status:9 - void": "leave_out"}),
        (
            "Status",
            ("Shipped", "Cancelled by customer"),
            {"meaning:status:cancelled by customer": "leave_out"},
        ),
        ("Document Type", ("Invoice", "Payment"), {"meaning:document type:payment": "leave_out"}),
        ("单据类型", ("销售单", "销售退货单"), {"meaning:单据类型:销售退货单": "subtract"}),
        ("D/C", ("S", "H"), {"meaning:d/c:h": "subtract"}),
        ("借贷方向", ("借", "贷"), {"meaning:借贷方向:贷": "subtract"}),
        ("IsDeleted", ("FALSE", "TRUE"), {"meaning:isdeleted:true": "leave_out"}),
        ("Cancelled at", ("", "2026-01-03"), {"meaning:cancelled at:*": "leave_out"}),
        ("Is Won", ("TRUE", "FALSE"), {"meaning:is won:false": "leave_out"}),
        ("Fulfillment status", ("fulfilled", "unfulfilled"), {}),
        (
            "Payment status",
            ("Paid", "Not Paid", "Refunded"),
            {"meaning:payment status:refunded": "leave_out"},
        ),
        ("Category", ("Return", "Void"), {}),
        ("Ship Mode", ("Standard", "Cancelled"), {}),
        ("Gift", ("Yes", "No"), {}),
        ("Route", ("SC", "SI"), {}),
        ("Status", ("Completed", "Shipped", "Paid"), {}),
    ],
)  # fmt: skip
def test_values_that_are_no_ordinary_sale_ask(read_one, header, values, wanted):
    assert asked(read_one(sheet(header, *values))) == wanted


def test_each_answer_counts(read_one):
    """100 counts; 200 is cancelled; 300 a return."""
    text = sheet("Type", "Sale", "Void", "Return")
    assert asked(read_one(text)) == {
        "meaning:type:void": "leave_out",
        "meaning:type:return": "subtract",
    }
    answers = {"meaning:type:void": "leave_out", "meaning:type:return": "subtract"}
    reading = read_one(text, answers=answers)
    assert float(reading.report.amount) == 100 - 300
    assert (reading.report.records.not_sales, reading.report.records.accepted) == (1, 2)
    assert reading.report.records.add_up()
    counted = read_one(text, answers=dict.fromkeys(answers, "count"))
    assert float(counted.report.amount) == 600


def test_a_subtracted_line_is_subtracted_once(read_one):
    """The type says return and the sign says credit: it is one return."""
    lines = [
        "order_id,order_date,account_id,amount,Type,D/C",
        "1,2026-01-01,C1,100,Invoice,D",
        "2,2026-01-02,C1,30,Credit note,C",
    ]
    answers = {"meaning:type:credit note": "subtract", "meaning:d/c:c": "subtract"}
    assert float(read_one("\n".join(lines), answers=answers).report.amount) == 70


def test_quantity_and_cost_turn_with_the_money(read_one):
    lines = [
        "order_id,order_date,account_id,quantity,unit_price,cost,Type",
        "1,2026-01-01,C1,10,5,30,Sale",
        "2,2026-01-02,C1,2,5,6,Return",
    ]
    table = read_one("\n".join(lines), answers={"meaning:type:return": "subtract"}).table
    assert [float(v) for v in table["amount"].to_pylist()] == [50, -10]
    assert [float(v) for v in table["quantity"].to_pylist()] == [10, -2]
    assert [float(v) for v in table["cost"].to_pylist()] == [30, -6]


def test_left_out_lines_need_no_money_and_are_no_duplicates(read_one):
    """A cancelled line without an amount is no error, and two equal ones are no question."""
    lines = [
        "order_id,order_date,account_id,amount,Status",
        "1,2026-01-01,C1,100,Shipped",
        "2,2026-01-02,C1,,Cancelled",
        "2,2026-01-02,C1,,Cancelled",
    ]
    reading = read_one("\n".join(lines), answers={"meaning:status:cancelled": "leave_out"})
    assert (reading.report.status, float(reading.report.amount)) == ("ready", 100)
    assert reading.report.records.not_sales == 2
    assert [(x.what, x.row, x.count) for x in reading.report.listed] == [("not_sale", 3, 2)]


def test_values_that_no_list_knows_are_shown_with_their_money(read_one):
    text = sheet("Ampel", "grün", "kariert", "grün")
    reading = read_one(text)
    assert asked(reading) == {}
    assert [(v.value, v.rows, v.amounts, v.counts_as) for v in reading.report.values] == [
        ("grün", 2, {"": 400}, "count"),
        ("kariert", 1, {"": 200}, "count"),
    ]
    by_click = read_one(text, answers={"meaning:ampel": "ask"})
    assert asked(by_click) == {
        "meaning:ampel:grün": "count",
        "meaning:ampel:kariert": "count",
    }
    answers = {"meaning:ampel:grün": "count", "meaning:ampel:kariert": "leave_out"}
    assert float(read_one(text, answers=answers).report.amount) == 400


def test_splitting_a_file_asks_the_same(read_all):
    """One value in each file: together they are the statuses that they are in one file."""
    first, second = sheet("Status", "Completed"), sheet("Status", "Cancelled")
    readings = read_all(first, second)
    assert [asked(reading) for reading in readings] == [
        {},
        {"meaning:status:cancelled": "leave_out"},
    ]


def test_keys_hold_no_sign_of_a_command():
    key = keys.of_value("Stage: now", " Lost  100% = BAD\t")
    assert key == "meaning:stage%3A now:lost 100%25 %3D bad"
    assert keys.of_value("Status", "") == "meaning:status:"
    assert keys.of_filled("Cancelled at") == "meaning:cancelled at:*"


def test_a_list_of_quotes_asks(read_one):
    text = "Quote No,Date,Customer,Amount\nQ1,2026-09-03,Acme,100\nQ2,2026-09-04,Bolt,50"
    assert asked(read_one(text)) == {"meaning:quote no:*": "leave_out"}


def test_orders_beside_their_invoices_ask(read_one):
    text = sheet("Doc type", "Sales Order", "Sales Invoice")
    assert asked(read_one(text)) == {"meaning:doc type:sales order": "leave_out"}


def test_a_ledger_turned_round_asks(read_one):
    text = sheet("Text", "a", "b", "c", amounts=(-100, 10, -50))
    assert [q.key for q in read_one(text).report.questions] == ["sign"]
    assert float(read_one(text, answers={"sign": "turn"}).report.amount) == 140
    assert float(read_one(text, answers={"sign": "keep"}).report.amount) == -140


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            "receivables",
            "invoice_no,invoiced_on,due_on,account_id,amount,Status\n"
            "1,2026-01-01,2026-02-01,C1,100,Sent\n2,2026-01-02,2026-02-01,C1,900,Void",
        ),
        (
            "churn",
            "account_id,lost_on,sales_lost,Record state\nC1,2026-01-01,100,Approved\n"
            "C2,2026-01-02,900,Deleted",
        ),
    ],
)
def test_other_kinds_ask_too(read_one, kind, text):
    reading = read_one(text, kind=kind)
    key = next(iter(asked(reading)))
    answered = read_one(text, kind=kind, answers={key: "leave_out"})
    assert (answered.report.records.accepted, answered.report.records.not_sales) == (1, 1)


def test_below_its_level_nothing_is_asked(read_one):
    from data.ingest import context

    reading = read_one(sheet("Status", "Paid", "Void"), settings=context.of_first_level())
    assert (reading.report.questions, float(reading.report.amount)) == ([], 300)
