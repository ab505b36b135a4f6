"""How much hangs on few accounts, and what would be left without one of them."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.frames import records
from charts.names import brief
from charts.ranked import Bar, bars
from charts.theme import Look, figure, key, lines, safe, show_legend
from locales import _, ngettext

SHOWN = 8
HIGH, MIDDLE = 2_500, 1_500
"""From which HHI on a market counts as highly, and as moderately concentrated."""


def by_value(exposures: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """What share its largest account makes of each salesperson or category; customdata is [value].

    `exposures` is the question exposures, of one dimension; the most exposed first.
    """
    rows = records(exposures.sort_values("top1_share", ascending=False).head(SHOWN))
    drawn = bars([_bar(row, look) for row in rows], look, _alt(rows, look), title, row=40)
    high = look.count(HIGH)
    return key(
        drawn,
        [
            ("■", look.palette.primary, _("HHI {hhi} and more").format(hhi=high)),
            ("■", look.palette.sequential[1], _("less concentrated")),
        ],
    )


def _bar(row: dict[str, Any], look: Look) -> Bar:
    return Bar(
        label=str(row["value"]),
        below=_("largest: {account}").format(account=brief(row["account_name"])),
        length=float(row["top1_share"]),
        colour=look.palette.primary if row["hhi"] >= HIGH else look.palette.sequential[1],
        words=_("{share} · HHI {hhi}").format(
            share=look.share(row["top1_share"]), hhi=look.count(row["hhi"])
        ),
        hover=_hover(row, look),
        code=row["value"],
    )


def _hover(row: dict[str, Any], look: Look) -> str:
    counted = ngettext("{n} account", "{n} accounts", int(row["accounts"]))
    return lines(
        f"<b>{safe(row['value'])}</b>",
        counted.format(n=look.count(row["accounts"])),
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"])),
        _("top 1 {one}, top 5 {five}, top 10 {ten}").format(
            one=look.share(row["top1_share"]),
            five=look.share(row["top5_share"]),
            ten=look.share(row["top10_share"]),
        ),
        _("HHI {hhi}, Gini {gini}").format(
            hhi=look.count(row["hhi"]), gini=look.number(row["gini"], 2)
        ),
    )


def _alt(rows: list[dict[str, Any]], look: Look) -> str:
    if not rows:
        return _("How much hangs on the largest account: nothing to show.")
    return _("How much hangs on the largest account: most at {name}, {share}.").format(
        name=rows[0]["value"], share=look.share(rows[0]["top1_share"])
    )


def without(before: pd.Series, after: pd.Series, look: Look, title: str = "") -> go.Figure:
    """Top 1, 5 and 10 with all accounts, and without the one that is lost."""
    labels = {
        "top1_share": _("largest account"),
        "top5_share": _("top 5"),
        "top10_share": _("top 10"),
    }
    alt = _("Shares of the largest accounts: {before} for the top 10 now, {after} without one.")
    drawn = figure(
        look,
        alt.format(
            before=look.share(before["top10_share"]), after=look.share(after["top10_share"])
        ),
        240,
        title,
    )
    for row, name, colour in (
        (before, _("now"), look.palette.mark),
        (after, _("without it"), look.palette.primary),
    ):
        drawn.add_trace(
            go.Bar(
                x=list(labels.values()),
                y=[float(row[column]) for column in labels],
                name=name,
                marker={"color": colour, "opacity": 1},
                text=[look.share(row[column]) for column in labels],
                textposition="outside",
                cliponaxis=False,
                hovertext=[
                    lines(f"<b>{name}</b>", f"{label}: {look.share(row[column])}")
                    for column, label in labels.items()
                ],
                hoverinfo="text",
            )
        )
    drawn.update_yaxes(tickformat=".0%", rangemode="tozero")
    drawn.update_xaxes(showgrid=False)
    drawn.update_layout(barmode="group", bargap=0.35, bargroupgap=0.05)
    return show_legend(drawn)
