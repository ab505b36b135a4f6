"""Rows and money of each month, before and after an import."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from charts import words
from charts.numbers import NOTHING
from charts.theme import Look
from data.importing.changes import Change
from locales import _
from pages.exports.imports_tabs import messages

MONTHS, TALL = 12, 400


def show(changes: Sequence[Change], look: Look) -> None:
    """Draws the table; longer ones scroll."""
    texts = {
        _("Kind"): [words.kind(change.kind) for change in changes],
        _("Month"): [
            look.month(change.month) if change.month else _("The whole list") for change in changes
        ],
    }
    if len({change.kind for change in changes}) == 1:
        texts.pop(_("Kind"))
    counts = {
        _("Rows added"): [change.added for change in changes],
        _("Rows changed"): [change.changed for change in changes],
        _("Rows removed"): [change.removed for change in changes],
    }
    money = {
        _("Money before"): [(change.amount_before, change.amounts_before) for change in changes],
        _("Money after"): [(change.amount, change.amounts) for change in changes],
    }
    st.table(
        _figures(texts, counts, money, look),
        border="horizontal",
        hide_index=True,
        height=TALL if len(changes) > MONTHS else "content",
    )


def _figures(
    texts: Mapping[str, Sequence[str]],
    counts: Mapping[str, Sequence[int]],
    money: Mapping[str, Sequence[tuple[Decimal | None, Mapping[str, Decimal]]]],
    look: Look,
) -> Styler:
    """Counts and money are numbers below their texts, so that they stand right; money of several
    currencies is text."""
    columns: dict[str, Any] = dict(texts) | dict(counts)
    formats: dict[str, Callable[[Any], str]] = dict.fromkeys(counts, look.count)
    for name, pairs in money.items():
        if any(amounts for _amount, amounts in pairs):
            columns[name] = [messages.money(amount, amounts, look) for amount, amounts in pairs]
            continue
        columns[name] = pd.Series([amount for amount, _amounts in pairs], dtype="Float64")
        formats[name] = look.money
    return pd.DataFrame(columns).style.format(formats, na_rep=NOTHING)
