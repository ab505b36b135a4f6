"""Where the address names no account that we know: say so, and help to find one."""

import streamlit as st

from charts.names import brief
from locales import _
from pages.parts import layout, session, sidebar
from pages.parts.text import md_escape

SHOWN = 12


def show(wanted: str) -> None:
    """A clear sentence, a search box, and the accounts that it finds."""
    question = _("Which account?")
    if wanted:
        layout.finding(
            question, _("No account {account} is known at this date.").format(account=wanted)
        )
    else:
        layout.finding(question, _("Type a name or a number to open an account."))
    typed = st.text_input(
        _("Find an account"), key="which_account", placeholder=_("Name or number"), type="search"
    )
    hits = sidebar.find((typed or "").casefold().split())
    for hit in hits.head(SHOWN).itertuples():
        st.page_link(
            "account/account.py",
            label=md_escape(brief(hit.account_name or hit.account_id)),
            help=md_escape(hit.account_id),
            query_params=session.params_for(account=str(hit.account_id)),
        )
    if hits.empty:
        layout.note(_("No account of this name or ID."))
