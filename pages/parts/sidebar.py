"""Under the menu: the account search and the language; above the page: the banner of the demo."""

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts.names import brief
from locales import LANGUAGES, _
from pages.parts import session
from pages.parts.text import md_escape

HITS_SHOWN = 8
SHORT = {"en": "en", "zh_CN": "zh"}


def show() -> None:
    """The account search and the language switch."""
    with st.sidebar:
        if session.has_moved():
            session.draw("account_search", "")
        _search()
        key = session.draw("language", session.language())
        st.segmented_control(
            _("Language"),
            list(LANGUAGES),
            key=key,
            required=True,
            format_func=LANGUAGES.__getitem__,
            label_visibility="collapsed",
            on_change=_hold_language,
            args=(key,),
        )


def _hold_language(key: str) -> None:
    session.hold({"lang": [SHORT[session.chosen(key)]]})


@st.fragment
def _search() -> None:
    session.speak()
    typed = st.text_input(
        _("Find an account"),
        key="account_search",
        type="search",
        placeholder=_("Find an account"),
        label_visibility="collapsed",
        icon=":material/search:",
        live=True,
    )
    needles = (typed or "").casefold().split()
    if not needles:
        return
    hits = find(needles)
    for hit in hits.head(HITS_SHOWN).itertuples():
        st.page_link(
            "account/account.py",
            label=md_escape(brief(hit.account_name)),
            help=md_escape(hit.account_id),
            query_params=session.params_for(account=str(hit.account_id)),
        )
    if hits.empty:
        st.caption(_("No account of this name or ID."))
    elif len(hits) > HITS_SHOWN:
        st.caption(_("{n} more; type on.").format(n=len(hits) - HITS_SHOWN))


def find(needles: list[str]) -> pd.DataFrame:
    """Accounts whose name or id holds every word, whoever the filters let through."""
    known = session.ask("rfm", session.settled(Scope()))
    text = (known["account_name"].fillna("") + " " + known["account_id"].fillna("")).str.casefold()
    found = known
    for needle in needles:
        found = found[text.loc[found.index].str.contains(needle, regex=False)]
    return found


def demo_banner() -> None:
    """Says that the company is made up, and where one's own exports go."""
    with st.container(horizontal=True, vertical_alignment="center", key="demo_banner"):
        st.badge(_("Made-up company"), icon=":material/science:", color="orange")
        st.caption(_("Everything shown is invented. Import your own files to see yours."))
        st.page_link("exports/imports.py", label=_("Import my files"), icon=":material/upload:")
