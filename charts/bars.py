"""Bars of shares: share of sales as a bar, share of accounts as a tick, figures in columns.

The gap between bar and tick is the message. Figures stand in columns at the right, since labels
at the ends of bars collide with the ticks.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.parts import figure_cell
from charts.theme import Look, add_height, figure, key, lines, safe
from locales import _, ngettext

ROW = 30
COLUMNS = (62, 150, 224)
"""Right edges of the three columns of figures, in pixels from the end of the bars."""


@dataclass(frozen=True)
class Row:
    """One bar: what it is, its code for a click, its colour, its accounts and its sales."""

    label: str
    code: Any
    colour: str
    accounts: int | None
    sales: float


def shares(rows: list[Row], look: Look, alt: str, title: str = "") -> go.Figure:
    """One bar for each row, the first on top; shares are of all rows. Customdata is [code]."""
    drawn = figure(look, alt, ROW * len(rows) + 46, title)
    sales, accounts = _sums(rows)
    places = list(range(len(rows)))[::-1]
    drawn.add_trace(
        go.Bar(
            x=[_share(row.sales, sales) or 0.0 for row in rows],
            y=places,
            orientation="h",
            width=0.62,
            marker={"color": [row.colour for row in rows], "opacity": 1},
            customdata=[[row.code] for row in rows],
            hovertext=[_hover(row, sales, accounts, look) for row in rows],
            hoverinfo="text",
            name=_("share of net sales"),
        )
    )
    drawn.add_trace(_ticks(rows, places, accounts, look.palette.background, 6))
    drawn.add_trace(_ticks(rows, places, accounts, look.palette.text, 2.5))
    drawn.data[1].update(showlegend=False)
    _axes(drawn, rows, places, look)
    _figures(drawn, rows, places, look)
    fill = next((row.colour for row in rows), look.palette.primary)
    return key(
        drawn,
        [
            ("■", fill, _("share of net sales")),
            ("┃", look.palette.text, _("share of accounts")),
        ],
    )


def _sums(rows: list[Row]) -> tuple[float, int]:
    return sum(row.sales for row in rows), sum(row.accounts or 0 for row in rows)


def _share(part: float | None, whole: float) -> float | None:
    """Share of the whole; none of a whole that is not above zero."""
    return None if part is None or whole <= 0 else part / whole


def _ticks(
    rows: list[Row], places: list[int], accounts: int, colour: str, width: float
) -> go.Scatter:
    """The ticks; drawn wide in the background's colour first, they stand out on dark bars too."""
    known = [(row, place) for row, place in zip(rows, places, strict=True) if row.accounts]
    return go.Scatter(
        x=[_share(row.accounts, accounts) for row, _place in known],
        y=[place for _row, place in known],
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 13,
            "opacity": 1,
            "line": {"width": width, "color": colour},
        },
        hoverinfo="skip",
        name=_("share of accounts"),
    )


def _axes(drawn: go.Figure, rows: list[Row], places: list[int], look: Look) -> None:
    drawn.update_yaxes(
        tickvals=places,
        ticktext=[safe(row.label) for row in rows],
        tickfont={"color": look.palette.text, "size": 13},
        range=[-0.6, len(rows) - 0.4],
        showgrid=False,
    )
    drawn.update_xaxes(range=[0, 1.03 * _longest(rows)], tickformat=",.0%", nticks=6)
    drawn.update_layout(margin={"r": COLUMNS[-1] + 8}, bargap=0.3, clickmode="event+select")


def _longest(rows: list[Row]) -> float:
    """The largest share of sales or accounts that a bar or a tick reaches."""
    sales, accounts = _sums(rows)
    pairs = [(row.sales, sales) for row in rows] + [(row.accounts, accounts) for row in rows]
    return max([_share(part, whole) or 0.0 for part, whole in pairs], default=0) or 1.0


def _figures(drawn: go.Figure, rows: list[Row], places: list[int], look: Look) -> None:
    """The columns share of sales, net sales and accounts, with their headings."""
    sales, _accounts = _sums(rows)
    headings = (_("of sales"), _("net sales"), _("accounts"))
    drawn.update_layout(
        annotations=[
            *(
                figure_cell(text, len(rows) - 0.4, right, look.palette.muted, yanchor="bottom")
                for text, right in zip(headings, COLUMNS, strict=True)
            ),
            *(
                figure_cell(text, place, right, look.palette.text)
                for row, place in zip(rows, places, strict=True)
                for text, right in zip(_texts(row, sales, look), COLUMNS, strict=True)
            ),
        ]
    )
    add_height(drawn, 14)


def _texts(row: Row, sales: float, look: Look) -> tuple[str, str, str]:
    share = look.share(_share(row.sales, sales))
    return share, look.money_short(row.sales), look.count(row.accounts)


def _hover(row: Row, sales: float, accounts: int, look: Look) -> str:
    of_sales = _("{amount} net sales, {share} of all").format(
        amount=look.money_short(row.sales), share=look.share(_share(row.sales, sales))
    )
    if row.accounts is None:
        return lines(f"<b>{safe(row.label)}</b>", of_sales)
    counted = ngettext("{n} account, {share} of all", "{n} accounts, {share} of all", row.accounts)
    return lines(
        f"<b>{safe(row.label)}</b>",
        of_sales,
        counted.format(
            n=look.count(row.accounts), share=look.share(_share(row.accounts, accounts))
        ),
    )


def accounts_of(value: Any) -> int | None:
    """A count as it came from a frame: none where nobody can be counted."""
    return None if pd.isna(value) else int(value)
