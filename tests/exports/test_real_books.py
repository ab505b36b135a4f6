"""Real exports ask what they have always asked, and nothing more."""

from pathlib import Path

import pytest

from data import demo
from data.intake import InputFile, Proposal
from tests.exports.conftest import Intake

REAL: list[tuple[str, list[str]]] = [
    ("adventureworks_reseller/FactResellerSales.csv", []),
    ("adventureworks_reseller/Resellers.csv", []),
    ("adventureworks_reseller/ResellerSalesTargets.csv", []),
    ("online_retail/*.csv", ["duplicates"]),
    ("rfm_r/rfm_data_orders.csv", ["orders"]),
    ("pymc_rfm_small/transactions.csv", ["orders"]),
    ("crm_sales/accounts.csv", []),
    ("telco_churn/telecom_customer_churn.csv", ["lost_on", "status"]),
]
"""Files below the folder of real data, and the keys of the questions that they ask."""


def proposed(intake: Intake, paths: list[Path]) -> Proposal:
    return intake.proposing([InputFile.at(path) for path in paths])({})


def keys(proposal: Proposal) -> list[str]:
    return sorted(question.key for question in proposal.questions)


@pytest.mark.parametrize(("pattern", "asked"), REAL, ids=[pattern for pattern, _asked in REAL])
def test_a_real_export_asks_nothing_new(
    intake: Intake, shared_data: Path, pattern: str, asked: list[str]
) -> None:
    paths = sorted(shared_data.glob(pattern))
    assert paths
    assert keys(proposed(intake, paths)) == asked


def test_the_made_up_company_asks_nothing_at_all(intake: Intake, tmp_path: Path) -> None:
    assert keys(proposed(intake, demo.generate(tmp_path, lines=3_000))) == []


def test_a_real_list_of_deals_is_not_loaded_as_it_is(intake: Intake, shared_data: Path) -> None:
    """Half of its deals are lost or open."""
    proposal = proposed(intake, [shared_data / "crm_sales" / "sales_pipeline.csv"])
    assert not proposal.ready
