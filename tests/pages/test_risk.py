"""The churn pages: why accounts leave and who is leaving."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts.theme import Look
from pages.parts.sentences import risk

PAGE = "risk/churn.py"
LOOK = Look()

Open = Callable[..., AppTest]


def heading(at: AppTest) -> str:
    return at.title[0].value.replace("\\", "")


def sections(at: AppTest) -> list[str]:
    return [part.value.replace("\\", "") for part in at.subheader]


def pick(at: AppTest, chart: str, *data: object) -> AppTest:
    """What a click on a point of a chart leaves behind."""
    at.session_state[chart] = {"selection": {"points": [{"customdata": list(data)}]}}
    return at.run()


def test_why_names_the_dearest_reason_and_counts_everybody(company: Path, open_page: Open) -> None:
    at = open_page(PAGE)
    assert "lost with" in heading(at)
    labels = [metric.label for metric in at.metric]
    assert labels == ["Lost accounts", "Sales lost", "Preventable", "Logo churn", "Revenue churn"]
    assert len(at.get("plotly_chart")) == 3


def test_a_click_on_a_reason_filters_the_losses(company: Path, open_page: Open) -> None:
    at = open_page(PAGE)
    everything = at.dataframe[0].value
    reason = everything["reason"].value_counts().index[0]
    code = {"Price": "price", "Quality": "quality", "Competitor": "competitor"}.get(
        reason, reason.lower().replace(" ", "_")
    )
    at = pick(at, "churn_reasons", code)
    assert set(at.dataframe[0].value["reason"]) == {reason}
    assert len(at.dataframe[0].value) == (everything["reason"] == reason).sum()


@pytest.mark.parametrize("by", ["region", "salesperson", "segment_before", "level_before"])
def test_the_breakdown_is_a_link(company: Path, open_page: Open, by: str) -> None:
    at = open_page(PAGE, by=by)
    (switch,) = [group for group in at.button_group if group.key == "by_switch"]
    assert switch.value == by


def test_a_hostile_link_falls_back(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, by="'; drop table", tab="<script>")
    assert "lost with" in heading(at)


def test_who_shows_bands_with_money_and_a_click_filters(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, tab="who")
    assert "silent for longer than usual" in heading(at)
    silences = set(at.dataframe[0].value["silence"])
    assert silences <= {"Late", "At risk", "Lost (detected)", "Lapsed, important"}
    at = open_page(PAGE, tab="who", band="late")
    assert set(at.dataframe[0].value["silence"]) <= {"Late"}


def test_without_a_churn_log_the_page_says_what_to_upload(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, as_of="2024-04-30")
    assert heading(at) == "No loss is recorded yet."
    assert any("Churn log, with" in text.value for text in at.caption)


def reasons(**lost: tuple[int, float]) -> pd.DataFrame:
    """Reasons with accounts and sales lost, dearest first."""
    frame = pd.DataFrame(
        [{"reason": code, "accounts": n, "sales_lost": money} for code, (n, money) in lost.items()]
    ).sort_values("sales_lost", ascending=False)
    return frame.assign(sales_share=frame["sales_lost"] / frame["sales_lost"].sum())


def summary(accounts: int, unclassified: int = 0) -> pd.Series:
    return pd.Series(
        {
            "accounts": accounts,
            "losses": accounts,
            "preventable_share": 0.8,
            "unclassified": unclassified,
        }
    )


def test_under_ten_cases_no_share_is_said() -> None:
    said = risk.why(reasons(price=(3, 300.0), quality=(2, 100.0)), summary(5), LOOK)
    assert said == "Price cost most: 300 of the 400 lost with 5 accounts."
    assert "%" not in risk.reasons_title(summary(9), LOOK)


def test_the_first_three_reasons_are_added_up() -> None:
    found = reasons(
        price=(20, 500.0), quality=(10, 300.0), competitor=(5, 100.0), delivery_time=(5, 100.0)
    )
    said = risk.why(found, summary(40), LOOK)
    assert (
        said
        == "Price is 50% of the 1.00 k lost with 40 accounts; the first three reasons make 90%."
    )


def test_losses_that_no_word_matches_are_no_reason() -> None:
    said = risk.why(reasons(unclassified=(12, 500.0)), summary(12, unclassified=12), LOOK)
    assert said.startswith("12 losses in the log are unclassified")
