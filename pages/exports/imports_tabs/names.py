"""Which names mean one account? What looks alike is listed; a person says what is one."""

from datetime import UTC
from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from charts.theme import Look
from data.names import different, merges
from data.names.similar import similar
from data.warehouse import Refused, Warehouse
from locales import _, ngettext
from pages.exports.imports_tabs import different_names
from pages.parts import layout, session
from pages.parts.sentences import names as say
from pages.parts.text import md_escape

ROWS = 1_000
COLUMNS = ("account_name", "account_id", "reason", "net_sales", "last_order_on")


def show() -> None:
    """Draws the tab: names that look alike, the merge of one group, and the merges in force."""
    look, warehouse = session.look(), session.warehouse()
    alike = similar(warehouse)
    layout.finding(_("Which names mean one account?"), say.finding(alike, look))
    if not alike.empty:
        _listed(alike)
        _merge(alike, warehouse, look)
    _merged(warehouse)
    different_names.show(warehouse)


def _listed(alike: pd.DataFrame) -> None:
    """All groups, those with most money first."""
    shown = alike.head(ROWS)
    table = shown.assign(reason=shown["reason"].map(say.reason))[["group", *COLUMNS]]
    headings = {name: words.column(name) for name in COLUMNS}
    st.dataframe(
        table,
        hide_index=True,
        key="similar_names",
        column_config=headings
        | {
            "group": _("Group of names"),
            "reason": _("They differ in"),
            "net_sales": st.column_config.NumberColumn(words.column("net_sales"), format="%,.0f"),
        },
    )


def _merge(alike: pd.DataFrame, warehouse: Warehouse, look: Look) -> None:
    """One group, the account that stays, and the click."""
    layout.section(_("Merge"))
    layout.note(
        _(
            "The lines of merged accounts count as those of the account that stays. Nothing in the "
            "exports changes, later ones are counted so too, and every merge can be taken back."
        )
    )
    shown = alike.head(ROWS)
    of_group = {n: shown[shown["group"] == n] for n in shown["group"].unique().tolist()}
    left, middle, right = st.columns([3, 3, 4], vertical_alignment="bottom")
    chosen = left.selectbox(
        _("Group of names"),
        list(of_group),
        format_func=lambda n: f"{n} · {say.group(of_group[n])}",
        key="similar_group",
    )
    every = of_group[chosen].to_dict("records")
    rows = _meant(every, f"{chosen}_{len(every)}")
    if len(rows) < 2:
        return
    stays = middle.selectbox(
        _("The account that stays"),
        range(len(rows)),
        format_func=lambda i: say.account(rows[i]),
        key=f"stays_{chosen}_{len(rows)}",
    )
    with right, st.container(horizontal=True):
        _buttons(warehouse, rows, stays, look)


def _meant(rows: list[dict[Any, Any]], key: str) -> list[dict[Any, Any]]:
    """Those of a group that are meant; of two both."""
    if len(rows) == 2:
        return rows
    kept = st.multiselect(
        _("Accounts of this group that are meant"),
        range(len(rows)),
        default=range(len(rows)),
        format_func=lambda i: say.account(rows[i]),
        key=f"meant_{key}",
    )
    return [rows[i] for i in sorted(kept)]


def _buttons(warehouse: Warehouse, rows: list[dict[Any, Any]], stays: int, look: Look) -> None:
    """One account or several: what a person says of them."""
    label = ngettext("Merge {n} account into it", "Merge {n} accounts into it", len(rows) - 1)
    if st.button(
        label.format(n=look.count(len(rows) - 1)),
        type="primary",
        icon=":material/merge:",
        key="merge_now",
    ):
        _merge_now(warehouse, rows, stays)
    if st.button(
        _("Not the same"),
        icon=":material/call_split:",
        key="different_now",
        help=_("They stay accounts of their own and are not listed as alike again."),
    ):
        _mark_different(warehouse, rows)


def _merge_now(warehouse: Warehouse, rows: list[dict[Any, Any]], stays: int) -> None:
    into = rows[stays]["account"][1:]
    try:
        for i, row in enumerate(rows):
            if i != stays:
                merges.merge(warehouse, row["account"][1:], into, session.who())
    except Refused as refused:
        st.error(md_escape(str(refused)), icon=":material/block:")
        return
    st.rerun()


def _mark_different(warehouse: Warehouse, rows: list[dict[Any, Any]]) -> None:
    try:
        different.mark_different(warehouse, [row["account"] for row in rows], session.who())
    except Refused as refused:
        st.error(md_escape(str(refused)), icon=":material/block:")
        return
    st.rerun()


def _merged(warehouse: Warehouse) -> None:
    """The merges in force, each with the click that takes it back."""
    in_force = merges.in_force(warehouse)
    if in_force.empty:
        return
    layout.section(_("Merged accounts"))
    made = [made_at.to_pydatetime().replace(tzinfo=UTC) for made_at in in_force["made_at"]]
    headings = {
        "account_name": _("Account"),
        "account_id": words.column("account_id"),
        "into_name": _("counts for"),
        "into_id": words.column("account_id"),
        "version": words.column("version"),
        "when": words.column("made_at"),
        "who": words.column("who"),
    }
    table = in_force.assign(when=[f"{moment.astimezone():%Y-%m-%d %H:%M}" for moment in made])
    st.dataframe(table[list(headings)], hide_index=True, key="merged_names", column_config=headings)
    rows = in_force.to_dict("records")
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    chosen = left.selectbox(
        _("Merge to take back"),
        range(len(rows)),
        format_func=lambda i: say.merged(rows[i]),
        key=f"unmerge_{len(rows)}",
    )
    with right:
        if st.button(_("Take it back"), icon=":material/undo:", key="unmerge_now"):
            _take_back(warehouse, rows[chosen]["account"][1:])


def _take_back(warehouse: Warehouse, account: str) -> None:
    try:
        merges.unmerge(warehouse, account, session.who())
    except Refused as refused:
        st.error(md_escape(str(refused)), icon=":material/block:")
        return
    st.rerun()
