"""Where lines were sold and where accounts belong: what the book knows of it, and a pick made a
filter of every page."""

import pandas as pd
import streamlit as st

from analytics.scope import FILTERS, Scope
from charts import growth_words, words
from locales import _
from pages.parts import session
from pages.parts.text import md_escape


def several(scope: Scope) -> pd.DataFrame:
    """How many accounts of the whole book buy in one and in several regions and the like."""
    return session.ask("several_places", whole(scope))


def whole(scope: Scope) -> Scope:
    """The whole book of a scope's data version and currency."""
    return Scope(version=scope.version, currency=scope.currency)


def of_lines(dimension: str) -> str | None:
    """The filter that takes the lines of which a chart by this dimension draws its marks."""
    for key in (f"sold_{dimension}", dimension):
        if key in FILTERS:
            return key
    return None


def filter_button(dimension: str, value: object) -> None:
    """Offers a value picked in a chart as a filter of every page: the lines that it draws."""
    key = of_lines(dimension)
    if (
        key is None
        or growth_words.code(value) == growth_words.NOT_KNOWN
        or session.held(key) == [str(value)]
    ):
        return
    text = _("{name}: {value}, on every page").format(name=words.column(key), value=value)
    st.button(
        md_escape(text),
        key=f"filter_by_{key}",
        icon=":material/filter_alt:",
        type="tertiary",
        on_click=session.hold,
        args=({key: [str(value)]},),
    )
