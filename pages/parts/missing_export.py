"""Where a page, a tab or half of one cannot be filled: one card that says which export brings it,
with a small picture of that export."""

import csv
import html
import io

import streamlit as st

from charts import words
from data import catalogue
from locales import _
from pages.parts.sentences import unlocks
from pages.parts.text import md_escape

ROWS = 2
_CELL = "padding:3px 10px;border-bottom:1px solid rgba(128,128,128,.3);white-space:nowrap"
_SHEET = (
    "border-collapse:collapse;font-size:12px;line-height:1.4;border-radius:6px;overflow:hidden;"
    "box-shadow:0 0 0 1px rgba(128,128,128,.35)"
)


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
            st.html(_picture(unlock))


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


def _picture(unlock: unlocks.Unlock) -> str:
    """The first records of the template, with the columns that count, as a small sheet."""
    text = catalogue.template(unlock.kind).decode("utf-8-sig")
    records = list(csv.DictReader(io.StringIO(text)))[:ROWS]
    head = _row("th", [words.column(name) for name in unlock.columns])
    body = "".join(_row("td", [record[name] for name in unlock.columns]) for record in records)
    alt = html.escape(_("An example of {kind}").format(kind=words.kind(unlock.kind)), quote=True)
    return (
        f"<div style='overflow-x:auto;padding:2px'><table aria-label='{alt}' style='{_SHEET}'>"
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _row(tag: str, cells: list[str]) -> str:
    told = "".join(
        f"<{tag} style='{_CELL};text-align:left'>{html.escape(cell)}</{tag}>" for cell in cells
    )
    return f"<tr>{told}</tr>"
