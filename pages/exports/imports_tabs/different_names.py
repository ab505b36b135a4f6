"""Names that look alike and are not the same: what people said, each with the click back."""

from datetime import UTC

import streamlit as st

from charts import words
from data.names import different
from data.warehouse import Refused, Warehouse
from locales import _
from pages.parts import layout, session
from pages.parts.sentences import names as say
from pages.parts.text import md_escape


def show(warehouse: Warehouse) -> None:
    """Draws the accounts marked as different, newest first, and the button that undoes a mark."""
    marks = different.marked_different(warehouse)
    if marks.empty:
        return
    layout.section(_("Not the same"))
    labels = [say.different(names) for names in marks["names"]]
    moments = [moment.to_pydatetime().replace(tzinfo=UTC) for moment in marks["saved_at"]]
    table = marks.assign(
        account_name=labels, when=[f"{moment.astimezone():%Y-%m-%d %H:%M}" for moment in moments]
    )
    headings = {
        "account_name": _("Different accounts"),
        "when": words.column("made_at"),
        "who": words.column("who"),
    }
    st.dataframe(
        table[list(headings)], hide_index=True, key="different_names", column_config=headings
    )
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    chosen = left.selectbox(
        _("Accounts to list again"),
        range(len(labels)),
        format_func=lambda i: labels[i],
        key=f"alike_{len(labels)}",
    )
    with right:
        if st.button(_("List them again"), icon=":material/undo:", key="alike_now"):
            _list_again(warehouse, marks["accounts"][chosen])


def _list_again(warehouse: Warehouse, accounts: list[str]) -> None:
    try:
        different.mark_different(warehouse, accounts, session.who(), is_different=False)
    except Refused as refused:
        st.error(md_escape(str(refused)), icon=":material/block:")
        return
    st.rerun()
