"""Why accounts leave, when, where, and who is on the way out."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import ranked, words
from charts.frames import numeric, records
from charts.numbers import FEW, is_missing
from charts.ranked import Bar
from charts.theme import Look, lines, safe
from locales import _, ngettext

MARK = 0.8
"""The first reasons that make this share of the sales lost stand out."""
MOST = 12
"""So many values of a break-down are drawn; the others are drawn together."""


def reasons(reasons: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """The reasons by sales lost, dearest first, unclassified last; customdata is [reason].

    `reasons` is the question churn_reasons. Shares, alone and together, are of all sales lost.
    """
    rows = _ranked(reasons)
    bars = [
        Bar(
            label=words.reason(row["reason"]),
            below=_accounts(row["accounts"], look),
            length=row["sales_lost"],
            colour=look.palette.primary if _stands_out(row) else look.palette.mark,
            words=_reason_text(row, look),
            hover=_reason_hover(row, look),
            code=row["reason"],
        )
        for row in rows
    ]
    told = "; ".join(f"{bar.label} {bar.words}" for bar in bars)
    alt = _("Reasons for leaving by sales lost: {list}.").format(list=told)
    return ranked.bars(bars, look, alt, title)


def _ranked(reasons: pd.DataFrame) -> list[dict[str, Any]]:
    """The reasons, dearest first, with their share and the share and cases up to each."""
    frame = reasons.assign(
        sales_lost=numeric(reasons["sales_lost"]).fillna(0),
        accounts=numeric(reasons["accounts"]).fillna(0).astype(int),
        is_last=reasons["reason"] == "unclassified",
    )
    order = {"is_last": True, "sales_lost": False, "accounts": False, "reason": True}
    frame = frame.sort_values(list(order), ascending=list(order.values()))
    whole = frame["sales_lost"].sum()
    share = frame["sales_lost"] / (whole if whole > 0 else float("nan"))
    together = share.cumsum().round(12)  # sums of shares stop a hair short of the whole
    return records(frame.assign(share=share, together=together, cases=frame["accounts"].cumsum()))


def _stands_out(row: dict[str, Any]) -> bool:
    """Whether a reason is one of the first, up to the one that crosses the mark."""
    if is_missing(row["share"]):  # nothing was lost in the window
        return False
    is_first = row["together"] - row["share"] < MARK
    return bool(is_first and row["reason"] != "unclassified")


def _accounts(number: int, look: Look) -> str:
    return ngettext("{n} account", "{n} accounts", number).format(n=look.count(number))


def _reason_text(row: dict[str, Any], look: Look) -> str:
    """618 k · 17% (together 63%); no share under ten cases."""
    text = look.money_short(row["sales_lost"])
    if not row["accounts"]:
        return text
    if row["accounts"] >= FEW and not is_missing(row["share"]):
        text += f" · {look.share(row['share'])}"
    if row["cases"] >= FEW and not is_missing(row["together"]):
        together = _("together {share}").format(share=look.share(row["together"]))
        text += f" ({together})"
    return text


def _reason_hover(row: dict[str, Any], look: Look) -> str:
    return lines(
        f"<b>{words.reason(row['reason'])}</b>",
        _accounts(row["accounts"], look),
        _("{amount} sales lost").format(amount=look.money_short(row["sales_lost"])),
        _("under ten cases: no share") if 0 < row["accounts"] < FEW else "",
    )


def by(values: pd.DataFrame, look: Look, title: str = "", dimension: str = "") -> go.Figure:
    """Sales lost by one dimension: the preventable part in primary, the rest in grey.

    `values` is the question churn_by for `dimension`, whose codes read in words. Customdata is
    [value]; the values past the twelfth are drawn as one bar with customdata [None].
    """
    rows = records(values)
    bars = [
        _by_bar([row], _value(row["value"], dimension), row["value"], look) for row in rows[:MOST]
    ]
    if others := rows[MOST:]:
        label = ngettext("{n} other", "{n} others", len(others)).format(n=len(others))
        bars.append(_by_bar(others, label, None, look))
    told = "; ".join(f"{bar.label} {bar.words}" for bar in bars)
    alt = _("Sales lost by {dimension}: {list}.").format(
        dimension=words.column(dimension), list=told
    )
    parts = (_("preventable"), _("natural attrition, or no reason"))
    return ranked.bars(bars, look, alt, title, row=34, parts=parts)


def _value(value: Any, dimension: str) -> str:
    if dimension == "level_before":
        return words.level(value)
    if is_missing(value):
        return _("not known")
    return words.segment(value) if dimension == "segment_before" else str(value)


def _by_bar(rows: list[dict[str, Any]], label: str, code: Any, look: Look) -> Bar:
    lost = sum(float(row["sales_lost"]) for row in rows)
    preventable = sum(float(row["preventable_sales_lost"]) for row in rows)
    accounts = sum(int(row["accounts"]) for row in rows)
    counted = _accounts(accounts, look)
    return Bar(
        label=label,
        below="",
        length=preventable,
        rest=lost - preventable,
        colour=look.palette.primary,
        words=f"{look.money_short(lost)} · {counted}",
        hover=lines(
            f"<b>{safe(label)}</b>",
            counted,
            _("{amount} sales lost").format(amount=look.money_short(lost)),
            _("{amount} of it preventable").format(amount=look.money_short(preventable)),
        ),
        code=code,
    )


def bands(bands: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """The rhythm bands by what they bought in the 12 months before; on rhythm only net sales stand.

    `bands` is the question rhythm_bands; customdata is [band].
    """
    bars = [_band(row, look) for row in records(bands)]
    told = "; ".join(f"{bar.label} {bar.below}, {bar.words}" for bar in bars)
    alt = _("Accounts by their own rhythm: {list}.").format(list=told)
    return ranked.bars(bars, look, alt, title)


def _band(row: dict[str, Any], look: Look) -> Bar:
    is_on_rhythm = row["band"] == "active"
    net_sales = _("{amount} net sales").format(amount=look.money_short(row["net_sales"]))
    at_stake = _("{amount} in the 12 months before").format(
        amount=look.money_short(row["at_stake"])
    )
    came_back = ""
    if not is_missing(row["came_back_share"]):
        share = look.share(row["came_back_share"])
        came_back = _("{share} ordered again within 90 days").format(share=share)
    return Bar(
        label=words.band(row["band"]),
        below=_accounts(int(row["accounts"]), look),
        length=0 if is_on_rhythm else max(0.0, float(row["at_stake"] or 0)),
        colour=look.palette.primary,
        words=" · ".join(filter(None, [net_sales if is_on_rhythm else at_stake, came_back])),
        hover=lines(
            f"<b>{words.band(row['band'])}</b>",
            _accounts(int(row["accounts"]), look),
            net_sales,
            "" if is_on_rhythm else at_stake,
            came_back,
        ),
        code=row["band"],
    )
