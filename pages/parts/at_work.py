"""Who is at work: the name that a reader gives, kept for the visit and told in histories."""

import streamlit as st

from locales import _
from pages.parts import session

LONGEST = 80


def ask(place: str) -> None:
    """A field for the name; `place` tells it from the same field elsewhere on the page."""
    key = session.draw(f"who_{place}", session.who())
    st.text_input(
        _("Your name"),
        key=key,
        max_chars=LONGEST,
        help=_(
            "Stands in the history beside what you do. It is taken on trust: there is no sign-in."
        ),
        on_change=_took,
        args=(key,),
    )


def _took(key: str) -> None:
    session.keep(session.WHO, " ".join(str(session.chosen(key) or "").split()))
