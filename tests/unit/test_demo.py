"""The made-up company: the same each time, and a story that the pages can tell."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pytest

from data.demo import generate, last_month


def _sales(folder: Path) -> pd.DataFrame:
    money = pa.decimal128(18, 2)
    types = {"Customer ID": "string", "Amount": money, "Cost": money}
    options = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=True)
    months = [
        pyarrow.csv.read_csv(path, convert_options=options)
        for path in sorted(folder.glob("sales-*.csv"))
    ]
    return pyarrow.concat_tables(months).to_pandas()


def _accounts(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "accounts.csv", encoding="gb18030", dtype=str)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo")
    generate(made)
    return made


@pytest.fixture(scope="module")
def lines(folder: Path) -> pd.DataFrame:
    return _sales(folder)


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    first = generate(tmp_path / "first", until="2025-06", lines=3_000)
    again = generate(tmp_path / "again", until="2025-06", lines=3_000)
    assert [path.name for path in first] == [path.name for path in again]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    other = generate(tmp_path / "other", until="2025-06", lines=3_000, seed=9)
    assert first[-1].read_bytes() != other[-1].read_bytes()


def test_thirty_months_end_with_the_month_asked_for(tmp_path: Path) -> None:
    names = [path.name for path in generate(tmp_path, until="2025-02", lines=2_000)]
    months = [name for name in names if name.startswith("sales-")]
    assert (months[0], months[-1], len(months)) == ("sales-2022-09.csv", "sales-2025-02.csv", 30)
    days = pd.to_datetime(_sales(tmp_path)["Order Date"])
    assert days.min() >= pd.Timestamp(2022, 9, 1)
    assert days.max() <= pd.Timestamp(2025, 2, 28)


def test_each_file_holds_its_own_month(folder: Path) -> None:
    for path in folder.glob("sales-*.csv"):
        days = pyarrow.csv.read_csv(path)["Order Date"].to_pylist()
        assert {f"{day:%Y-%m}" for day in days} == {path.stem.removeprefix("sales-")}


def test_about_as_many_lines_as_asked_for(lines: pd.DataFrame) -> None:
    assert len(lines) == pytest.approx(60_000, rel=0.02)


def test_no_line_appears_twice(lines: pd.DataFrame) -> None:
    assert not lines.duplicated(["Order No", "Line No"]).any()


def test_money_adds_up_to_the_cent(lines: pd.DataFrame) -> None:
    price = lines["Unit Price"].map(lambda value: Decimal(f"{value:.2f}"))
    assert (lines["Quantity"].map(Decimal) * price == lines["Amount"]).all()


def test_some_lines_have_no_account_and_some_no_cost(lines: pd.DataFrame) -> None:
    nobody = lines["Customer ID"].isna()
    assert 0.01 < nobody.mean() < 0.03
    assert 0.02 < lines["Cost"].isna().mean() < 0.04


def test_credit_notes_are_documents_of_their_own(lines: pd.DataFrame) -> None:
    is_credit = lines["Order No"].str.startswith("CN")
    assert (lines["Amount"][is_credit] < 0).all()
    assert (lines["Amount"][~is_credit] > 0).all()
    assert 0.01 < is_credit.mean() < 0.04


def test_a_fifth_to_a_quarter_of_the_accounts_make_four_fifths_of_sales(
    lines: pd.DataFrame,
) -> None:
    year = lines[lines["Order Date"] > date(2025, 9, 30)]
    sales = year.groupby("Customer ID")["Amount"].sum().astype(float).sort_values()[::-1]
    sales = sales[sales > 0]
    makers = (sales.cumsum().shift(fill_value=0.0) < 0.8 * sales.sum()).mean()
    assert 0.20 <= makers <= 0.25


def test_sales_grow_by_a_few_per_cent(lines: pd.DataFrame) -> None:
    is_last = lines["Order Date"] > date(2025, 9, 30)
    is_before = (lines["Order Date"] > date(2024, 9, 30)) & ~is_last
    growth = lines["Amount"][is_last].sum() / lines["Amount"][is_before].sum() - 1
    assert Decimal("0.01") < growth < Decimal("0.08")


def test_some_accounts_cost_more_than_they_bring(lines: pd.DataFrame) -> None:
    known = lines.dropna(subset=["Customer ID", "Cost"])
    margin = (known["Amount"] - known["Cost"]).groupby(known["Customer ID"]).sum()
    assert 8 <= (margin < 0).sum() <= 25


def test_the_list_and_the_sales_know_each_other(folder: Path, lines: pd.DataFrame) -> None:
    listed = _accounts(folder)
    assert listed["客户编号"].is_unique
    assert listed["客户名称"].is_unique
    bought, known = set(lines["Customer ID"].dropna()), set(listed["客户编号"])
    assert len(known - bought) >= 10, "some never purchased"
    assert 1 <= len(bought - known) <= 20, "some are missing from the list"
    assert set(listed["所属集团"].dropna()) <= set(listed["客户名称"])
    assert listed["所属集团"].nunique() >= 20


def test_losses_have_all_reasons_and_a_date_inside_the_story(folder: Path) -> None:
    lost = pd.concat(pd.read_csv(path, dtype=str) for path in folder.glob("churn-*.csv"))
    assert 110 <= len(lost) <= 150
    last_year = lost[lost["流失日期"] > "2025-09-30"]
    assert 55 <= len(last_year) <= 75
    assert lost["流失日期"].max() <= "2026-09-30"
    assert lost["流失原因"].nunique() >= 20
    assert lost["流失金额"].isna().any()


def test_levels_move_over_time(folder: Path) -> None:
    found = pd.concat(
        pd.read_csv(path, dtype=str, encoding="utf-16", sep="\t")
        for path in sorted(folder.glob("relationships-*.csv"))
    )
    assert found["Assessment Date"].max() <= "2026-09-30"
    words = {"买卖关系": "1", "优先供应商": "2", "合作伙伴": "3", "战略联盟": "4"}
    levels = found["Relationship Level"].replace(words)
    assert set(levels) == {"1", "2", "3", "4"}
    assert (levels.groupby(found["Customer ID"]).nunique() > 1).sum() >= 100


def test_each_order_of_an_account_is_an_invoice(folder: Path, lines: pd.DataFrame) -> None:
    invoices = pd.concat(
        pd.read_csv(path, encoding="gb18030", dtype={"发票金额": str})
        for path in folder.glob("receivables-*.csv")
    )
    orders = lines.dropna(subset=["Customer ID"]).groupby("Order No")["Amount"].sum()
    assert len(invoices) == len(orders)
    assert sum(map(Decimal, invoices["发票金额"])) == orders.sum()
    unpaid = invoices["收款日期"].isna()
    assert 0.03 < unpaid.mean() < 0.3
    assert invoices["收款日期"].dropna().max() <= "2026-09-30"
    assert (invoices["到期日"][unpaid] < "2026-09-01").any(), "some are long overdue"


def test_targets_stand_in_wide_files_of_two_years(folder: Path) -> None:
    found = pd.concat(pd.read_csv(path) for path in sorted(folder.glob("targets-*.csv")))
    assert set(found["Year"]) == {2025, 2026}
    months = found.loc[:, "Jan":"Dec"]
    assert (months.sum(axis=1) == found["Total"]).all()
    assert months.isna().any(axis=None), "who joins later has no target before"


@pytest.mark.parametrize("lines", [2_000, 120_000])
def test_a_smaller_and_a_larger_company(tmp_path: Path, lines: int) -> None:
    generate(tmp_path, lines=lines)
    sales = _sales(tmp_path)
    assert len(sales) == pytest.approx(lines, rel=0.05)
    assert sales["Customer ID"].nunique() > lines**0.5


@pytest.mark.parametrize(
    ("on", "last"),
    [("2026-06-10", "2026-05"), ("2026-10-01", "2026-09"), ("2031-01-01", "2026-09")],
)
def test_the_made_up_company_has_no_exports_of_months_to_come(
    monkeypatch: pytest.MonkeyPatch, on: str, last: str
):
    monkeypatch.setenv("OCTANT_TODAY", on)
    assert last_month() == last
