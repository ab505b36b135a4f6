"""Whose order it is: headers propose, the cells decide, and what they leave open is asked."""

import pytest

from data.ingest import context

XERO = """\
ContactName,InvoiceNumber,InvoiceDate,Description,Quantity,UnitAmount,LineAmount,AccountCode
Harbour Tools,INV-1,2026-09-13,Fern,2,50.00,100.00,200
Harbour Tools,INV-1,2026-09-13,Mug,4,25.00,100.00,200
Lind AB,INV-2,2026-09-14,Mug,2,25.00,50.00,200
"""
LEDGER = """\
Type,Date,Num,Name,Account,Split,Amount
Invoice,09/15/2026,71047,Harbour Tools,40100 Construction Income,11000 AR,105.00
Invoice,09/16/2026,71048,Lind AB,40100 Construction Income,11000 AR,72.00
"""
TWO_KINDS = """\
Order No,Date,Account,Name,Amount
1,2026-09-15,Domestic sales,Harbour Tools,105.00
2,2026-09-16,Export sales,Lind AB,30.00
3,2026-09-17,Domestic sales,Moss Oy,42.00
"""
TENANT = """\
Customer No,Document No,Document Date,Name,Net Amount
4711,1,2026-09-03,Harbour Tools,100.00
4711,2,2026-09-04,Lind AB,30.00
4711,3,2026-09-05,Moss Oy,20.00
"""


def shares(reading):
    """Money by account."""
    money = {}
    for row in reading.table.to_pylist():
        name = row["account_name"] or row["account_id"]
        money[name] = money.get(name, 0) + float(row["amount"])
    return money


def asked(reading):
    """Key -> choices of the questions about headers."""
    return {
        q.key: q.choices for q in reading.report.questions if q.key.startswith("mapping:account")
    }


@pytest.mark.parametrize(
    ("text", "money"),
    [
        (XERO, {"Harbour Tools": 200, "Lind AB": 50}),
        (LEDGER, {"Harbour Tools": 105, "Lind AB": 72}),
        (
            "Number,Invoice Date,Company,Partner,Untaxed Amount\n"
            "I1,2026-09-03,My Company,Harbour Tools,100\nI2,2026-09-04,My Company,Lind AB,50\n",
            {"Harbour Tools": 100, "Lind AB": 50},
        ),
        (
            "Order No,Date,Buyer ID,Client Name,Amount\n1,2026-09-15,7,Harbour Tools,105\n"
            "2,2026-09-16,7,Lind AB,30\n3,2026-09-17,7,Moss Oy,42\n",
            {"Harbour Tools": 105, "Lind AB": 30, "Moss Oy": 42},
        ),
        (
            "公司,往来单位,单据日期,单据编号,金额\n北风,上海远航,2026-09-03,X1,100\n"
            "北风,杭州千里,2026-09-04,X2,50\n",
            {"上海远航": 100, "杭州千里": 50},
        ),
        (
            "单据号,日期,科目,客户,金额\n1,2026-09-03,6001 主营业务收入,上海远航,100\n"
            "2,2026-09-04,6001 主营业务收入,杭州千里,50\n",
            {"上海远航": 100, "杭州千里": 50},
        ),
        (
            "Transaction Date,Account Name,Customer,Invoice Number,Amount\n"
            "2026-09-03,Consulting,Harbour,I1,100\n2026-09-04,Training,Lind,I2,50\n",
            {"Harbour": 100, "Lind": 50},
        ),
        (
            "Date;Société;Tiers;Pièce;Montant HT\n14/09/2026;Nord SA;Outils du Port;F1;100\n"
            "15/09/2026;Nord SA;Lind;F2;20\n",
            {"Outils du Port": 100, "Lind": 20},
        ),
    ],
)
def test_the_customer_is_no_ledger_account_and_not_ones_own_company(read_one, text, money):
    reading = read_one(text)
    assert asked(reading) == {}
    assert shares(read_one(text, answers={"orders": "lines"})) == money


@pytest.mark.parametrize("text", [TWO_KINDS, TENANT])
def test_the_better_candidate_is_offered_first(read_one, text):
    [(key, choices)] = asked(read_one(text)).items()
    assert (key, choices[0]) == ("mapping:account_name", "Name")
    money = shares(read_one(text, answers={key: "Name"}))
    assert sum(money.values()) == sum(float(line.split(",")[-1]) for line in text.split("\n")[1:-1])
    assert set(money) == {"Harbour Tools", "Lind AB", "Moss Oy"}


def test_what_was_answered_is_not_asked_again(read_one):
    first = read_one(TWO_KINDS, answers={"mapping:account_name": "Account"})
    assert shares(first) == {"Domestic sales": 147, "Export sales": 30}
    again = read_one(TWO_KINDS.replace("2026-09", "2026-10"), remembered={"sales": first.memory})
    assert (again.report.status, shares(again)) == ("ready", shares(first))


def test_a_number_left_out_once_stays_out(read_one):
    """One tenant's number in September; a lone October row does not show that it is constant."""
    first = read_one(TENANT, answers={"mapping:account_name": "Name"})
    lone = read_one("\n".join(TENANT.split("\n")[:2]) + "\n", remembered={"sales": first.memory})
    assert shares(lone) == {"Harbour Tools": 100}
    assert "account_id" not in lone.report.mapping


def test_a_ledger_account_alone_is_not_taken(read_one):
    text = "Order No,Date,Account,Amount\n1,2026-09-03,4000 Sales,100\n2,2026-09-04,4000 Sales,50\n"
    assert asked(read_one(text)) == {"mapping:account_name": ("none", "Account")}
    refused = read_one(text, answers={"mapping:account_name": "none"}).report
    assert refused.status == "refused"
    assert "account_id or account_name" in refused.errors[0].expected
    loaded = read_one(text, answers={"mapping:account_name": "Account"})
    assert shares(loaded) == {"4000 Sales": 150}


def test_debtors_come_before_the_accounts_of_revenue(read_one):
    text = (
        "Umsatz;Konto;Gegenkonto;Belegdatum;Belegfeld 1\n1000;10001;8400;13.09.2026;R1\n"
        "500;10002;8400;14.09.2026;R2\n50;10001;8400;15.09.2026;R3\n"
    )
    assert asked(read_one(text))["mapping:account_id"][:2] == ("Konto", "Gegenkonto")


@pytest.mark.parametrize("header", ["Company", "Account", "公司"])
def test_one_company_everywhere_is_asked(read_one, header):
    rows = "".join(f"{n},2026-09-0{n},Nordwind GmbH,10\n" for n in (1, 2, 3))
    assert asked(read_one(f"Order No,Date,{header},Amount\n{rows}")) == {
        "mapping:account_name": (header, "none")
    }


@pytest.mark.parametrize("header", ["Customer", "Client", "客户", "Kunde", "得意先名"])
def test_one_customer_everywhere_is_a_customer(read_one, header):
    rows = "".join(f"{n},2026-09-0{n},Harbour,10\n" for n in (1, 2, 3))
    assert read_one(f"Order No,Date,{header},Amount\n{rows}").report.status == "ready"


@pytest.mark.parametrize("header", ["Account", "Company", "Buyer", "Account Number", "公司"])
def test_several_accounts_are_accounts(read_one, header):
    rows = "".join(f"{n},2026-09-0{n},Harbour {n},10\n" for n in (1, 2, 3))
    assert read_one(f"Order No,Date,{header},Amount\n{rows}").report.status == "ready"


def test_companies_come_before_the_people_who_work_there(read_one):
    rows = "1,2026-09-03,Harbour,Ann,10\n2,2026-09-04,Lind,Bob,20\n3,2026-09-05,Moss,Cat,30\n"
    text = "Order No,Date,Company,Contact Name,Amount\n" + rows
    assert asked(read_one(text)) == {"mapping:account_name": ("Company", "Contact Name")}


def test_a_name_may_be_that_of_the_product(read_one):
    text = "Order No,Date,Name,Qty,Price\n1,2026-09-03,Drill,1,100\n2,2026-09-04,Saw,2,50\n"
    assert asked(read_one(text)) == {"mapping:account_name": ("none", "Name")}
    with_number = "Order No,Date,Customer ID,Name,Qty,Price\n1,2026-09-03,C1,Drill,1,100\n"
    reading = read_one(with_number + "2,2026-09-04,C2,Saw,2,50\n3,2026-09-05,C1,Saw,1,50\n")
    assert (reading.report.status, shares(reading)) == ("ready", {"C1": 150, "C2": 100})


def test_a_number_and_its_name_go_together(read_one):
    text = (
        "录单日期,单据编号,单位编号,单位全名,单位,金额\n2026-09-03,X1,0001,上海远航,台,100\n"
        "2026-09-04,X2,0002,杭州千里,台,30\n2026-09-05,X3,0002,杭州千里,个,20\n"
    )
    reading = read_one(text)
    assert reading.report.mapping["account_id"] == "单位编号"
    assert shares(reading) == {"上海远航": 100, "杭州千里": 50}


def test_a_shop_names_the_company_only_where_all_have_one(read_one):
    head = "Name,Created at,Billing Name,Billing Company,Total\n#1,2026-09-03,Ada,Harbour,10\n"
    both = read_one(head + "#2,2026-09-04,Bo,Lind,20\n").report.mapping
    assert (both["order_id"], both["account_name"]) == ("Name", "Billing Company")
    one = read_one(head + "#2,2026-09-04,Bo,,20\n").report.mapping
    assert one["account_name"] == "Billing Name"


def test_who_names_the_account_is_not_asked(read_one):
    reading = read_one(TWO_KINDS, mapping={"account_name": "Account"})
    assert (reading.report.status, asked(reading)) == ("ready", {})


def test_a_replay_of_before_takes_the_account_that_it_took(read_one):
    before = context.now() | {context.READER: str(context.FIRST)}
    reading = read_one(XERO, settings=before)
    assert (reading.report.status, shares(reading)) == ("ready", {"200": 250})
    assert asked(read_one(TENANT, settings=before)) == {}


def test_a_number_before_a_name_makes_no_ledger_account_of_a_customer(read_one):
    rows = "".join(f"{n},2026-09-0{n},100{n} Harbour {n},10\n" for n in range(1, 6))
    assert read_one(f"Order No,Date,Account,Amount\n{rows}").report.status == "ready"
    names = ("4000 Sales", "4010 Services", "4020 Other Income")
    ledger = "".join(f"{n},2026-09-0{n},{name},10\n" for n, name in enumerate(names, 1))
    asked_of = asked(read_one(f"Order No,Date,Account,Amount\n{ledger}"))
    assert asked_of == {"mapping:account_name": ("none", "Account")}


def test_names_beside_blank_numbers_do_not_outdo_the_number(read_one):
    """One customer has a number, two are known by name alone: the number is read all the same."""
    reading = read_one(
        "order_id,account_id,account_name,order_date,amount\n1,2,Bolt,2026-03-01,10\n"
        "2,,Coil,2026-03-01,20\n3,,Acme,2026-03-01,30\n4,2,Bolt,2026-03-02,40\n"
    )
    assert reading.report.mapping["account_id"] == "account_id"
    assert reading.table["account_id"].to_pylist() == ["2", None, None, "2"]
