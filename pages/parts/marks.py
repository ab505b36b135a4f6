"""The marks of the classes and the cost of money and returns: shown, changed, in the ledger."""

import pandas as pd
import streamlit as st

from data.book import settings
from data.refusal import Refused
from locales import _
from pages.parts import layout, session
from pages.parts.sentences import concentration as say
from pages.parts.text import md_escape

FIELDS = ("a_share_to", "b_share_to", "cost_of_money_rate", "return_cost_rate")


def button(marks: pd.Series) -> None:
    """A button that names the marks in force; behind it the form."""
    look = session.look()
    with st.popover(md_escape(say.marks_label(marks, look)), icon=":material/tune:"):
        layout.note(_("Changed for everybody, from now on; the history keeps what was before."))
        form(marks)


def form(marks: pd.Series) -> None:
    """The four figures and the button that sets them."""
    labels = {
        "a_share_to": _("Class A makes the first … % of sales"),
        "b_share_to": _("Class B reaches … %"),
        "cost_of_money_rate": _("Money outstanding costs … % a year"),
        "return_cost_rate": _("A return costs … % of its value"),
    }
    with st.form("marks_form", border=False):
        for name in FIELDS:
            st.number_input(
                labels[name],
                min_value=0.0,
                max_value=100.0,
                value=round(float(marks[name]) * 100, 4),
                step=1.0,
                key=f"marks_{name}",
            )
        st.form_submit_button(_("Set"), icon=":material/check:", on_click=_save)
    if wrong := session.take("marks_wrong"):
        st.error(md_escape(wrong), icon=":material/error:")


def _save() -> None:
    """Keeps the marks as a ledger event."""
    session.speak()
    content = {name: round(float(session.chosen(f"marks_{name}")) / 100, 6) for name in FIELDS}
    if not 0 < content["a_share_to"] < content["b_share_to"] <= 1:
        session.keep("marks_wrong", _("Class B must reach further than class A. Nothing was set."))
        return
    try:
        settings.save(session.warehouse(), settings.CONCENTRATION, "marks", content, session.who())
    except Refused as refused:
        session.keep("marks_wrong", str(refused))
