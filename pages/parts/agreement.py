"""A book that does not agree with its ledger: said above every page, until it is made anew."""

from collections.abc import Hashable

import streamlit as st

from data import ledger
from data.book.commit import Disagreement
from data.keeping import health
from data.warehouse import Warehouse
from locales import _
from pages.parts import session
from pages.parts.text import md_escape


def banner() -> None:
    """Says that the book lost something, or holds more than was done; nothing when all is well."""
    own = session.company_warehouse()
    stamp = (str(own.home), own.version(), *ledger.stamp(own.home))
    found = _disagreement(own, stamp)
    if found is not None:
        missing = _(
            "The book does not agree with its ledger: figures may be missing. "
            "The Health page makes it anew from the originals."
        )
        behind = _(
            "The ledger does not tell what the book holds, and nothing can be loaded. "
            "Figures are all there. The Health page writes the ledger anew from the book."
        )
        said = behind if found.of_ledger else missing
        st.error(md_escape(said), icon=":material/report:")
        st.page_link(
            "settings/settings.py",
            label=_("Health"),
            icon=":material/monitor_heart:",
            query_params={"tab": "health"},
        )


@st.cache_data(max_entries=20, show_spinner=False)
def _disagreement(_own: Warehouse, stamp: tuple[Hashable, ...]) -> Disagreement | None:
    return health.disagreement(_own)
