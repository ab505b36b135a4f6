"""Pareto, classes, segments and the figures of the home page, in stories to add up by hand."""

from pathlib import Path

import pytest

from tests.unit.analytics.book_builder import Story, scoped, story

JUNE = {"as_of": "2026-06-30"}


@pytest.fixture
def book(tmp_path: Path) -> Story:
    return story(
        tmp_path,
        """
        order  account  on          amount  cost  region
        A0     ana      2025-06-30   50.00  20    North
        A1     ana      2026-01-10   75.00  50    North
        B0     bob      2025-03-01   40.00  20    South
        B1     bob      2026-01-10   10.00  .     South
        C1     cy       2026-01-10    5.00  2     South
        C2     cy       2026-02-10    5.00  2     South
        D0     dan      2025-02-01   10.00  8     South
        E1     eve      2026-01-10    5.00  2     South
        F1     fay      2026-01-10   10.00  2     South
        F2     fay      2026-01-12  -15.00  .     South
        N1     -        2026-01-10    5.00  .     South
        """,
    )


def test_pareto(book: Story) -> None:
    answer = book.ask("pareto", scoped(**JUNE))
    assert answer["account_id"].tolist() == ["ana", "bob", "cy", "eve", "dan", "fay"]
    assert answer["net_sales"].tolist() == [75, 10, 10, 5, 0, -5]
    assert answer["cumulative_sales_share"].tolist()[:4] == [0.75, 0.85, 0.95, 1.0]
    assert answer["cumulative_accounts_share"].tolist()[:4] == [0.25, 0.5, 0.75, 1.0]
    assert answer["abc_class"].tolist() == ["A", "A", "B", "C", "C", "C"]
    assert answer["sales_share"].isna().tolist() == [False] * 4 + [True] * 2


def test_figures(book: Story) -> None:
    book.accounts("""
        account  is_key_account
        bob      true
        dan      true
        ana      false
    """)
    book.assessments("""
        account  assessed_on  level
        ana      2026-01-01   2
        ana      2026-05-01   3
        bob      2026-05-01   1
        cy       2026-07-01   4
    """)
    figures = book.ask("figures", scoped(**JUNE)).iloc[0]
    assert figures["net_sales"] == 100
    assert figures["active_accounts"] == 5
    assert (figures["class_a_accounts"], figures["class_a_share"]) == (2, 0.85)
    assert (figures["key_accounts"], figures["key_account_share"]) == (2, 0.1)
    assert figures[["nrr", "grr"]].isna().all()  # the book begins seven months late for a base
    assert (figures["partner_accounts"], figures["assessed_accounts"]) == (1, 2)
    all_history = book.ask("figures", scoped(**JUNE, window="all")).iloc[0]
    assert all_history[["nrr", "grr"]].isna().all()


def test_retention_over_a_base_that_the_book_covers(book: Story) -> None:
    book.sales("""
        order  account  on          amount
        G0     gus      2024-06-30  5.00
    """)
    figures = book.ask("figures", scoped(**JUNE)).iloc[0]
    assert figures["nrr"] == 0.85  # ana 75, bob 10, dan 0 of the 50, 40 and 10 of last year
    assert figures["grr"] == 0.6


def test_shares_and_the_comparison(book: Story) -> None:
    short = book.ask("accounts_list", scoped(**JUNE))
    assert short["net_sales_before"].isna().all()  # no base: the book begins seven months late
    book.sales("""
        order  account  on          amount
        G0     gus      2024-06-30  5.00
    """)
    accounts = book.ask("accounts_list", scoped(**JUNE)).set_index("account_id")
    assert accounts["net_sales_before"].dropna().to_dict() == {"ana": 50, "bob": 40, "dan": 10}
    assert accounts["margin"]["fay"] == 8
    assert accounts["margin_known_share"]["fay"] == -2  # 10 of a net -5 have a cost
    segments = book.ask("segments", scoped(**JUNE))
    assert segments["net_sales"].sum() == 100
    assert segments["sales_share"].sum() == pytest.approx(1)
    assert segments["accounts_share"].sum() == pytest.approx(1)


def test_rows_used_and_left_out(book: Story) -> None:
    used = book.ask("rows_used", scoped(as_of="2026-01-31")).iloc[0]
    assert used["lines_in_window"] == 10
    assert used["orders_in_window"] == 9
    assert used["credit_notes"] == 1
    assert (used["unassigned_lines"], used["unassigned_sales"]) == (1, 5)
    assert used["later_lines"] == 1
    assert used["accounts"] == 6
    people = book.ask("rows_used", scoped(as_of="2026-01-31", region="South")).iloc[0]
    assert (people["lines_in_window"], people["unassigned_lines"]) == (7, 0)


def test_choices_of_the_filters(book: Story) -> None:
    choices = book.ask("scope_choices", scoped(**JUNE)).set_index(["dimension", "value"])
    assert choices["accounts"].to_dict() == {
        ("region", "North"): 1,
        ("region", "South"): 5,
        ("sold_region", "North"): 1,
        ("sold_region", "South"): 5,
    }
