"""The cells of tables: which columns hold money, parts and codes, and how each kind is written."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from charts import growth_words, whale, words
from charts.theme import Look
from pages.parts import account_lists, session
from pages.parts.text import md_escape

NAME_WIDTH = 218
MONEY = {
    *("net_sales", "net_sales_before", "margin", "margin_before", "monetary", "at_stake"),
    *("sales_lost", "amount"),
    *("preventable_sales_lost", "average_order", "sales_before_silence", "amount_before"),
    *("amount_added", "amount_removed", "own_revenue", "credit_limit"),
    *("net_sales_closed", "difference"),
    *("outstanding", "overdue", "cost_of_money", "cost_of_returns", "returned"),
    *("adjusted_margin", "cumulative_margin"),
} | growth_words.MONEY
PRICES = {"price", "price_before"}
"""Money that is told with its cents."""
PARTS = ("_share", "_change", "nrr", "grr")
"""Endings of columns that hold parts of a whole, or of what was before: shown in per cent."""
CODES = {
    "segment": words.segment,
    "segment_or_state": words.segment,
    "segment_before": words.segment,
    "from_segment": words.segment,
    "to_segment": words.segment,
    "state": words.state,
    "band": words.band,
    "silence": words.silence,
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


def texts(view: pd.DataFrame, look: Look) -> dict[str, Any]:
    """How the columns that hold a change or a negative amount write it: −$54,346, never $-54,346.

    The table's own formats know neither the minus sign nor its place; what is not negative is left
    to them.
    """
    return {name: text for name in view if (text := _text(name, view[name], look))}


def _text(name: str, cells: pd.Series, look: Look) -> Callable[[Any], str] | None:
    if name in growth_words.CHANGES:
        return look.money_change
    if name.endswith("_change"):
        return _percent_change
    if not (name in MONEY or name.endswith(PARTS)) or not (cells < 0).any():
        return None
    return look.money if name in MONEY else _percent


def _percent_change(change: float) -> str:
    return f"{change:+,.1f}%".replace("-", "−")


def _percent(part: float) -> str:
    return f"{part:.1f}%".replace("-", "−")


def values(frame: pd.DataFrame, name: str, table: str = "") -> pd.Series:
    """A column as the table holds it: codes as words, money as numbers, parts in per cent.

    Accounts are addresses of their pages, which know the table that they are opened from.
    """
    column = frame[name]
    if name == "account_name" and "account_id" in frame.columns:
        return pd.Series(
            [_address(i, n, table) for i, n in zip(frame["account_id"], column, strict=True)],
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


def _address(account_id: Any, name: Any, table: str) -> str | None:
    """The account's page, its name behind the # where the table reads the label."""
    if pd.isna(account_id):
        return None
    label = account_id if pd.isna(name) else name
    own = {account_lists.PARAM: table} if table else {}
    address = session.link("account", **own, account=str(account_id))
    return f"{address}#{quote(str(label), safe='')}"


def config(name: str, cells: pd.Series, look: Look, label: str, is_written: bool) -> Any:
    """How the table shows a column; `is_written`: its texts are made by `texts`."""
    label = md_escape(label)
    kinds = st.column_config
    if name == "account_name":
        return kinds.LinkColumn(label, display_text="#(.*)$", width=NAME_WIDTH)
    if is_written:
        return kinds.NumberColumn(label)
    if name in growth_words.CHANGES or (name in MONEY and (cells < 0).any()):
        return kinds.NumberColumn(f"{label} ({look.symbol.strip()})", format="%,.0f")
    if name in MONEY:
        return kinds.NumberColumn(label, format=f"{look.symbol}%,.0f")
    if name in PRICES:
        return kinds.NumberColumn(label, format=f"{look.symbol}%,.2f")
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
