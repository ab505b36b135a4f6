"""What is on record of one account: what it stopped buying, losses, assessments, orders."""

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts.theme import Look
from locales import _
from pages.parts import session, small_table
from pages.parts.sentences import account as say

STOPPED = ("name", "category", "net_sales", "last_bought_on")
ASSESSMENTS = ("assessed_on", "level", "assessed_by", "note")
LOSSES = ("lost_on", "reason", "sales_lost", "competitor", "won_back_on", "note")
ORDERS = ("order_date", "order_id", "lines", "amount", "margin")


def show(profile: pd.Series, scope: Scope, look: Look) -> None:
    """The records in two columns, each a short table; an empty one is a sentence."""
    key = {"account_id": str(profile["account_id"])}
    stopped = session.ask("account_stopped", scope, **key)
    orders = session.ask("account_orders", scope, **key)
    losses = session.ask("account_losses", scope, **key)
    assessments = session.ask("account_assessments", scope, **key)
    left, right = st.columns(2, gap="medium")
    with left:
        title = say.stopped_title(stopped, profile, look)
        products = stopped["kind"] == "product"
        stopped = stopped.assign(category=stopped["category"].where(products))
        small_table.show(title, stopped, "stopped", STOPPED, rows=6, labels={"name": _("What")})
        small_table.show(
            _("Relationship on record"),
            assessments,
            "assessments",
            ASSESSMENTS,
            empty=_("Nobody has assessed this account."),
            rows=4,
        )
        small_table.show(_("Losses on record"), losses, "losses", LOSSES, empty=_("None."), rows=4)
    with right:
        small_table.show(_("Last orders"), orders, "orders", ORDERS, empty=_("No order."), rows=10)
