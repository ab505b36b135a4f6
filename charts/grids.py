"""The five grids that the cells and the dots of the cube stand in: frames, words, legend."""

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go

from charts import axes, words
from charts.palette import SEGMENTS
from charts.theme import Look, add_height, figure, show_legend

if TYPE_CHECKING:
    from analytics.scope import Scope

SCORES = (1, 2, 3, 4, 5)
PITCH = 6
"""Columns from one grid to the next: five scores of F and a gap."""
HEIGHT, HEADING = 310, 18
DIM_THE_REST: dict[str, Any] = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": 0.22}},
}
"""After a click the chosen marks stay as they are and all others fade."""


def across(r_score: pd.Series, f_score: pd.Series) -> pd.Series:
    """Where a cell stands across: R 5 in the grid on the left."""
    return f_score.astype(float) + PITCH * (5 - r_score.astype(float))


def name(row: dict[str, Any]) -> str:
    """A cell as the page names it: R 5 · F 4 · M 5."""
    return f"R {int(row['r_score'])} · F {int(row['f_score'])} · M {int(row['m_score'])}"


def frame(cut_points: pd.DataFrame, scope: "Scope", look: Look, alt: str, title: str) -> go.Figure:
    """The five empty grids with the cut-points on their axes in business words."""
    r_axis = axes.recency(cut_points, scope)
    f_axis = axes.frequency(cut_points, scope, look)
    m_axis = axes.monetary(cut_points, scope, look)
    drawn = add_height(figure(look, alt, HEIGHT, title), HEADING)
    starts = {score: PITCH * (5 - score) for score in SCORES}
    drawn.update_xaxes(
        range=[0.3, PITCH * 4 + 5.7],
        tickvals=[starts[r] + f for r in reversed(SCORES) for f in SCORES],
        ticktext=list(f_axis.ticks) * 5,
        tickangle=0,
        title_text=f_axis.title,
        showgrid=False,
    )
    drawn.update_yaxes(
        range=[0.4, 5.6],
        tickvals=list(SCORES),
        ticktext=list(m_axis.words),
        title={"text": m_axis.title, "standoff": 16},
        showgrid=False,
    )
    drawn.update_layout(
        clickmode="event+select",
        hovermode="closest",
        shapes=[_box(start, look) for start in starts.values()],
        annotations=[
            _heading(start, f"<b>R {score}</b> · {r_axis.word(score)}", look)
            for score, start in starts.items()
        ],
    )
    return drawn


def _box(start: float, look: Look) -> dict[str, Any]:
    return {
        "type": "rect",
        "layer": "below",
        "line": {"color": look.palette.line, "width": 1},
        "x0": start + 0.35,
        "x1": start + 5.65,
        "y0": 0.4,
        "y1": 5.6,
    }


def _heading(start: float, text: str, look: Look) -> dict[str, Any]:
    return {
        "text": text,
        "showarrow": False,
        "font": {"size": 12, "color": look.palette.text},
        "x": start + 3,
        "xanchor": "center",
        "y": 5.6,
        "yanchor": "bottom",
        "yshift": 2,
    }


def empty_cells(drawn: go.Figure, scored: pd.DataFrame, look: Look) -> None:
    """A small grey mark where a cell has no account, so that the grid is seen."""
    index = pd.MultiIndex.from_product([SCORES] * 3)
    full = pd.MultiIndex.from_frame(scored[["r_score", "f_score", "m_score"]].astype(int))
    empty = index.difference(full).to_frame(index=False)
    drawn.add_trace(
        go.Scatter(
            x=across(empty[0], empty[1]),
            y=empty[2],
            mode="markers",
            marker={"symbol": "square", "size": 4, "color": look.palette.line, "opacity": 1},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def segment_legend(drawn: go.Figure, look: Look) -> go.Figure:
    """The eight segments in two rows: the important ones above the general ones."""
    return legend(drawn, [(look.palette.segment(code), words.segment(code)) for code in SEGMENTS])


def legend(drawn: go.Figure, entries: list[tuple[str, str]]) -> go.Figure:
    """A legend in rows of four, for colours that no trace of its own stands for."""
    for fill, text in entries:
        drawn.add_trace(
            go.Scatter(
                x=[None],
                y=[None],
                mode="markers",
                name=text,
                marker={"symbol": "square", "size": 11, "color": fill, "opacity": 1},
                showlegend=True,
                hoverinfo="skip",
            )
        )
    rows = math.ceil(len(entries) / 4)
    return show_legend(drawn, rows, entrywidth=0.24, entrywidthmode="fraction")


def classes(values: pd.Series) -> pd.Series:
    """Four classes, 0 to 3, with about as many values in each; equal values share a class."""
    ranks = values.rank(pct=True, method="max")
    return (ranks * 4).clip(upper=3.999) // 1
