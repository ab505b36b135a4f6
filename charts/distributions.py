"""How R, F and M are spread over the accounts, with the cut-points of the scores drawn in."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from charts import axes, bins
from charts.axes import Axis
from charts.bins import Bins
from charts.frames import numeric
from charts.numbers import nice_ticks
from charts.theme import Look, figure, lines
from locales import _, ngettext

if TYPE_CHECKING:
    from analytics.scope import Scope

LETTERS = 28
"""Where the ticks have more letters than these together, every other one is left out."""
WIDE = 0.06
"""A score is named between its cut-points when these are so much of the width apart."""


@dataclass(frozen=True)
class Measure:
    """What is spread: its axis of the cube, r, f or m, and how its values are written."""

    letter: str
    axis: Axis
    scope: "Scope"
    look: Look

    @property
    def is_by_interval(self) -> bool:
        """Whether it is silence in usual intervals."""
        return self.letter == "r" and axes.is_by_interval(self.scope)

    @property
    def is_whole(self) -> bool:
        """Whether its values are whole numbers: days or orders."""
        return self.letter != "m" and not self.is_by_interval

    def cut(self, score: int) -> float:
        """Where the bar of the next score begins: for days, on the day after the last one."""
        bound = self.axis.bounds[score]
        if not self.is_whole:
            return bound
        return math.floor(bound) + 1 if self.letter == "r" else math.ceil(bound)

    def tick(self, value: float) -> str:
        """A value under the bars."""
        return self.look.money_tick(value) if self.letter == "m" else self.look.number(value, 2)

    def span(self, low: float | None, high: float | None) -> str:
        """What a bin holds, in words."""
        written = self.look.money_short if self.letter == "m" else self.tick
        if low is None:
            return _("under {amount}").format(amount=written(high or 0))
        if high is None:
            return _("{what} and more").format(what=written(low))
        last = high - 1 if self.is_whole else high
        return written(low) if last == low else f"{written(low)}–{written(last)}"


def distributions(
    accounts: pd.DataFrame, cut_points: pd.DataFrame, look: Look, *, scope: "Scope"
) -> tuple[go.Figure, go.Figure, go.Figure]:
    """Accounts by recency, by frequency and by monetary value.

    `accounts` is the question accounts_list and `cut_points` the question cut_points, both at
    `scope`; accounts without scores are left out.
    """
    scored = accounts.dropna(subset=["r_score"])
    recency = Measure("r", axes.recency(cut_points, scope), scope, look)
    frequency = Measure("f", axes.frequency(cut_points, scope, look), scope, look)
    monetary = Measure("m", axes.monetary(cut_points, scope, look), scope, look)
    silence = "ratio" if recency.is_by_interval else "recency_days"
    return (
        _spread(scored[silence], recency),
        _spread(scored["frequency"], frequency),
        _spread(scored["monetary"], monetary),
    )


def _spread(values: pd.Series, measure: Measure) -> go.Figure:
    numbers, look = numeric(values).dropna(), measure.look
    drawn = figure(look, _alt(numbers, measure), 240)
    drawn.update_xaxes(title_text=measure.axis.title, showgrid=False)
    drawn.update_yaxes(title_text=_("accounts"), rangemode="tozero")
    if numbers.empty:
        return drawn
    binned = bins.binning(measure.letter, measure.is_by_interval)(numbers)
    counts = binned.counts(numbers)
    drawn.update_yaxes(tickvals=nice_ticks(0, max(counts), whole=True))
    drawn.add_trace(
        go.Bar(
            x=[n + 0.5 for n in range(len(counts))],
            y=counts,
            width=0.92,
            marker={"color": look.palette.primary, "opacity": 1},
            hovertext=[
                _hover(span, count, measure)
                for span, count in zip(binned.spans(), counts, strict=True)
            ],
            hoverinfo="text",
        )
    )
    ticks = [(binned.place(tick), _tick(tick, binned, measure)) for tick in binned.ticks()]
    if sum(len(text) for _place, text in ticks) > LETTERS:
        ticks = ticks[::2]
    drawn.update_xaxes(
        tickvals=[place for place, _text in ticks],
        ticktext=[text for _place, text in ticks],
        tickangle=0,
        range=[-0.2, len(counts) + 0.2],
    )
    _draw_cuts(drawn, binned, len(counts), measure)
    return drawn


def _tick(tick: float, binned: Bins, measure: Measure) -> str:
    is_open_end = binned.is_open_above and tick >= binned.edges[-1]
    return f"{measure.tick(tick)}+" if is_open_end else measure.tick(tick)


def _draw_cuts(drawn: go.Figure, binned: Bins, width: int, measure: Measure) -> None:
    """A line at each cut-point, and between them the scores they make."""
    look = measure.look
    is_best_left = measure.letter == "r"
    scores = sorted(measure.axis.bounds, reverse=is_best_left)
    places = [binned.place(measure.cut(score)) for score in scores]
    for place in places:
        drawn.add_vline(x=place, line={"color": look.palette.text, "width": 1, "dash": "dot"})
    named = [*scores, 1] if is_best_left else [1, *scores]
    edges = [0.0, *places, float(width)]
    for score, left, right in zip(named, edges, edges[1:], strict=False):
        if right - left >= WIDE * width:
            drawn.add_annotation(
                text=f"{measure.letter.upper()} {score}",
                showarrow=False,
                font={"size": 11, "color": look.palette.muted},
                x=(left + right) / 2,
                y=1,
                yref="paper",
                yanchor="bottom",
            )
    drawn.update_layout(margin={"t": 24})


def _hover(span: tuple[float | None, float | None], count: int, measure: Measure) -> str:
    return lines(
        f"<b>{measure.span(*span)}</b>",
        measure.axis.title,
        ngettext("{n} account", "{n} accounts", count).format(n=measure.look.count(count)),
    )


def _alt(numbers: pd.Series, measure: Measure) -> str:
    if numbers.empty:
        return _("Accounts by {axis}: none.").format(axis=measure.axis.title)
    return _("Accounts by {axis}: {n} accounts, half of them up to {median}.").format(
        axis=measure.axis.title,
        n=measure.look.count(len(numbers)),
        median=measure.tick(float(numbers.median())),
    )
