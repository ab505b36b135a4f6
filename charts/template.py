"""The plotly template of a theme: fonts, axes, title, legend and hover as every chart has them."""

from typing import Any

import plotly.graph_objects as go

from charts.palette import Palette

FONT = (
    "Source Sans, Inter, 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', "
    "'Microsoft YaHei', sans-serif"
)
CLEAR = "rgba(0,0,0,0)"
MARGIN = {"l": 0, "r": 20, "t": 10, "b": 8}


def template(colours: Palette) -> go.layout.Template:
    """The template in these colours; margins grow with the labels, so that none is cut off."""
    axis = _axis(colours)
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": colours.text},
            "title": _TITLE,
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "colorway": [colours.primary, colours.mark, *colours.segments.values()],
            "margin": MARGIN,
            "xaxis": axis,
            "yaxis": axis,
            "dragmode": False,
            "showlegend": False,
            "legend": _LEGEND,
            "bargap": 0.3,
            "uniformtext": {"mode": False},
            "hoverlabel": _hover(colours),
        }
    )


_TITLE: dict[str, Any] = {
    "font": {"size": 14, "weight": 600},
    "x": 0,
    "xref": "container",
    "xanchor": "left",
    "pad": {"t": 4},
    "y": 1,
    "yref": "container",
    "yanchor": "top",
}
_LEGEND: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "xref": "container",
    "xanchor": "left",
    "yanchor": "top",
    "font": {"size": 12},
    "itemclick": False,
    "itemdoubleclick": False,
}


def _axis(colours: Palette) -> dict[str, Any]:
    return {
        "automargin": True,
        "gridcolor": colours.grid,
        "linecolor": colours.line,
        "zeroline": False,
        "separatethousands": True,
        "fixedrange": True,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": CLEAR,
        "ticklabeloverflow": "allow",
        "tickfont": {"color": colours.muted, "size": 12},
        "title": {"font": {"color": colours.muted, "size": 12}, "standoff": 12},
    }


def _hover(colours: Palette) -> dict[str, Any]:
    """The hover has a font of its own: without it plotly falls back to another family."""
    return {
        "bgcolor": colours.panel,
        "bordercolor": colours.line,
        "align": "left",
        "font": {"family": FONT, "size": 13, "color": colours.text},
    }
