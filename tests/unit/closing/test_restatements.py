"""What changed between two versions, told by hand; a later difference names the closed figure."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import engine
from analytics.scope import Scope
from analytics.versions.moved import moved_accounts
from data.closing import closes as closing
from data.closing import restating
from tests.unit.analytics.book_builder import Story, scoped, story
from tests.unit.intake.book import Book

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def ask(book: Book, question: str, scope: Scope | None = None, **parameters: Any) -> pa.Table:
    with book.warehouse.cursor() as cursor:
        return engine.table(cursor, question, scope or Scope(), **parameters)


def told(answer: pa.Table, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in answer.to_pylist()]


@pytest.fixture
def restated(book: Book) -> Book:
    """January closed at version 1; then ben's order is corrected and dan's comes in late."""
    book.sales("jan.csv", "A1 ana 2026-01-10 50\nA2 ben 2026-01-20 20.5\nA3 cy 2026-01-21 9")
    closing.close(book.warehouse, JANUARY, "ana")
    book.sales("feb.csv", "A5 ana 2026-02-03 7")
    book.sales(
        "jan2.csv",
        "A1 ana 2026-01-10 50\nA2 ben 2026-01-20 18\nA3 cy 2026-01-21 9\nA4 dan 2026-01-22 4",
    )
    return book


def test_a_later_difference_names_the_closed_figure(restated: Book) -> None:
    months = ask(restated, "restated_months")
    names = ("month", "closed_version", "net_sales_closed", "net_sales", "difference")
    figures = map(Decimal, ("79.5", "81", "1.5"))
    assert told(months, *names) == [(JANUARY, 1, *figures)]
    accounts = ask(restated, "restated_accounts")
    names = ("account_id", "net_sales_closed", "net_sales", "difference", "restated_in")
    assert told(accounts, *names) == [
        ("dan", Decimal(0), Decimal(4), Decimal(4), 3),
        ("ben", Decimal("20.5"), Decimal(18), Decimal("-2.5"), 3),
    ]


def test_nothing_is_restated_at_the_closed_version_or_after_an_undo(restated: Book) -> None:
    assert ask(restated, "restated_accounts", Scope(version=2)).num_rows == 0
    (month,) = told(ask(restated, "restated_months", Scope(version=2)), "difference")
    assert month == (Decimal(0),)
    restated.undo(3)
    assert ask(restated, "restated_accounts").num_rows == 0


def test_a_reopened_month_has_no_restatements(restated: Book) -> None:
    closing.reopen(restated.warehouse, JANUARY, "ana")
    assert ask(restated, "restated_months").num_rows == 0
    closing.close(restated.warehouse, JANUARY, "ana")
    assert told(ask(restated, "restated_months"), "closed_version", "difference") == [(3, 0)]


def test_a_close_that_a_past_version_cannot_know_is_not_told(restated: Book) -> None:
    closing.reopen(restated.warehouse, JANUARY, "ana")
    closing.close(restated.warehouse, JANUARY, "ana", version=3)
    assert ask(restated, "restated_months", Scope(version=2)).num_rows == 0


def test_a_month_that_was_not_loaded_is_new_not_restated(restated: Book) -> None:
    answer = ask(restated, "restatements", version_before=1)
    names = ("month", "account_id", "net_sales_before", "net_sales", "is_new_month")
    assert told(answer, *names) == [
        (FEBRUARY, "ana", 0, 7, True),
        (JANUARY, "dan", 0, 4, False),
        (JANUARY, "ben", Decimal("20.5"), 18, False),
    ]


def test_a_month_that_is_gone_is_told_too(restated: Book) -> None:
    restated.undo(2)
    answer = ask(restated, "restatements", version_before=3)
    assert told(answer, "month", "net_sales_before", "net_sales") == [(FEBRUARY, 7, 0)]


def test_a_filter_on_who_lets_only_its_accounts_through(restated: Book) -> None:
    answer = ask(restated, "restatements", scoped(account="ben"), version_before=1)
    assert told(answer, "account_id", "difference") == [("ben", Decimal("-2.5"))]


def test_lines_without_an_account_are_restated_as_such(book: Book) -> None:
    header = "order_id,account_id,order_date,amount\n"
    book.load(book.file("jan.csv", header + "A1,ana,2026-01-10,50\nA2,,2026-01-11,3"))
    book.load(book.file("jan2.csv", header + "A1,ana,2026-01-10,50\nA2,,2026-01-11,5"))
    answer = ask(book, "restatements", version_before=1)
    assert told(answer, "account_id", "difference") == [(None, 2)]


def test_a_version_that_is_not_there_is_said(
    restated: Book, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from analytics.__main__ import app
    from data.commands.terminal import run

    restated.warehouse.close()
    monkeypatch.setenv("OCTANT_HOME", str(restated.home))
    asked = ["restatements", "--set"]
    assert run(app, "python -m analytics", [*asked, "version_before=9"]) == 2
    assert "There is no data version 9" in capsys.readouterr().err
    assert run(app, "python -m analytics", [*asked, "version_before=x"]) == 2
    assert run(app, "python -m analytics", [*asked, "version_before=2", "--format", "json"]) == 0
    restated.reopen()


LINES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(1, 3), st.integers(-30, 99)), max_size=6
)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(loads=st.lists(LINES.filter(bool), min_size=2, max_size=3))
def test_restatements_add_up(
    loads: list[list[tuple[str, int, int]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Between any two versions they add up to the difference of net sales, whatever was loaded."""
    made = story(tmp_path_factory.mktemp("book"))
    for lines in loads:
        if made.version > 1:
            made.remove(made.version - 1)
        rows = "\n".join(f"O{n} {a} 2026-0{m}-10 {x}" for n, (a, m, x) in enumerate(lines))
        made.sales("order account on amount\n" + rows)
    for before in range(1, made.version):
        _add_up(made, before, made.version)
        _add_up(made, made.version, before)
    made.warehouse.close()


def _add_up(made: Story, before: int, version: int) -> None:
    with made.warehouse.cursor() as cursor:
        answer = engine.table(cursor, "restatements", Scope(version=version), version_before=before)
        sums = {
            v: cursor.execute(
                "select coalesce(sum(amount), 0) from sales "
                "where added_in <= $v and (removed_in is null or removed_in > $v)",
                {"v": v},
            ).fetchall()[0][0]
            for v in {before, version}
        }
    total = sum(answer["difference"].to_pylist(), Decimal(0))
    assert total == sums[version] - sums[before]


def board(**accounts: tuple[str, float]) -> pd.DataFrame:
    """An answer of accounts_list: account -> segment or state, net sales."""
    rows = [
        {
            "account_id": account,
            "account_name": account.title(),
            "segment": place if place.startswith(("important", "general")) else None,
            "state": place if place in ("lapsed_general", "never_purchased") else "active",
            "net_sales": net_sales,
        }
        for account, (place, net_sales) in accounts.items()
    ]
    return pd.DataFrame(rows)


def test_accounts_that_moved_are_told_from_where_to_where() -> None:
    before = board(
        ana=("important_value", 90.0),
        ben=("general_value", 20.0),
        cy=("lapsed_general", 0.0),
        dan=("important_keep", 70.0),
        gus=("general_keep", 5.0),
    )
    after = board(
        ana=("important_value", 95.0),
        ben=("important_value", 60.0),
        cy=("general_develop", 3.0),
        dan=("not scored", 70.0),
        eve=("general_value", 8.0),
    )
    found = moved_accounts(before, after)
    names = ["account_id", "from_segment", "to_segment", "difference"]
    assert found[names].fillna("").to_numpy().tolist() == [
        ["dan", "important_keep", "not_scored", 0.0],
        ["ben", "general_value", "important_value", 40.0],
        ["eve", "", "general_value", 8.0],
        ["gus", "general_keep", "", -5.0],
        ["cy", "lapsed_general", "general_develop", 3.0],
    ]


def test_nobody_moves_between_a_version_and_itself(restated: Book) -> None:
    with restated.warehouse.cursor() as cursor:
        now = engine.ask(cursor, "accounts_list", Scope())
        then = engine.ask(cursor, "accounts_list", Scope(version=1))
    assert moved_accounts(now, now).empty
    assert "dan" in set(moved_accounts(then, now)["account_id"])


def test_money_that_goes_from_account_to_account_in_a_closed_month_is_named(book: Book) -> None:
    """100 of ana's becomes ben's: January's sum stays 150, and both accounts are restated."""
    book.sales("jan.csv", "A1 ana 2026-01-10 100\nA2 ben 2026-01-20 50")
    closing.close(book.warehouse, JANUARY, "ana")
    report = book.sales("jan2.csv", "A1 ben 2026-01-10 100\nA2 ben 2026-01-20 50")
    said = "2026-01 is closed at version 1 with 150.00; {} moves money in it from account to "
    said += "account and leaves its sum as it is now."
    assert report.warnings == [said.format("this import")]
    assert restating.by_undo(book.warehouse, 2) == [said.format("this undo")]
    rows = ask(book, "restated_accounts").to_pylist()
    assert sorted(row["difference"] for row in rows) == [-100, 100]


def test_a_closed_month_that_stays_as_it_is_is_not_named(book: Book) -> None:
    book.sales("jan.csv", "A1 ana 2026-01-10 100")
    closing.close(book.warehouse, JANUARY, "ana")
    report = book.sales("both.csv", "A1 ana 2026-01-10 100\nA2 ana 2026-02-10 1")
    assert report.warnings == []
    assert restating.by_undo(book.warehouse, 2) == []
