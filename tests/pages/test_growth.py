"""The sales results: tabs over one period, all of it in the link."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import intake, warehouse
from data.ingest.model import InputFile, ReadOptions

PAGE = "sales/results.py"
Open = Callable[..., AppTest]


def heading(at: AppTest) -> str:
    return at.title[0].value.replace("\\", "")


def captions(at: AppTest) -> str:
    return " ".join(part.value for part in at.caption).replace("\\", "")


@pytest.mark.parametrize(
    "tab", ["results", "bridge", "drivers", "accounts", "cohorts", "department"]
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_tab_opens(company: Path, open_page: Open, tab: str, lang: str) -> None:
    at = open_page(PAGE, tab=tab, lang=lang)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in heading(at)) == (lang == "zh")
    assert len(at.get("plotly_chart")) == (1 if tab == "cohorts" else 2)
    assert at.dataframe or at.table


def test_the_window_agrees_with_the_overview(company: Path, open_page: Open) -> None:
    sales = next(m for m in open_page("home/overview.py").metric if m.label == "Net sales")
    assert open_page(PAGE).metric[0].value == sales.value


def test_a_running_month_is_compared_with_the_same_days(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, period="month", as_of="2026-09-15")
    assert "Sep 2026 so far" in heading(at)
    assert "1 Sep 2026 – 15 Sep 2026, compared with 1 Sep 2025 – 15 Sep 2025." in captions(at)
    assert at.metric[-1].label == "At this pace"


def test_a_bar_of_the_breakdown_is_a_link(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, by="salesperson")
    assert "Salesperson" in at.subheader[0].value
    name = at.dataframe[0].value["value"].iloc[0]
    at = open_page(PAGE, by="salesperson", of=name)
    assert any(button.label.replace("\\", "") == name for button in at.button)


def test_a_step_of_the_bridge_gives_its_accounts(company: Path, open_page: Open) -> None:
    every = open_page(PAGE, tab="bridge").dataframe[0].value
    at = open_page(PAGE, tab="bridge", kind="lost")
    lost = at.dataframe[0].value
    assert set(lost["bridge_kind"]) == {"Lost"}
    assert len(lost) == (every["bridge_kind"] == "Lost").sum()
    assert "Lost" in at.subheader[0].value


def test_no_base_is_said(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, as_of="2024-06-30")
    assert "no base" in heading(at)
    assert at.metric[0].delta == "no base"
    at = open_page(PAGE, tab="bridge", as_of="2024-06-30")
    assert heading(at).startswith("No base")


def test_a_hostile_link_falls_back(company: Path, open_page: Open) -> None:
    at = open_page(
        PAGE, tab="bridge", kind="<b>", by="'; drop", of="x", period="2026-99", grain="?"
    )
    assert "in all" in heading(at)


def test_choices_hold_from_page_to_page(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, period="quarter", fiscal_month="2")
    at.switch_page("value/segments.py").run()
    at.switch_page(PAGE).run()
    assert "quarter" in at.query_params["period"]
    assert "1 Aug 2026" in captions(at)


def test_the_first_fiscal_month_is_set_for_everybody(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, period="year", fiscal_month="4")
    assert "1 Apr 2026" in captions(at)
    at.button(key="set_fiscal_month").click().run()
    assert "fiscal_month" not in at.query_params
    assert "1 Apr 2026" in captions(open_page(PAGE, period="year")), "without a word in the link"
    at = open_page(PAGE, period="year", fiscal_month="1")
    at.button(key="set_fiscal_month").click().run()
    assert "1 Jan 2026" in captions(open_page(PAGE, period="year"))


def test_a_square_gives_the_categories_of_its_account(company: Path, open_page: Open) -> None:
    gaps = open_page(PAGE, tab="accounts", list="gaps").dataframe[0].value
    account = str(gaps["account_name"].iloc[0]).partition("account=")[2].partition("&")[0]
    account = account.partition("#")[0]
    at = open_page(PAGE, tab="accounts", square=f"{account}|x")
    assert "what it buys, and what it does not" in at.subheader[0].value.replace("\\", "")
    assert len(set(at.dataframe[0].value["account_name"])) == 1


def test_a_rising_account_is_alone_in_the_table(company: Path, open_page: Open) -> None:
    name = str(open_page(PAGE, tab="accounts").dataframe[0].value["account_name"].iloc[0])
    account = name.partition("account=")[2].partition("&")[0].partition("#")[0]
    at = open_page(PAGE, tab="accounts", rise=account)
    assert at.dataframe[0].value["account_name"].iloc[0].endswith(name.partition("#")[2])
    assert len(at.dataframe[0].value) == 1


def test_last_year_says_how_it_stood_itself(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, period="month", as_of="2026-06-30")
    then = open_page(PAGE, period="month", as_of="2025-06-30")
    assert at.metric[1].value == then.metric[0].value
    assert at.metric[1].delta == then.metric[0].delta


def test_a_cohort_gives_its_accounts(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, tab="cohorts", cohort="2025-01-01")
    assert at.subheader[0].value.replace("\\", "").startswith("First order in Q1 2025")


def test_the_department_is_scored_by_owner(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, tab="department")
    assert "Key accounts make" in heading(at)
    assert "Owner" in at.table[0].value.columns


@pytest.mark.parametrize(
    "tab", ["results", "bridge", "drivers", "accounts", "cohorts", "department"]
)
def test_nothing_within_the_filters_is_said(company: Path, open_page: Open, tab: str) -> None:
    at = open_page(PAGE, tab=tab, region="Nowhere", window="all")
    assert heading(at)


def test_what_was_picked_in_another_break_down_is_let_go(company: Path, open_page: Open) -> None:
    everything = open_page(PAGE, tab="bridge").dataframe[0].value
    at = open_page(PAGE, tab="bridge", by="category", of="North")
    assert len(at.dataframe[0].value) == len(everything)
    assert not any(button.label == "North" for button in at.button)


def test_targets_of_some_regions_measure_these_alone(
    own_home: Path, tmp_path: Path, open_page: Open
) -> None:
    """North sold 60 of its 100, South 40 more without one; some is sold in another currency."""
    texts = {
        "sales": "order_id,order_date,account_id,amount,region,currency\n"
        "1,2025-09-03,ana,50,North,USD\n2,2026-09-03,ana,60,North,USD\n"
        "3,2026-09-04,ben,40,South,USD\n4,2026-09-05,cy,9,South,EUR\n",
        "targets": "month,region,target\n2026-09,North,100\n",
    }
    book = warehouse.current(own_home)
    for kind, text in reversed(texts.items()):  # the targets first: nothing asks for a currency
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        intake.confirm(
            book, intake.propose(book, [InputFile(path.name, path)], ReadOptions()), "ann"
        )
    at = open_page(PAGE, period="month", compare="target", as_of="2026-09-30")
    assert "where targets are set, 60% of" in heading(at)
    assert "Targets are set for 60% of net sales" in captions(at)
    assert "The targets name no currency: they are counted in USD." in captions(at)
    over_time = str(at.get("plotly_chart")[0].proto.spec)
    assert '"name":"net sales"' in over_time
    assert '"name":"target"' not in over_time, "one region's target is none of the company's"


def test_a_bar_by_region_becomes_a_filter_on_where_lines_were_sold(
    company: Path, open_page: Open
) -> None:
    at = open_page(PAGE, tab="results", by="region", of="East")
    at.button(key="filter_by_sold_region").click().run()
    assert not at.exception
    assert at.query_params["sold_region"] in ("East", ["East"])
    assert "region" not in at.query_params
