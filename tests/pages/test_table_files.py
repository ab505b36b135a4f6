"""A downloaded table is what was on the screen: its columns, its words, its scope."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from openpyxl import load_workbook

import locales
from analytics.scope import Scope
from charts.theme import Look
from pages.parts import scope_lines
from pages.parts.table_files import OnScreen

SCOPE = Scope(as_of=date(2026, 9, 30), window=12, version=3, regions=("East", "North"))
FRAME = pd.DataFrame(
    {
        "account_id": ["A1", "A2"],
        "account_name": ["=Ana", None],
        "segment": ["important_value", None],
        "net_sales": [1234.56, -20.4],
        "sales_share": [0.125, None],
        "last_order_on": [date(2026, 9, 1), None],
        "hidden": [1, 2],
        "net_sales_before": [8073568.0, None],
    }
)
HEADINGS = {
    "account_name": "Account name",
    "segment": "Segment",
    "net_sales": "Net sales, 12 months",
    "sales_share": "Sales share",
    "last_order_on": "Last order",
}


@pytest.fixture
def chinese() -> Iterator[None]:
    locales.use("zh_CN")
    yield
    locales.use("en")


def table(language: str = "en") -> OnScreen:
    look = Look(language=language, currency="CNY")
    scope = replace(SCOPE, currency="CNY")
    return OnScreen(FRAME, HEADINGS, scope_lines.lines(scope, look), look)


def test_a_csv_has_its_scope_above_and_what_is_on_the_screen() -> None:
    rows = list(csv.reader(io.StringIO(table().csv().decode("utf-8-sig"), newline="")))
    at = rows.index([])
    assert dict(rows[:at]) == {
        "As-of date": "30 Sep 2026",
        "Window": "12 months",
        "Compare with": "Last year",
        "Accounts belong to region": "East, North",
        "Currency": "CNY",
        "Data version": "3",
    }
    assert rows[at + 1 :] == [
        ["Account name", "Segment", "Net sales, 12 months (¥)", "Sales share", "Last order"],
        ["'=Ana", "Important value", "1235", "12.5%", "2026-09-01"],
        ["A2", "–", "-20", "", ""],
    ]


def test_a_workbook_has_numbers_as_they_are_shown_and_a_sheet_of_the_scope() -> None:
    book = load_workbook(io.BytesIO(table().xlsx()))
    sheet, scope = book.worksheets
    assert [cell.value for cell in sheet[1]] == list(HEADINGS.values())
    assert sheet["A2"].data_type == "s"
    assert (sheet["C2"].value, sheet["C2"].number_format) == (1234.56, '"¥"#,##0;−"¥"#,##0')
    assert (sheet["D2"].value, sheet["D2"].number_format) == (0.125, "0.0%;−0.0%")
    assert scope.title == "Scope"
    assert {row[0].value: row[1].value for row in scope}["As-of date"] == "30 Sep 2026"


@pytest.mark.usefixtures("chinese")
def test_it_is_in_the_readers_language() -> None:
    text = table("zh_CN").csv().decode("utf-8-sig")
    assert "2026年9月30日" in text
    assert "重要价值客户" in text


def test_money_beside_a_cell_without_any_stays_whole() -> None:
    before = replace(table(), headings={"net_sales_before": "Before"}, lines=[])
    assert before.csv().decode("utf-8-sig").split() == ["Before", "(¥)", "8073568", '""']


def test_of_two_headings_that_are_the_same_neither_is_lost() -> None:
    twice = replace(table(), headings={"net_sales": "Money", "hidden": "Money"})
    header = [cell.value for cell in load_workbook(io.BytesIO(twice.xlsx())).worksheets[0][1]]
    assert header == ["Money", "Money (2)"]
