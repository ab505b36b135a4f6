"""Who earns our margin, and who takes it back? Whale curve, quadrants, the margin after cash."""

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts import whale as drawn
from charts.theme import Look
from locales import _
from pages.parts import (
    account_table,
    choices,
    layout,
    marks,
    missing_export,
    numbers,
    picks,
    session,
    small_table,
)
from pages.parts.sentences import profit as say

QUESTIONS = ("whale", "dso", "ageing")
COLUMNS = ("account_name", "quadrant", "net_sales", "margin", "margin_rate_share", "margin_class")
CASH = ("adjusted_margin", "adjusted_class", "cost_of_money", "cost_of_returns")
WHO = ("segment", "region", "salesperson")
OWED = ("outstanding", "overdue", "collection_days")


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    question = _("Who earns our margin, and who takes it back?")
    found = session.ask("whale", scope)
    if found.empty:
        layout.finding(question, _("No margin is known: order lines have no cost."))
        missing_export.show("margin")
        return
    owed = session.ask("dso", scope).iloc[0]
    has_invoices = int(owed["invoices"]) > 0
    after = session.param("after") == "cash"
    layout.finding(question, say.whale(found, after, look))
    after = _switches(scope)
    place = st.columns([3, 2])
    with place[0]:
        title = say.whale_title(found, after, look)
        layout.chart(drawn.curve(found, after, look, title), "whale", on_pick=_took_side)
    placed, clicked = _quadrant(found, after, place[1], look)
    _table(placed, clicked, after, look, has_invoices=has_invoices)
    if has_invoices:
        _cash(owed, scope, look)
    else:
        missing_export.show("receivables")
    rates = session.ask("abc_marks", scope).iloc[0]
    layout.computed(QUESTIONS, scope, say.rates_in_words(rates, look))


def _switches(scope: Scope) -> bool:
    """Before or after cash, and the settings."""
    with st.container(horizontal=True, vertical_alignment="center"):
        labels = {"margin": _("Margin"), "cash": _("After cash and returns")}
        after = choices.switch(_("Which margin"), labels, "after") == "cash"
        marks.button(session.ask("abc_marks", scope).iloc[0])
    return after


def _quadrant(
    found: pd.DataFrame, after: bool, place: st.delta_generator.DeltaGenerator, look: Look
) -> tuple[pd.DataFrame, str | None]:
    """Sales against margin with the reader's cuts; the accounts with their quadrant, the click."""
    margin = "adjusted_margin" if after else "margin"
    usual_sales, usual_rate = say.usual_cuts(found)
    with place:
        holder = st.container()
        left, right = st.columns(2)
        with left:
            sales_from = numbers.number(_("Large: sales from"), "large", usual_sales, 1000.0)
        with right:
            rate = numbers.number(_("Good margin from, %"), "good", usual_rate, 1.0)
        placed = found.assign(
            quadrant=drawn.quadrant_of(found, sales_from, rate / 100, margin),
            margin_rate_share=say.margin_rate(found, margin),
        )
        title = say.quadrant_title(placed, look)
        with holder:
            picture = drawn.quadrant(placed, sales_from, rate / 100, margin, look, title)
            picks.chart(picture, "quadrant", "quadrant")
    return placed, picks.chosen("quadrant", drawn.QUADRANTS)


def _took_side() -> None:
    """A click on the whale lists the accounts on that side of its peak."""
    points = session.picked("whale")
    if points:
        picks.let_go("quadrant")
        session.set_param("show", None if points[0][1] == "right" else str(points[0][1]))


def _table(
    placed: pd.DataFrame, clicked: str | None, after: bool, look: Look, *, has_invoices: bool
) -> None:
    """The accounts right of the peak, those that cash moves down, or all; a click goes first."""
    labels = {
        "right": _("Right of the peak"),
        "left": _("Left of the peak"),
        "cash": _("Class A that falls after cash"),
        "all": _("All accounts"),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = choices.switch(_("What to list"), labels, "show")
        picks.button("quadrant", drawn.quadrant_name(clicked))
    own = "adjusted_margin" if after else "margin"
    listed = placed.sort_values("adjusted_place" if after else "place")
    if clicked:
        listed = listed[listed["quadrant"] == clicked]
        title = say.quadrant_table(clicked, listed, look)
    elif chosen == "left":
        listed = listed[listed[own] >= 0]
        title = say.left_title(listed, own, look)
    elif chosen == "right":
        listed = listed[listed[own] < 0].sort_values(own)
        title = say.right_title(listed, own, look)
    elif chosen == "cash":
        listed = listed[(listed["margin_class"] == "A") & (listed["adjusted_class"] != "A")]
        title = say.fallen_title(listed, placed, look)
    else:
        title = say.all_title(listed, look)
    layout.section(title)
    shows_cash = after or chosen == "cash"
    account_table.show(
        listed,
        "profit",
        (*COLUMNS, *(CASH if shows_cash else WHO)),
        totals=["net_sales", "margin", *(["adjusted_margin"] if shows_cash else [])],
        labels={"margin_class": _("Class by margin")},
        more=(*(WHO if shows_cash else CASH), *(OWED if has_invoices else ())),
    )


def _cash(owed: pd.Series, scope: Scope, look: Look) -> None:
    """What is owed, how long that is in days of sales, and how old it is."""
    layout.section(say.owed_title(owed, look))
    small_table.show(
        _("By age"),
        session.ask("ageing", scope),
        "ageing",
        ("ageing_bucket", "invoices", "outstanding"),
    )
