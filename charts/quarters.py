"""What happened quarter by quarter: reasons for leaving, relationship levels."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import words
from charts.frames import numeric, records
from charts.numbers import is_missing
from charts.palette import ink
from charts.theme import Look, add_height, figure, lines, money_ticks, quarter_ticks, show_legend
from locales import _, ngettext

PANELS, GAP = 4, 0.05
"""Panels in a row, and the space between them as a share of the width."""
LEGIBLE = 14
"""A part of a stack shows its count when it is at least this part of the tallest stack."""
TALL, BETWEEN = 92, 52
"""Height of a panel, and from one row of panels to the next, in pixels."""


def reasons(losses: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """A small panel for each reason that occurs, all on one scale of sales lost.

    `losses` is the question churn_by_quarter; customdata is [quarter, reason].
    """
    frame = losses.assign(sales_lost=numeric(losses["sales_lost"]).fillna(0))
    totals = frame.groupby("reason")["sales_lost"].sum()
    found = numeric(frame["accounts"]).groupby(frame["reason"]).sum()
    codes = [code for code in totals.sort_values(ascending=False).index if found[code] > 0]
    rows = -(-len(codes) // PANELS)
    drawn = figure(look, _reasons_alt(codes, totals, look), _height(max(rows, 1)) + 36, title)
    most = frame["sales_lost"].max() if len(frame) else 0
    for at, code in enumerate(codes):
        _panel(drawn, at, rows, most, look)
        of_reason = frame[frame["reason"] == code].sort_values("quarter_on")
        _panel_bars(drawn, at, of_reason, look)
        _panel_heading(drawn, at, words.reason(code), look.money_short(totals[code]), look)
    return add_height(drawn, 18)


def _axis(at: int) -> str:
    return str(at + 1) if at else ""


def _height(rows: int) -> int:
    return rows * TALL + (rows - 1) * BETWEEN


def _panel(drawn: go.Figure, at: int, rows: int, most: float, look: Look) -> None:
    """The axes of one panel; the scale is written only at the left."""
    column, row = at % PANELS, at // PANELS
    width, height = (1 + GAP) / PANELS, _height(rows)
    left, top = column * width, 1 - row * (TALL + BETWEEN) / height
    drawn.update_layout(
        {
            f"xaxis{_axis(at)}": {
                "domain": [left, left + width - GAP],
                "anchor": f"y{_axis(at)}",
                "showgrid": False,
            },
            f"yaxis{_axis(at)}": {
                "domain": [max(0, top - TALL / height), top],
                "anchor": f"x{_axis(at)}",
                "range": [0, most * 1.05 or 1],
                "showticklabels": column == 0,
                **money_ticks(look, [most]),
            },
        }
    )


def _panel_bars(drawn: go.Figure, at: int, rows: pd.DataFrame, look: Look) -> None:
    quarters = records(rows)
    last = len(quarters) - 1
    drawn.add_trace(
        go.Bar(
            x=list(range(len(quarters))),
            y=rows["sales_lost"],
            xaxis=f"x{_axis(at)}",
            yaxis=f"y{_axis(at)}",
            marker={"color": look.palette.primary, "opacity": 1},
            customdata=[[str(row["quarter_on"])[:10], row["reason"]] for row in quarters],
            hovertext=[_reason_hover(row, look) for row in quarters],
            hoverinfo="text",
        )
    )
    ends = sorted({0, last})
    drawn.update_layout(
        {
            f"xaxis{_axis(at)}": {
                "tickvals": ends,
                "ticktext": [look.quarter(quarters[end]["quarter_on"]) for end in ends],
                "tickangle": 0,
                "range": [-0.6, last + 0.6],
            }
        }
    )


def _panel_heading(drawn: go.Figure, at: int, name: str, total: str, look: Look) -> None:
    drawn.add_annotation(
        text=f"{name} <span style='color:{look.palette.muted}'>{total}</span>",
        showarrow=False,
        font={"size": 12},
        align="left",
        x=0,
        xref=f"x{_axis(at)} domain",
        xanchor="left",
        y=1,
        yref=f"y{_axis(at)} domain",
        yanchor="bottom",
        yshift=2,
    )


def _reason_hover(row: dict[str, Any], look: Look) -> str:
    accounts = int(row["accounts"])
    return lines(
        f"<b>{words.reason(row['reason'])}</b>",
        look.quarter(row["quarter_on"]),
        ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts)),
        _("{amount} sales lost").format(amount=look.money_short(row["sales_lost"])),
    )


def _reasons_alt(codes: list[str], totals: pd.Series, look: Look) -> str:
    told = "; ".join(f"{words.reason(code)} {look.money_short(totals[code])}" for code in codes)
    return _("Sales lost by quarter, a panel for each reason: {list}.").format(list=told)


def levels(levels: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """Accounts on each level, quarter by quarter, stacked; customdata is [quarter, level].

    `levels` is the question levels_by_quarter.
    """
    quarters = sorted(levels["quarter_on"].unique())
    places = {quarter: at for at, quarter in enumerate(quarters)}
    drawn = figure(look, _levels_alt(quarters, look), 260, title)
    tallest = levels.groupby("quarter_on")["accounts"].sum().max() if quarters else 0
    for level in (4, 3, 2, 1, None):
        of_level = levels["level"].isna() if level is None else levels["level"] == level
        _level_bars(drawn, level, records(levels[of_level]), places, look)
        _level_counts(drawn.data[-1], tallest / LEGIBLE, look)
    drawn.update_xaxes(showgrid=False, **quarter_ticks(quarters))
    drawn.update_yaxes(title_text=_("accounts"), rangemode="tozero", nticks=5)
    drawn.update_layout(barmode="stack", bargap=0.35)
    return show_legend(drawn, traceorder="normal")


def level_colour(level: Any, look: Look) -> str:
    """The higher the level, the further from the background; grey for not assessed."""
    return look.palette.mark if is_missing(level) else look.palette.sequential[int(level)]


def _level_bars(
    drawn: go.Figure,
    level: int | None,
    rows: list[dict[str, Any]],
    places: dict[Any, int],
    look: Look,
) -> None:
    fill = level_colour(level, look)
    drawn.add_trace(
        go.Bar(
            x=[places[row["quarter_on"]] for row in rows],
            y=[int(row["accounts"]) for row in rows],
            name=words.level_with_number(level),
            marker={"color": fill, "opacity": 1},
            customdata=[[str(row["quarter_on"])[:10], level] for row in rows],
            hovertext=[_level_hover(row, look) for row in rows],
            hoverinfo="text",
        )
    )


def _level_counts(bars: go.Bar, least: float, look: Look) -> None:
    """The count inside each part that is tall enough for it."""
    bars.update(
        text=[look.count(n) if n >= least else "" for n in bars.y],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 11, "color": ink(bars.marker.color)},
    )


def _level_hover(row: dict[str, Any], look: Look) -> str:
    accounts = int(row["accounts"])
    return lines(
        f"<b>{words.level_with_number(row['level'])}</b>",
        look.quarter(row["quarter_on"]),
        ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts)),
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"])),
    )


def _levels_alt(quarters: list[Any], look: Look) -> str:
    if not quarters:
        return _("Accounts by relationship level and quarter: none.")
    return _("Accounts by relationship level, quarter by quarter from {first} to {last}.").format(
        first=look.quarter(quarters[0]), last=look.quarter(quarters[-1])
    )
