"""Which few accounts make most of the sales? Pareto, tenths, classes, the list of key accounts."""

import pandas as pd
import streamlit as st

from analytics.scope import Scope, month_end, months_before
from charts import concentration as drawn
from charts.theme import Look
from locales import _
from pages.parts import (
    account_table,
    choices,
    layout,
    marks,
    missing_export,
    picks,
    ruler_panel,
    session,
    small_table,
)
from pages.parts.sentences import concentration as say

QUESTIONS = ("pareto", "deciles", "key_account_check")
COLUMNS = (
    *("account_name", "abc_class", "abc_class_before", "net_sales", "sales_share"),
    *("cumulative_sales_share", "margin", "segment", "region", "salesperson"),
)
MORE = ("is_key_account", "last_order_on", "department", "industry")
LIST_COLUMNS = (
    *("account_name", "agreement", "abc_class", "net_sales", "sales_share", "key_reason"),
    *("key_since", "owner", "segment"),
)
LIST_MORE = ("last_order_on", "region")


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    rates = session.ask("abc_marks", scope).iloc[0]
    curve, tenths = session.ask("pareto", scope), session.ask("deciles", scope)
    mark = float(rates["a_share_to"])
    layout.finding(
        _("Who makes most of our sales?"), say.pareto(curve, mark, look), of_accounts=True
    )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        title = say.pareto_title(curve, mark, look)
        layout.chart(drawn.pareto(curve, mark, look, title), "pareto")
    with right:
        picture = drawn.deciles(tenths, look, say.deciles_title(tenths, look))
        picks.chart(picture, "deciles", "decile")
    _lists(curve, tenths, rates, scope, look)
    layout.computed(QUESTIONS, scope, say.marks_in_words(rates, look))


def _lists(
    curve: pd.DataFrame, tenths: pd.DataFrame, rates: pd.Series, scope: Scope, look: Look
) -> None:
    """The tables behind: accounts with their class, class changes, key accounts, effort."""
    accounts, since = _classes(scope)
    decile = picks.chosen("decile", tenths["decile"].astype(str))
    if decile:
        accounts = _of_tenth(accounts, curve, int(decile))
    labels = {
        "classes": _("Classes"),
        "changes": _("Class changes"),
        "list": _("Key-account list"),
        "effort": _("Effort and return"),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = choices.switch(_("What to list"), labels, "list")
        marks.button(rates)
        ruler_panel.button(scope)
        if decile:
            picks.button("decile", say.tenth(int(decile), len(accounts), look))
    heads = {
        "abc_class": _("Class"),
        "abc_class_before": say.class_on(since, look),
        "sales_share": _("Sales share"),
        "cumulative_sales_share": _("Cumulative"),
    }
    if chosen == "classes":
        layout.section(say.classes_title(accounts, look))
        totals = ["net_sales", "margin"]
        account_table.show(accounts, "abc", COLUMNS, totals=totals, labels=heads, more=MORE)
    elif chosen == "changes":
        moved = _moved(accounts)
        layout.section(say.changes_title(moved, accounts, since, look))
        account_table.show(
            moved, "abc_moved", COLUMNS, totals=["net_sales"], labels=heads, more=MORE
        )
    elif chosen == "list":
        _key_accounts(scope, look)
    else:
        _effort(tenths, scope)


def _of_tenth(accounts: pd.DataFrame, curve: pd.DataFrame, decile: int) -> pd.DataFrame:
    """The accounts of a tenth, counted as the question deciles counts them."""
    ranked = curve[curve["net_sales"] > 0].sort_values(
        ["net_sales", "account_id"], ascending=[False, True], ignore_index=True
    )
    inside = ranked[10 * ranked.index // len(ranked) + 1 == decile]
    return accounts[accounts["account_id"].isin(inside["account_id"])]


def _classes(scope: Scope) -> tuple[pd.DataFrame, object]:
    """The accounts with their class now and at the end of the quarter before, and that day."""
    accounts = session.ask("accounts_list", scope)
    ranked = session.ask("pareto", scope)[["account_id", "cumulative_sales_share"]]
    accounts = accounts.merge(ranked, how="left", on="account_id")
    assert scope.as_of is not None
    since = months_before(scope.as_of, 3)
    since = month_end(since) if scope.as_of == month_end(scope.as_of) else since
    known = scope.book is not None and scope.book.first_order_on is not None
    if not known or scope.book.first_order_on > since:  # type: ignore[union-attr,operator]
        return accounts.assign(abc_class_before=pd.NA), since
    then = session.ask("pareto", scope.at(since))[["account_id", "abc_class"]]
    then = then.rename(columns={"abc_class": "abc_class_before"})
    return accounts.merge(then, how="left", on="account_id"), since


def _moved(accounts: pd.DataFrame) -> pd.DataFrame:
    """Who is in another class than a quarter ago; of those that are new since, who is A or B."""
    before, now = accounts["abc_class_before"], accounts["abc_class"]
    if before.isna().all():
        return accounts.head(0)
    is_new = before.isna() & now.isin(["A", "B"])
    moved = accounts.assign(abc_class_before=before.mask(is_new, _("New")))
    return moved[is_new | (before.notna() & now.notna() & before.ne(now))]


def _key_accounts(scope: Scope, look: Look) -> None:
    """The list of key accounts against the computed class A, both ways."""
    found = session.ask("key_account_check", scope)
    layout.section(say.list_title(found, look))
    if not found["is_key_account"].any():
        missing_export.show("key_accounts")
    order = {"computed_only": 0, "listed_only": 1, "both": 2}
    found = found.sort_values("agreement", key=lambda codes: codes.map(order), kind="stable")
    heads = {"abc_class": _("Class"), "sales_share": _("Sales share"), "key_since": _("Since")}
    account_table.show(
        found, "key_accounts", LIST_COLUMNS, totals=["net_sales"], labels=heads, more=LIST_MORE
    )


def _effort(tenths: pd.DataFrame, scope: Scope) -> None:
    """Our tenths beside two known pictures and the norm; effort needs activities."""
    layout.note(say.effort_missing())
    shares = ("accounts_share", "sales_share", "margin_share", "effort_share")
    known = session.ask("effort_tables", scope)
    columns = ("decile", "accounts", "net_sales", *shares)
    small_table.show(
        _("By tenths of our accounts"),
        tenths,
        "tenths",
        columns,
        labels={"effort_share": _("Effort: share of orders")},
    )
    small_table.show(_("Known examples"), known, "known_examples", ("picture", *shares))
