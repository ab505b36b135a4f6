"""Grids of squares that can be clicked: product gaps, cohorts."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import growth_words
from charts.frames import records
from charts.names import brief
from charts.numbers import FEW, is_missing
from charts.palette import ink
from charts.theme import Look, add_height, figure, lines, named, safe, text_width
from locales import _

ROW = 30
SHADES = (0.4, 0.55, 0.7, 0.85)
"""From which share on a square is one shade darker."""
COLUMNS = 8
"""Cells of cohorts are no wider than if there were so many columns."""
LEVEL = 7
"""More names of categories than so many are written at a slant of 30°: half their width high."""
BETWEEN = "|"
"""Between account and category in the code of a square."""


def gaps(grid: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """Accounts down, categories across: bought, stopped, never bought though others alike do.

    `grid` is part of the question product_gaps, the accounts in the order to show. Customdata is
    ["account_id|category"].
    """
    rows = records(grid)
    accounts = list(dict.fromkeys(row["account_id"] for row in rows))
    names = {row["account_id"]: brief(row["account_name"]) for row in rows}
    categories = sorted({row["category"] for row in rows})
    drawn = figure(look, _gaps_alt(rows), ROW * max(len(accounts), 1) + 90, title)
    for standing in ("not_bought", "bought", "stopped", "gap"):
        of_it = [row for row in rows if row["standing"] == standing]
        drawn.add_trace(_standing(of_it, standing, accounts, categories, look))
    _axes(drawn, [names[key] for key in accounts], [_short(c) for c in categories], look)
    drawn.update_xaxes(side="top", tickangle=0)
    if len(categories) > LEVEL:
        longest = max(text_width(_short(category)) for category in categories)
        drawn.update_xaxes(tickangle=-30)
        add_height(drawn, longest // 2)
    drawn.update_layout(showlegend=True, legend={"y": 0, "yref": "container", "yanchor": "bottom"})
    drawn.update_layout(margin={"b": 34, "r": 40})
    return drawn


def _standing(
    rows: list[dict[str, Any]],
    standing: str,
    accounts: list[str],
    categories: list[str],
    look: Look,
) -> go.Scatter:
    colours = look.palette
    marker: dict[str, Any] = {
        "not_bought": {"symbol": "circle", "size": 4, "color": colours.line},
        "bought": {"symbol": "square", "size": 17, "color": colours.sequential[1]},
        "stopped": {"symbol": "square", "size": 17, "color": colours.diverging[1]},
        "gap": {
            "symbol": "square-open",
            "size": 16,
            "color": colours.primary,
            "line": {"width": 2.5},
        },
    }[standing]
    return go.Scatter(
        x=[categories.index(row["category"]) for row in rows],
        y=[len(accounts) - 1 - accounts.index(row["account_id"]) for row in rows],
        mode="markers",
        name=growth_words.standing(standing),
        marker={**marker, "opacity": 1},
        customdata=[[f"{row['account_id']}{BETWEEN}{row['category']}"] for row in rows],
        hovertext=[_gap_hover(row, look) for row in rows],
        hoverinfo="text",
    )


def _gap_hover(row: dict[str, Any], look: Look) -> str:
    return lines(
        f"<b>{named(row['account_name'])}</b>",
        f"{safe(row['category'])}: {growth_words.standing(row['standing'])}",
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"]))
        if row["standing"] == "bought"
        else "",
        ""
        if is_missing(row["last_bought_on"])
        else _("last bought {day}").format(day=look.day(row["last_bought_on"])),
        _("{n} of {all} accounts alike buy it").format(
            n=look.count(row["buyers_alike"]), all=look.count(row["accounts_alike"])
        ),
        ""
        if is_missing(row["worth"])
        else _("worth about {amount}").format(amount=look.money_short(row["worth"])),
    )


def _gaps_alt(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return _("Accounts by product category: none.")
    counted = {code: sum(row["standing"] == code for row in rows) for code in ("stopped", "gap")}
    return _("Accounts by product category: {stopped} stopped, {gaps} never bought.").format(
        stopped=counted["stopped"], gaps=counted["gap"]
    )


def cohorts(
    cells: pd.DataFrame, look: Look, title: str = "", *, measure: str = "accounts_share"
) -> go.Figure:
    """Cohorts down, quarters since across; the darker, the more of the first quarter is left.

    `cells` is the question cohorts; customdata is [cohort_on]. A quarter that is not over has a
    pale figure and no fill.
    """
    rows = records(cells.dropna(subset=[measure]))
    days = sorted({row["cohort_on"] for row in rows}, reverse=True)
    drawn = figure(look, _cohorts_alt(rows, look), ROW * max(len(days), 1) + 50, title)
    fills = [_fill(row, measure, look) for row in rows]
    drawn.add_trace(
        go.Bar(
            x=[0.94] * len(rows),
            base=[row["quarters_since"] - 0.47 for row in rows],
            y=[days.index(row["cohort_on"]) for row in rows],
            width=0.92,
            orientation="h",
            marker={"color": fills, "opacity": 1},
            text=[_said(row, measure, look) for row in rows],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={
                "size": 11,
                "color": [
                    look.palette.muted if row["is_partial"] else ink(fill)
                    for row, fill in zip(rows, fills, strict=True)
                ],
            },
            customdata=[[str(row["cohort_on"])[:10]] for row in rows],
            hovertext=[_cohort_hover(row, look) for row in rows],
            hoverinfo="text",
        )
    )
    sizes = {row["cohort_on"]: row["accounts"] for row in rows}
    names = [f"{look.quarter(day)} · {look.count(sizes[day])}" for day in days[::-1]]
    most = max([row["quarters_since"] for row in rows], default=0)
    _axes(drawn, names, [str(n) for n in range(most + 1)], look)
    drawn.update_xaxes(range=[-0.6, max(most, COLUMNS) + 0.6])
    drawn.update_xaxes(title_text=_("quarters since the first order"))
    return drawn.update_layout(barmode="overlay")


def _said(row: dict[str, Any], measure: str, look: Look) -> str:
    """What stands in a square: a share, but of few accounts how many they are."""
    if row["accounts"] >= FEW:
        return look.share(row[measure])
    return look.count(row["active_accounts"]) if measure == "accounts_share" else ""


def _fill(row: dict[str, Any], measure: str, look: Look) -> str:
    if row["is_partial"]:
        return look.palette.panel
    return look.palette.sequential[sum(float(row[measure]) >= shade for shade in SHADES)]


def _cohort_hover(row: dict[str, Any], look: Look) -> str:
    return lines(
        _("<b>First order in {quarter}</b>").format(quarter=look.quarter(row["cohort_on"])),
        look.quarter(row["quarter_on"]),
        _("{n} of {all} accounts ordered").format(
            n=look.count(row["active_accounts"]), all=look.count(row["accounts"])
        ),
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"]))
        if row["accounts"] < FEW
        else _("{amount} net sales, {share} of the first quarter").format(
            amount=look.money_short(row["net_sales"]), share=look.share(row["sales_share"])
        ),
        _("older accounts among them: the book begins here") if row["is_oldest"] else "",
        _("not over yet") if row["is_partial"] else "",
    )


def _cohorts_alt(rows: list[dict[str, Any]], look: Look) -> str:
    if not rows:
        return _("Cohorts by the quarter of the first order: none.")
    return _("Cohorts by the quarter of the first order, from {first} to {last}.").format(
        first=look.quarter(min(row["cohort_on"] for row in rows)),
        last=look.quarter(max(row["cohort_on"] for row in rows)),
    )


def _axes(drawn: go.Figure, names: list[str], columns: list[str], look: Look) -> None:
    """Names down from the top, columns across; no lines between the squares."""
    drawn.update_yaxes(
        tickvals=list(range(len(names)))[::-1],
        ticktext=[safe(_short(name)) for name in names],
        tickfont={"color": look.palette.text, "size": 12},
        range=[-0.6, max(len(names), 1) - 0.4],
        showgrid=False,
    )
    drawn.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=[safe(column) for column in columns],
        range=[-0.6, max(len(columns), 1) - 0.4],
        showgrid=False,
    )
    drawn.update_layout(clickmode="event+select")
    add_height(drawn, 6)


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
