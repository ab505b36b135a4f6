"""The eight segments: shares as bars, and the octant board in small."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import words
from charts.bars import Row, accounts_of, shares
from charts.frames import numeric, records
from charts.palette import SEGMENTS
from charts.theme import CLEAR, Look, figure, lines
from locales import _, ngettext


def bars(segments: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """Share of sales and of accounts of each segment, then of the states beside them.

    `segments` is the question segments. The eight always stand, in their fixed order; a state
    stands when it has anything. Customdata is [segment].
    """
    rows = [
        Row(
            label=words.segment(row["segment"]),
            code=row["segment"],
            colour=look.palette.segment(row["segment"]),
            accounts=None if row["segment"] == "unassigned" else accounts_of(row["accounts"]),
            sales=float(row["net_sales"]),
        )
        for row in records(segments)
        if row["segment"] in SEGMENTS or row["net_sales"] or accounts_of(row["accounts"])
    ]
    return shares(rows, look, _bars_alt(rows, look), title)


def _bars_alt(rows: list[Row], look: Look) -> str:
    whole = sum(row.sales for row in rows)
    told = (
        _("{label} {share} of sales with {accounts} accounts").format(
            label=row.label,
            share=look.share(row.sales / whole if whole > 0 else None),
            accounts=look.count(row.accounts),
        )
        for row in rows
        if row.code in SEGMENTS
    )
    return _("Share of net sales and accounts by segment: {list}.").format(list="; ".join(told))


def board_small(segments: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """The octant board in small: important above general; value, develop, keep, win-back.

    `segments` is the question segments; shares are of its whole sales. Customdata is [segment].
    """
    whole = float(numeric(segments["net_sales"]).sum())
    tiles = [row for row in records(segments) if row["segment"] in SEGMENTS]
    drawn = figure(look, _board_alt(tiles, look), 236, title)
    for tile in tiles:
        _tile(drawn, tile, whole, look)
    drawn.add_trace(
        go.Scatter(
            x=[_place(tile)[0] for tile in tiles],
            y=[_place(tile)[1] for tile in tiles],
            mode="markers",
            marker={"symbol": "square", "size": 60, "color": CLEAR, "opacity": 1},
            customdata=[[tile["segment"]] for tile in tiles],
            hovertext=[_tile_hover(tile, whole, look) for tile in tiles],
            hoverinfo="text",
        )
    )
    drawn.update_xaxes(range=[-0.5, 3.5], visible=False)
    drawn.update_yaxes(range=[-0.5, 1.5], visible=False)
    return drawn.update_layout(clickmode="event+select")


def _place(tile: dict[str, Any]) -> tuple[int, int]:
    """Column and row of a segment: where it stands on every board."""
    at = SEGMENTS.index(tile["segment"])
    return at % 4, 1 - at // 4


def _tile(drawn: go.Figure, tile: dict[str, Any], whole: float, look: Look) -> None:
    x, y = _place(tile)
    fill = look.palette.segment(tile["segment"])
    ink = look.palette.on_segment(tile["segment"])
    drawn.add_shape(
        type="rect",
        layer="below",
        fillcolor=fill,
        line={"width": 0},
        x0=x - 0.48,
        x1=x + 0.48,
        y0=y - 0.475,
        y1=y + 0.475,
    )
    accounts = int(tile["accounts"])
    counted = ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts))
    texts = (
        (words.segment(tile["segment"]), 12, 26),
        (f"<b>{look.share(_share(tile, whole))}</b>", 20, 0),
        (counted, 12, -27),
    )
    for text, size, shift in texts:
        drawn.add_annotation(
            text=text,
            showarrow=False,
            align="left",
            font={"size": size, "color": ink},
            x=x - 0.48,
            xanchor="left",
            xshift=8,
            y=y,
            yshift=shift,
        )


def _share(tile: dict[str, Any], whole: float) -> float | None:
    return float(tile["net_sales"]) / whole if whole > 0 else None


def _tile_hover(tile: dict[str, Any], whole: float, look: Look) -> str:
    accounts = int(tile["accounts"])
    return lines(
        f"<b>{words.segment(tile['segment'])}</b>",
        ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts)),
        _("{amount} net sales, {share} of all").format(
            amount=look.money_short(tile["net_sales"]), share=look.share(_share(tile, whole))
        ),
        words.action(tile["segment"]),
    )


def _board_alt(tiles: list[dict[str, Any]], look: Look) -> str:
    told = (f"{words.segment(t['segment'])} {look.count(t['accounts'])}" for t in tiles)
    return _("The octant board, accounts by segment: {list}.").format(list="; ".join(told))
