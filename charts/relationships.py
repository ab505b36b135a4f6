"""How deep the relationships are: by level, and level against segment."""

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import words
from charts.bars import Row, accounts_of, shares
from charts.frames import records, runs
from charts.palette import ink
from charts.quarters import level_colour
from charts.theme import Look, add_height, figure, lines
from locales import _, ngettext

LARGEST, SMALLEST = 38, 8
"""Side of a square of the matrix in pixels."""
PLACES = {None: 0.0, 1: 1.0, 2: 2.4, 3: 3.4, 4: 4.4}
"""Where each level stands: the words of the lower corner have their room above level 1."""
CORNERS = ("at_risk", "over_served")


def levels(levels: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """Share of sales and of accounts on each level, the highest on top; customdata is [level].

    `levels` is the question relationship_levels; not assessed stands last.
    """
    rows = [
        Row(
            label=words.level_with_number(row["level"]),
            code=accounts_of(row["level"]),
            colour=level_colour(row["level"], look),
            accounts=int(row["accounts"]),
            sales=float(row["net_sales"]),
        )
        for row in records(levels.sort_values("level", ascending=False, na_position="last"))
    ]
    told = "; ".join(f"{row.label} {look.count(row.accounts)}" for row in rows)
    alt = _("Accounts by relationship level: {list}.").format(list=told)
    return shares(rows, look, alt, title)


def level_by_segment(cells: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """Level against segment: squares, area by accounts, with the two corners of work outlined.

    `cells` is the question level_by_segment; customdata is [level, segment], level None for not
    assessed.
    """
    columns = {code: at for at, code in enumerate(cells["segment"].drop_duplicates())}
    rows = [row for row in records(cells) if row["accounts"]]
    drawn = add_height(figure(look, _matrix_alt(cells, look), 330, title), 22)
    sizes = _sizes([int(row["accounts"]) for row in rows])
    fills = [look.palette.segment(row["segment"]) for row in rows]
    drawn.add_trace(
        go.Scatter(
            x=[columns[row["segment"]] for row in rows],
            y=[PLACES[accounts_of(row["level"])] for row in rows],
            mode="markers+text",
            marker={
                "symbol": "square",
                "size": sizes,
                "color": fills,
                "opacity": 1,
                "line": {"width": 0},
            },
            text=[
                look.count(row["accounts"]) if size >= 18 else ""
                for row, size in zip(rows, sizes, strict=True)
            ],
            textfont={"size": 11, "color": [ink(fill) for fill in fills]},
            customdata=[[accounts_of(row["level"]), row["segment"]] for row in rows],
            hovertext=[_matrix_hover(row, look) for row in rows],
            hoverinfo="text",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 0.22}},
        )
    )
    _matrix_axes(drawn, columns)
    for corner in CORNERS:
        _outline(drawn, cells[cells["corner"] == corner], corner, columns, look)
    return drawn.update_layout(clickmode="event+select", hovermode="closest")


def _sizes(accounts: list[int]) -> list[float]:
    most = max(accounts, default=1)
    return [max(SMALLEST, LARGEST * math.sqrt(n / most)) for n in accounts]


def _matrix_axes(drawn: go.Figure, columns: dict[str, int]) -> None:
    drawn.update_xaxes(
        tickvals=list(columns.values()),
        ticktext=[_short_lines(words.segment(code)) for code in columns],
        tickangle=0,
        range=[-0.6, len(columns) - 0.4],
        showgrid=False,
        title_text=_("segment or state"),
    )
    drawn.update_yaxes(
        tickvals=list(PLACES.values()),
        ticktext=[words.level_with_number(level) for level in PLACES],
        range=[-0.6, 4.95],
        title_text=_("relationship level"),
    )


def _short_lines(label: str) -> str:
    """Important value, over short lines so that the columns may be narrow."""
    if " " in label:
        return label.replace(" ", "<br>", 1)
    first, rest = label[:2], label[2:]
    half = math.ceil(len(rest) / 2) if len(rest) > 4 else len(rest)
    return "<br>".join(filter(None, [first, rest[:half], rest[half:]]))


def _outline(
    drawn: go.Figure, cells: pd.DataFrame, corner: str, columns: dict[str, int], look: Look
) -> None:
    """A box around each run of neighbouring cells of a corner; its words above the first."""
    for level in sorted(set(cells["level"].astype(int))):
        of_level = cells[cells["level"] == level]
        places = sorted(columns[code] for code in of_level["segment"])
        low, high = PLACES[level] - 0.46, PLACES[level] + 0.46
        for run in runs(places):
            sides = {"x0": run[0] - 0.46, "x1": run[-1] + 0.46, "y0": low, "y1": high}
            drawn.add_shape(type="rect", line={"color": look.palette.accent, "width": 1.5}, **sides)
        accounts = int(of_level["accounts"].sum())
        counted = ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts))
        drawn.add_annotation(
            text=f"<b>{words.corner(corner)}</b> · {counted}",
            showarrow=False,
            align="left",
            font={"size": 12, "color": look.palette.accent},
            x=places[0] - 0.46,
            xanchor="left",
            y=high,
            yanchor="bottom",
        )


def _matrix_hover(row: dict[str, Any], look: Look) -> str:
    accounts = int(row["accounts"])
    return lines(
        f"<b>{words.segment(row['segment'])}</b>",
        words.level_with_number(row["level"]),
        ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts)),
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"])),
        words.corner(row["corner"]) if row["corner"] else "",
    )


def _matrix_alt(cells: pd.DataFrame, look: Look) -> str:
    told = "; ".join(
        f"{words.corner(code)} {look.count(cells.loc[cells['corner'] == code, 'accounts'].sum())}"
        for code in CORNERS
    )
    return _("Relationship level against segment. {list}.").format(list=told)
