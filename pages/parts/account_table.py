"""The table behind a picture: search, sort, totals, download, a link to each account.

Codes are written as words, money without cents and shares in per cent. The downloads hold the
rows found as they stand on the screen, under their scope; by a second choice every column, in full
digits.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from charts import growth_words, words
from charts.theme import Look
from locales import _, ngettext
from pages.parts import account_lists, session, table_cells, table_files
from pages.parts.table_cells import CODES, MONEY
from pages.parts.text import md_escape

ROWS_SHOWN, ROW_HEIGHT = 10, 30
LAZY_FROM = 5_000
"""Longer tables are sent page by page, and their numbers cannot be written out beforehand."""


def show(
    frame: pd.DataFrame,
    key: str,
    columns: Sequence[str] | None = None,
    *,
    totals: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    missing: str = "–",
    more: Sequence[str] = (),
) -> None:
    """Shows an answer with these columns (all when not given) under search, totals, downloads.

    `totals`: the columns summed over the rows found; the money columns shown, when not given.
    `labels`: headings that differ from the usual ones ("Net sales, 12 months"). `missing`: what
    a cell without a value says. `more`: columns that the table's own menu can show; those in
    sight fit a window 1,280 wide.
    """
    shown = [c for c in (columns or list(frame.columns)) if _says_something(frame, c)]
    hidden = [c for c in more if _says_something(frame, c)]
    if frame.empty:
        st.caption(_("Nothing to list."))
        return
    look = session.look()
    found, place = _search(frame, [*shown, *hidden], key)
    with place:
        table_files.buttons(found, shown, key, labels or {})
    summed = [c for c in (totals if totals is not None else shown) if c in MONEY or totals]
    summed = [c for c in summed if _says_something(frame, c)]
    st.caption(md_escape(_totals(found, summed, look, labels or {}) + _more(len(hidden))))
    if not found.empty:
        if "account_name" in shown and "account_id" in found.columns:
            account_lists.remember(key, found)
        _table(found, shown, hidden, key, look, labels or {}, missing)


def _more(hidden: int) -> str:
    """How many columns the table has beyond those in sight."""
    if not hidden:
        return ""
    text = ngettext(
        "{n} more column under the eye above the table",
        "{n} more columns under the eye above the table",
        hidden,
    )
    return f" · {text.format(n=hidden)}"


def _pinned(configs: Mapping[str, Any], first: str) -> dict[str, Any]:
    """The account's name stays in sight where it comes first."""
    return {first: configs[first] | {"pinned": True}} if first == "account_name" else {}


def _says_something(frame: pd.DataFrame, name: str) -> bool:
    """Whether a column is there and, in a table with rows, not empty (or a no) throughout."""
    if name not in frame.columns:
        return False
    cells = frame[name]
    known = cells if pd.api.types.is_bool_dtype(cells) else cells.notna()
    return frame.empty or bool(known.any())


def _search(frame: pd.DataFrame, shown: Sequence[str], key: str) -> tuple[pd.DataFrame, Any]:
    """The rows whose shown texts hold every word typed, and the place for the downloads."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    typed = left.text_input(
        _("Search this table"),
        key=f"{key}_search",
        type="search",
        placeholder=_("Search this table"),
        label_visibility="collapsed",
        icon=":material/search:",
        live=True,
    )
    place = right.container(horizontal=True, horizontal_alignment="right")
    needles = (typed or "").casefold().split()
    if not needles or frame.empty:
        return frame, place
    text = _searchable(frame, [*shown, "account_id"])
    hits = pd.Series(True, index=frame.index)
    for needle in needles:
        hits &= text.str.contains(needle, regex=False)
    return frame[hits], place


def _searchable(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """One casefolded text per row: its texts as written and its codes as words."""
    text = pd.Series("", index=frame.index)
    for name in dict.fromkeys(c for c in columns if c in frame.columns):
        if name in CODES:
            text += " " + frame[name].map(CODES[name]).astype(str)
        elif frame[name].dtype == object or pd.api.types.is_string_dtype(frame[name]):
            text += " " + frame[name].fillna("").astype(str)
    return text.str.casefold()


def _totals(
    frame: pd.DataFrame, summed: Sequence[str], look: Look, labels: Mapping[str, str]
) -> str:
    """The line of totals: how many rows, and the sum of each money column."""
    rows = ngettext("{n} row", "{n} rows", len(frame)).format(n=look.count(len(frame)))
    sums = [
        _("{what}: {sum}").format(
            what=labels.get(name, words.column(name)), sum=_sum(frame[name], name, look)
        )
        for name in summed
    ]
    return _("Total of {rows}").format(rows=rows) + "".join(f" · {text}" for text in sums)


def _sum(column: pd.Series, name: str, look: Look) -> str:
    total = column.dropna().sum()
    if name in growth_words.CHANGES:
        return look.money_change(total)
    return look.money(total) if name in MONEY else look.count(total)


def _table(
    frame: pd.DataFrame,
    shown: Sequence[str],
    hidden: Sequence[str],
    key: str,
    look: Look,
    labels: Mapping[str, str],
    missing: str,
) -> None:
    names = [*shown, *hidden]
    view = pd.DataFrame({name: table_cells.values(frame, name, key) for name in names})
    texts = {} if len(view) > LAZY_FROM else table_cells.texts(view, look)
    configs = {
        name: table_cells.config(
            name, view[name], look, labels.get(name, words.column(name)), name in texts
        )
        for name in names
    }
    st.dataframe(
        view.reset_index(drop=True).style.format(texts, na_rep=missing) if texts else view,
        key=f"{key}_table",
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(view), ROWS_SHOWN) + 1) + 2,
        lazy=len(view) > LAZY_FROM,
        placeholder=missing,
        column_order=shown,
        column_config=configs | _pinned(configs, shown[0]),
    )
