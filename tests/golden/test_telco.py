"""The churn log of telco_churn, loaded as a person would: 1,869 losses, 20 reasons in words."""

from pathlib import Path

import pandas as pd
import pytest

from analytics import engine
from analytics.scope import Scope
from data import intake
from data.intake import InputFile, ReadOptions
from data.warehouse import Warehouse

MAPPING = {
    "account_id": "Customer_ID",
    "reason": "Churn_Reason",
    "sales_lost": "Total_Revenue",
    "status": "Customer_Status",
}
ANSWERS = {"lost_on": "2022-06-30", "status": "Churned"}
MEANT = {
    "competitor": (841, 1_694_413.15),
    "customer_service": (449, 812_959.55),
    "price": (211, 438_124.14),
    "quality": (149, 337_319.41),
    "unclassified": (130, 256_403.35),
    "natural_attrition": (52, 97_985.79),
    "product_offering": (37, 47_254.43),
    "delivery_time": (0, 0.0),
}


@pytest.fixture(scope="module")
def telco(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse.open(tmp_path_factory.mktemp("telco"))
    path = shared_data / "telco_churn" / "telecom_customer_churn.csv"
    options = ReadOptions(kind="churn", mapping=MAPPING, answers=ANSWERS)
    proposal = intake.propose(warehouse, [InputFile(path.name, path)], options)
    assert [report.status for report in intake.confirm(warehouse, proposal, "ana")] == ["loaded"]
    return warehouse


def asked(warehouse: Warehouse, question: str) -> pd.DataFrame:
    with warehouse.cursor() as cursor:
        return engine.ask(cursor, question, Scope())


def test_twenty_reasons_end_in_the_seven_or_unclassified(telco: Warehouse) -> None:
    reasons = asked(telco, "churn_reasons").set_index("reason")
    found = reasons[["accounts", "sales_lost"]].round(2).itertuples(name=None)
    assert {reason: tuple(figures) for reason, *figures in found} == MEANT
    assert list(reasons.index) == list(MEANT)
    assert len(asked(telco, "reason_words")) == 20


def test_the_lost_revenue_is_the_published_one(telco: Warehouse) -> None:
    summary = asked(telco, "churn_summary").iloc[0]
    assert (summary["accounts"], summary["losses"]) == (1_869, 1_869)
    assert round(summary["sales_lost"], 2) == 3_684_459.82
    assert summary["base_accounts"] == 0


def test_a_book_without_sales_has_its_losses_in_their_quarter(telco: Warehouse) -> None:
    quarters = asked(telco, "churn_by_quarter")
    assert [str(day) for day in quarters["quarter_on"].unique()] == ["2022-04-01"]
    assert quarters["accounts"].sum() == 1_869
    assert len(asked(telco, "losses")) == 1_869
