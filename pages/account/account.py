"""One account on one sheet: how it stands, what it buys, how it moved, what is on record."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.scope import WHO, Scope
from charts import account, sales
from charts.theme import Look
from data.names import merges
from locales import _
from pages.account.account_parts import records, search
from pages.parts import account_lists, layout, ruler_panel, session
from pages.parts.layout import Card
from pages.parts.sentences import account as say

QUESTIONS = (
    *("account_profile", "account_months", "account_categories", "account_history"),
    *("account_stopped", "account_losses", "account_assessments", "account_orders"),
)
SHEET = 1000
"""Width of the sheet in pixels: pictures do not follow the paper, so the paper follows them."""


def show() -> None:
    """Draws the page of the account that the address names."""
    wanted, look = session.param("account") or "", session.look()
    account_lists.bar(wanted)
    scope = _everyone(session.scope())
    found = session.ask("account_profile", scope, account_id=wanted)
    if found.empty:
        search.show(wanted)
        return
    profile = found.iloc[0]
    before = _sales_before(profile, scope)
    merged = merges.counts_for(session.warehouse(), wanted)
    if merged is not None and str(profile["account_id"]).lower() == merged[0].lower():
        text = _("{account} counts for this account since version {version} merged the two.")
        layout.note(text.format(account=wanted, version=merged[1]))
    with st.container(width=SHEET, key="sheet"):
        _sheet(profile, before, scope, look)
    with st.container(key="print_hint"):
        ruler_panel.button(scope)
        layout.note(_("Prints on one A4 sheet: Ctrl+P, or ⌘P."))
    layout.computed(QUESTIONS, scope)


def _sheet(profile: pd.Series, before: float | None, scope: Scope, look: Look) -> None:
    """All that goes on the paper, from the finding to the records."""
    layout.finding(
        _("How does this account stand?"), say.headline(profile, look), say.whole_name(profile)
    )
    layout.note(say.attributes(profile, scope, look))
    layout.cards(_cards(profile, before, scope, look))
    _pictures(profile, before, scope, look)
    records.show(profile, scope, look)


def _everyone(scope: Scope) -> Scope:
    """The scope without who filters: a link to an account opens whatever the filters say."""
    return replace(scope, key_accounts_only=False, **dict.fromkeys(WHO.values(), ()))


def _sales_before(profile: pd.Series, scope: Scope) -> float | None:
    """Net sales of the window compared with; none where there is no such picture."""
    then = session.before("account_profile", scope, account_id=str(profile["account_id"]))
    return None if then.empty else then.iloc[0]["net_sales"]


def _cards(profile: pd.Series, before: float | None, scope: Scope, look: Look) -> list[Card]:
    now = profile["net_sales"]
    return [
        Card(_("Net sales"), look.money_short(now), look.change(now, before)),
        Card(
            _("R · F · M"),
            say.scores(profile),
            note=say.place(profile, scope, look),
        ),
        Card(_("Last order"), look.day(profile["last_order_on"]), note=say.usual(profile, look)),
        Card(
            _("Next order due"),
            look.day(profile["next_order_due_on"]),
            note=say.due(profile, look),
        ),
        Card(_("Relationship"), say.level(profile), note=say.assessed(profile, look)),
    ]


def _pictures(profile: pd.Series, before: float | None, scope: Scope, look: Look) -> None:
    """Sales by month and by category; scores and segment month by month, and what went."""
    key = {"account_id": str(profile["account_id"])}
    if profile["state"] != "never_purchased":
        months = session.ask("account_months", scope, **key)
        categories = session.ask("account_categories", scope, **key)
        left, right = st.columns([3, 2])
        with left:
            title = say.months_title(profile["net_sales"], before, scope, look)
            layout.chart(sales.by_month(months, look, title), "account_months")
        with right:
            if before is None:  # months before the book would read as months without sales
                categories = categories.assign(net_sales_before=None)
            title = say.categories_title(categories, look)
            if categories[["net_sales", "net_sales_before"]].fillna(0).eq(0).all(axis=None):
                layout.section(title)
                layout.note(_("Nothing bought in the window."))
            else:
                layout.chart(account.categories(categories, look, title), "account_categories")
            layout.by_product(scope)
    history = session.ask("account_history", scope, **key)
    layout.chart(
        account.history(history, look, say.history_title(history, look)), "account_history"
    )


show()
