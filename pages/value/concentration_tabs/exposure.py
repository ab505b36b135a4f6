"""How much hangs on few accounts, and what is left when one of them goes?"""

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts import exposure as drawn
from charts.names import brief
from charts.theme import Look
from locales import _
from pages.parts import account_table, choices, layout, picks, places, session
from pages.parts.layout import Card
from pages.parts.sentences import exposure as say

QUESTIONS = ("exposures",)
COLUMNS = (
    *("value", "account_name", "accounts", "net_sales", "top1_share", "top5_share"),
    *("top10_share", "hhi", "gini"),
)
OFFERED = 5000
"""Accounts to choose from, the largest first: a list that a browser still shows at once."""


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    found = session.ask("exposures", scope, without=None)
    question = _("How much hangs on few accounts?")
    company = found[found["dimension"] == "company"]
    if company.empty:
        layout.finding(question, _("No account has net sales in the window."))
        return
    whole = company.iloc[0]
    layout.finding(question, say.exposure(whole, look), of_accounts=True)
    layout.cards(_cards(whole, look))
    left, right = st.columns(2, gap="medium")
    with left:
        part = _breakdown(found, look)
    with right:
        _lost(whole, scope, look)
    if not part.empty:
        layout.section(say.parts_title(part, look))
        labels = {
            "value": say.dimension(part),
            "account_name": _("Largest account"),
            "top1_share": _("Its share"),
        }
        account_table.show(part, "exposures", COLUMNS, totals=["net_sales"], labels=labels)
    layout.computed(QUESTIONS, scope)


def _cards(whole: pd.Series, look: Look) -> list[Card]:
    gini = say.gini_help(whole, look)
    return [
        Card(
            _("Largest account"), look.share(whole["top1_share"]), note=brief(whole["account_name"])
        ),
        Card(_("Top 5"), look.share(whole["top5_share"]), note=_("of net sales")),
        Card(_("Top 10"), look.share(whole["top10_share"]), note=_("of net sales")),
        Card(_("HHI"), look.count(whole["hhi"]), note=say.hhi_word(whole["hhi"]), help=gini),
    ]


def _breakdown(found: pd.DataFrame, look: Look) -> pd.DataFrame:
    """By salesperson or product line; gives the rows shown, narrowed by a click."""
    place = st.container()
    labels = {"salesperson": _("Salesperson"), "category": _("Product line")}
    chosen = choices.switch(_("Broken down by"), labels, "by")
    part = found[found["dimension"] == chosen]
    with place:
        if part.empty:
            layout.note(say.nothing_by(chosen))
            return part
        title = say.breakdown_title(part, look)
        picks.chart(drawn.by_value(part, look, title), f"exposed_{chosen}", "exposed")
    wanted = picks.chosen("exposed", part["value"])
    if wanted is None:
        return part
    picks.button("exposed", wanted)
    places.filter_button(chosen, wanted)
    return part[part["value"] == wanted]


def _lost(whole: pd.Series, scope: Scope, look: Look) -> None:
    """What is left without one account: before and after."""
    accounts = session.ask("accounts_list", scope)
    accounts = accounts[accounts["net_sales"] > 0].head(OFFERED)
    names = dict(zip(accounts["account_id"], accounts["account_name"], strict=True))
    wanted = session.param("lose")
    lost = wanted if wanted in names else next(iter(names))
    place = st.container()
    st.selectbox(
        _("Lose one account"),
        list(names),
        format_func=lambda code: names[code],
        key=session.draw("lose_account", lost),
        on_change=_took_account,
    )
    after = session.ask("exposures", scope, without=lost)
    after = after[after["dimension"] == "company"]
    with place:
        if after.empty:
            layout.note(_("It is the only account: nothing would be left."))
            return
        own = accounts[accounts["account_id"] == lost].iloc[0]
        layout.chart(
            drawn.without(whole, after.iloc[0], look, say.lost_title(own, whole, look)), "lost"
        )
        layout.note(say.lost(own, whole, after.iloc[0], look))


def _took_account() -> None:
    session.set_param("lose", session.chosen("lose_account"))
