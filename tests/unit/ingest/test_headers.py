"""Headers to columns, kinds of export, what is missing and what is new."""

import pytest

from data.catalogue import KINDS, template
from data.ingest.model import SourceMemory
from data.ingest.values.header_text import normalized

LINE = "1,2026-01-05,A1,5\n"


def sales_columns(reading):
    return {
        c: reading.report.mapping.get(c) for c in ("order_id", "order_date", "account_id", "amount")
    }


@pytest.mark.parametrize(
    "header",
    [
        "order_id,order_date,account_id,amount",
        "Order ID,ORDER DATE,Account-Id, Amount ",
        "InvoiceNo,InvoiceDate,CustomerID,SalesAmount",
        "Order\xa0Number,Order Date,Customer No.,Net Amount (EUR)",
        "订单号,订单日期,客户编号,金额（元）",
        "Ｏｒｄｅｒ ＩＤ,Ｄａｔｅ,Customer Number,Revenue",
    ],
)
def test_headers_however_they_are_spelt(read_one, header):
    reading = read_one(f"{header}\n{LINE}")
    assert reading.report.status == "ready"
    names = [h.strip() for h in header.split(",")]
    assert list(sales_columns(reading).values()) == names
    assert reading.report.kind == "sales"


def test_order_of_columns_moves_no_value(read_one):
    reading = read_one("amount,account_id,order_date,order_id\n5,A1,2026-01-05,1\n")
    assert reading.table["order_id"].to_pylist() == ["1"]
    assert reading.table["account_id"].to_pylist() == ["A1"]


def test_the_better_synonym_takes_the_column_and_the_other_is_listed(read_one):
    reading = read_one(
        "order_id,order_date,account_id,amount,StockCode,Description\n1,2026-01-05,A1,5,85123A,LAMP\n"
    )
    assert reading.report.mapping["product"] == "Description"
    assert reading.report.unmapped == ["StockCode"]


def test_title_rows_before_the_header_are_shown_as_skipped(read_one):
    reading = read_one(
        f"Sales report\nJanuary 2026\n\norder_id,order_date,account_id,amount\n{LINE}"
    )
    records = reading.report.records
    assert (records.preamble, records.blank, records.header, records.accepted) == (2, 1, 1, 1)
    assert reading.table["row"].to_pylist() == [5]
    assert [entry.found for entry in reading.report.listed] == ["Sales report", "January 2026"]


def test_a_record_above_the_header_is_refused(read_one):
    reading = read_one(f"{LINE}order_id,order_date,account_id,amount\n{LINE}")
    assert [p.row for p in reading.report.errors] == [1]
    assert reading.report.records.add_up()


def test_a_wish_wins_over_synonyms(read_one):
    text = "order_id,order_date,account_id,key,amount,other\n1,2026-01-05,A1,B2,5,7\n"
    reading = read_one(text, mapping={"account_id": "key", "amount": "OTHER"})
    assert reading.table["account_id"].to_pylist() == ["B2"]
    assert reading.table["amount"].to_pylist() == [7]
    assert reading.report.unmapped == ["account_id", "amount"]


@pytest.mark.parametrize("mapping", [{"account": "account_id"}, {"account_id": "nowhere"}])
def test_a_wish_for_what_is_not_there_is_refused(read_one, mapping):
    reading = read_one(f"order_id,order_date,account_id,amount\n{LINE}", mapping=mapping)
    assert reading.report.status == "refused"


def test_a_wish_concerns_the_kind_that_it_fits(read_all):
    orders = "SalesOrder,Day,ResellerKey,Sum\n1,2026-01-05,R1,5\n"
    resellers = "ResellerKey,ResellerName,Industry\nR1,Ann,Trade\n"
    mapping = {"account_id": "ResellerKey", "amount": "Sum"}
    readings = read_all(orders, resellers, mapping=mapping)
    assert [(r.report.kind, r.report.status) for r in readings] == [
        ("sales", "ready"),
        ("accounts", "ready"),
    ]


def test_sales_without_a_date_are_refused_and_asked_nothing(read_one):
    report = read_one("order_id,account_id,amount\n1,A,10\n").report
    assert (report.status, report.kind, report.questions) == ("refused", "sales", [])


def test_a_missing_column_is_refused_with_what_was_found(read_one):
    reading = read_one("order_id,order_date,amount\n1,2026-01-05,5\n")
    problem = reading.report.errors[0]
    assert reading.report.status == "refused"
    assert '"order_date"' in problem.found
    assert "account_id or account_name" in problem.expected
    assert reading.report.records.in_file == 2


def test_a_column_that_may_be_meant_is_asked(read_one):
    text = "order_id,order_date,account_id,Total net of tax,City\n1,2026-01-05,A1,5.25,Ulm\n"
    question = read_one(text).report.questions[0]
    assert question.key == "mapping:amount"
    assert question.choices == ("Total net of tax", "City")
    reading = read_one(text, answers={"mapping:amount": "Total net of tax"})
    assert reading.report.status == "ready"
    assert float(reading.report.amount) == 5.25


def test_a_name_that_stands_twice_is_refused_with_both_places(read_one):
    reading = read_one("order_id,order_date,account_id,amount,Amount\n1,2026-01-05,A1,5,6\n")
    assert "columns 4 and 5" in reading.report.errors[0].found
    assert reading.report.records.add_up()


def test_no_header_is_asked(read_one):
    text = "1,2026-01-05,A1,5\n2,2026-01-06,A1,7\n"
    question = read_one(text).report.questions[0]
    assert (question.key, question.choices[0]) == ("header", "none")
    names = {
        "order_id": "column 1",
        "order_date": "column 2",
        "account_id": "column 3",
        "amount": "column 4",
    }
    reading = read_one(text, answers={"header": "none"}, kind="sales", mapping=names)
    assert reading.report.status == "ready"
    assert (reading.report.records.header, reading.report.records.accepted) == (0, 2)


def test_a_header_over_two_rows_is_asked(read_one):
    text = "Order,,Customer,,Net\nNumber,Date,Number,Name,Amount\n1,2026-01-05,A1,Ann,5\n"
    question = read_one(text).report.questions[0]
    assert (question.key, question.choices[0]) == ("header", "1+2")
    reading = read_one(text, answers={"header": "1+2"})
    assert reading.report.mapping["account_name"] == "Customer Name"
    assert float(reading.report.amount) == 5
    assert reading.report.records.add_up()


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("customer,date,value", "sales"),
        ("account_name,lost_on,reason", "churn"),
        ("客户名称,流失日期,流失原因,流失金额", "churn"),
        ("account_id,date,level,assessed_by", "relationships"),
        ("客户名称,评估日期,关系等级", "relationships"),
        ("account_id,account_name,industry,region", "accounts"),
        ("account_id,account_name", "accounts"),
        ("account,sector,revenue,employees,subsidiary_of", "accounts"),
    ],
)
def test_the_kind_is_recognised(read_one, header, kind):
    assert read_one(f"{header}\n").report.kind == kind


def test_a_file_of_no_kind_is_refused(read_one):
    reading = read_one("account_id,visit_date,visitor,minutes,topic\nA1,2026-01-05,Ann,30,price\n")
    assert (reading.report.status, reading.report.kind) == ("refused", None)
    assert reading.report.records.in_file == 2
    assert reading.report.records.add_up()


@pytest.mark.parametrize("said", ["accounts", "sales", "relationships"])
def test_the_wrong_kind_is_refused_with_the_right_one(read_one, said):
    reading = read_one("account_id,lost_on,reason\nA1,2026-01-05,price\n", kind=said)
    assert reading.report.status == "refused"
    assert "churn" in reading.report.errors[0].do


def test_a_new_header_is_asked_once_a_source_is_known(read_one):
    text = "order_id,order_date,account_id,amount,Colour\n1,2026-01-05,A1,5,red\n"
    first = read_one(text)
    assert (first.report.status, first.report.unmapped) == ("ready", ["Colour"])
    known = {"sales": first.memory}
    assert read_one(text, remembered=known).report.status == "ready"
    newer = text.replace("Colour", "Shade")
    question = read_one(newer, remembered=known).report.questions[0]
    assert (question.key, question.choices[0]) == ("mapping:Shade", "ignore")
    reading = read_one(newer, remembered=known, answers={"mapping:Shade": "product"})
    assert reading.table["product"].to_pylist() == ["red"]


def test_what_is_remembered_applies_in_silence(read_one):
    text = 'Nr,Tag,Wer,Wert\n1,03/04/2025,A1,"1,234"\n'
    mapping = {"order_id": "Nr", "order_date": "Tag", "account_id": "Wer", "amount": "Wert"}
    answers = {"date_order": "dmy", "decimal": "comma"}
    memory = SourceMemory(mapping, tuple(mapping.values()), answers)
    reading = read_one(text, kind="sales", remembered={"sales": memory})
    assert reading.report.status == "ready"
    assert f"{reading.report.amount}" == "1.2340"


@pytest.mark.parametrize("kind", KINDS)
def test_every_template_loads_as_it_is(read_one, kind):
    reading = read_one(template(kind))
    assert (reading.report.status, reading.report.kind) == ("ready", kind)
    assert reading.report.records.accepted == 3
    assert not reading.report.unmapped


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.name)
def test_no_synonym_means_two_columns(kind):
    words = [normalized(w) for c in kind.readable for w in (c.name, *c.synonyms, *c.generic)]
    assert len(words) == len(set(words)), sorted(w for w in words if words.count(w) > 1)
