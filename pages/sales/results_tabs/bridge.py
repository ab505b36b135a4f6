"""From one period to another: who came, grew, shrank and went."""

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts import growth, growth_words, words
from charts.theme import Look
from locales import _
from pages.parts import (
    account_table,
    choices,
    dimensions,
    layout,
    missing_export,
    period_bar,
    picks,
    places,
    session,
)
from pages.parts.layout import Card
from pages.parts.sentences import counted, period
from pages.parts.sentences import growth as say
from pages.parts.sentences import places as say_places

DIMENSIONS = ("region", "salesperson", "category", "department", "sales_point", "industry")
QUESTIONS = ("bridge", "retention", "bridge_accounts")
COLUMNS = (
    *("account_name", "bridge_kind", "value", "net_sales_before", "net_sales", "change"),
    *("last_order_on", "region", "salesperson"),
)
MORE = ("first_order_on", "owner")


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    period_bar.show(scope, look)
    question = _("What made sales grow or fall?")
    whole = session.ask("retention", scope, dimension="company")
    if whole.empty:
        layout.finding(question, say.no_base(scope, look))
        missing_export.show("second_year")
        layout.computed(QUESTIONS, scope)
        return
    kinds = session.ask("bridge", scope, dimension="company")
    layout.finding(question, say.bridge(whole.iloc[0], kinds, scope, look))
    layout.cards(cards(whole.iloc[0], kinds, look))
    left, right = st.columns([3, 2], gap="medium")
    with right:
        dimension, of = _retention(scope, look)
    with left:
        _waterfall(kinds, dimension, of, scope, look)
    _accounts(dimension if of else "company", of, scope, look)
    layout.computed(QUESTIONS, scope)


def cards(kept: pd.Series, kinds: pd.DataFrame, look: Look) -> list[Card]:
    """NRR, GRR, accounts kept, new ones, the difference."""
    change = counted.number(kinds["change"].sum())
    return [
        Card(
            _("Change"),
            look.signed_money(change),
            look.change(kept["net_sales"], kept["net_sales_before"]),
        ),
        Card(
            _("NRR"),
            look.share(kept["nrr"]),
            help=_(
                "Net revenue retention: what the accounts of then buy now, as a share of what "
                "they bought then."
            ),
        ),
        Card(
            _("GRR"),
            look.share(kept["grr"]),
            help=_("The same, but no account counts above what it bought then."),
        ),
        Card(
            _("Accounts kept"),
            look.count(kept["accounts_kept"]),
            note=_("of {n}").format(n=look.count(kept["accounts_before"])),
        ),
        Card(
            _("New accounts"),
            look.count(kept["accounts_new"]),
            note=look.money_short(kept["new_sales"]),
        ),
    ]


def _waterfall(
    kinds: pd.DataFrame, dimension: str, of: str | None, scope: Scope, look: Look
) -> None:
    if of:
        cut = session.ask("bridge", scope, dimension=dimension)
        kinds = cut[cut["value"].map(growth_words.code) == of]
    with st.container(horizontal=True, height=40, border=False):
        if of:
            picks.button("of", growth_words.value(of))
            places.filter_button(dimension, of)
        picks.button("kind", growth_words.kind(picks.chosen("kind") or ""))
        if not of and not picks.chosen("kind"):
            layout.note(_("Click a step or a bar for the accounts behind it."))
    figure = growth.bridge(kinds, look, period.ends(scope, look), say.bridge_title(kinds, of, look))
    picks.chart(figure, "bridge", "kind")


def _retention(scope: Scope, look: Look) -> tuple[str, str | None]:
    """NRR and GRR by a dimension; gives the dimension and the value picked."""
    labels = dimensions.known(DIMENSIONS, scope)
    dimension = choices.select(_("Broken down by"), labels, "by")
    values = session.ask("retention", scope, dimension=dimension)
    of = picks.chosen("of", values["value"].map(growth_words.code))
    figure = growth.retention(values, look, say.retention_title(values, look), chosen=of)
    picks.chart(figure, f"retention_{dimension}", "of")
    if text := say_places.retention_parts(places.several(scope), dimension):
        layout.note(text)
    return dimension, of


def _accounts(dimension: str, of: str | None, scope: Scope, look: Look) -> None:
    """The accounts behind the step and the value that were picked, else all."""
    accounts = session.ask("bridge_accounts", scope, dimension=dimension)
    accounts = accounts.assign(bridge_kind=accounts["kind"])
    if of:
        accounts = accounts[accounts["value"].map(growth_words.code) == of]
    kind = picks.chosen("kind")
    if kind in set(accounts["kind"]):
        accounts = accounts[accounts["kind"] == kind]
    else:
        kind = None
    layout.section(say.behind(kind, of, len(accounts), look))
    account_table.show(
        accounts,
        "bridge_accounts",
        [name for name in COLUMNS if name != (dimension if of else "value")],
        totals=["net_sales_before", "net_sales", "change"],
        labels={"value": words.column(dimension)},
        more=MORE,
    )
