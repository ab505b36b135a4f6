"""Horizontal bars, one a row, with words at their ends: the plainest way to compare."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.theme import Look, figure, safe, show_legend, two_lines

ROOM = 1.85
"""The axis is so many times the longest bar: the words at the ends need the rest."""


@dataclass(frozen=True)
class Bar:
    """One bar: label and a small line below it, length, colour, words, hover, code for a click.

    `label` and `below` are plain text. `rest` is a second part of the bar, drawn in grey.
    """

    label: str
    below: str
    length: float
    colour: str
    words: str
    hover: str
    code: Any
    rest: float = 0


def bars(
    rows: Sequence[Bar],
    look: Look,
    alt: str,
    title: str = "",
    row: int = 42,
    parts: tuple[str, str] | None = None,
) -> go.Figure:
    """The bars, the first on top; customdata is [code]. `parts` names the two parts of each."""
    drawn = figure(look, alt, row * max(len(rows), 1) + 18, title)
    places = list(range(len(rows)))[::-1]
    _add(drawn, rows, [bar.length for bar in rows], [bar.colour for bar in rows])
    if parts:
        _add(drawn, rows, [bar.rest for bar in rows], [look.palette.mark] * len(rows))
    drawn.data[-1].update(
        text=[bar.words for bar in rows],
        textposition="outside",
        textfont={"color": look.palette.text, "size": 12},
        cliponaxis=False,
    )
    longest = max((bar.length + bar.rest for bar in rows), default=0) or 1
    drawn.update_xaxes(range=[0, longest * ROOM], visible=False)
    drawn.update_yaxes(
        tickvals=places,
        ticktext=[_label(bar, look) for bar in rows],
        tickfont={"color": look.palette.text, "size": 13},
        range=[-0.6, max(len(rows), 1) - 0.4],
        showgrid=False,
    )
    drawn.update_layout(clickmode="event+select", barmode="stack")
    if parts is None:
        return drawn
    drawn.data[0].name, drawn.data[1].name = parts
    return show_legend(drawn, traceorder="normal")


def _add(drawn: go.Figure, rows: Sequence[Bar], lengths: list[float], colours: list[str]) -> None:
    drawn.add_trace(
        go.Bar(
            x=lengths,
            y=list(range(len(rows)))[::-1],
            orientation="h",
            width=0.64,
            marker={"color": colours, "opacity": 1},
            customdata=[[bar.code] for bar in rows],
            hovertext=[bar.hover for bar in rows],
            hoverinfo="text",
        )
    )


def _label(bar: Bar, look: Look) -> str:
    return two_lines(bar.label, bar.below, look) if bar.below else safe(bar.label)
