"""One account on one sheet: how it stands, what it buys, how it moved, what is on record."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.scope import WHO, Scope
from charts import account, words
from charts.theme import Look
from locales import _
from pages.account.account_parts import records, search
from pages.parts import layout, session
from pages.parts.layout import Card
from pages.parts.sentences import account as say

QUESTIONS = (
    *("account_profile", "account_months", "account_categories", "account_history"),
    *("account_stopped", "account_losses", "account_assessments", "account_orders"),
)


def show() -> None:
    """Draws the page of the account that the address names."""
    wanted, look = session.param("account") or "", session.look()
    scope = _everyone(session.scope())
    found = session.compared("account_profile", ["account_id"], scope, account_id=wanted)
    if found.empty:
        search.show(wanted)
        return
    profile = found.iloc[0]
    layout.finding(_("How does this account stand?"), say.headline(profile, look))
    layout.note(say.attributes(profile))
    layout.cards(_cards(profile, look))
    _pictures(profile, scope, look)
    records.show(profile, scope, look)
    layout.computed(QUESTIONS, scope)


def _everyone(scope: Scope) -> Scope:
    """The scope without who filters: a link to an account opens whatever the filters say."""
    return replace(scope, key_accounts_only=False, **dict.fromkeys(WHO.values(), ()))


def _cards(profile: pd.Series, look: Look) -> list[Card]:
    now, before = profile["net_sales"], profile["net_sales_before"]
    return [
        Card(_("Net sales"), look.money_short(now), look.change(now, before)),
        Card(
            _("Segment"),
            words.segment(profile["segment"] or profile["state"]),
            note=say.scores(profile),
        ),
        Card(_("Last order"), look.day(profile["last_order_on"]), note=words.band(profile["band"])),
        Card(
            _("Next order due"),
            look.day(profile["next_order_due_on"]),
            note=say.due(profile, look),
        ),
        Card(
            _("Relationship"), words.level(profile["level"]), note=look.day(profile["assessed_on"])
        ),
    ]


def _pictures(profile: pd.Series, scope: Scope, look: Look) -> None:
    """Sales by month and by category; scores and segment month by month, and what went."""
    key = {"account_id": str(profile["account_id"])}
    months = session.ask("account_months", scope, **key)
    categories = session.ask("account_categories", scope, **key)
    left, right = st.columns([3, 2])
    with left:
        title = say.months_title(profile["net_sales"], profile["net_sales_before"], look)
        layout.chart(account.months(months, look, title), "account_months")
    with right:
        title = say.categories_title(categories, look)
        layout.chart(account.categories(categories, look, title), "account_categories")
    history = session.ask("account_history", scope, **key)
    layout.chart(
        account.history(history, look, say.history_title(history, look)), "account_history"
    )


show()
