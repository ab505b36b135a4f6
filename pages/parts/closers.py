"""Who may close and reopen months: shown, and set for everybody."""

import streamlit as st

from data.closing import authority
from data.refusal import Refused
from locales import _
from pages.parts import session
from pages.parts.text import md_escape

SAID = "closers_said"


def form() -> None:
    """The names, one a line, and the button that keeps them."""
    with st.form("closers_form", border=False):
        st.text_area(
            _("These people, one name a line; empty: everybody"),
            "\n".join(authority.closers(session.company_warehouse())),
            key="closers_names",
            height=100,
        )
        st.form_submit_button(_("Set"), icon=":material/check:", on_click=_save)
    if told := session.take(SAID):
        st.error(md_escape(told), icon=":material/block:")


def _save() -> None:
    session.speak()
    names = str(session.chosen("closers_names") or "").splitlines()
    try:
        authority.entitle(session.company_warehouse(), names, session.who())
    except Refused as refused:
        session.keep(SAID, str(refused))
