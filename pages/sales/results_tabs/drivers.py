"""Accounts, orders, order size; price, volume and mix: what moved net sales."""

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts import growth
from charts.theme import Look
from locales import _
from pages.parts import account_table, layout, missing_export, period_bar, session, small_table
from pages.parts.sentences import growth as say
from pages.parts.sentences import period

QUESTIONS = ("drivers", "price_volume_mix", "price_changes")
COLUMNS = (
    *("product", "quantity_before", "quantity", "price_before", "price", "net_sales_before"),
    *("net_sales", "change", "price_effect", "volume_effect", "mix_effect"),
)
FACTORS = (
    *("account_group", "accounts_before", "accounts", "orders_per_account_before"),
    *("orders_per_account", "order_size_before", "order_size", "net_sales_before", "net_sales"),
)


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    period_bar.show(scope, look)
    question = _("What moved sales: accounts, orders or their size?")
    groups = session.ask("drivers", scope)
    if groups.empty:
        layout.finding(question, say.no_base(scope, look))
        missing_export.show("second_year")
        layout.computed(QUESTIONS, scope)
        return
    layout.finding(question, say.drivers(groups, scope, look))
    effects = session.ask("price_volume_mix", scope).iloc[0]
    left, right = st.columns(2, gap="medium")
    with left:
        title = say.drivers_title(groups, look)
        layout.chart(growth.drivers(groups, look, title), "drivers")
    with right:
        _price_volume_mix(effects, scope, look)
    _factors(groups)
    if effects["products_in_both"]:
        layout.section(_("Products, largest change first"))
        account_table.show(session.ask("price_changes", scope), "price_changes", COLUMNS)
    layout.by_product(scope)
    layout.computed(QUESTIONS, scope)


def _price_volume_mix(effects: pd.Series, scope: Scope, look: Look) -> None:
    """Price, volume and mix, or what to upload for them."""
    if not effects["products_in_both"]:
        layout.section(_("Price × volume × mix"))
        missing_export.show("quantities")
        return
    title = say.price_title(effects, look)
    figure = growth.price_volume_mix(effects, look, period.ends(scope, look), title)
    layout.chart(figure, "price_volume_mix")
    if effects["covered_share"] < 1:
        layout.note(
            _("Product and quantity are known for {share} of the money.").format(
                share=look.share(effects["covered_share"])
            )
        )


def _factors(groups: pd.DataFrame) -> None:
    """The drivers of both periods in figures."""
    told = groups[(groups["account_group"] != "rest") | (groups["change"] != 0)]
    small_table.show(_("The drivers in figures"), told, "drivers", FACTORS)
