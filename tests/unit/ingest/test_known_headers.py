"""Headers of real systems in several languages, and what cells decide under those of two senses."""

import pytest

from data.catalogue import KINDS
from data.ingest import context
from data.ingest.header.header_keys import keys, synonym_keys

SUPERSTORE = """\
Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,City,\
State,Postal Code,Region,Product ID,Category,Sub-Category,Product Name,Sales,Quantity,\
Discount,Profit
1,CA-1,2026-11-08,2026-11-11,Second Class,CG-1,Claire Gute,Consumer,United States,Henderson,\
Kentucky,42420,South,FUR-1,Furniture,Bookcases,Somerset Bookcase,261.96,2,0,41.91
2,CA-1,2026-11-08,2026-11-11,Second Class,CG-1,Claire Gute,Consumer,United States,Henderson,\
Kentucky,42420,South,FUR-2,Furniture,Chairs,Stacking Chairs,731.94,3,0,219.58
3,CA-2,2026-06-12,2026-06-16,First Class,DV-1,Darrin Van,Corporate,United States,Los Angeles,\
California,90036,West,OFF-1,Office,Labels,Address Labels,14.62,2,0,6.87
"""
SUPERSTORE_ZH = """\
行 ID,订单 ID,订单日期,发货日期,邮寄方式,客户 ID,客户名称,细分,城市,省/自治区,国家/地区,\
地区,产品 ID,类别,子类别,产品名称,销售额,数量,折扣,利润
1,US-1,2026-04-27,2026-04-29,二级,14485,曾惠,公司,杭州,浙江,中国,华东,10002717,办公用品,\
用品,剪刀,129.70,2,0.4,-60.70
2,CN-2,2026-06-15,2026-06-19,标准级,10165,许安,消费者,内江,四川,中国,西南,10004832,办公用品,\
信封,信封,125.44,2,0,42.56
3,CN-2,2026-06-15,2026-06-19,标准级,10165,许安,消费者,内江,四川,中国,西南,10001505,办公用品,\
装订机,装订机,31.92,2,0.4,4.2
"""
REAL = [
    (
        "Auftragsnr.;Auftragsdatum;Kundennr.;Kunde;Bezeichnung;"
        "Menge;Einzelpreis;Nettobetrag;Vertreter;Währung",
        "A1;13.09.2026;K1;Hafen;Bohrer;2;50;100;Ana;EUR",
    ),
    (
        "N° facture;Date de facture;Code client;Nom client;Désignation;"
        "Quantité;PU HT;Montant HT;Commercial;Devise",
        "A1;13/09/2026;K1;Port;Perceuse;2;50;100;Ana;EUR",
    ),
    (
        "Nº pedido;Fecha pedido;Código cliente;Cliente;Artículo;"
        "Cantidad;Precio unitario;Importe;Vendedor;Moneda",
        "A1;13/09/2026;K1;Puerto;Taladro;2;50;100;Ana;EUR",
    ),
    (
        "伝票番号;売上日;得意先コード;得意先名;商品名;数量;単価;売上金額;担当者;通貨",
        "A1;2026/09/13;K1;港工具;ドリル;2;50;100;Ana;EUR",
    ),
    (
        "销售订单编号;录单日期;客商编码;客商名称;存货名称;"
        "实发数量;无税单价;无税金额;经手人;结算币别",
        "A1;2026-09-13;K1;远航;电钻;2;50;100;Ana;EUR",
    ),
    (
        "訂單編號;訂單日期;客戶代號;客戶名稱;品名;數量;單價;未稅金額;業務人員;幣別",
        "A1;2026/09/13;K1;遠航;電鑽;2;50;100;Ana;EUR",
    ),
    (
        "Sales Document;Doc. Date;Sold-To Pt;Name 1;Material Description;"
        "Billed Quantity;Net Price;Net Value;Sales Employee;Curr.",
        "A1;2026-09-13;K1;Harbour;Drill;2;50;100;Ana;EUR",
    ),
    (
        "Document No.;Posting Date;Sell-to Customer No.;Sell-to Customer Name;Description;"
        "Quantity;Unit Price Excl. VAT;Line Amount Excl. VAT;Salesperson Code;Currency Code",
        "A1;2026-09-13;K1;Harbour;Drill;2;50;100;Ana;EUR",
    ),
    (
        "Order Reference;Creation Date;Partner ID;Partner;Order Lines/Product;"
        "Order Lines/Quantity;Order Lines/Unit Price;Order Lines/Subtotal;Salesperson;Currency",
        "A1;2026-09-13;K1;Harbour;Drill;2;50;100;Ana;EUR",
    ),
    (
        "Invoice #;Transaction date;Customer #;Customer full name;Product/Service;"
        "Qty.;Rate;Line Total;Sales Rep;Transaction Currency",
        "A1;2026-09-13;K1;Harbour;Drill;2;50;100;Ana;EUR",
    ),
]
COLUMNS = (
    *("order_id", "order_date", "account_id", "account_name", "product", "quantity"),
    *("unit_price", "amount", "salesperson", "currency"),
)


@pytest.mark.parametrize(("headers", "cells"), REAL)
def test_a_real_system_is_read_in_its_language(read_one, headers, cells):
    reading = read_one(f"{headers}\n{cells}\n")
    assert {q.key for q in reading.report.questions} <= {"date_order"}
    assert reading.report.kind == "sales"
    assert reading.report.mapping == dict(zip(COLUMNS, headers.split(";"), strict=True))


@pytest.mark.parametrize(
    ("text", "region", "money"),
    [(SUPERSTORE, "Region", 1008.52), (SUPERSTORE_ZH, "地区", 287.06)],
)
def test_the_sample_superstore_loads_without_a_question(read_one, text, region, money):
    reading = read_one(text)
    mapping = reading.report.mapping
    assert (reading.report.status, float(reading.report.amount)) == ("ready", money)
    assert mapping["region"] == region
    assert mapping["product"] in ("Product Name", "产品名称")
    assert mapping["category"] in ("Category", "类别")
    assert mapping["order_id"] in ("Order ID", "订单 ID")


@pytest.mark.parametrize(
    ("header", "dates", "taken"),
    [
        ("Ship Date,Order Date", "2026-09-20,2026-09-03", "Order Date"),
        ("Due Date,Created at", "2026-09-20,2026-09-03", "Created at"),
        ("Paid at,Created at", "2026-09-20,2026-09-03", "Created at"),
        ("Created at,Date", "2026-09-20,2026-09-03", "Date"),
        ("付款时间,下单时间", "2026-09-20,2026-09-03", "下单时间"),
        ("订单付款时间,订单创建时间", "2026-09-20,2026-09-03", "订单创建时间"),
        ("Order Time,Created at", "10:14,2026-09-03", "Created at"),
    ],
)
def test_the_day_of_the_order_is_preferred(read_one, header, dates, taken):
    reading = read_one(f"Order No,{header},Customer,Amount\n1,{dates},Harbour,5\n")
    assert reading.report.mapping["order_date"] == taken


@pytest.mark.parametrize(
    ("header", "items", "column"),
    [
        ("Item Number", ("1896-S", "1896-S", "1896-S"), "product"),
        ("Line Item", ("Drill", "Drill", "Saw"), "product"),
        ("Position", ("W-10", "W-20", "W-10"), "product"),
        ("Item", ("3", "5", "2"), "product"),
        ("Item", ("10", "20", "10"), "line_id"),
        ("Item No.", ("10000", "20000", "10000"), "line_id"),
        ("Pos.", ("1", "2", "1"), "line_id"),
        ("Pos", ("1", "3", "1"), "line_id"),
        ("Line", ("1", "2", "1"), "line_id"),
        ("项次", ("1", "2", "1"), "line_id"),
    ],
)
def test_items_are_products_or_lines_as_their_cells_are(read_one, header, items, column):
    first, second, third = items
    reading = read_one(
        f"Order No,{header},Order Date,Customer,Amount\n1,{first},2026-09-03,Harbour,200\n"
        f"1,{second},2026-09-03,Harbour,95\n2,{third},2026-09-05,Lind,100\n"
    )
    assert (reading.report.status, reading.report.amount) == ("ready", 395)
    assert reading.report.mapping[column] == header
    assert not {"product", "line_id"} - {column} & reading.report.mapping.keys()


def test_the_state_of_an_order_is_no_region(read_one):
    text = (
        "Order No,Date,Customer,Amount,State\n1,2026-09-03,Harbour,5,{}\n2,2026-09-04,Lind,7,{}\n"
    )
    assert "region" not in read_one(text.format("done", "draft")).report.mapping
    assert read_one(text.format("Ohio", "Utah")).report.mapping["region"] == "State"


def test_a_number_of_rows_is_no_order(read_one):
    """ID counts lines where goods are listed; payments have one each."""
    lines = "ID,Date,Customer,Qty,Amount\n1,2026-09-03,Harbour,1,5\n2,2026-09-03,Harbour,2,7\n"
    assert [q.key for q in read_one(lines).report.questions] == ["orders"]
    payments = "id,Created (UTC),Customer Email,Amount\nch_1,2026-09-03,a@x.com,5\n"
    assert read_one(payments).report.mapping["order_id"] == "id"


def test_what_fees_leave_over_is_not_the_amount(read_one):
    text = "Date,Name,Transaction ID,Gross,Fee,Net\n2026-09-03,Ada,T1,100,-3,97\n"
    [question] = read_one(text).report.questions
    assert (question.key, set(question.choices[:2])) == ("mapping:amount", {"Net", "Gross"})
    taxed = "Date,Name,Transaction ID,Gross,Tax,Net\n2026-09-03,Ada,T1,119,19,100\n"
    assert read_one(taxed).report.mapping["amount"] == "Net"


def test_an_order_list_is_sales_and_no_receivables(read_one):
    text = (
        "销售订单编号,客户名称,下单日期,销售订单金额(元),负责人,回款金额\n"
        "SO1,上海远航,2026-09-03,100000,王芳,50000\nSO2,杭州千里,2026-09-05,20000,李强,0\n"
    )
    reading = read_one(text)
    assert (reading.report.kind, reading.report.status) == ("sales", "ready")
    assert (reading.report.amount, reading.report.mapping["salesperson"]) == (120_000, "负责人")


@pytest.mark.parametrize(
    "text",
    [
        "ID,Reference,Customer,Total,Payment,Status,Date\n1,XKB,Ada,5,Bank,Delivered,2026-09-03\n",
        "Date,Customer,Total,Status\n2026-09-03,Ada,5,Shipped\n",
        "日期,客户,合计,状态\n2026-09-03,远航,5,已发货\n",
    ],
)
def test_a_list_of_orders_with_a_state_is_sales(read_one, text):
    """Neither a list of losses for its status nor receivables for its way of paying."""
    report = read_one(text).report
    assert (report.kind, report.amount) == ("sales", 5)


def test_a_sign_for_nothing_speaks_against_no_kind(read_one):
    """No invoice is paid yet: the column of payments is one all the same."""
    head = "invoice_no,account_id,invoiced_on,due_on,amount,paid_on\n"
    report = read_one(head + "I1,A1,2026-01-10,2026-02-09,50,-\n").report
    assert (report.kind, report.status) == ("receivables", "ready")


def test_months_in_words_are_those_of_targets(read_one):
    text = "Month,Region,Sales target\nJanuary,North,10\nFebruary,North,20\n"
    assert read_one(text).report.kind == "targets"


def test_deals_are_sales_of_the_day_they_closed(read_one):
    text = (
        "Account Name,Opportunity Name,Amount Currency,Amount,Close Date,Opportunity Owner\n"
        "Harbour,Drills,EUR,12000,2026-09-15,Ana\n"
    )
    reading = read_one(text, answers={"orders": "lines"})
    assert (reading.report.status, reading.report.kind) == ("ready", "sales")
    assert reading.table["currency"].to_pylist() == ["EUR"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.name)
def test_no_later_header_means_two_columns(kind):
    columns = {}
    for column in kind.matched:
        earlier = (column.name, *column.synonyms, *column.generic)
        for word in (*earlier, *column.later_synonyms, *column.later_generic):
            for key in synonym_keys(word):
                assert columns.setdefault(key, column.name) == column.name, word


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("订单 ID", "订单id"),
        ("訂單編號", "订单编号"),
        ("Währung", "wahrung"),
        ("Order #", "orderno"),
        ("ＱＴＹ．", "qty"),
        ("*客户", "客户"),
        ("Deal - Value", "value"),
        ("customers.customer_name", "customername"),
        ("明细/数量", "数量"),
        ("Amount (LCY)", "amount"),
    ],
)
def test_headers_are_compared_by_their_letters(header, key):
    assert key in keys(header)


def test_a_german_word_may_be_written_without_umlauts():
    assert {"wahrung", "waehrung"} == set(synonym_keys("Währung"))


def test_a_replay_of_before_knows_no_later_header(read_one):
    before = context.now() | {context.READER: str(context.FIRST)}
    german = "Auftragsnr;Auftragsdatum;Kunde;Betrag\nA1;13.09.2026;Hafen;5\n"
    assert read_one(german).report.status == "ready"
    assert read_one(german, settings=before).report.kind is None
    text = "Order No,Date,Customer,Amount,Transaction Currency\n1,2026-09-03,Harbour,5,SEK\n"
    assert read_one(text).report.mapping["currency"] == "Transaction Currency"
    assert read_one(text, settings=before).report.unmapped == ["Transaction Currency"]
    items = "Order No,Item Number,Date,Customer,Amount\n1,A-1,2026-09-03,Harbour,5\n"
    assert read_one(items, settings=before).report.mapping["line_id"] == "Item Number"


def test_a_question_has_more_than_one_choice(read_one):
    text = "Order No,Date,Customer,Sales of all\n1,2026-09-03,Harbour,1.5\n"
    [question] = read_one(text).report.questions
    assert (question.key, question.choices) == ("mapping:amount", ("Sales of all", "none"))
    assert read_one(text, answers={question.key: "none"}).report.status == "refused"
    assert read_one(text, answers={question.key: "Sales of all"}).report.amount == 1.5


def test_the_likeliest_header_is_offered_first(read_one):
    text = "Nr,Shipping date,Selling date,Customer,Amount\n1,2026-09-09,2026-09-03,Harbour,5\n"
    [question] = [q for q in read_one(text).report.questions if q.key == "mapping:order_date"]
    assert question.choices[:2] == ("Selling date", "Shipping date")
    costs = "Order No,Date,Customer,Costs total,Goods total\n1,2026-09-03,Harbour,3,5\n"
    [question] = [q for q in read_one(costs).report.questions if q.key == "mapping:amount"]
    assert question.choices[0] == "Goods total"
