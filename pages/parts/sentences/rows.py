"""Which rows a figure rests on, in words."""

import pandas as pd

from analytics.scope import Scope
from charts.numbers import is_missing
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import counted


def in_words(used: pd.DataFrame, scope: Scope, look: Look) -> list[str]:
    """Rows used and left out: one sentence for each kind that there is."""
    if used.empty:
        return []
    row = used.iloc[0]
    told = [
        _("{lines} lines in {orders} orders of {accounts} accounts in the window are used.").format(
            lines=look.count(row["lines_in_window"]),
            orders=look.count(row["orders_in_window"]),
            accounts=look.count(row["accounts"]),
        )
    ]
    if _some(row["credit_notes"]):
        told.append(_credit_notes(row, look))
    if _some(row["unassigned_lines"]):
        told.append(_unassigned(row, look))
    told += left_out(used, scope, look)
    if _some(row["not_sales_lines"]):
        told.append(_no_sales(row, look))
    if _some(row["later_lines"]):
        told.append(_later(row, look))
    return told


def _some(count: object) -> bool:
    return not is_missing(count) and count != 0


def _credit_notes(row: "pd.Series[object]", look: Look) -> str:
    n = int(row["credit_notes"])  # type: ignore[call-overload]
    return ngettext(
        "{n} credit note is subtracted from net sales and counts as no order.",
        "{n} credit notes are subtracted from net sales and count as no orders.",
        n,
    ).format(n=look.count(n))


def _unassigned(row: "pd.Series[object]", look: Look) -> str:
    return _("{n} lines name no account ({sales}): in the totals, in no segment.").format(
        n=look.count(row["unassigned_lines"]), sales=look.money_short(row["unassigned_sales"])
    )


def nameless(segments: pd.DataFrame, look: Look) -> list[str]:
    """The sales that name no account; on a page whose shares are those of accounts alone.

    `segments`: the answer of that name.
    """
    total = segments["net_sales"].sum()
    unassigned = segments.loc[segments["segment"] == "unassigned", "net_sales"].sum()
    if not counted.is_nameless(unassigned, total):
        return []
    return [
        _("{share} of sales ({sales}) name no account: shares of accounts are of the rest.").format(
            share=look.share(unassigned / total), sales=look.money_short(unassigned)
        )
    ]


def left_out(used: pd.DataFrame, scope: Scope, look: Look) -> list[str]:
    """What a scope of one currency leaves out: never added, so it stands beside the headline."""
    n = used["other_currency_lines"].sum()
    if not n:
        return []
    text = ngettext(
        "{n} line in another currency than {currency} is left out.",
        "{n} lines in other currencies than {currency} are left out.",
        int(n),
    )
    return [text.format(n=look.count(n), currency=scope.currency or "–")]


def _no_sales(row: "pd.Series[object]", look: Look) -> str:
    n = int(row["not_sales_lines"])  # type: ignore[call-overload]
    return ngettext(
        "{n} line of the exports is no sale (cancelled, a draft, a payment …) and is left out.",
        "{n} lines of the exports are no sales (cancelled, drafts, payments …) and are left out.",
        n,
    ).format(n=look.count(n))


def whole_orders(loads: int, look: Look) -> list[str]:
    """That figures by product hold whole orders, where loads say so."""
    text = ngettext(
        "In {n} load the amount counts once an order, on its first line: figures by product or "
        "category are those of whole orders.",
        "In {n} loads the amount counts once an order, on its first line: figures by product or "
        "category are those of whole orders.",
        loads,
    )
    return [text.format(n=look.count(loads))] if loads else []


def _later(row: "pd.Series[object]", look: Look) -> str:
    return _("{n} lines after the as-of date are left out.").format(
        n=look.count(row["later_lines"])
    )
