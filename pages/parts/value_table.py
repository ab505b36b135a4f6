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
    *("account_name", "segment_or_state", "scores", "last_order_on", "frequency", "net_sales"),
    *("net_sales_before", "second_name", "region", "salesperson"),
)
RFM = ("r_score", "f_score", "m_score")
MORE = (
    *("recency_days", *RFM, "tier", "abc_class", "borderline_text"),
    *("segment", "state"),
)


def show(accounts: pd.DataFrame, scope: Scope, look: Look, key: str) -> None:
    """Accounts with their segment, scores and sales, largest first."""
    in_window = scope_bar.window_label(scope.window)
    account_table.show(
        accounts.assign(
            borderline_text=borderline.texts(accounts, scope, look),
            scores=_scores(accounts),
            segment_or_state=accounts["segment"].fillna(accounts["state"]),
        ),
        key,
        [name for name in COLUMNS if name != "net_sales_before" or session.base(scope)],
        more=MORE,
        labels={
            "segment_or_state": words.column("segment"),
            "scores": "R F M",
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


def _scores(accounts: pd.DataFrame) -> pd.Series:
    """The three scores side by side, 5 4 5; none where an account has none."""
    known = accounts["m_score"].notna()
    parts = (accounts[name][known].astype(int).astype(str) for name in RFM)
    return pd.Series(map(" ".join, zip(*parts, strict=True)), accounts.index[known]).reindex(
        accounts.index
    )


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
