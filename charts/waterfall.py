"""A waterfall: from one total to another by steps that add up; gains blue, losses amber."""

from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from charts.numbers import nice_ticks
from charts.theme import Look, figure, safe, two_lines

HEIGHT = 290
MANY = 7
"""From so many columns on, their labels are smaller."""
CROPPED_FROM = 0.55
"""Where every column ends above this part of the highest, the axis begins below them, not at zero:
else the steps are slivers on top of two towers. A break in the towers says so."""


@dataclass(frozen=True)
class Step:
    """One column: label and a small line below, amount, hover, code for a click.

    `is_end`: a total that stands on zero; else a step from where the one before it ended.
    """

    label: str
    below: str
    amount: float
    hover: str
    code: str
    is_end: bool = False


def drawn(steps: list[Step], look: Look, alt: str, title: str = "") -> go.Figure:
    """The columns from left to right; customdata is [code]."""
    figure_ = figure(look, alt, HEIGHT, title)
    spans = _spans(steps)
    floor = _floor(steps)
    figure_.add_trace(
        go.Bar(
            x=list(range(len(steps))),
            y=[high - low for low, high in spans],
            base=[low for low, _high in spans],
            width=0.66,
            marker={"color": [_colour(step, look) for step in steps], "opacity": 1},
            customdata=[[step.code] for step in steps],
            hovertext=[step.hover for step in steps],
            hoverinfo="text",
        )
    )
    _axes(figure_, steps, spans, floor, look)
    _connectors(figure_, steps, look)
    figure_.update_layout(annotations=_amounts(steps, spans, look))
    if floor:
        _breaks(figure_, steps, look)
    return figure_.update_layout(clickmode="event+select")


def _ends(steps: list[Step]) -> list[float]:
    """Where each column ends."""
    ends, at = [], 0.0
    for step in steps:
        at = step.amount if step.is_end else at + step.amount
        ends.append(at)
    return ends


def _spans(steps: list[Step]) -> list[tuple[float, float]]:
    spans = []
    for step, end in zip(steps, _ends(steps), strict=True):
        start = 0.0 if step.is_end else end - step.amount
        spans.append((min(start, end), max(start, end)))
    return spans


def _floor(steps: list[Step]) -> float:
    """Where the axis begins: zero, or below all ends where these are close together."""
    ends = _ends(steps)
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    if low <= CROPPED_FROM * high or low == high:
        return 0.0
    return max(0.0, low - 0.9 * (high - low))


def _breaks(figure_: go.Figure, steps: list[Step], look: Look) -> None:
    """A white slash near the foot of the two towers: they do not begin at zero."""
    for at, step in enumerate(steps):
        if step.is_end:
            for low in (0.055, 0.085):
                figure_.add_shape(
                    type="line",
                    yref="paper",
                    x0=at - 0.36,
                    x1=at + 0.36,
                    y0=low,
                    y1=low + 0.035,
                    line={"color": look.palette.background, "width": 2.5},
                )


def _colour(step: Step, look: Look) -> str:
    if step.is_end:
        return look.palette.primary if step.code == "now" else look.palette.mark
    return look.palette.diverging[3 if step.amount >= 0 else 1]


def _axes(
    figure_: go.Figure,
    steps: list[Step],
    spans: list[tuple[float, float]],
    floor: float,
    look: Look,
) -> None:
    figure_.update_xaxes(
        tickvals=list(range(len(steps))),
        ticktext=[
            two_lines(step.label, step.below, look) if step.below else _wrapped(step.label)
            for step in steps
        ],
        tickfont={"color": look.palette.text, "size": 12 if len(steps) < MANY else 11},
        tickangle=0,
        showgrid=False,
        range=[-0.5, max(len(steps), 1) - 0.5],
    )
    low = min([floor, *(low for low, _high in spans if low < 0)])
    high = max([0.0, *(high for _low, high in spans)]) or 1.0
    room = 0.12 * (high - low)
    ticks = nice_ticks(low, high)
    figure_.update_yaxes(
        range=[low - room if low < 0 else low, high + room],
        tickvals=ticks,
        ticktext=[look.money_tick(tick) for tick in ticks],
    )


def _wrapped(label: str) -> str:
    """A long label on two lines: a period breaks behind its dash, two words between them."""
    if "–" in label:
        return safe(label).replace("–", "–<br>")
    return safe(label).replace(" ", "<br>", 1) if len(label) > 9 else safe(label)


def _connectors(figure_: go.Figure, steps: list[Step], look: Look) -> None:
    """Thin lines from the end of each column to the next."""
    line = {"color": look.palette.line, "width": 1}
    for at, end in enumerate(_ends(steps)[:-1]):
        figure_.add_shape(type="line", x0=at + 0.33, x1=at + 0.67, y0=end, y1=end, line=line)


def _amounts(
    steps: list[Step], spans: list[tuple[float, float]], look: Look
) -> list[dict[str, Any]]:
    return [
        {
            "x": at,
            "y": span[0] if _is_loss(step) else span[1],
            "text": _written(step, look),
            "showarrow": False,
            "yanchor": "top" if _is_loss(step) else "bottom",
            "yshift": -1 if _is_loss(step) else 1,
            "font": {"size": 12, "color": look.palette.text},
        }
        for at, (step, span) in enumerate(zip(steps, spans, strict=True))
    ]


def _is_loss(step: Step) -> bool:
    """A step down has its amount below it, where its neighbour's stands above."""
    return not step.is_end and step.amount < 0


def _written(step: Step, look: Look) -> str:
    if len(look.symbol) > 1:  # the axis says which money; US$ before each would touch the next
        look = replace(look, currency=None)
    return look.money_short(step.amount) if step.is_end else look.signed_money(step.amount)
