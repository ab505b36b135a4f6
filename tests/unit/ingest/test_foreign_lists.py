"""Purchases and payments name accounts, days and money, and are refused as what they are."""

import pytest


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("PO Number,Order Date,Vendor,Buyer,Amount\nP1,2026-09-03,Steel,Ana,1000\n", "Vendor"),
        ("Bill No,Bill Date,Supplier Name,Amount\nB1,2026-09-03,Steel,1000\n", "Supplier Name"),
        ("PO Number,Order Date,Buyer,Amount\nP1,2026-09-03,Ana,1000\n", "PO Number"),
        (
            "采购订单号,订单日期,供应商名称,采购员,金额\nC1,2026-09-03,钢铁,王芳,1000\n",
            "供应商名称",
        ),
        ("採購單號,日期,廠商名稱,金額\nC1,2026-09-03,鋼鐵,1000\n", "廠商名稱"),
        ("Bestellnummer;Bestelldatum;Lieferant;Betrag\n1;13.09.2026;Stahl;1000\n", "Lieferant"),
        ("N° facture;Date;Fournisseur;Montant HT\nF1;13/09/2026;Acier;100\n", "Fournisseur"),
        ("Nº factura;Fecha;Proveedor;Importe\nF1;13/09/2026;Acero;100\n", "Proveedor"),
        ("仕入日,仕入先名,商品名,数量,金額\n2026/09/03,鋼鉄,板,2,1000\n", "仕入先名"),
        (
            "Invoice No,Invoice Date,Due Date,Supplier,Amount\n1,2026-09-03,2026-10-03,S,5\n",
            "Supplier",
        ),
    ],
)
def test_purchases_are_refused_by_name(read_one, text, named):
    report = read_one(text).report
    assert report.status == "refused"
    assert f'a list of purchases: "{named}"' in report.errors[0].found
    assert not [q for q in report.questions if q.key.startswith("mapping:")]
    assert report.records.add_up()


@pytest.mark.parametrize(
    "header",
    [
        "Order No,Date,Customer,Supplier,Amount",
        "PO Number,Date,Customer,Vendor,Amount",
        "订单号,日期,客户,供应商,金额",
        "Auftragsnr,Datum,Kunde,Lieferant,Betrag",
    ],
)
def test_sales_may_name_their_supplier(read_one, header):
    reading = read_one(f"{header}\n1,2026-09-03,Harbour,Steel,5\n", answers={"orders": "lines"})
    assert (reading.report.status, reading.report.amount) == ("ready", 5)
    assert reading.table["account_name"].to_pylist() == ["Harbour"]


def test_who_names_the_account_knows_that_they_are_sales(read_one):
    text = "Order No,Order Date,Vendor,Amount\nP1,2026-09-03,Steel,1000\n"
    reading = read_one(text, mapping={"account_name": "Vendor"})
    assert (reading.report.status, reading.report.amount) == ("ready", 1000)


def test_a_list_of_suppliers_is_no_kind_of_ours(read_one):
    report = read_one("Supplier No,Supplier Name,City\n1,Steel,Ulm\n").report
    assert (report.status, report.kind) == ("refused", None)
    assert "purchases" in report.errors[0].do


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Receipt No,Receipt Date,Customer,Amount Received\nR1,2026-09-03,Harbour,5\n",
            "Amount Received",
        ),
        ("收款单号,单据日期,客户,收款金额\nR1,2026-09-03,远航,5\n", "收款金额"),
    ],
)
def test_payments_are_refused_by_name(read_one, text, named):
    report = read_one(text, kind="sales").report
    assert report.status == "refused"
    assert f'a list of payments: "{named}"' in report.errors[0].found
    assert read_one(text, kind="sales", mapping={"amount": named}).report.amount == 5
