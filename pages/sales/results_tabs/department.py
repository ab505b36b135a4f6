"""How does the key-account department do, owner by owner?"""

import pandas as pd
import streamlit as st

from charts import growth, growth_words, prospects, words
from charts.theme import Look
from locales import _
from pages.parts import choices, layout, missing_export, period_bar, session, small_table
from pages.parts.sentences import growth as say_growth
from pages.parts.sentences import prospects as say

QUESTIONS = ("department_scorecard", "sales_targets")
COLUMNS = (
    *("value", "accounts", "net_sales", "sales_share", "all_sales", "target"),
    *(
        "attainment_share",
        "accounts_before",
        "accounts_kept",
        "nrr",
        "grr",
        "accounts_new",
        "new_sales",
    ),
    "collection_days",
)
DIMENSIONS = ("owner", "region", "department")


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    period_bar.show(scope, look)
    dimension = session.param("score")
    dimension = dimension if dimension in DIMENSIONS else "owner"
    rows = session.ask("department_scorecard", scope, dimension=dimension)
    question = _("How does the key-account department do?")
    if rows.empty:
        layout.finding(question, _("No account bought anything in these periods."))
        layout.computed(QUESTIONS, scope)
        return
    targets = session.ask("sales_targets", scope, dimension=dimension)
    layout.finding(question, say.department(rows, look))
    if not rows["has_key_accounts"].all():
        layout.note(_("Your accounts list names no key account, so all accounts are counted."))
    layout.cards(say.department_cards(rows, targets, look))
    choices.switch(_("By"), {name: words.column(name) for name in DIMENSIONS}, "score")
    if rows["value"].isna().all():
        missing_export.show("owners" if dimension == "owner" else "places")
        layout.computed(QUESTIONS, scope)
        return
    _charts(rows, targets, look)
    told = growth_words.enough(rows).assign(value=rows["value"].map(say.value))
    small_table.show(
        _("The scorecard"),
        told,
        "scorecard",
        COLUMNS,
        rows=40,
        labels={"value": words.column(dimension)},
    )
    _notes(rows, told, targets)
    layout.computed(QUESTIONS, scope)


def _charts(rows: pd.DataFrame, targets: pd.DataFrame, look: Look) -> None:
    own = rows.drop(columns=["target"])
    before = growth.by_part(
        own, look, say_growth.parts_title(own, look), compared="net_sales_before"
    )
    has_retention = growth_words.enough(rows)["nrr"].notna().any()
    left, right = st.columns(2, gap="medium")
    with left:
        if targets.empty:
            layout.chart(before, "department_sales")
        else:
            figure = prospects.targets(targets, look, say.targets_title(targets, look))
            layout.chart(figure, "department_sales")
    with right:
        if has_retention:
            figure = growth.retention(rows, look, say_growth.retention_title(rows, look))
            layout.chart(figure, "department_retention")
        elif not targets.empty:
            layout.chart(before, "department_before")


def _notes(rows: pd.DataFrame, told: pd.DataFrame, targets: pd.DataFrame) -> None:
    """What the columns rest on, and what is not loaded."""
    if targets.empty:
        missing_export.show("targets")
    else:
        layout.note(_("A target is compared with all that the owner's accounts buy."))
        if assumed := say.assumed_currency(targets):
            layout.note(assumed)
    if (told["nrr"].isna() & rows["nrr"].notna()).any():
        layout.note(_("NRR and GRR are told over ten accounts or more."))
    if rows["collection_days"].isna().all():
        missing_export.show("receivables")
