"""What is not loaded is one card that says which export brings it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import catalogue, intake, warehouse
from data.ingest.model import InputFile, ReadOptions
from pages.parts import open_books
from pages.parts.sentences import unlocks

Open = Callable[..., AppTest]
CODES = (
    *("sales", "second_year", "second_month", "margin", "categories", "quantities", "places"),
    *("owners", "key_accounts", "receivables", "targets", "churn", "relationships"),
)


@pytest.fixture
def poor_book(own_home: Path, tmp_path: Path) -> None:
    """Two months of orders with nothing but a day, an account and an amount."""
    lines = [f"2026-0{1 + n % 2}-1{n % 9},A{n % 5},{100 + n}" for n in range(40)]
    file = tmp_path / "sales.csv"
    file.write_text("\n".join(["order_date,account_id,amount", *lines]) + "\n")
    book = warehouse.current(own_home)
    options = ReadOptions(kind="sales", answers={"orders": "days"})
    proposal = intake.propose(book, [InputFile(file.name, file)], options)
    assert proposal.ready, [question.key for question in proposal.questions]
    intake.confirm(book, proposal, "ann")


def titles(at: AppTest) -> set[str]:
    return {text.value.strip("*").replace("\\", "") for text in at.markdown}


@pytest.mark.usefixtures("poor_book")
@pytest.mark.parametrize(
    ("page", "tab", "what"),
    [
        ("value/concentration.py", "profit", "margin"),
        ("value/concentration.py", "list", "key_accounts"),
        ("sales/results.py", "results", "places"),
        ("sales/results.py", "bridge", "second_year"),
        ("sales/results.py", "drivers", "second_year"),
        ("sales/results.py", "accounts", "categories"),
        ("sales/results.py", "department", "owners"),
        ("risk/churn.py", "why", "churn"),
        ("relationships/levels.py", "", "relationships"),
    ],
)
def test_a_page_that_cannot_be_filled_says_which_export_brings_it(
    open_page: Open, page: str, tab: str, what: str
) -> None:
    at = open_page(page, **({"list" if tab == "list" else "tab": tab} if tab else {}))
    open_books.close()
    assert unlocks.of(what).title in titles(at)


@pytest.mark.parametrize("what", CODES)
def test_a_card_names_columns_of_its_export(what: str) -> None:
    unlock = unlocks.of(what)
    header = catalogue.template(unlock.kind).decode("utf-8-sig").splitlines()[0].split(",")
    assert set(unlock.columns) <= set(header)


@pytest.mark.usefixtures("company")
def test_a_book_that_has_it_shows_no_card(open_page: Open) -> None:
    at = open_page("sales/results.py", tab="department")
    assert unlocks.of("owners").title not in titles(at)
    assert unlocks.of("targets").title not in titles(at)
