"""What another ruler would change: accounts of each score, segment or tier, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.theme import Look, figure, safe, show_legend, two_lines
from locales import _

ROW = 40


@dataclass(frozen=True)
class Pair:
    """One place of the ruler: its name, what it means, its accounts in force and by the draft."""

    label: str
    below: str
    colour: str
    before: int
    now: int


def pairs(
    rows: Sequence[Pair], look: Look, title: str, *, is_compared: bool, has_legend: bool = True
) -> go.Figure:
    """Two bars for each place, the first on top: the draft in colour, what is in force in grey.

    Narrow pictures beside one with a legend need none of their own.
    """
    drawn = figure(look, _alt(rows, look, is_compared=is_compared), ROW * len(rows) + 20, title)
    places = list(range(len(rows)))[::-1]
    if is_compared:
        drawn.add_trace(
            _bars([row.before for row in rows], places, look.palette.mark, look, _("in force"))
        )
    colours = [row.colour for row in rows]
    drawn.add_trace(_bars([row.now for row in rows], places, colours, look, _("by these choices")))
    labels = [
        two_lines(row.label, row.below, look) if row.below else safe(row.label) for row in rows
    ]
    drawn.update_yaxes(tickvals=places, ticktext=labels, showgrid=False, ticklen=0)
    most = max((max(row.now, row.before) for row in rows), default=0)
    drawn.update_xaxes(visible=False, range=[0, max(most, 1) * 1.25])
    drawn.update_layout(barmode="group", bargap=0.25, bargroupgap=0.08)
    if not is_compared or not has_legend:
        return drawn
    return show_legend(drawn, traceorder="reversed")


def _bars(
    values: list[int], places: list[int], colour: str | list[str], look: Look, name: str
) -> go.Bar:
    return go.Bar(
        x=values,
        y=places,
        orientation="h",
        marker={"color": colour, "opacity": 1},
        text=[look.count(value) for value in values],
        textposition="outside",
        textfont={"size": 12, "color": look.palette.muted},
        cliponaxis=False,
        hoverinfo="skip",
        name=name,
    )


def _alt(rows: Sequence[Pair], look: Look, *, is_compared: bool) -> str:
    if is_compared:
        told = [
            _("{label}: {now}, was {before}").format(
                label=row.label, now=look.count(row.now), before=look.count(row.before)
            )
            for row in rows
        ]
    else:
        told = [
            _("{label}: {now}").format(label=row.label, now=look.count(row.now)) for row in rows
        ]
    return _("Accounts by place of the ruler. {list}.").format(list=_("; ").join(told))
