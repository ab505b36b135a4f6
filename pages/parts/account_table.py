"""The table behind a picture: search, sort, totals, download, a link to each account.

Codes are written as words, money without cents and shares in per cent; the downloads hold every
row found and every column of the answer, in full digits.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from charts import growth_words, whale, words
from charts.theme import Look
from locales import _, ngettext
from pages.parts import downloads, session
from pages.parts.text import md_escape

ROWS_SHOWN, ROW_HEIGHT = 10, 30
SIGNED_TO = 1_000
"""Up to so many rows a negative change has a true minus sign: a longer table is sent unwritten."""
LAZY_FROM = 5_000
MONEY = {
    *("net_sales", "net_sales_before", "margin", "margin_before", "monetary", "at_stake"),
    *("sales_lost", "amount"),
    *("preventable_sales_lost", "average_order", "sales_before_silence", "amount_before"),
    *("amount_added", "amount_removed", "own_revenue", "credit_limit"),
    *("net_sales_closed", "difference"),
    *("outstanding", "overdue", "cost_of_money", "cost_of_returns", "returned"),
    *("adjusted_margin", "cumulative_margin"),
} | growth_words.MONEY
PARTS = ("_share", "_change", "nrr", "grr")
"""Endings of columns that hold parts of a whole, or of what was before: shown in per cent."""
CODES = {
    "segment": words.segment,
    "segment_before": words.segment,
    "from_segment": words.segment,
    "to_segment": words.segment,
    "state": words.state,
    "band": words.band,
    "tier": words.tier,
    "tier_before": words.tier,
    "second_name": words.second_name,
    "reason": words.reason,
    "level": words.level,
    "level_before": words.level,
    "corner": words.corner,
    "bridge_kind": growth_words.kind,
    "account_group": growth_words.group,
    "standing": growth_words.standing,
    "agreement": words.agreement,
    "quadrant": whale.quadrant_name,
    "ageing_bucket": words.ageing,
    "picture": words.picture,
    "key_reason": words.key_reason,
}


def show(
    frame: pd.DataFrame,
    key: str,
    columns: Sequence[str] | None = None,
    *,
    totals: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    missing: str = "–",
) -> None:
    """Shows an answer with these columns (all when not given) under search, totals, downloads.

    `totals`: the columns summed over the rows found; the money columns shown, when not given.
    `labels`: headings that differ from the usual ones ("Net sales, 12 months"). `missing`: what
    a cell without a value says.
    """
    shown = [c for c in (columns or list(frame.columns)) if _says_something(frame, c)]
    look = session.look()
    found, place = _search(frame, shown, key)
    with place:
        _downloads(found, key)
    summed = [c for c in (totals if totals is not None else shown) if c in MONEY or totals]
    st.caption(md_escape(_totals(found, summed, look, labels or {})))
    if not found.empty:
        _table(found, shown, key, look, labels or {}, missing)


def _says_something(frame: pd.DataFrame, name: str) -> bool:
    """Whether a column is there and, in a table with rows, not empty from top to bottom."""
    return name in frame.columns and (frame.empty or bool(frame[name].notna().any()))


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


def _downloads(frame: pd.DataFrame, key: str) -> None:
    def named() -> pd.DataFrame:
        return frame.rename(columns=words.column)

    st.download_button(
        _("CSV"),
        lambda: downloads.csv_bytes(named()),
        file_name=f"octant_{key}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        icon=":material/download:",
    )
    st.download_button(
        _("Excel"),
        lambda: downloads.xlsx_bytes(named()),
        file_name=f"octant_{key}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"{key}_xlsx",
        on_click="ignore",
        icon=":material/download:",
    )


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
    return look.money(total) if name in MONEY else look.count(total)


def _table(
    frame: pd.DataFrame,
    shown: Sequence[str],
    key: str,
    look: Look,
    labels: Mapping[str, str],
    missing: str,
) -> None:
    view = pd.DataFrame({name: _cells(frame, name) for name in shown})
    st.dataframe(
        _signed(view, missing),
        key=f"{key}_table",
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(view), ROWS_SHOWN) + 1) + 2,
        lazy=len(view) > LAZY_FROM,
        placeholder=missing,
        column_config={name: _config(name, view[name], look, labels) for name in shown},
    )


def _signed(view: pd.DataFrame, missing: str) -> Any:
    """The view with its changes written out, where it has any and is not too long."""
    texts = {
        name: _change_text if name in growth_words.CHANGES else _percent_text
        for name in view
        if _is_signed(name, len(view))
    }
    return view.reset_index(drop=True).style.format(texts, na_rep=missing) if texts else view


def _is_signed(name: str, rows: int) -> bool:
    return rows <= SIGNED_TO and (name in growth_words.CHANGES or name.endswith("_change"))


def _change_text(change: float) -> str:
    return f"{change:+,.0f}".replace("-", "−")


def _percent_text(change: float) -> str:
    return f"{change:+.1f}%".replace("-", "−")


def _cells(frame: pd.DataFrame, name: str) -> pd.Series:
    column = frame[name]
    if name == "account_name" and "account_id" in frame.columns:
        return pd.Series(
            [_address(i, n) for i, n in zip(frame["account_id"], column, strict=True)],
            index=frame.index,
            dtype=object,
        )
    if name in CODES:
        return column.map(CODES[name])
    if name in MONEY:
        return column.astype("float64")
    if name.endswith(PARTS):
        return column.astype("float64") * 100
    return column


def _address(account_id: Any, name: Any) -> str | None:
    """The account's page, its name behind the # where the table reads the label."""
    if pd.isna(account_id):
        return None
    label = account_id if pd.isna(name) else name
    return f"{session.link('account', account=str(account_id))}#{quote(str(label), safe='')}"


def _config(name: str, cells: pd.Series, look: Look, labels: Mapping[str, str]) -> Any:
    label = md_escape(labels.get(name, words.column(name)))
    kinds = st.column_config
    if name == "account_name":
        return kinds.LinkColumn(label, display_text="#(.*)$", pinned=True, width=220)
    if _is_signed(name, len(cells)):
        return kinds.NumberColumn(label)
    if name in growth_words.CHANGES:
        return kinds.NumberColumn(label, format="%+,.0f")
    if name in MONEY:
        return kinds.NumberColumn(label, format=f"{look.symbol}%,.0f")
    if name.endswith("_change"):
        return kinds.NumberColumn(label, format="%+.1f%%")
    if name.endswith(PARTS):
        return kinds.NumberColumn(label, format="%.1f%%")
    if name in {"ratio", "average"}:
        return kinds.NumberColumn(label, format="%.1f")
    if name in growth_words.QUARTERS:
        return kinds.DateColumn(label, format="YYYY-[Q]Q")
    if name.endswith("_on"):
        day = "D MMM YYYY" if look.language == "en" else "YYYY-MM-DD"
        return kinds.DateColumn(label, format=day)
    if name == "month":
        return kinds.DateColumn(label, format="MMM YYYY" if look.language == "en" else "YYYY-MM")
    if name in {"r_score", "f_score", "m_score"}:
        return kinds.NumberColumn(label, format="%d", width=48)
    if pd.api.types.is_bool_dtype(cells):
        return kinds.CheckboxColumn(label)
    if name in {"hhi", "gini"}:
        return kinds.NumberColumn(label, format="%,.0f" if name == "hhi" else "%.2f")
    if pd.api.types.is_numeric_dtype(cells):
        return kinds.NumberColumn(label, format="%,d" if _is_whole(cells) else "%,.1f")
    return kinds.Column(label)


def _is_whole(cells: pd.Series) -> bool:
    known = cells.dropna()
    return bool((known == known.round()).all())
