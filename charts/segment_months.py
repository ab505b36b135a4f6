"""The eight segments month by month, in accounts or in money."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import words
from charts.frames import numeric, records
from charts.grids import legend
from charts.migration import ORDER
from charts.numbers import nice_ticks
from charts.palette import SEGMENTS
from charts.theme import Look, figure, lines, money_ticks, month_ticks
from locales import _, ngettext


def by_month(months: pd.DataFrame, look: Look, measure: str, title: str = "") -> go.Figure:
    """The eight segments month by month, stacked, the important ones below; lapsed in grey.

    `months` is the question segments_by_month; customdata is [picture, segment].
    """
    days = sorted(months["picture_on"].unique())
    places = {day: at for at, day in enumerate(days)}
    drawn = figure(look, _months_alt(days, look), 300, title)
    there = [code for code in ORDER if code in set(months["segment"]) and code in _stacked(measure)]
    for code in there:
        rows = records(months[months["segment"] == code])
        drawn.add_trace(
            go.Bar(
                x=[places[row["picture_on"]] for row in rows],
                y=[float(numeric(pd.Series([row[measure]])).fillna(0).iloc[0]) for row in rows],
                marker={"color": _fill(code, look), "opacity": 1},
                customdata=[[str(row["picture_on"])[:10], code] for row in rows],
                hovertext=[_month_hover(row, look) for row in rows],
                hoverinfo="text",
                showlegend=False,
            )
        )
    drawn.update_xaxes(showgrid=False, **month_ticks(look, days))
    if measure == "accounts":
        most = months.groupby("picture_on")["accounts"].sum().max() if len(months) else 0
        drawn.update_yaxes(
            title_text=_("accounts"),
            rangemode="tozero",
            tickvals=nice_ticks(0, float(most), whole=True),
        )
    else:
        sums = months.assign(y=numeric(months[measure])).groupby("picture_on")["y"].sum()
        drawn.update_yaxes(title_text=words.column(measure).lower(), **money_ticks(look, sums))
    drawn.update_layout(barmode="relative", bargap=0.15)
    return legend(drawn, [(_fill(c, look), words.segment(c)) for c in there])


def _fill(code: str, look: Look) -> str:
    """The segment's colour; two greys for the lapsed."""
    return look.palette.line if code == "lapsed_general" else look.palette.segment(code)


def _stacked(measure: str) -> tuple[str, ...]:
    """What has a layer: money of the lapsed is nothing by definition."""
    return (*SEGMENTS, "lapsed_important", "lapsed_general") if measure == "accounts" else SEGMENTS


def _month_hover(row: dict[str, Any], look: Look) -> str:
    accounts = int(row["accounts"])
    return lines(
        f"<b>{words.segment(row['segment'])}</b>",
        look.day(row["picture_on"]),
        ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts)),
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"])),
    )


def _months_alt(days: list[Any], look: Look) -> str:
    if not days:
        return _("The eight segments month by month: none.")
    return _("The eight segments month by month from {first} to {last}.").format(
        first=look.month(days[0]), last=look.month(days[-1])
    )
