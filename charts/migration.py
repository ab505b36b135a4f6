"""Who moved where: the matrix of segments then and now, and the flows between the four groups."""

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import numbers, words
from charts.frames import records
from charts.numbers import is_missing
from charts.palette import SEGMENTS, ink
from charts.theme import Look, add_height, figure, lines
from locales import _, ngettext

BESIDE = ("not_scored", "lapsed_important", "lapsed_general", "never_purchased", "unassigned")
ORDER = (*SEGMENTS, *BESIDE, "new")
LARGEST, SMALLEST, EMPTY = 32, 9, 4
NAMES = 84
"""Room above the matrix for the names of its columns, in pixels."""
MEASURES = {
    "accounts": ("accounts", "accounts"),
    "net_sales": ("net_sales_before", "net_sales"),
    "margin": ("margin_before", "margin"),
}
"""What a cell is sized by, and the columns of then and now that it is read from."""


def matrix(moved: pd.DataFrame, look: Look, measure: str, title: str = "") -> go.Figure:
    """A square for each pair of then (rows) and now (columns); customdata is [from, to].

    `moved` is the question migration. Grey stayed, blue rose, amber fell; the area is `measure`,
    money that of now, or of then for who lapsed.
    """
    weights = pd.Series([amount_of(row, measure) for row in records(moved)], index=moved.index)
    told = moved[weights.astype(float) > 0]
    rows, columns = _axis(told["from_state"]), _axis(told["to_state"])
    grid = {(row["from_state"], row["to_state"]): row for row in records(moved)}
    pairs = [(r, c) for r in rows for c in columns if (r, c) in grid]
    sizes = _sizes([amount_of(grid.get(pair), measure) for pair in pairs])
    fills = [_fill(pair, grid, look) for pair in pairs]
    drawn = figure(look, _matrix_alt(moved, look), 34 * len(rows) + 30, title)
    drawn.add_trace(
        go.Scatter(
            x=[columns.index(c) for _r, c in pairs],
            y=[len(rows) - 1 - rows.index(r) for r, _c in pairs],
            mode="markers+text",
            marker={
                "symbol": "square",
                "size": sizes,
                "color": fills,
                "opacity": 1,
                "line": {"width": 0},
            },
            text=[_label(grid.get(p), measure, look) for p in pairs],
            textposition=["middle center" if s > 22 else "middle right" for s in sizes],
            textfont={
                "size": 11,
                "color": [
                    ink(f) if s > 22 else look.palette.text
                    for f, s in zip(fills, sizes, strict=True)
                ],
            },
            customdata=[list(pair) for pair in pairs],
            hovertext=[_hover(pair, grid.get(pair), look) for pair in pairs],
            hoverinfo="text",
            showlegend=False,
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 0.25}},
        )
    )
    _axes(drawn, rows, columns, look)
    return drawn


def _axis(states: pd.Series) -> list[str]:
    """The eight always, and what stands beside them where there is any."""
    there = set(states)
    return [code for code in ORDER if code in SEGMENTS or code in there]


def _axes(drawn: go.Figure, rows: list[str], columns: list[str], look: Look) -> None:
    drawn.update_xaxes(
        range=[-0.6, len(columns)],
        tickvals=list(range(len(columns))),
        ticktext=[words.segment(code) for code in columns],
        tickangle=-38,
        automargin=False,
        side="top",
        showgrid=False,
        tickfont={"size": 11, "color": look.palette.text},
    )
    drawn.update_yaxes(
        range=[-0.6, len(rows) - 0.4],
        tickvals=list(range(len(rows))),
        ticktext=[words.segment(code) for code in reversed(rows)],
        showgrid=False,
        tickfont={"color": look.palette.text},
    )
    drawn.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="bottom",
        xshift=-8,
        yshift=6,
        text=_("then ↓ now →"),
        showarrow=False,
        font={"size": 11, "color": look.palette.muted},
    )
    add_height(drawn, NAMES)
    drawn.update_layout(clickmode="event+select", hovermode="closest", margin={"r": 60})


def rank(code: str) -> int:
    """Where a state stands from best to worst."""
    return ORDER.index(code)


def _fill(pair: tuple[str, str], grid: dict[tuple[str, str], Any], look: Look) -> str:
    palette = look.palette
    if pair not in grid:
        return palette.line
    if pair[0] == pair[1]:
        return palette.mark
    return palette.diverging[3] if rank(pair[1]) < rank(pair[0]) else palette.diverging[1]


def amount_of(row: dict[str, Any] | None, measure: str) -> float:
    """What a cell weighs: now, or then where nothing is left."""
    if row is None:
        return 0.0
    before, now = (row[name] for name in MEASURES[measure])
    now = 0.0 if is_missing(now) else float(now)
    before = 0.0 if is_missing(before) else float(before)
    return max(now, 0.0) if now > 0 or measure == "accounts" else max(before, 0.0)


def _sizes(amounts: list[float]) -> list[float]:
    most = max([*amounts, 0.0]) or 1.0
    return [
        max(SMALLEST, LARGEST * math.sqrt(amount / most)) if amount > 0 else EMPTY
        for amount in amounts
    ]


def _label(row: dict[str, Any] | None, measure: str, look: Look) -> str:
    if row is None or not row["accounts"]:
        return ""
    if measure == "accounts":
        return look.count(row["accounts"])
    amount = amount_of(row, measure)
    if not amount:
        return ""
    return numbers.round_number(float(f"{amount:.2g}"), look.language).replace(" ", "")


def _hover(pair: tuple[str, str], row: dict[str, Any] | None, look: Look) -> str:
    if row is None:
        return ""
    accounts = int(row["accounts"])
    arrow = _("{before} → {now}").format(before=words.segment(pair[0]), now=words.segment(pair[1]))
    return lines(
        f"<b>{arrow}</b>",
        ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts)),
        _("net sales {before} → {now}").format(
            before=look.money_short(row["net_sales_before"]), now=look.money_short(row["net_sales"])
        ),
        ""
        if is_missing(row["margin"])
        else _("margin {before} → {now}").format(
            before=look.money_short(row["margin_before"]), now=look.money_short(row["margin"])
        ),
    )


def _is_move(before: str, now: str) -> bool:
    """Whether a cell holds movers, as the question moves counts them: who ordered on neither side
    is none."""
    stays_away = before.startswith("lapsed") and now.startswith("lapsed")
    return before != now and now != "never_purchased" and not stays_away


def _matrix_alt(moved: pd.DataFrame, look: Look) -> str:
    pairs = zip(moved["from_state"], moved["to_state"], strict=True)
    changed = moved[pd.Series([_is_move(*pair) for pair in pairs], moved.index, dtype="bool")]
    return _("Segments then and now: {stayed} accounts stayed, {moved} moved.").format(
        stayed=look.count(moved["accounts"].sum() - changed["accounts"].sum()),
        moved=look.count(changed["accounts"].sum()),
    )
