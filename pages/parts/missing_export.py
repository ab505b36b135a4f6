"""Where a page, a tab or half of one cannot be filled: one card that says which export brings it,
with a small picture of that export."""

import csv
import io

import pandas as pd
import streamlit as st

from charts import words
from data import catalogue
from locales import _
from pages.parts.sentences import unlocks
from pages.parts.text import md_escape

ROWS = 2


def show(what: str) -> None:
    """The card for a thing that is not loaded, by its code (`unlocks.of`)."""
    unlock = unlocks.of(what)
    with st.container(border=True, key=f"missing_{what}"):
        text, picture = st.columns([3, 2], vertical_alignment="center", gap="medium")
        with text:
            st.markdown(f"**{md_escape(unlock.title)}**")
            st.markdown(md_escape(unlock.brings))
            asked = _("The export: {kind}, with {columns}.").format(
                kind=words.kind(unlock.kind),
                columns=_(", ").join(words.column(name) for name in unlock.columns),
            )
            st.caption(md_escape(asked))
            _ways(unlock.kind, what)
        with picture:
            st.table(_picture(unlock), border=True, hide_index=True)


def _ways(kind: str, what: str) -> None:
    """Where to import it, and a template to fill in."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("exports/imports.py", label=_("Import files"), icon=":material/upload:")
        st.download_button(
            _("Template to fill in"),
            lambda: catalogue.template(kind),
            file_name=f"{kind}.csv",
            mime="text/csv",
            key=f"template_{what}",
            on_click="ignore",
            icon=":material/download:",
        )


def _picture(unlock: unlocks.Unlock) -> pd.DataFrame:
    """The first records of the template, with the columns that count, as a small sheet."""
    text = catalogue.template(unlock.kind).decode("utf-8-sig")
    records = list(csv.DictReader(io.StringIO(text)))[:ROWS]
    return pd.DataFrame(
        {
            md_escape(words.column(name)): [md_escape(record[name]) for record in records]
            for name in unlock.columns
        }
    )
