"""A book that does not agree with its ledger: said above every page, until it is made anew."""

from collections.abc import Hashable

import streamlit as st

from data import ledger
from data.keeping import health
from data.warehouse import Warehouse
from locales import _
from pages.parts import session
from pages.parts.text import md_escape


def banner() -> None:
    """Says that the book lost something, or holds more than was done; nothing when all is well."""
    own = session.own_warehouse()
    stamp = (str(own.home), own.version(), ledger.size(own.home))
    if not _agrees(own, stamp):
        st.error(
            md_escape(
                _(
                    "The book does not agree with its ledger: figures may be missing. "
                    "The Health page makes it anew from the originals."
                )
            ),
            icon=":material/report:",
        )
        st.page_link(
            "settings/settings.py",
            label=_("Health"),
            icon=":material/monitor_heart:",
            query_params={"tab": "health"},
        )


@st.cache_data(max_entries=20, show_spinner=False)
def _agrees(_own: Warehouse, stamp: tuple[Hashable, ...]) -> bool:
    return health.agrees(_own)
