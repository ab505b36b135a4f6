"""What is loaded: rows and money of each kind, month by month, with the months that are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import words
from charts.frames import numeric, records, runs
from charts.numbers import is_missing, nice_ticks
from charts.theme import Look, figure, lines, money_ticks
from locales import _, ngettext

Shape = dict[str, Any]
TALL, BETWEEN = 64, 50
"""Height of a panel, and from one kind to the next, in pixels."""
ABOUT = 2
"""Steps of a panel's axis: more words than these would touch."""
LEFT, RIGHT = (0.0, 0.47), (0.55, 1.0)
"""Where rows stand, and where money stands."""


@dataclass(frozen=True)
class Panel:
    """One picture of bars: of which kind, of which column, at which row and side."""

    kind: str
    column: str
    row: int
    side: tuple[float, float]


def by_month(months: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """A row of panels for each kind that has months: its rows, and its money where it has any.

    `months` is the question loaded_months; customdata is [kind, month]. All panels share the
    calendar; a month without a row between the first and the last is a pale band.
    """
    dated = months[months["month"].notna()]
    kinds = list(dict.fromkeys(dated["kind"]))
    kinds.sort(key=lambda kind: kind != "sales")
    calendar = sorted(dated["month"].unique())
    height = max(1, len(kinds)) * (TALL + BETWEEN)
    drawn = figure(look, _alt(dated, kinds, look), height, title)
    bands = list[Shape]()
    for at, panel in enumerate(_panels(dated, kinds)):
        _axes(drawn, at, panel, len(kinds), dated, look)
        of_kind = dated[dated["kind"] == panel.kind]
        bands += _draw(drawn, at, of_kind, panel.column, calendar, look)
    return drawn.update_layout(shapes=bands)


def _panels(dated: pd.DataFrame, kinds: list[str]) -> list[Panel]:
    found = []
    for row, kind in enumerate(kinds):
        found.append(Panel(kind, "lines", row, LEFT))
        if dated.loc[dated["kind"] == kind, "amount"].notna().any():
            found.append(Panel(kind, "amount", row, RIGHT))
    return found


def _name(at: int) -> str:
    return str(at + 1) if at else ""


def _axes(
    drawn: go.Figure, at: int, panel: Panel, rows: int, dated: pd.DataFrame, look: Look
) -> None:
    """The axes of one panel with its heading."""
    whole = rows * (TALL + BETWEEN)
    top = 1 - (panel.row * (TALL + BETWEEN) + BETWEEN / 2) / whole
    of_kind = numeric(dated.loc[dated["kind"] == panel.kind, panel.column]).fillna(0)
    drawn.update_layout(
        {
            f"xaxis{_name(at)}": {
                "domain": list(panel.side),
                "anchor": f"y{_name(at)}",
                "showgrid": False,
            },
            f"yaxis{_name(at)}": {
                "domain": [max(0, top - TALL / whole), top],
                "anchor": f"x{_name(at)}",
                **_scale(panel.column, of_kind, look),
            },
        }
    )
    total = _total(panel, of_kind, look)
    drawn.add_annotation(
        text=f"{words.kind(panel.kind)} <span style='color:{look.palette.muted}'>{total}</span>",
        showarrow=False,
        font={"size": 12},
        x=0,
        xref=f"x{_name(at)} domain",
        xanchor="left",
        y=1,
        yref=f"y{_name(at)} domain",
        yanchor="bottom",
        yshift=3,
    )


def _scale(column: str, values: pd.Series, look: Look) -> dict[str, Any]:
    low, high = min(0.0, values.min()), max(0.0, values.max())
    if column == "amount":
        return money_ticks(look, [low, high], ABOUT)
    ticks = nice_ticks(0.0, high or 1.0, ABOUT, whole=True)
    return {"tickvals": ticks, "ticktext": [look.count(tick) for tick in ticks]}


def _total(panel: Panel, values: pd.Series, look: Look) -> str:
    if panel.column == "amount":
        return _money(panel.kind).format(amount=look.money_short(values.sum()))
    return _rows(int(values.sum()), look)


def _money(kind: str) -> str:
    """What the money of a kind is."""
    return {
        "churn": _("{amount} sales lost"),
        "receivables": _("{amount} invoiced"),
        "targets": _("{amount} as targets"),
    }.get(kind, _("{amount} net sales"))


def _rows(n: int, look: Look) -> str:
    return ngettext("{n} row", "{n} rows", n).format(n=look.count(n))


def _draw(
    drawn: go.Figure,
    at: int,
    of_kind: pd.DataFrame,
    column: str,
    calendar: list[date],
    look: Look,
) -> list[Shape]:
    """The bars of one panel; the bands where months have no row."""
    places = {month: place for place, month in enumerate(calendar)}
    rows = records(of_kind)
    axes = {"xaxis": f"x{_name(at)}", "yaxis": f"y{_name(at)}"}
    drawn.add_trace(
        go.Bar(
            x=[places[row["month"]] for row in rows],
            y=numeric(of_kind[column]).fillna(0),
            marker={"color": look.palette.primary, "opacity": 1},
            customdata=[[row["kind"], str(row["month"])[:10]] for row in rows],
            hovertext=[_hover(row, look) for row in rows],
            hoverinfo="text",
            **axes,
        )
    )
    ends = sorted({0, len(calendar) - 1})
    drawn.update_layout(
        {
            f"xaxis{_name(at)}": {
                "tickvals": ends,
                "ticktext": [look.month(calendar[end]) for end in ends],
                "tickangle": 0,
                "range": [-0.6, len(calendar) - 0.4],
            }
        }
    )
    empty = [places[row["month"]] for row in rows if not row["lines"]]
    return [_band(at, run, look) for run in runs(sorted(empty))]


def _band(at: int, run: Sequence[int], look: Look) -> Shape:
    return {
        "type": "rect",
        "x0": run[0] - 0.5,
        "x1": run[-1] + 0.5,
        "xref": f"x{_name(at)}",
        "y0": 0,
        "y1": 1,
        "yref": f"y{_name(at)} domain",
        "fillcolor": look.palette.grid,
        "line": {"width": 0},
        "layer": "below",
    }


def _hover(row: dict[str, Any], look: Look) -> str:
    amount = _money(row["kind"])
    return lines(
        f"<b>{look.month(row['month'])}</b>",
        words.kind(row["kind"]),
        _rows(int(row["lines"]), look) if row["lines"] else _("nothing loaded"),
        "" if is_missing(row["amount"]) else amount.format(amount=look.money_short(row["amount"])),
    )


def _alt(dated: pd.DataFrame, kinds: list[str], look: Look) -> str:
    if not kinds:
        return _("Rows loaded by month: none.")
    lines_of = numeric(dated["lines"]).groupby(dated["kind"]).sum()
    told = "; ".join(f"{words.kind(kind)} {_rows(int(lines_of[kind]), look)}" for kind in kinds)
    return _("Rows and money loaded by month from {first} to {last}: {list}.").format(
        first=look.month(dated["month"].min()), last=look.month(dated["month"].max()), list=told
    )
