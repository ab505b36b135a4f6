"""The RFM cube as one solid picture to turn: to see its shape, not to work with."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts import grids, words
from charts.frames import records
from charts.theme import CLEAR, Look, figure, lines
from locales import _, ngettext

ZOOM = 1.35
"""How large the picture is drawn in its frame; plotly leaves half of that empty."""
LARGEST = 0.86
"""Side of the cell with most accounts, where the cells are 1 apart."""
CORNERS = np.array(
    [[x, y, z] for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)], dtype=float
)
SIDES = np.array(
    [
        *([0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5]),
        *([0, 4, 5], [0, 5, 1], [2, 3, 7], [2, 7, 6]),
        *([0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3]),
    ]
)
"""Twelve triangles over the corners: the six sides of a small cube."""
EDGES = (0, 1, 3, 2, 0, 4, 5, 7, 6, 4, 5, 1, 3, 7, 6, 2)
"""A walk over the corners along all edges."""


def solid(cells: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """Every cell with accounts as a small cube, volume by accounts, coloured by segment.

    `cells` is the question rfm_cube. To be turned, not clicked: the grids are for that.
    """
    rows = [row for row in records(cells) if row["accounts"]]
    drawn = figure(look, _alt(rows, look), 560, title)
    if rows:
        drawn.add_trace(_cubes(rows, look))
        drawn.add_trace(_outlines(rows, look))
    drawn.update_layout(scene=_scene(look), dragmode="turntable")
    drawn.update_xaxes(visible=False)
    drawn.update_yaxes(visible=False)
    _name_axes(drawn, look)
    return grids.segment_legend(drawn, look)


def _name_axes(drawn: go.Figure, look: Look) -> None:
    """What the three letters are, in a corner: names along the axes would cover their scores."""
    drawn.add_annotation(
        text=" · ".join(f"{letter.upper()} {words.axis(letter)}" for letter in "rfm"),
        showarrow=False,
        font={"size": 12, "color": look.palette.muted},
        x=0,
        xref="paper",
        y=0,
        yref="paper",
    )


def _corners(rows: list[dict[str, Any]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The eight corners of each cube: cells × corners × (f, r, m)."""
    accounts = np.array([float(row["accounts"]) for row in rows])
    sides = LARGEST * np.cbrt(accounts / accounts.max())
    keys = ("f_score", "r_score", "m_score")
    centres = np.array([[float(row[key]) for key in keys] for row in rows])
    return np.asarray(centres[:, None, :] + sides[:, None, None] * CORNERS[None, :, :])


def _cubes(rows: list[dict[str, Any]], look: Look) -> go.Mesh3d:
    points = _corners(rows).reshape(-1, 3)
    sides = (SIDES[None, :, :] + 8 * np.arange(len(rows))[:, None, None]).reshape(-1, 3)
    return go.Mesh3d(
        **dict(zip("xyz", points.T, strict=True)),
        **dict(zip("ijk", sides.T, strict=True)),
        facecolor=[look.palette.segment(row["segment"]) for row in rows for _side in SIDES],
        flatshading=True,
        lighting={"ambient": 0.92, "diffuse": 0.25, "specular": 0, "roughness": 1},
        hovertext=[_hover(row, look) for row in rows for _corner in CORNERS],
        hoverinfo="text",
        opacity=1,
    )


def _outlines(rows: list[dict[str, Any]], look: Look) -> go.Scatter3d:
    """The edges of all cubes as one line with breaks, so that neighbours stay apart."""
    walks = _corners(rows)[:, EDGES, :]
    breaks = np.full((len(rows), 1, 3), np.nan)
    points = np.concatenate([walks, breaks], axis=1).reshape(-1, 3)
    return go.Scatter3d(
        **dict(zip("xyz", points.T, strict=True)),
        mode="lines",
        line={"color": look.palette.background, "width": 2},
        hoverinfo="skip",
        showlegend=False,
    )


def _scene(look: Look) -> dict[str, Any]:
    return {
        "xaxis": _axis("F", look),
        "yaxis": _axis("R", look),
        "zaxis": _axis("M", look),
        "aspectmode": "manual",
        "aspectratio": dict.fromkeys("xyz", ZOOM),
        "camera": {
            "eye": {"x": 1.1, "y": 1.1, "z": 0.62},
            "center": {"z": -0.04},
            "projection": {"type": "orthographic"},
        },
    }


def _axis(letter: str, look: Look) -> dict[str, Any]:
    palette = look.palette
    return {
        "title": {"text": ""},
        "tickvals": list(grids.SCORES),
        "ticktext": [f"{letter} {score}" for score in grids.SCORES],
        "tickfont": {"size": 11, "color": palette.muted},
        "range": [0.4, 5.6],
        "gridcolor": palette.grid,
        "linecolor": palette.line,
        "zeroline": False,
        "backgroundcolor": CLEAR,
        "showspikes": False,
    }


def _hover(row: dict[str, Any], look: Look) -> str:
    accounts = int(row["accounts"])
    return lines(
        f"<b>{grids.name(row)}</b>",
        ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts)),
        words.segment(row["segment"]),
    )


def _alt(rows: list[dict[str, Any]], look: Look) -> str:
    return _("The RFM cube as a solid: {accounts} accounts in {cells} of 125 cells.").format(
        accounts=look.count(sum(int(row["accounts"]) for row in rows)), cells=len(rows)
    )
