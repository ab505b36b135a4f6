"""Saving the weights of a ranking, and the history with taking back and putting back."""

import json
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts.theme import Look
from data import clock
from data.book import settings
from locales import _
from pages.parts import layout, session
from pages.parts.sentences import ranking as say
from pages.parts.sentences import rulers
from pages.parts.text import md_escape

SHOWN = 8


def show(weights: dict[str, float], saved: pd.DataFrame, scope: Scope, look: Look) -> None:
    """Choosing a saved ranking, saving this one, and what was saved before."""
    layout.note(say.in_force(saved, look))
    _choose(saved)
    _form(weights, scope)
    for row in saved.head(SHOWN).to_dict("records"):
        _row(row, weights, look)
    if len(saved) > SHOWN:
        layout.note(rulers.older(len(saved) - SHOWN, look))


def _choose(saved: pd.DataFrame) -> None:
    names = list(saved.loc[saved["is_newest_of_name"], "name"])
    wanted = session.param("ranking")
    st.selectbox(
        _("Saved rankings"),
        names,
        index=None,
        key=session.draw("ranking_name", wanted if wanted in names else None),
        on_change=_took,
        placeholder=_("none"),
        disabled=not names,
    )


def _took() -> None:
    session.set_param("ranking", session.chosen("ranking_name"))
    session.set_param("index_weights", None)


def _form(weights: dict[str, float], scope: Scope) -> None:
    with st.form("ranking_save", border=True):
        name, day, official, save = st.columns([3, 2, 3, 1], vertical_alignment="bottom")
        name.text_input(
            _("Save these weights as"),
            key="ranking_new",
            value=session.param("ranking") or "",
            max_chars=60,
        )
        day.date_input(_("Holds from"), key="ranking_from", value=scope.as_of, format="YYYY-MM-DD")
        official.checkbox(
            _("Make it the official ranking"),
            key="ranking_official",
            help=_("The page and its links use the official weights unless others are chosen."),
        )
        save.form_submit_button(
            _("Save"), icon=":material/save:", on_click=_save, args=(weights,), width="stretch"
        )


def _save(weights: dict[str, float]) -> None:
    """Keeps the weights as a ledger event; a name used before gets a new version."""
    session.speak()
    name = (session.chosen("ranking_new") or "").strip()
    if not name:
        session.keep("ranking_wrong", _("Give the ranking a name. Nothing was saved."))
        return
    is_official = bool(session.chosen("ranking_official"))
    content = {
        "weights": weights,
        "from_on": str(session.chosen("ranking_from") or clock.today()),
        "is_official": is_official,
    }
    with layout.guard():
        settings.save(session.warehouse(), settings.RANKING, name, content, session.who())
        session.set_param("ranking", None if is_official else name)
        session.set_param("index_weights", None)


def _row(row: dict[str, Any], weights: dict[str, float], look: Look) -> None:
    saved_at = pd.Timestamp(row["saved_at"]).to_pydatetime()
    with st.container(border=True):
        what, told, use, undo = st.columns([3, 5, 2, 2], vertical_alignment="center")
        what.markdown(f"**{md_escape(row['name'])}**")
        with what.container(horizontal=True):
            for text, colour in rulers.standing(row):
                st.badge(text, color=colour)
        told.markdown(md_escape(say.weights_in_words(json.loads(row["weights"]), look)))
        told.caption(md_escape(rulers.who(row, look)))
        use.button(
            _("Use"),
            key=f"ranking_use_{saved_at:%Y%m%d%H%M%S%f}",
            icon=":material/visibility:",
            on_click=_use,
            args=(weights | json.loads(row["weights"]),),
        )
        undo.button(
            _("Put back") if row["is_taken_back"] else _("Take back"),
            key=f"ranking_turn_{saved_at:%Y%m%d%H%M%S%f}",
            icon=":material/redo:" if row["is_taken_back"] else ":material/undo:",
            on_click=_turn,
            args=(saved_at, not row["is_taken_back"]),
        )


def _use(weights: dict[str, float]) -> None:
    """The weights of one version, newest or not, in the link."""
    session.set_param("ranking", None)
    session.set_param("index_weights", ",".join(f"{weight:.0f}" for weight in weights.values()))


def _turn(saved_at: datetime, is_taken_back: bool) -> None:
    session.speak()
    with layout.guard():
        settings.save(
            session.warehouse(),
            settings.RANKING_TURNED,
            f"{saved_at:%Y-%m-%dT%H:%M:%S.%f}",
            {"is_taken_back": is_taken_back},
            session.who(),
        )
