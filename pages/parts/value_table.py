"""The table of accounts of the value pages, and the table that defines the eight segments."""

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts import words
from charts.palette import SEGMENTS
from charts.theme import Look
from locales import _
from pages.parts import account_table, scope_bar, session
from pages.parts.sentences import borderline, value

COLUMNS = (
    *("account_name", "segment", "state", "last_order_on", "recency_days", "frequency"),
    *("net_sales", "net_sales_before", "r_score", "f_score", "m_score", "tier", "region"),
    *("salesperson", "abc_class", "borderline_text", "second_name"),
)


def show(accounts: pd.DataFrame, scope: Scope, look: Look, key: str) -> None:
    """Accounts with their segment, scores and sales, largest first."""
    in_window = scope_bar.window_label(scope.window)
    account_table.show(
        accounts.assign(borderline_text=borderline.texts(accounts, scope, look)),
        key,
        [name for name in COLUMNS if _tells(accounts, name, scope)],
        labels={
            "recency_days": _("Days since"),
            "r_score": "R",
            "f_score": "F",
            "m_score": "M",
            "frequency": value.frequency_label(scope),
            "borderline_text": words.column("borderline"),
            "net_sales": _("Net sales, {window}").format(window=in_window),
            "net_sales_before": _("Same, {day}").format(day=look.day(scope.compare_as_of)),
        },
    )


def _tells(accounts: pd.DataFrame, name: str, scope: Scope) -> bool:
    """Whether a column says anything here: the state does only where not all are active."""
    if name == "net_sales_before" and session.base(scope) is None:
        return False
    if name == "state":
        return bool((accounts["state"] != "active").any())
    return True


def of_segment(accounts: pd.DataFrame, code: str | None) -> pd.DataFrame:
    """The accounts of a segment, or of a state that stands beside the eight; all when none."""
    if code is None:
        return accounts
    if code == "not_scored":
        return accounts[(accounts["state"] == "active") & accounts["segment"].isna()]
    return accounts[accounts["segment" if code in SEGMENTS else "state"] == code]


def definition() -> None:
    """The eight segments: high or low on each axis, and what one does."""
    sides = {True: _("high"), False: _("low")}
    st.table(
        pd.DataFrame(
            {
                _("R recent"): [sides[c.endswith(("value", "develop"))] for c in SEGMENTS],
                _("F often"): [sides[c.endswith(("value", "keep"))] for c in SEGMENTS],
                _("M large"): [sides[c.startswith("important")] for c in SEGMENTS],
                _("Segment"): [words.segment(code) for code in SEGMENTS],
                _("What one does"): [words.action(code) for code in SEGMENTS],
            }
        ).set_index(_("Segment")),
    )
