"""Saving a ruler under a name, and the history of rulers with taking back and putting back."""

from dataclasses import replace
from datetime import datetime

import pandas as pd
import streamlit as st

from analytics import book
from analytics.scope import Scope
from charts.theme import Look
from data import clock
from data.keeping import page_entries
from locales import _
from pages.parts import layout, ruler_fields, session
from pages.parts.sentences import rulers
from pages.parts.text import md_escape

SHOWN = 12


def save(scope: Scope) -> None:
    """The fields and the button that save the choices above."""
    layout.section(_("Save this ruler"))
    with st.form("ruler_save", border=True):
        name, day, official = st.columns([3, 2, 3], vertical_alignment="bottom")
        name.text_input(
            _("Name"), key="ruler_save_name", value=scope.ruler_name or "", max_chars=60
        )
        day.date_input(
            _("Holds from"), key="ruler_save_from", value=scope.as_of, format="YYYY-MM-DD"
        )
        official.checkbox(
            _("Make it the official ruler"),
            key="ruler_save_official",
            help=_("Every page, link and command uses the official one unless another is chosen."),
        )
        st.form_submit_button(
            _("Save"), icon=":material/save:", type="primary", on_click=_save, args=(scope,)
        )
    told = session.take("ruler_said")
    if told is not None:
        (st.success if told[0] else st.error)(md_escape(told[1]))


def _save(scope: Scope) -> None:
    session.speak()
    name = (session.chosen("ruler_save_name") or "").strip()
    is_official = bool(session.chosen("ruler_save_official"))
    if not name and not is_official:
        session.keep("ruler_said", (False, _("Give the ruler a name to save it under.")))
        return
    with layout.guard():
        name = name or _("Official ruler")
        with session.warehouse().cursor() as cursor:
            content = book.fit(cursor, replace(scope, ruler_name=None))
        from_on = session.chosen("ruler_save_from") or clock.today()
        page_entries.save_ruler(
            session.warehouse(), content, session.who(), name, from_on, is_official
        )
        ruler_fields.let_go()
        if not is_official:
            session.hold({"ruler": [name]})
        session.keep("ruler_said", (True, rulers.saved(name, from_on, is_official=is_official)))


def history(saved: pd.DataFrame, look: Look) -> None:
    """Every ruler that was saved, newest first, each with what can be done with it."""
    if saved.empty:
        return
    layout.section(_("Rulers that were saved"))
    for row in saved.head(SHOWN).to_dict("records"):
        _row(row, look)
    if len(saved) > SHOWN:
        layout.note(rulers.older(len(saved) - SHOWN, look))


def _row(row: dict[str, object], look: Look) -> None:
    saved_at = pd.Timestamp(str(row["saved_at"])).to_pydatetime()
    with st.container(border=True):
        what, who, use, undo = st.columns([4, 4, 2, 2], vertical_alignment="center")
        what.markdown(f"**{md_escape(row['name'])}**")
        with what.container(horizontal=True):
            for text, colour in rulers.badges(row):
                st.badge(text, color=colour)
        who.markdown(md_escape(rulers.summary(row)))
        who.caption(md_escape(rulers.who(row, look)))
        if not row["is_taken_back"] and not row["is_in_force"]:
            use.button(
                _("Use"),
                key=f"ruler_use_{saved_at:%Y%m%d%H%M%S%f}",
                icon=":material/visibility:",
                disabled=not row["is_newest_of_name"],
                on_click=_use,
                args=(str(row["name"]),),
            )
        undo.button(
            _("Put back") if row["is_taken_back"] else _("Take back"),
            key=f"ruler_undo_{saved_at:%Y%m%d%H%M%S%f}",
            icon=":material/redo:" if row["is_taken_back"] else ":material/undo:",
            on_click=_turn,
            args=(saved_at, bool(row["is_taken_back"])),
        )


def _use(name: str) -> None:
    ruler_fields.let_go()
    session.hold({"ruler": [name]})


def _turn(saved_at: datetime, is_taken_back: bool) -> None:
    session.speak()
    with layout.guard():
        turn = page_entries.put_back_ruler if is_taken_back else page_entries.take_back_ruler
        turn(session.warehouse(), saved_at, session.who())
