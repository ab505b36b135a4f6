"""The RFM cube as five grids side by side, one for each R, F across, M up; and as a solid.

All cells are one trace on one pair of axes: with a trace for each grid a click would dim only its
own grid, and the picture would contradict the table below it.
"""

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go

from charts import grids, words
from charts.frames import numeric, records
from charts.grids import SCORES
from charts.palette import ink
from charts.solid import solid
from charts.theme import Look, lines, named
from locales import _, ngettext

if TYPE_CHECKING:
    from analytics.scope import Scope

__all__ = ["cells", "dots", "solid"]

KEYS = ["r_score", "f_score", "m_score"]
LARGEST, SMALLEST, EMPTY = 30, 7, 4
"""Side of a square in pixels: the cell with most accounts, the least one, an empty cell."""


def cells(
    cells: pd.DataFrame,
    cut_points: pd.DataFrame,
    look: Look,
    title: str = "",
    colour: str = "segment",
    *,
    scope: "Scope",
) -> go.Figure:
    """The 125 cells as squares, area by accounts; customdata is [r, f, m].

    `cells` is the question rfm_cube and `cut_points` the question cut_points, both at `scope`.
    `colour` is segment, net_sales or margin; the latter two are for each account of the cell.
    """
    grid = _all_cells(cells)
    drawn = grids.frame(cut_points, scope, look, _cells_alt(cells, look), title)
    fills = _fills(grid, look, colour)
    sizes = _sizes(grid["accounts"])
    drawn.add_trace(
        go.Scatter(
            x=grids.across(grid["r_score"], grid["f_score"]),
            y=grid["m_score"],
            mode="markers+text",
            marker={
                "symbol": "square",
                "size": sizes,
                "color": fills,
                "opacity": 1,  # plotly fades markers whose sizes differ
                "line": {"width": 0},
            },
            text=_counts(grid["accounts"], sizes, look),
            textfont={"size": 11, "color": [ink(fill) for fill in fills]},
            customdata=grid[KEYS].to_numpy().tolist(),
            hovertext=[_cell_hover(row, look) for row in records(grid)],
            hoverinfo=["text" if n else "skip" for n in grid["accounts"]],
            showlegend=False,
            **grids.DIM_THE_REST,
        )
    )
    if colour == "segment":
        return grids.segment_legend(drawn, look)
    return grids.legend(drawn, _class_names(grid, look, colour))


def dots(
    accounts: pd.DataFrame,
    cut_points: pd.DataFrame,
    look: Look,
    title: str = "",
    *,
    scope: "Scope",
) -> go.Figure:
    """Few accounts, each a dot in its cell, coloured by segment; customdata is [id, r, f, m].

    `accounts` is the question accounts_list; accounts without scores are left out. The dots of a
    cell stand in rows in the order of their ids, so that the picture is the same every time.
    """
    scored = accounts.dropna(subset=KEYS).sort_values("account_id")
    drawn = grids.frame(cut_points, scope, look, _dots_alt(scored), title)
    cell = scored.groupby(KEYS)
    right, up = _places(cell.cumcount(), cell["account_id"].transform("size"))
    drawn.add_trace(
        go.Scatter(
            x=grids.across(scored["r_score"], scored["f_score"]) + right,
            y=scored["m_score"].astype(float) + up,
            mode="markers",
            marker={
                "size": 8,
                "color": [look.palette.segment(code) for code in scored["segment"]],
                "opacity": 1,
            },
            customdata=scored[["account_id", *KEYS]].to_numpy().tolist(),
            hovertext=[_account_hover(row, look) for row in records(scored)],
            hoverinfo="text",
            showlegend=False,
            **grids.DIM_THE_REST,
        )
    )
    grids.empty_cells(drawn, scored, look)
    return grids.segment_legend(drawn, look)


def _all_cells(cells: pd.DataFrame) -> pd.DataFrame:
    """All 125 cells, those without accounts too."""
    index = pd.MultiIndex.from_product([SCORES] * 3, names=KEYS)
    grid = cells.set_index(KEYS).reindex(index).reset_index()
    return grid.assign(accounts=grid["accounts"].fillna(0).astype(int))


def _sizes(accounts: pd.Series) -> list[float]:
    most = max(int(accounts.max()), 1)
    return [max(SMALLEST, LARGEST * math.sqrt(n / most)) if n else EMPTY for n in accounts]


def _counts(accounts: pd.Series, sizes: list[float], look: Look) -> list[str]:
    """The count inside a square: of the larger cells, where its digits fit."""
    most = int(accounts.max())
    texts = [look.count(n) if n and n * 5 >= most else "" for n in accounts]
    return [text if len(text) * 6 <= size else "" for text, size in zip(texts, sizes, strict=True)]


def _fills(grid: pd.DataFrame, look: Look, colour: str) -> list[str]:
    """The colour of each cell: its segment, or the class of its value for an account."""
    palette = look.palette
    if colour == "segment":
        fills = [palette.segment(code) for code in grid["segment"]]
    else:
        classes = grids.classes(_for_an_account(grid, colour))
        fills = [palette.mark if pd.isna(k) else palette.sequential[int(k) + 1] for k in classes]
    return [fill if n else palette.line for fill, n in zip(fills, grid["accounts"], strict=True)]


def _for_an_account(grid: pd.DataFrame, value: str) -> pd.Series:
    """Net sales or margin for each account of a cell; null where there are none."""
    return numeric(grid[value]) / numeric(grid["accounts"]).replace(0, math.nan)


def _class_names(grid: pd.DataFrame, look: Look, colour: str) -> list[tuple[str, str]]:
    """The classes of value in use: their colour and what they mean."""
    values = _for_an_account(grid, colour)
    spans = values.groupby(grids.classes(values)).agg(["min", "max"])
    return [
        (
            look.palette.sequential[int(span["class"]) + 1],
            _("{low} to {high} an account").format(
                low=look.money_short(span["min"]), high=look.money_short(span["max"])
            ),
        )
        for span in records(spans.rename_axis("class").reset_index())
    ]


def _places(nth: pd.Series, of: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Where in its cell the nth of so many dots stands: rows of equal length, centred."""
    side = of.map(lambda n: math.ceil(math.sqrt(n)))
    step = 0.8 / side.clip(lower=3)
    last_row = (of - 1) // side
    return (nth % side - (side - 1) / 2) * step, ((last_row / 2) - nth // side) * step


def _cell_hover(row: dict[str, Any], look: Look) -> str:
    if not row["accounts"]:
        return ""
    each = None if pd.isna(row["net_sales"]) else float(row["net_sales"]) / row["accounts"]
    share = row.get("segment_share")
    segment = words.segment(row["segment"])
    if not pd.isna(share) and share < 1:
        segment = _("{segment}, {share} of them").format(segment=segment, share=look.share(share))
    accounts = ngettext("{n} account", "{n} accounts", row["accounts"])
    return lines(
        f"<b>{grids.name(row)}</b>",
        accounts.format(n=look.count(row["accounts"])),
        _("{amount} net sales an account").format(amount=look.money_short(each)),
        _days_ago(row["average_recency_days"], look),
        segment,
        *_second_name(row),
    )


def _account_hover(row: dict[str, Any], look: Look) -> str:
    return lines(
        f"<b>{named(row['account_name'])}</b>",
        grids.name(row),
        words.segment(row["segment"]),
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"])),
        _days_ago(row["recency_days"], look),
        *_second_name(row),
    )


def _second_name(row: dict[str, Any]) -> list[str]:
    name = row.get("second_name")
    return [] if pd.isna(name) else [words.second_name(name)]


def _days_ago(days: Any, look: Look) -> str:
    whole = round(float(days))
    text = ngettext("{n} day since the last order", "{n} days since the last order", whole)
    return text.format(n=look.count(whole))


def _cells_alt(cells: pd.DataFrame, look: Look) -> str:
    full = cells[cells["accounts"] > 0].sort_values("accounts", ascending=False, kind="stable")
    if full.empty:
        return _("The RFM cube: no account has scores.")
    heaviest = records(full)[0]
    return _(
        "The RFM cube: {accounts} accounts in {cells} of 125 cells; "
        "most, {most}, at R {r}, F {f}, M {m}."
    ).format(
        accounts=look.count(full["accounts"].sum()),
        cells=len(full),
        most=look.count(heaviest["accounts"]),
        r=heaviest["r_score"],
        f=heaviest["f_score"],
        m=heaviest["m_score"],
    )


def _dots_alt(scored: pd.DataFrame) -> str:
    return _("The RFM cube: {accounts} accounts, each a dot in one of {cells} cells.").format(
        accounts=len(scored), cells=len(scored[KEYS].drop_duplicates())
    )
