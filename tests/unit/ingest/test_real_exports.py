"""The real exports beside the checkout give the figures that their README publishes."""

from collections import Counter
from decimal import Decimal

from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read

RETAIL = {
    "2010-12": (42_481, 15_631, Decimal("748957.02")),
    "2011-01": (35_147, 13_235, Decimal("560000.26")),
    "2011-02": (27_707, 7_344, Decimal("498062.65")),
    "2011-03": (36_748, 8_926, Decimal("683267.08")),
}


def load(paths, **options):
    return read([InputFile(path.name, path) for path in paths], ReadOptions(**options))


def test_online_retail_all_days_at_once(shared_data):
    paths = sorted(shared_data.glob("online_retail/*.csv"))
    asked = load(paths)
    assert {q.key for r in asked for q in r.report.questions} == {"duplicates"}
    readings = load(paths, answers={"duplicates": "keep"})
    assert {r.report.status for r in readings} == {"ready"}
    lines, unassigned, money = Counter(), Counter(), Counter()
    for reading in readings:
        for month in reading.report.months:
            name = f"{month.month:%Y-%m}"
            lines[name] += month.added
            money[name] += month.amount
            unassigned[name] += reading.table["account_id"].null_count
    assert {m: (lines[m], unassigned[m], money[m]) for m in lines} == RETAIL
    accounts = {a for r in readings for a in r.table["account_id"].to_pylist() if a}
    assert len(accounts) == 2_189
    assert "17850" in accounts
    assert not any("." in a for a in accounts)


def test_adventureworks_with_and_without_a_map(shared_data):
    folder = shared_data / "adventureworks_reseller"
    mapping = {
        "order_id": "SalesOrderNumber",
        "account_id": "ResellerKey",
        "amount": "SalesAmount",
    }
    for said in ({}, mapping):
        report = load([folder / "FactResellerSales.csv"], mapping=said)[0].report
        assert report.status == "ready"
        assert (report.records.accepted, report.amount) == (57_851, Decimal("77548570.20"))
        assert said.items() <= report.mapping.items()
    listed = load([folder / "Resellers.csv"])[0]
    assert (listed.report.kind, listed.report.status) == ("accounts", "ready")
    assert listed.report.mapping["account_name"] == "ResellerName"
    assert listed.table.num_rows == 701


def test_telco_needs_a_day_and_what_lost_means(shared_data):
    path = shared_data / "telco_churn" / "telecom_customer_churn.csv"
    assert {q.key for q in load([path])[0].report.questions} == {"lost_on", "status"}
    reading = load([path], answers={"lost_on": "2022-06-30", "status": "Churned"})[0]
    records = reading.report.records
    assert (reading.report.kind, reading.report.status) == ("churn", "ready")
    assert (records.accepted, records.not_losses) == (1_869, 7_043 - 1_869)
    assert reading.report.amount == Decimal("3684459.82")
    assert reading.report.mapping["reason"] == "Churn_Reason"
    assert len(set(reading.table["reason"].to_pylist())) == 20


def test_r_and_pymc_ask_only_what_an_order_is(shared_data):
    paths = [shared_data / "rfm_r" / "rfm_data_orders.csv"]
    paths.append(shared_data / "pymc_rfm_small" / "transactions.csv")
    for path, rows in zip(paths, (4_906, 14), strict=True):
        assert [q.key for q in load([path])[0].report.questions] == ["orders"]
        reading = load([path], answers={"orders": "lines"})[0]
        assert reading.report.status == "ready"
        assert len(set(reading.table["order_key"].to_pylist())) == rows


def test_a_list_of_companies_with_parents(shared_data):
    reading = load([shared_data / "crm_sales" / "accounts.csv"])[0]
    assert (reading.report.kind, reading.report.status) == ("accounts", "ready")
    assert reading.report.mapping["parent"] == "subsidiary_of"
