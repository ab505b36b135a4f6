"""Do new accounts stay? By the quarter of their first order."""

import pandas as pd
import streamlit as st

from charts import squares
from charts.theme import Look
from locales import _
from pages.parts import account_table, choices, layout, picks, session
from pages.parts.sentences import counted
from pages.parts.sentences import prospects as say

QUESTIONS = ("cohorts", "cohort_accounts")
COLUMNS = (
    *("account_name", "cohort_on", "last_quarter_on", "quarters_with_orders", "first_sales"),
    *("net_sales", "region", "salesperson"),
)


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    cells = session.ask("cohorts", scope)
    layout.finding(_("Do new accounts stay?"), say.cohorts(cells, look))
    names = {"accounts_share": _("Accounts"), "sales_share": _("Net sales")}
    measure = choices.switch(_("Measure"), names, "measure")
    figure = squares.cohorts(cells, look, say.cohort_title(measure), measure=measure)
    picks.chart(figure, f"cohorts_{measure}", "cohort")
    layout.notes(say.cohort_notes(cells, measure))
    if not cells.empty and cells["is_oldest"].any():
        layout.note(_("The oldest cohort holds accounts that bought before the book begins."))
    _accounts(session.ask("cohort_accounts", scope), look)
    layout.computed(QUESTIONS, scope)


def _accounts(accounts: pd.DataFrame, look: Look) -> None:
    cohort = picks.chosen("cohort")
    picked = accounts[accounts["cohort_on"].astype(str) == cohort]
    with st.container(horizontal=True, vertical_alignment="center"):
        if cohort and not picked.empty:
            accounts = picked
            quarter = look.quarter(picked.iloc[0]["cohort_on"])
            layout.section(
                _("First order in {quarter}: {accounts}").format(
                    quarter=quarter, accounts=counted.accounts(len(picked), look)
                )
            )
            picks.button("cohort", quarter)
        else:
            layout.section(_("The accounts, newest cohort first"))
    account_table.show(
        accounts,
        "cohort_accounts",
        COLUMNS,
        totals=["first_sales", "net_sales"],
        labels={"net_sales": _("Net sales since the first order")},
    )
