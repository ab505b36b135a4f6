"""A short table that is read whole and prints: no search, no scrolling, downloads beside it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from charts.numbers import NOTHING, is_missing
from charts.theme import Look
from locales import _
from pages.parts import layout, session, table_files
from pages.parts.table_cells import CODES, MONEY, PARTS
from pages.parts.text import md_escape


def show(
    title: str,
    frame: pd.DataFrame,
    key: str,
    columns: Sequence[str],
    *,
    empty: str = "",
    rows: int = 20,
    labels: Mapping[str, str] | None = None,
) -> None:
    """The first `rows` rows under their title; with nothing to show, the sentence `empty`.

    Columns in which nothing is known are left out; the downloads hold all rows.
    """
    head, place = st.columns([3, 2], vertical_alignment="bottom")
    with head:
        layout.section(title)
    if frame.empty:
        if empty:
            layout.note(empty)
        return
    known = [name for name in columns if name in frame.columns and frame[name].notna().any()]
    with place.container(horizontal=True, horizontal_alignment="right", gap="xsmall", wrap=False):
        table_files.buttons(frame, known, key, labels or {}, type="tertiary")
    st.table(
        _written(frame[known].head(rows), labels or {}, session.look()),
        border="horizontal",
        hide_index=True,
    )


def _written(frame: pd.DataFrame, labels: Mapping[str, str], look: Look) -> Any:
    """The rows as they are read; numbers stay numbers below their text, aligned right."""
    numbers, texts = {}, {}
    for name in frame:
        heading = _heading(name, labels)
        if _is_number(name, frame[name]):
            numbers[heading] = frame[name].astype("float64").to_numpy()
            texts[heading] = partial(_cell, name, look=look)
            if _is_broken(name, frame[name]):
                texts[heading] = partial(_with_digit, look=look)
        else:
            numbers[heading] = [_cell(name, value, look) for value in frame[name]]
    return pd.DataFrame(numbers).style.format(texts, na_rep=NOTHING)


def _is_number(name: str, cells: pd.Series) -> bool:
    if name in CODES or pd.api.types.is_bool_dtype(cells):
        return False
    is_measured = name in MONEY or name.endswith(PARTS)
    return is_measured or pd.api.types.is_numeric_dtype(cells)


def _is_broken(name: str, cells: pd.Series) -> bool:
    """Whether it is a column of plain numbers with digits after the point."""
    known = cells.dropna().astype("float64")
    is_plain = name not in MONEY and not name.endswith(PARTS)
    return is_plain and bool((known != known.round()).any())


def _with_digit(value: float, look: Look) -> str:
    """A number of a column in which all have one digit after the point."""
    return look.one_digit(value)


def _heading(name: str, labels: Mapping[str, str]) -> str:
    return md_escape(labels.get(name, words.column(name)))


def _cell(name: str, value: Any, look: Look) -> str:
    return md_escape(_text(name, value, look))


def _text(name: str, value: Any, look: Look) -> str:
    if name in CODES:
        return CODES[name](value)
    if is_missing(value):
        return NOTHING
    if name in MONEY:
        return look.money(value)
    if name.endswith(PARTS):
        return look.share(value)
    if name.endswith(("_on", "_date")):
        return look.day(value)
    if name == "month":
        return look.month(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return look.number(value) if isinstance(value, (int, float)) else str(value)
