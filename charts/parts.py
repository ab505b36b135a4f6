"""What a whole is made of: a bar for each part, a tick for what it was, a diamond for the target,
figures in columns."""

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go

from charts.theme import Look, add_height, figure, key, safe, text_width

ROW = 28


@dataclass(frozen=True)
class Part:
    """One row: label, code for a click, length of the bar, place of the tick (None: no tick),
    the texts of the columns at the right, hover. `label` is plain text."""

    label: str
    code: Any
    length: float
    tick: float | None
    figures: tuple[str, ...]
    hover: str
    colour: str | None = None
    target: float | None = None


@dataclass(frozen=True)
class Columns:
    """The headings of the figures, the right edge of each in pixels from the end of the bars, and
    the names of bar and tick in the legend."""

    headings: tuple[str, ...]
    edges: tuple[int, ...]
    bar: str
    tick: str
    format: str | None = None
    """How the axis writes its numbers; None: no axis."""
    target: str = ""


def drawn(parts: list[Part], columns: Columns, look: Look, alt: str, title: str = "") -> go.Figure:
    """The rows, the first on top; customdata is [code]."""
    figure_ = figure(look, alt, ROW * max(len(parts), 1) + 44, title)
    places = list(range(len(parts)))[::-1]
    figure_.add_trace(
        go.Bar(
            x=[part.length for part in parts],
            y=places,
            orientation="h",
            width=0.62,
            name=columns.bar,
            marker={
                "color": [part.colour or look.palette.primary for part in parts],
                "opacity": 1,
            },
            customdata=[[part.code] for part in parts],
            hovertext=[part.hover for part in parts],
            hoverinfo="text",
        )
    )
    if any(part.tick is not None for part in parts):
        figure_.add_trace(_ticks(parts, places, look.palette.background, 4.5, columns.tick))
        figure_.add_trace(_ticks(parts, places, look.palette.text, 2.5, columns.tick))
        figure_.data[1].update(showlegend=False)
    if any(part.target is not None for part in parts):
        figure_.add_trace(_targets(parts, places, columns.target, look))
    columns = _roomy(columns, parts)
    _axes(figure_, parts, places, columns, look)
    _figures(figure_, parts, places, columns, look)
    return _key(figure_, parts, columns, look)


def _roomy(columns: Columns, parts: list[Part]) -> Columns:
    """The columns with their right edges moved out where their figures are wider than usual."""
    edges: list[int] = []
    for at, edge in enumerate(columns.edges):
        widest = max((text_width(part.figures[at]) for part in parts), default=0)
        before = edges[-1] if edges else 0
        edges.append(
            max(edge + (before - columns.edges[at - 1] if at else 0), before + widest + 12)
        )
    return replace(columns, edges=tuple(edges))


def _key(figure_: go.Figure, parts: list[Part], columns: Columns, look: Look) -> go.Figure:
    """The figure with what bar, tick and diamond are; bars alone are named by their title."""
    marks = [("■", look.palette.primary, columns.bar)]
    if any(part.tick is not None for part in parts):
        marks.append(("┃", look.palette.text, columns.tick))
    if any(part.target is not None for part in parts):
        marks.append(("◇", look.palette.text, columns.target))
    return key(figure_, marks) if len(marks) > 1 else figure_


def _ticks(
    parts: list[Part], places: list[int], colour: str, width: float, name: str
) -> go.Scatter:
    known = [
        (part.tick, place)
        for part, place in zip(parts, places, strict=True)
        if part.tick is not None
    ]
    return go.Scatter(
        x=[tick for tick, _place in known],
        y=[place for _tick, place in known],
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 16,
            "opacity": 1,
            "line": {"width": width, "color": colour},
        },
        hoverinfo="skip",
        name=name,
    )


def _targets(parts: list[Part], places: list[int], name: str, look: Look) -> go.Scatter:
    return go.Scatter(
        x=[part.target for part in parts],
        y=places,
        mode="markers",
        marker=target_marker(look),
        hoverinfo="skip",
        cliponaxis=False,
        name=name,
    )


def target_marker(look: Look) -> dict[str, Any]:
    """How a target is marked wherever one is: a hollow diamond."""
    line = {"width": 2, "color": look.palette.text}
    return {
        "symbol": "diamond",
        "size": 10,
        "opacity": 1,
        "color": look.palette.background,
        "line": line,
    }


def _axes(
    figure_: go.Figure, parts: list[Part], places: list[int], columns: Columns, look: Look
) -> None:
    figure_.update_yaxes(
        tickvals=places,
        ticktext=[_short(part.label) for part in parts],
        tickfont={"color": look.palette.text, "size": 13},
        range=[-0.6, max(len(parts), 1) - 0.4],
        showgrid=False,
    )
    reach = [x for part in parts for x in (part.length, part.tick, part.target) if x is not None]
    low, high = min([0.0, *reach]), max([0.0, *reach]) or 1.0
    figure_.update_xaxes(
        range=[1.03 * low, 1.03 * high],
        visible=columns.format is not None,
        tickformat=columns.format,
        nticks=5,
    )
    figure_.update_layout(margin={"r": columns.edges[-1] + 8}, clickmode="event+select")


def _short(label: str) -> str:
    """A label that leaves room for its bar: 24 Latin letters or 12 of Han."""
    widths = list(accumulate(1 if letter < "\u2e80" else 2 for letter in label))
    kept = sum(width <= 23 for width in widths)
    return safe(label if widths[-1:] <= [24] else f"{label[:kept]}…")


def _figures(
    figure_: go.Figure, parts: list[Part], places: list[int], columns: Columns, look: Look
) -> None:
    top = max(len(parts), 1) - 0.4
    cells = [
        figure_cell(text, top, edge, look.palette.muted, yanchor="bottom")
        for text, edge in zip(columns.headings, columns.edges, strict=True)
    ]
    for part, place in zip(parts, places, strict=True):
        cells += [
            figure_cell(text, place, edge, look.palette.text)
            for text, edge in zip(part.figures, columns.edges, strict=True)
        ]
    figure_.update_layout(annotations=cells)
    add_height(figure_, 14)


def figure_cell(text: str, place: float, right: int, colour: str, **more: Any) -> dict[str, Any]:
    """A text in a column of figures: at a row's place, its right edge so many pixels behind."""
    return {
        "text": text,
        "showarrow": False,
        "align": "right",
        "font": {"size": 12, "color": colour},
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "xshift": right,
        "y": place,
        "yref": "y",
        **more,
    }
