"""The first month of the fiscal year: tried in this link, then set for everybody in the ledger."""

import streamlit as st

from analytics.scope import Scope
from charts.theme import Look
from data.book import settings
from data.refusal import Refused
from locales import _
from pages.parts import session
from pages.parts.sentences import company
from pages.parts.text import md_escape


def choose(scope: Scope, look: Look) -> None:
    """The month of this link, and while it is not everybody's the button that makes it so."""
    key = session.draw("sales_fiscal_month", scope.fiscal_month or 1)
    everybodys = session.everybodys().fiscal_month
    st.selectbox(
        _("The fiscal year begins in"),
        list(range(1, 13)),
        key=key,
        format_func=lambda month: company.month(month, look),
        on_change=_hold,
        args=(key, everybodys),
    )
    if scope.fiscal_month != everybodys:
        st.button(
            _("Set for everybody"),
            key="set_fiscal_month",
            icon=":material/check:",
            help=_("Changed for everybody, from now on; the history keeps what was before."),
            on_click=_save,
            args=(scope.fiscal_month,),
        )
    _wrong()


def form(scope: Scope, look: Look) -> None:
    """The month of everybody and the button that sets another, for the settings."""
    with st.form("fiscal_year_form", border=False):
        st.selectbox(
            _("The fiscal year begins in"),
            list(range(1, 13)),
            index=(scope.fiscal_month or 1) - 1,
            key="fiscal_month_for_all",
            format_func=lambda month: company.month(month, look),
        )
        st.form_submit_button(_("Set"), icon=":material/check:", on_click=_save_chosen)
    _wrong()


def _save_chosen() -> None:
    _save(int(session.chosen("fiscal_month_for_all")))


def _wrong() -> None:
    if wrong := session.take("fiscal_month_wrong"):
        st.error(md_escape(wrong), icon=":material/error:")


def _hold(key: str, everybodys: int | None) -> None:
    chosen = session.chosen(key)
    session.hold({"fiscal_month": [] if chosen == everybodys else [str(chosen)]})


def _save(month: int) -> None:
    """Keeps the month as a ledger event; the link need not name it any more."""
    session.speak()
    content = {"first_month": month}
    try:
        settings.save(
            session.warehouse(), settings.FISCAL_YEAR, "first_month", content, session.who()
        )
        session.hold({"fiscal_month": []})
    except Refused as refused:
        session.keep("fiscal_month_wrong", str(refused))
