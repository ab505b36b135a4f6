"""Who are tomorrow's key accounts, and what do our accounts not buy from us yet?"""

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts import prospects, squares
from charts.names import brief
from charts.theme import Look
from locales import _
from pages.parts import account_table, choices, layout, missing_export, picks, session
from pages.parts.sentences import prospects as say

QUESTIONS = ("rising_accounts", "product_gaps")
ACCOUNTS, CATEGORIES = 14, 14
RISING = (
    *("account_name", "half_before_sales", "last_half_sales", "growth_change", "pace_sales"),
    *("reaches_a", "abc_class", "region", "salesperson"),
)
RISING_MORE = ("half_last_year_sales", "net_sales", "orders", "first_order_on", "industry")
GAPS = (
    *("account_name", "category", "standing", "worth", "net_sales", "net_sales_before"),
    *("last_bought_on", "alike_text", "salesperson"),
)
GAPS_MORE = ("buyers_alike", "accounts_alike", "alike", "account_sales", "region")


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    rising = session.ask("rising_accounts", scope)
    grid = session.ask("product_gaps", scope)
    open_ones = grid[grid["standing"].isin(["gap", "stopped"])].sort_values(
        ["worth", "account_id"], ascending=[False, True]
    )
    layout.finding(_("Where can we grow?"), say.prospects(rising, open_ones, scope, look))
    left, right = st.columns([2, 3], gap="medium")
    with left:
        title = say.rising_title(rising, scope, look)
        if rising.empty:
            layout.section(title)
        else:
            figure = prospects.rising(rising, look, title)
            picks.chart(figure, "rising", "rise", instead_of=["square"])
    with right:
        _grid(grid, open_ones, look)
        if not open_ones.empty:
            layout.by_product(scope)
    _table(rising, grid, open_ones, scope, look)
    layout.computed(QUESTIONS, scope)


def _grid(grid: pd.DataFrame, open_ones: pd.DataFrame, look: Look) -> None:
    """The accounts with most to win, by the categories that sell most."""
    if grid.empty:
        layout.section(_("Product gaps"))
        missing_export.show("categories")
        return
    largest = _most_to_win(open_ones)
    sold = grid.sort_values("net_sales", ascending=False)["category"]
    categories = set(list(dict.fromkeys(sold))[:CATEGORIES])
    shown = grid[grid["account_id"].isin(largest) & grid["category"].isin(categories)]
    shown = shown.set_index("account_id", drop=False).loc[
        [i for i in largest if i in set(shown["account_id"])]
    ]
    figure = squares.gaps(shown, look, say.gaps_title(open_ones, look))
    picks.chart(figure, "gaps", "square", instead_of=["rise"])


def _most_to_win(open_ones: pd.DataFrame) -> list[str]:
    """Half of them by what they stopped buying, the others by their gaps."""
    stopped = open_ones.loc[open_ones["standing"] == "stopped", "account_id"]
    first = list(dict.fromkeys(stopped))[: ACCOUNTS // 2]
    return list(dict.fromkeys([*first, *open_ones["account_id"]]))[:ACCOUNTS]


def _table(
    rising: pd.DataFrame, grid: pd.DataFrame, open_ones: pd.DataFrame, scope: Scope, look: Look
) -> None:
    """The rising accounts, or the gaps; of one account when its bar or square was picked."""
    rise = picks.chosen("rise", rising["account_id"])
    if rise:
        of_it = rising[rising["account_id"] == rise]
        with st.container(horizontal=True, vertical_alignment="center"):
            layout.section(_("Rising accounts"))
            picks.button("rise", brief(of_it.iloc[0]["account_name"]))
        _show_rising(of_it)
        return
    square = picks.chosen("square")
    if square:
        account = square.partition(squares.BETWEEN)[0]
        of_it = grid[grid["account_id"] == account].sort_values("worth", ascending=False)
        if not of_it.empty:
            name = brief(of_it.iloc[0]["account_name"])
            with st.container(horizontal=True, vertical_alignment="center"):
                layout.section(
                    _("{account}: what it buys, and what it does not").format(account=name)
                )
                picks.button("square", name)
            _show_gaps(of_it, "gaps_of_one", ["worth", "net_sales"])
            return
    names = {"rising": _("Rising accounts"), "gaps": _("Product gaps")}
    opened = choices.switch(_("List"), names, "list")
    if opened == "rising":
        if not rising.empty:  # the half above says so already
            layout.section(say.rising_title(rising, scope, look))
            _show_rising(rising)
    else:
        layout.section(say.gaps_title(open_ones, look))
        _show_gaps(open_ones, "product_gaps", ["worth"])


def _show_rising(rows: pd.DataFrame) -> None:
    account_table.show(
        rows, "rising_accounts", RISING, totals=["last_half_sales"], more=RISING_MORE
    )


def _show_gaps(rows: pd.DataFrame, key: str, totals: list[str]) -> None:
    account_table.show(
        rows.assign(alike_text=[say.alike(row) for row in rows.to_dict("records")]),
        key,
        GAPS,
        totals=totals,
        labels={"alike_text": _("Alike that buy it"), "net_sales_before": _("Before")},
        more=GAPS_MORE,
    )
