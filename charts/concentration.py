"""How sales gather on few accounts: the Pareto curve, and tenths of the accounts."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.frames import numeric, records
from charts.theme import Look, figure, lines, named, show_legend
from locales import _, ngettext

RIGHT_FROM = 0.65
"""The mark's words stand left of it and above the curve where it is so far right."""
POINTS = 600
"""A curve of more accounts is drawn through so many of them, evenly spread."""


def thinned(frame: pd.DataFrame, points: int = POINTS) -> pd.DataFrame:
    """At most so many rows, evenly spread, the first and the last among them."""
    if len(frame) <= points:
        return frame
    step = (len(frame) - 1) / (points - 1)
    return frame.iloc[sorted({round(at * step) for at in range(points)})]


def pareto(accounts: pd.DataFrame, mark: float, look: Look, title: str = "") -> go.Figure:
    """The cumulated share of sales over that of accounts, with the mark that class A reaches.

    `accounts` is the question pareto; customdata is [account_id]. The bars under the curve are
    the accounts' own shares, on the same axis.
    """
    known = accounts[accounts["cumulative_sales_share"].notna()]
    drawn = figure(look, _pareto_alt(known, mark, look), 320, title)
    rows = records(thinned(known))
    x = [0.0, *(row["cumulative_accounts_share"] for row in rows)]
    y = [0.0, *(row["cumulative_sales_share"] for row in rows)]
    drawn.add_trace(_line([0, 1], [0, 1], look.palette.mark, _("all accounts alike"), "dot"))
    drawn.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": look.palette.primary, "width": 2.5},
            name=_("net sales"),
            customdata=[[None], *([row["account_id"]] for row in rows)],
            hovertext=["", *(_account_hover(row, look) for row in rows)],
            hoverinfo="text",
        )
    )
    _mark(drawn, known, mark, look)
    drawn.update_xaxes(title_text=_("share of accounts"), tickformat=".0%", range=[0, 1.01])
    drawn.update_yaxes(title_text=_("share of net sales"), tickformat=".0%", range=[0, 1.03])
    return show_legend(drawn)


def _line(x: list[float], y: list[float], colour: str, name: str, dash: str) -> go.Scatter:
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": 1.5, "dash": dash},
        name=name,
        hoverinfo="skip",
    )


def _mark(drawn: go.Figure, known: pd.DataFrame, mark: float, look: Look) -> None:
    """Where the curve reaches the mark: a line down to the accounts that it takes."""
    if known.empty:
        return
    reached = known[numeric(known["cumulative_sales_share"]) >= mark - 1e-12]
    if reached.empty:
        return
    row = records(reached.head(1))[0]
    x, y = row["cumulative_accounts_share"], row["cumulative_sales_share"]
    for ends in ({"x0": 0, "x1": x, "y0": y, "y1": y}, {"x0": x, "x1": x, "y0": 0, "y1": y}):
        drawn.add_shape(
            type="line", line={"color": look.palette.muted, "width": 1, "dash": "dash"}, **ends
        )
    taken = int(reached.index[0]) + 1
    counted = ngettext("{n} account makes {share}", "{n} accounts make {share}", taken)
    drawn.add_annotation(
        x=x,
        y=y,
        text=counted.format(n=look.count(taken), share=look.share(mark)),
        showarrow=False,
        xanchor="left" if x < RIGHT_FROM else "right",
        yanchor="top" if x < RIGHT_FROM else "bottom",
        xshift=8 if x < RIGHT_FROM else -8,
        yshift=-2 if x < RIGHT_FROM else 2,
        font={"size": 13, "color": look.palette.text},
    )
    drawn.add_trace(
        go.Scatter(
            x=[x],
            y=[y],
            mode="markers",
            marker={"color": look.palette.primary, "size": 10, "opacity": 1},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _account_hover(row: dict[str, Any], look: Look) -> str:
    return lines(
        f"<b>{named(row['account_name'])}</b>",
        _("{amount} net sales, {share} of all").format(
            amount=look.money_short(row["net_sales"]), share=look.share(row["sales_share"])
        ),
        _("up to here {accounts} of the accounts make {sales} of sales").format(
            accounts=look.share(row["cumulative_accounts_share"]),
            sales=look.share(row["cumulative_sales_share"]),
        ),
    )


def _pareto_alt(known: pd.DataFrame, mark: float, look: Look) -> str:
    if known.empty:
        return _("Cumulated net sales over accounts: none.")
    taken = int((numeric(known["cumulative_sales_share"]).shift(fill_value=0.0) < mark).sum())
    text = ngettext(
        "Cumulated net sales over accounts, the largest first: {n} of {all} account makes {share}.",
        "Cumulated net sales over accounts, the largest first: {n} of {all} accounts make {share}.",
        taken,
    )
    return text.format(n=look.count(taken), all=look.count(len(known)), share=look.share(mark))


def deciles(tenths: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """For each tenth of the accounts, the largest first, its share of sales and of margin.

    `tenths` is the question deciles; customdata is [decile].
    """
    drawn = figure(look, _deciles_alt(tenths, look), 320, title)
    rows = records(tenths)
    for column, name, colour in (
        ("sales_share", _("share of net sales"), look.palette.primary),
        ("margin_share", _("share of margin"), look.palette.mark),
    ):
        if tenths[column].notna().any():
            drawn.add_trace(
                go.Bar(
                    x=[row["decile"] for row in rows],
                    y=numeric(tenths[column]),
                    name=name,
                    marker={"color": colour, "opacity": 1},
                    customdata=[[row["decile"]] for row in rows],
                    hovertext=[_decile_hover(row, look) for row in rows],
                    hoverinfo="text",
                )
            )
    labels = [_("top 10%"), *(f"{n}" for n in range(2, 11))]
    drawn.update_xaxes(
        showgrid=False,
        tickvals=list(range(1, 11)),
        ticktext=labels,
        title_text=_("tenths of the accounts, the largest first"),
    )
    drawn.update_yaxes(tickformat=".0%")
    drawn.update_layout(barmode="group", bargap=0.25, bargroupgap=0, clickmode="event+select")
    return show_legend(drawn)


def _decile_hover(row: dict[str, Any], look: Look) -> str:
    counted = ngettext("{n} account", "{n} accounts", int(row["accounts"]))
    return lines(
        f"<b>{counted.format(n=look.count(row['accounts']))}</b>",
        _("{amount} net sales, {share} of all").format(
            amount=look.money_short(row["net_sales"]), share=look.share(row["sales_share"])
        ),
        _("{amount} margin, {share} of all").format(
            amount=look.money_short(row["margin"]), share=look.share(row["margin_share"])
        ),
        _("effort {share}: share of orders, until activities are loaded").format(
            share=look.share(row["effort_share"])
        ),
    )


def _deciles_alt(tenths: pd.DataFrame, look: Look) -> str:
    if tenths.empty:
        return _("Shares of sales and margin by tenths of the accounts: none.")
    return _("Shares by tenths of the accounts: the largest tenth makes {share} of sales.").format(
        share=look.share(tenths["sales_share"].iloc[0])
    )
