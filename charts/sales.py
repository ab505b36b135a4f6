"""Net sales by month, beside the same days of last year."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.frames import numeric, records
from charts.numbers import is_missing
from charts.theme import Look, figure, lines, money_ticks, month_ticks, show_legend
from locales import _


def by_month(months: pd.DataFrame, look: Look, title: str = "", height: int = 250) -> go.Figure:
    """Each month in primary before the same month of last year in grey; customdata is [month].

    `months` is the question sales_by_month or account_months. A month that is not over is hatched
    and compared with the same days.
    """
    drawn = figure(look, _alt(months, look), height, title)
    places = list(range(len(months)))
    rows = records(months)
    hover = [_hover(row, look) for row in rows]
    bars = [("net_sales", _("net sales"), look.palette.primary)]
    if months.empty or months["net_sales_before"].notna().any():
        bars.insert(0, ("net_sales_before", _("same month of last year"), look.palette.mark))
    for column, name, colour in bars:
        drawn.add_trace(
            go.Bar(
                x=places,
                y=numeric(months[column]),
                name=name,
                marker={"color": colour, "opacity": 1, "pattern": _hatched(rows)},
                customdata=[[str(row["month"])[:10]] for row in rows],
                hovertext=hover,
                hoverinfo="text",
            )
        )
    amounts = [*numeric(months["net_sales"]), *numeric(months["net_sales_before"])]
    drawn.update_xaxes(showgrid=False, **month_ticks(look, months["month"]))
    drawn.update_yaxes(title_text=_("net sales a month"), **money_ticks(look, amounts))
    drawn.update_layout(barmode="group", bargap=0.25, bargroupgap=0, hovermode="x")
    return show_legend(drawn)


def _hatched(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"shape": ["/" if row["is_partial"] else "" for row in rows], "size": 5}


def _hover(row: dict[str, Any], look: Look) -> str:
    before = row["net_sales_before"]
    compared = _("{amount} in the same month of last year: {change}")
    if row["is_partial"]:
        compared = _("{amount} on the same days of last year: {change}")
    return lines(
        f"<b>{look.month(row['month'])}</b>",
        _("{amount} net sales").format(amount=look.money_short(row["net_sales"])),
        ""
        if is_missing(before)
        else compared.format(
            amount=look.money_short(before), change=look.change(row["net_sales"], before)
        ),
        _("the month is not over") if row["is_partial"] else "",
    )


def _alt(months: pd.DataFrame, look: Look) -> str:
    if months.empty:
        return _("Net sales by month: none.")
    rows = records(months)
    return _("Net sales by month from {first} to {last}; {amount} in the last one.").format(
        first=look.month(rows[0]["month"]),
        last=look.month(rows[-1]["month"]),
        amount=look.money_short(rows[-1]["net_sales"]),
    )
