"""How close are we to our accounts? The four relationship levels, by accounts and by sales."""

from typing import Any

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts import quarters, relationships
from charts.numbers import is_missing
from charts.theme import Look
from locales import _
from pages.parts import account_table, layout, missing_export, ruler_panel, session
from pages.parts.sentences import relationships as say

QUESTIONS = ("relationship_levels", "levels_by_quarter", "level_by_segment", "account_levels")
COLUMNS = (
    *("account_name", "level", "level_before", "segment", "corner", "net_sales", "assessed_on"),
    "salesperson",
)
MORE = ("region", "assessed_by", "note")


def show() -> None:
    """Draws the page."""
    scope, look = session.scope(), session.look()
    levels = session.ask("relationship_levels", scope)
    question = _("How close are we to our accounts?")
    if levels.loc[levels["level"].notna(), "accounts"].sum() == 0:
        layout.finding(question, _("No relationship is assessed yet."))
        missing_export.show("relationships")
        return
    matrix = session.ask("level_by_segment", scope)
    layout.finding(question, say.levels(levels, matrix, look), of_accounts=True)
    level = _distribution(levels, scope, look)
    ruler_panel.button(scope)
    drawn = relationships.level_by_segment(matrix, look, say.matrix_title(matrix, look))
    cell = (layout.chart(drawn, "level_by_segment", select=True) or [(None, None)])[0]
    level, segment = (_code(cell[0]), cell[1]) if cell[1] else (level, None)
    behind = _behind(session.ask("account_levels", scope), level, segment)
    layout.section(say.behind(level, segment, behind, look))
    account_table.show(behind, "levels", COLUMNS, more=MORE)
    layout.computed(QUESTIONS, scope)


def _distribution(levels: pd.DataFrame, scope: Scope, look: Look) -> str | None:
    """The levels today and by quarter; gives the level that was clicked."""
    by_quarter = session.ask("levels_by_quarter", scope)
    left, right = st.columns([3, 2])
    with left:
        drawn = relationships.levels(levels, look, say.levels_title(levels, look))
        clicked = layout.chart(drawn, "relationship_levels", select=True)
    with right:
        drawn = quarters.levels(by_quarter, look, say.quarters_title(by_quarter, look))
        layout.chart(drawn, "levels_by_quarter")
    return _code(clicked[0][0]) if clicked else None


def _code(level: Any) -> str:
    return say.NOT_ASSESSED if is_missing(level) else str(int(level))


def _behind(accounts: pd.DataFrame, level: str | None, segment: str | None) -> pd.DataFrame:
    """The accounts of a level and a segment, those in a corner first, then the largest."""
    if level:
        accounts = accounts[accounts["level"].map(_code) == level]
    if segment:
        accounts = accounts[accounts["segment"] == segment]
    return accounts.sort_values(["corner", "net_sales"], ascending=[True, False])


show()
