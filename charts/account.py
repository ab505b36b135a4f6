"""One account: what it buys by category, and its scores and segment month by month."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import grids, words
from charts.frames import records
from charts.numbers import is_missing
from charts.palette import SEGMENTS, ink
from charts.theme import Look, figure, lines, money_ticks, month_ticks, safe, show_legend, two_lines
from locales import _

MOST = 12
"""So many categories are drawn, the largest."""
LABELLED = 30
"""Up to so many months a tile shows its score as a number."""


def categories(categories: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """Net sales by category, before the same window of the comparison; customdata is [category].

    `categories` is the question account_categories. A category that the account stopped buying
    says so; where nothing is known of before, only now is drawn.
    """
    rows = records(categories)[:MOST]
    drawn = figure(look, _categories_alt(rows, look), 38 * max(2, len(rows)) + 40, title)
    places = list(range(len(rows)))[::-1]
    traces = [("net_sales", _("now"), look.palette.primary)]
    if not all(is_missing(row["net_sales_before"]) for row in rows):
        traces.insert(0, ("net_sales_before", _("before"), look.palette.mark))
    for column, name, colour in traces:
        drawn.add_trace(
            go.Bar(
                x=[0 if is_missing(row[column]) else float(row[column]) for row in rows],
                y=places,
                orientation="h",
                name=name,
                marker={"color": colour, "opacity": 1},
                customdata=[[row["category"]] for row in rows],
                hovertext=[_category_hover(row, look) for row in rows],
                hoverinfo="text",
            )
        )
    amounts = [row[column] for row in rows for column in ("net_sales", "net_sales_before")]
    drawn.update_xaxes(title_text=_("net sales"), **money_ticks(look, amounts))
    drawn.update_yaxes(
        tickvals=places,
        ticktext=[_category_label(row, look) for row in rows],
        tickfont={"color": look.palette.text},
        showgrid=False,
    )
    drawn.update_layout(barmode="group", bargap=0.3, bargroupgap=0)
    return show_legend(drawn, traceorder="reversed")


def _category(row: dict[str, Any]) -> str:
    return _("not known") if is_missing(row["category"]) else str(row["category"])


def _category_label(row: dict[str, Any], look: Look) -> str:
    if not row["has_stopped"]:
        return safe(_category(row))
    return two_lines(_category(row), _("stopped buying"), look)


def _category_hover(row: dict[str, Any], look: Look) -> str:
    return lines(
        f"<b>{safe(_category(row))}</b>",
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"])),
        ""
        if is_missing(row["net_sales_before"])
        else _("{amount} before: {change}").format(
            amount=look.money_short(row["net_sales_before"]),
            change=look.change(row["net_sales"], row["net_sales_before"]),
        ),
        _("last bought on {day}").format(day=look.day(row["last_bought_on"])),
    )


def _categories_alt(rows: list[dict[str, Any]], look: Look) -> str:
    told = "; ".join(f"{_category(row)} {look.money_short(row['net_sales'])}" for row in rows)
    return _("Net sales of the account by category: {list}.").format(list=told)


def history(history: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """R, F and M scores and the segment at each month-end, a tile each; customdata is [picture].

    `history` is the question account_history.
    """
    rows = records(history)
    drawn = figure(look, _history_alt(rows, look), 196, title)
    for place, column in ((3, "r_score"), (2, "f_score"), (1, "m_score")):
        _score_tiles(drawn, place, column, rows, look)
    _segment_tiles(drawn, rows, look)
    drawn.update_xaxes(
        showgrid=False,
        range=[-0.5, max(len(rows), 1) - 0.5],
        **month_ticks(look, history["picture_on"]),
    )
    drawn.update_yaxes(
        tickvals=[3, 2, 1, 0],
        ticktext=[words.axis("r"), words.axis("f"), words.axis("m"), words.column("segment")],
        tickfont={"color": look.palette.text},
        range=[-0.5, 3.5],
        showgrid=False,
    )
    drawn.update_layout(barmode="overlay")
    found = set(history["segment"].dropna())
    names = [
        (look.palette.segment(code), words.segment(code)) for code in SEGMENTS if code in found
    ]
    if beside := dict.fromkeys(_standing(row) for row in rows if is_missing(row["segment"])):
        names.append((look.palette.mark, " / ".join(map(words.segment, beside))))
    return grids.legend(drawn, names) if names else drawn


def _tiles(drawn: go.Figure, place: int, fills: list[str], rows: list[dict[str, Any]]) -> go.Bar:
    """A row of tiles, one for each picture, around this height."""
    drawn.add_trace(
        go.Bar(
            x=list(range(len(rows))),
            y=[0.9] * len(rows),
            base=[place - 0.45] * len(rows),
            width=0.93,
            marker={"color": fills, "opacity": 1},
            customdata=[[str(row["picture_on"])[:10]] for row in rows],
            hoverinfo="text",
            showlegend=False,
        )
    )
    return drawn.data[-1]


def _score_tiles(
    drawn: go.Figure, place: int, column: str, rows: list[dict[str, Any]], look: Look
) -> None:
    palette = look.palette
    scores = [None if is_missing(row[column]) else int(row[column]) for row in rows]
    fills = [palette.sequential[score - 1] if score else palette.grid for score in scores]
    _tiles(drawn, place, fills, rows).update(
        text=[str(score or "") for score in scores] if len(rows) <= LABELLED else None,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 11, "color": [ink(fill) for fill in fills]},
        hovertext=[_score_hover(row, column, look) for row in rows],
    )


def _score_hover(row: dict[str, Any], column: str, look: Look) -> str:
    told = {
        "r_score": _("{n} days since the last order").format(n=look.count(row["recency_days"])),
        "f_score": _("frequency {n}").format(n=look.count(row["frequency"])),
        "m_score": _("monetary {amount}").format(amount=look.money_short(row["monetary"])),
    }
    return lines(
        f"<b>{look.day(row['picture_on'])}</b>",
        f"{words.column(column)}: {look.count(row[column])}",
        told[column],
    )


def _segment_tiles(drawn: go.Figure, rows: list[dict[str, Any]], look: Look) -> None:
    fills = [look.palette.segment(_standing(row)) for row in rows]
    _tiles(drawn, 0, fills, rows).update(
        hovertext=[
            lines(f"<b>{look.day(row['picture_on'])}</b>", words.segment(_standing(row)))
            for row in rows
        ]
    )


def _standing(row: dict[str, Any]) -> str:
    """The segment of a picture; the state when the account was in none."""
    return str(row["state"] if is_missing(row["segment"]) else row["segment"])


def _history_alt(rows: list[dict[str, Any]], look: Look) -> str:
    if not rows:
        return _("Scores and segment month by month: none.")
    return _("Scores and segment month by month from {first} to {last}, now {segment}.").format(
        first=look.month(rows[0]["picture_on"]),
        last=look.month(rows[-1]["picture_on"]),
        segment=words.segment(_standing(rows[-1])),
    )
