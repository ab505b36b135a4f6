"""Net sales by year, quarter, month or day: now in front of what it is compared with."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.frames import numeric, records
from charts.numbers import is_missing
from charts.parts import target_marker
from charts.theme import Look, figure, lines, money_ticks, show_legend, ticks_of
from locales import _


def by_period(
    periods: pd.DataFrame,
    look: Look,
    title: str = "",
    *,
    grain: str = "month",
    compared: str = "last_year_sales",
    chosen: tuple[date, date] | None = None,
) -> go.Figure:
    """A bar for each period in front of a wide grey one for the days compared with, a diamond for
    the target; those of the chosen days strong. Customdata is ["from..until"].

    `periods` is the question sales_by_period for one value. A period that is not over is hatched.
    """
    rows = records(periods)
    drawn = figure(look, _alt(rows, look, grain), 250, title)
    strong = pd.Series([_is_chosen(row, chosen) for row in rows], index=periods.index, dtype=bool)
    before, now = numeric(periods[compared]), numeric(periods["net_sales"])
    names = {"last_year_sales": _("same days of last year"), "previous_sales": _("period before")}
    hover = [_hover(row, look, grain) for row in rows]
    for amounts, name, width, colour in (
        (before, names[compared], 0.84, look.palette.mark),
        (now.where(strong), _("net sales"), 0.5, look.palette.primary),
        (now.where(~strong), _("other periods"), 0.5, look.palette.sequential[2]),
    ):
        bars = go.Bar(y=amounts, name=name, width=width, marker_color=colour)
        drawn.add_trace(_told(bars, rows, hover))
    for bars, is_shown in zip(drawn.data, (before.notna().any(), True, False), strict=True):
        bars.update(showlegend=bool(is_shown))
    planned = numeric(periods["target"]) if "target" in periods else before.iloc[:0]
    if planned.notna().any():
        drawn.add_trace(_targets(planned, list(range(len(rows))), look))
    labels = [look.period(row["from_on"], row["whole_until"], grain) for row in rows]
    drawn.update_xaxes(showgrid=False, range=[-0.6, len(rows) - 0.4], **ticks_of(labels, 7))
    drawn.update_yaxes(**money_ticks(look, [*now, *before, *planned]))
    drawn.update_layout(barmode="overlay", clickmode="event+select", hovermode="closest")
    return show_legend(drawn)


def _told(bars: go.Bar, rows: list[dict[str, Any]], hover: list[str]) -> go.Bar:
    """The bars in their places, with what a click and a hover say of each."""
    return bars.update(
        x=list(range(len(rows))),
        marker={"opacity": 1, "pattern": _hatched(rows)},
        customdata=[[f"{row['from_on']}..{row['whole_until']}"] for row in rows],
        hovertext=hover,
        hoverinfo="text",
    )


def _is_chosen(row: dict[str, Any], chosen: tuple[date, date] | None) -> bool:
    """Whether the period lies in the chosen days, or holds them."""
    if chosen is None:
        return True
    first, last = chosen
    inside = first <= row["from_on"] and row["until_on"] <= last
    return bool(inside or (row["from_on"] <= first and last <= row["until_on"]))


def _targets(planned: pd.Series, places: list[int], look: Look) -> go.Scatter:
    return go.Scatter(
        x=places,
        y=planned,
        mode="markers",
        name=_("target"),
        marker=target_marker(look),
        hoverinfo="skip",
    )


def _hatched(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"shape": ["/" if row["is_partial"] else "" for row in rows], "size": 5}


def _hover(row: dict[str, Any], look: Look, grain: str) -> str:
    def against(amount: Any, text: str) -> str:
        if is_missing(amount):
            return ""
        change = look.change(row["net_sales"], amount)
        return text.format(amount=look.money_short(amount), change=change)

    target = row.get("target")
    return lines(
        f"<b>{look.period(row['from_on'], row['whole_until'], grain)}</b>",
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"])),
        against(row["last_year_sales"], _("{amount} on the same days of last year: {change}")),
        against(row["previous_sales"], _("{amount} in the period before: {change}")),
        "" if is_missing(target) else _("{amount} target").format(amount=look.money_short(target)),
        _("not over yet") if row["is_partial"] else "",
    )


def _alt(rows: list[dict[str, Any]], look: Look, grain: str) -> str:
    if not rows:
        return _("Net sales by period: none.")
    first, last = rows[0], rows[-1]
    return _("Net sales from {first} to {last}; {amount} in the last one.").format(
        first=look.period(first["from_on"], first["whole_until"], grain),
        last=look.period(last["from_on"], last["whole_until"], grain),
        amount=look.money_short(last["net_sales"]),
    )
