"""The fitted values of the ruler: confirmed by a click, and fitted anew when a year has passed."""

from datetime import date

import pandas as pd
import streamlit as st

from analytics import preview, ruler
from analytics.scope import Scope, a_year_before
from charts.theme import Look
from locales import _
from pages.parts import layout, ruler_panel, session
from pages.parts.sentences import rulers


def confirm(in_force: Scope, look: Look) -> None:
    """The offer to confirm what is measured anew in every picture, so that it stands still."""
    rules = in_force.ruler
    if not rules.is_measured or rules.is_frozen or rules.cut_points == "moving":
        return
    with st.container(border=True):
        layout.note(rulers.to_confirm(in_force, look))
        st.button(
            _("Confirm and freeze"),
            key="ruler_confirm",
            type="primary",
            icon=":material/verified:",
            on_click=ruler_panel.make_official,
            args=(in_force,),
        )


def offer(saved: pd.DataFrame, in_force: Scope, look: Look) -> None:
    """A year after the last fit: what a new one would change, and the button that takes it."""
    fitted_on = _fitted_on(saved)
    if not in_force.ruler.is_frozen or fitted_on is None or in_force.as_of is None:
        return
    if fitted_on <= a_year_before(in_force.as_of):
        _offer(fitted_on, in_force, look)


def _fitted_on(saved: pd.DataFrame) -> date | None:
    official = saved[saved["is_in_force"]]
    if official.empty:
        return None
    content = ruler.read_content(official["content"].iloc[0])
    fitted = (content or {}).get("fitted")
    return date.fromisoformat(fitted["as_of"]) if fitted else None


def _offer(fitted_on: date, in_force: Scope, look: Look) -> None:
    moving = session.settled(_by_its_own(in_force))
    found = preview.of(session.ask("rfm", in_force), session.ask("rfm", moving))
    with st.container(border=True):
        layout.section(_("A new fit is due"))
        layout.note(rulers.new_fit(fitted_on, found, look))
        with st.container(horizontal=True):
            st.button(
                _("Show who would move"),
                key="ruler_show_fit",
                icon=":material/compare_arrows:",
                on_click=session.hold,
                args=({"cut_points": ["moving"]},),
            )
            st.button(
                _("Take the new fit"),
                key="ruler_new_fit",
                icon=":material/verified:",
                on_click=ruler_panel.make_official,
                args=(in_force,),
            )


def _by_its_own(in_force: Scope) -> Scope:
    unsettled = Scope(as_of=in_force.as_of, version=in_force.version, currency=in_force.currency)
    return unsettled.set("cut_points", ["moving"])
