"""The overview: six figures against last year, the months, the latest accounts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.scope import Scope
from charts.theme import Look
from pages.parts import open_books
from pages.parts.sentences import home as say
from pages.parts.sentences import rows

Open = Callable[..., AppTest]


def test_six_figures_and_what_they_are_against(company: Path, open_page: Open) -> None:
    at = open_page()
    assert len(at.metric) == 6
    assert any("against" in caption.value for caption in at.caption)


def test_without_a_base_nothing_is_compared(company: Path, open_page: Open) -> None:
    at = open_page(as_of="2024-12-31")
    assert {metric.delta for metric in at.metric} == {"no base"}


def test_the_ten_to_call_are_the_dearest_of_all_that_are_silent(
    company: Path, open_page: Open
) -> None:
    at = open_page()
    first: pd.DataFrame = at.dataframe[0].value
    assert len(first) == 10
    assert first["at_stake"].is_monotonic_decreasing
    assert "Lost (detected)" in set(first["silence"])
    assert first["why"].str.contains("silent for").all()


def test_the_last_upload_is_told(company: Path, open_page: Open) -> None:
    newest = open_books.current().company_book.version()
    at = open_page()
    assert any(f"Version {newest}" in caption.value for caption in at.caption)


def test_how_it_is_computed_shows_the_sql(company: Path, open_page: Open) -> None:
    at = open_page()
    assert len(at.code) == 4
    assert all("select" in code.value for code in at.code)


def test_a_book_without_sales_says_what_to_upload(open_page: Open, tmp_path: Path) -> None:
    from data import intake
    from data.ingest.model import InputFile, ReadOptions

    file = tmp_path / "accounts.csv"
    file.write_text("account_id,account_name\nA1,Ana\n", encoding="utf-8")
    book = open_books.current().company_book
    incoming = [InputFile(file.name, file)]
    intake.confirm(book, intake.propose(book, incoming, ReadOptions(kind="accounts")), "ann")
    at = open_page()
    assert any("No sales are loaded yet" in text.value for text in at.markdown)
    assert at.get("download_button")


def test_unset_scope_is_what_a_plain_link_means() -> None:
    assert Scope().to_params() == {}


def upload(version: int, day: str) -> dict[str, object]:
    return {
        "version": version,
        "made_at": pd.Timestamp(day),
        "who": "ann",
        "kind": "sales",
        "action": "import",
        "rows_added": 10 * version,
        "rows_removed": 0,
        "amount_added": None,
        "amount_removed": None,
    }


def test_all_uploads_of_the_last_month_are_told() -> None:
    history = pd.DataFrame([upload(n, f"2026-10-{n:02d}") for n in range(1, 9)])
    told = say.uploads(history, date(2026, 10, 2), Look())
    assert told[0].startswith("7 uploads since ")
    assert [text.split(",")[0] for text in told[1:-1]] == [f"Version {n}" for n in (8, 7, 6, 5, 4)]
    assert told[-1] == "… and 2 more; the history lists them."
    assert told[1].endswith("; 80 rows added")
    [one] = say.uploads(history, date(2026, 11, 1), Look())
    assert one.startswith("The last upload: Version 8, ")
    assert say.uploads(history[:0], date(2026, 11, 1), Look()) == []


def test_sales_that_name_no_account_are_told_below_the_finding() -> None:
    board = pd.DataFrame(
        {"segment": ["important_value", "unassigned"], "net_sales": [Decimal(820), Decimal(180)]}
    )
    assert rows.nameless(board, Look()) == [
        "18% of sales (180) name no account: shares of accounts are of the rest."
    ]
    board["net_sales"] = [Decimal(995), Decimal(5)]
    assert rows.nameless(board, Look()) == []
