"""Where profit comes from and where it goes: the whale curve, and sales against margin."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.concentration import thinned
from charts.frames import numeric, records
from charts.numbers import is_missing
from charts.theme import CLEAR, Look, figure, lines, money_ticks, named, show_legend
from locales import _, ngettext

MOST = 1_500
POWERS = 6
"""From so many powers of ten on, every other one is written under an axis."""
"""So many accounts are drawn as points, the largest by sales."""
QUADRANTS = ("large_good", "large_thin", "small_good", "small_thin")


def curve(accounts: pd.DataFrame, after: bool, look: Look, title: str = "") -> go.Figure:
    """The cumulated margin, accounts from the most profitable down; customdata is
    [account_id, side of the peak].

    `accounts` is the question whale; `after`: after the cost of money and returns. In per cent of
    the whole while that is above zero, else in money.
    """
    column = "cumulative_adjusted" if after else "cumulative_margin"
    ordered = accounts.sort_values("adjusted_place" if after else "place", ignore_index=True)
    drawn = figure(look, _curve_alt(ordered, column, look), 320, title)
    if ordered.empty:
        return drawn
    total = float(ordered[column].iloc[-1])
    unit = total if total > 0 else 1.0
    level = numeric(ordered[column]) / unit
    ordered = ordered.assign(level=level, rank=range(1, len(ordered) + 1))
    peak = int(level.to_numpy().argmax())
    kept = pd.concat([thinned(ordered), ordered.iloc[[peak]]]).sort_values("rank").drop_duplicates()
    for side, part, colour, name in (
        (
            "left",
            kept[kept["rank"] <= peak + 1],
            look.palette.primary,
            _("accounts that add to the margin"),
        ),
        (
            "right",
            kept[kept["rank"] >= peak + 1],
            look.palette.diverging[1],
            _("accounts that take it back"),
        ),
    ):
        told = [_account(row, column, after, look) for row in records(part)]
        drawn.add_trace(_part(part, side, colour, name, told))
    _peak(drawn, ordered, peak, total, look)
    drawn.update_layout(clickmode="event+select")
    drawn.update_xaxes(title_text=_("accounts, the most profitable first"), rangemode="tozero")
    if total > 0:
        drawn.update_yaxes(tickformat=".0%", title_text=_("share of the margin of all"))
    else:
        drawn.update_yaxes(title_text=_("margin"), **money_ticks(look, [*level]))
    return show_legend(drawn)


def _part(part: pd.DataFrame, side: str, colour: str, name: str, told: list[str]) -> go.Scatter:
    """One side of the peak; its unseen markers are what a click finds."""
    rows = records(part)
    return go.Scatter(
        x=[row["rank"] for row in rows],
        y=[row["level"] for row in rows],
        mode="lines+markers",
        line={"color": colour, "width": 3},
        marker={"color": CLEAR, "size": 14, "opacity": 1},
        fill="tozeroy",
        fillcolor=_faint(colour),
        name=name,
        customdata=[[row["account_id"], side] for row in rows],
        hovertext=told,
        hoverinfo="text",
    )


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.10)"


def _peak(drawn: go.Figure, ordered: pd.DataFrame, peak: int, total: float, look: Look) -> None:
    row = records(ordered.iloc[[peak]])[0]
    text = look.share(row["level"]) if total > 0 else look.money_short(row["level"])
    drawn.add_annotation(
        x=row["rank"],
        y=row["level"],
        text=_("peak {level}").format(level=text),
        showarrow=False,
        xanchor="right" if peak > len(ordered) / 2 else "left",
        yanchor="bottom",
        yshift=4,
        font={"size": 13, "color": look.palette.text},
    )
    if total > 0:
        drawn.add_hline(y=1, line={"color": look.palette.muted, "width": 1, "dash": "dot"})


def _account(row: dict[str, Any], column: str, after: bool, look: Look) -> str:
    own = row["adjusted_margin"] if after else row["margin"]
    return lines(
        f"<b>{named(row['account_name'])}</b>",
        _("{amount} margin on {sales} net sales").format(
            amount=look.money_short(own), sales=look.money_short(row["net_sales"])
        ),
        _("up to here {amount}").format(amount=look.money_short(row[column])),
    )


def _curve_alt(ordered: pd.DataFrame, column: str, look: Look) -> str:
    if ordered.empty:
        return _("Cumulated margin over accounts: none.")
    return _("Cumulated margin over {n} accounts: at most {peak}, in the end {end}.").format(
        n=look.count(len(ordered)),
        peak=look.money_short(ordered[column].max()),
        end=look.money_short(ordered[column].iloc[-1]),
    )


def quadrant_of(
    accounts: pd.DataFrame, sales_from: float, rate_from: float, margin: str
) -> pd.Series:
    """The quadrant of each account: large from these sales on, good from this margin rate on."""
    sales, earned = numeric(accounts["net_sales"]), numeric(accounts[margin])
    rate = (earned / sales.where(sales > 0)).fillna(-1)
    size = (sales >= sales_from).map({True: "large", False: "small"})
    return size + (rate >= rate_from).map({True: "_good", False: "_thin"})


def quadrant(
    accounts: pd.DataFrame,
    sales_from: float,
    rate_from: float,
    margin: str,
    look: Look,
    title: str = "",
) -> go.Figure:
    """Each account at its sales and margin rate, cut in four; customdata is [quadrant, account_id].

    Margin rates under −50% stand at −50%.
    """
    placed = accounts.assign(quadrant=quadrant_of(accounts, sales_from, rate_from, margin))
    shown = placed[numeric(placed["net_sales"]) > 0].head(MOST)
    drawn = figure(look, _quadrant_alt(placed, look), 320, title)
    sales = numeric(shown["net_sales"])
    rate = (numeric(shown[margin]) / sales).clip(lower=-0.5, upper=1)
    drawn.add_trace(
        go.Scatter(
            x=sales,
            y=rate,
            mode="markers",
            marker={
                "size": 8,
                "opacity": 1,
                "color": [_colour(code, look) for code in shown["quadrant"]],
                "line": {"width": 0.5, "color": look.palette.background},
            },
            customdata=shown[["quadrant", "account_id"]].to_numpy(dtype=object).tolist(),
            hovertext=[_point(row, margin, look) for row in records(shown)],
            hoverinfo="text",
        )
    )
    _cuts(drawn, placed, sales_from, rate_from, look)
    drawn.update_xaxes(type="log", title_text=_("net sales"), **_log_ticks(sales, look))
    drawn.update_yaxes(tickformat=".0%", title_text=_("margin rate"))
    return drawn.update_layout(clickmode="event+select")


def _log_ticks(sales: pd.Series, look: Look) -> dict[str, Any]:
    if sales.empty:
        return {}
    powers = range(len(str(int(max(sales.min(), 1)))) - 1, len(str(int(sales.max()))) + 1)
    shown = powers[:: 1 if len(powers) < POWERS else 2]
    return {
        "tickvals": [10**power for power in shown],
        "ticktext": [look.money_tick(10**power) for power in shown],
        "tickangle": 0,
    }


def _colour(code: str, look: Look) -> str:
    colours = look.palette
    return {
        "large_good": colours.primary,
        "large_thin": colours.diverging[1],
        "small_good": colours.sequential[1],
    }.get(code, colours.mark)


def _cuts(
    drawn: go.Figure, placed: pd.DataFrame, sales_from: float, rate_from: float, look: Look
) -> None:
    """The two cuts, and in each corner its name and how many accounts are there."""
    line = {"color": look.palette.muted, "width": 1, "dash": "dash"}
    drawn.add_hline(y=rate_from, line=line)
    if sales_from > 0:
        drawn.add_vline(x=sales_from, line=line)
    corners = {
        "large_good": (1, 1),
        "large_thin": (1, 0),
        "small_good": (0, 1),
        "small_thin": (0, 0),
    }
    for code, (x, y) in corners.items():
        drawn.add_annotation(
            x=x,
            y=y,
            xref="paper",
            yref="paper",
            xanchor="right" if x else "left",
            yanchor="top" if y else "bottom",
            text=f"{quadrant_name(code)} · {look.count(int((placed['quadrant'] == code).sum()))}",
            showarrow=False,
            font={"size": 12, "color": look.palette.muted},
            bgcolor=look.palette.background,
        )


def quadrant_name(code: Any) -> str:
    """A quadrant in words."""
    names = {
        "large_good": _("Large, good margin"),
        "large_thin": _("Large, thin margin or loss"),
        "small_good": _("Small, good margin"),
        "small_thin": _("Small, thin margin or loss"),
    }
    return "–" if is_missing(code) else names.get(str(code), str(code))


def _point(row: dict[str, Any], margin: str, look: Look) -> str:
    rate = float(row[margin]) / float(row["net_sales"])
    return lines(
        f"<b>{named(row['account_name'])}</b>",
        _("{amount} margin on {sales} net sales").format(
            amount=look.money_short(row[margin]), sales=look.money_short(row["net_sales"])
        ),
        _("margin rate {rate}").format(rate=look.share(rate)),
        quadrant_name(row["quadrant"]),
    )


def _quadrant_alt(placed: pd.DataFrame, look: Look) -> str:
    counts = placed["quadrant"].value_counts()
    told = ", ".join(f"{quadrant_name(c)} {look.count(int(counts.get(c, 0)))}" for c in QUADRANTS)
    text = ngettext(
        "Net sales against margin rate of {n} account: {list}.",
        "Net sales against margin rate of {n} accounts: {list}.",
        len(placed),
    )
    return text.format(n=look.count(len(placed)), list=told)
