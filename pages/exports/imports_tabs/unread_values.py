"""What is not read: columns with few values and the money of each, so that a person sees what no
list of words knows. One click asks what the values of a column count as."""

import streamlit as st

from data.column_values import ColumnValues, money, name, unasked
from data.intake import Proposal
from data.report import ASK, ValueMeaning
from locales import _, ngettext
from pages.exports.imports_tabs.upload_session import FileGroup, UploadSession
from pages.parts import layout, session
from pages.parts.text import md_escape

COLUMNS, VALUES, NAMED = 8, 6, 3


def show(upload: UploadSession, group: FileGroup, proposal: Proposal) -> None:
    """The columns, those whose values differ in money first."""
    unread = unasked(proposal.reports)
    if not unread:
        return
    names = _(", ").join(column.header for column in unread[:NAMED])
    title = ngettext(
        "Octant does not read {n} column with few values: {headers}",
        "Octant does not read {n} columns with few values: {headers}",
        len(unread),
    ).format(
        n=session.look().count(len(unread)), headers=names + (" …" if len(unread) > NAMED else "")
    )
    with st.expander(
        md_escape(title),
        icon=":material/visibility_off:",
        key=f"unread_{upload.round}_{group.name}",
    ):
        layout.note(
            _("Does one of them say that a line is no sale, or a return? Then let it decide.")
        )
        with st.container(gap="xsmall"):
            for column in unread[:COLUMNS]:
                _column(upload, group, column)


def _column(upload: UploadSession, group: FileGroup, column: ColumnValues) -> None:
    values = " · ".join(_value(value, column.has_money) for value in column.values[:VALUES])
    more = " …" if len(column.values) > VALUES else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{md_escape(column.header)}**: {values}{more}", width="stretch")
        if st.button(
            _("This decides what counts"),
            type="tertiary",
            icon=":material/rule:",
            key=f"decides_{upload.round}_{group.name}_{column.key}",
        ):
            group.answers[column.key] = ASK
            st.rerun()


def _value(value: ValueMeaning, has_money: bool) -> str:
    """A value, and in grey its money, or its lines where there is no money."""
    worth = money(value.amounts)
    if not has_money:
        lines = ngettext("{n} line", "{n} lines", value.rows)
        worth = lines.format(n=session.look().count(value.rows))
    return f"{md_escape(name(value))} :gray[{md_escape(worth)}]"
