"""Why an account ranks where it does: the points of each index, and the scores of all."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import words
from charts.concentration import thinned
from charts.frames import records
from charts.numbers import is_missing
from charts.palette import ink
from charts.theme import Look, figure, lines, named, safe
from locales import _

GRADES = ("A", "B", "C", "D")
SHOWN = 400
"""So many bars at most, evenly spread over all accounts."""


def waterfall(parts: pd.DataFrame, name: str, look: Look, title: str = "") -> go.Figure:
    """From nothing to the score of one account, index by index; customdata is [index_name].

    `parts` are the rows of `analytics.ranking_weights.weighed` of the account. Under each bar in
    grey is what the index could have given.
    """
    rows = records(parts)
    score = sum(row["points"] for row in rows)
    alt = _("{account} has {score} of 100 points.").format(account=name, score=look.number(score))
    drawn = figure(look, alt, 330, title)
    starts = [sum(row["points"] for row in rows[:at]) for at in range(len(rows))]
    labels = [_label(row, look) for row in rows] + [f"<b>{safe(_('score'))}</b>"]
    places = list(range(len(labels)))[::-1]
    drawn.add_trace(_bars([100 * row["weight"] for row in rows], starts, places, look.palette.grid))
    drawn.add_trace(
        _bars(
            [*(row["points"] for row in rows), score],
            [*starts, 0],
            places,
            [*(_colour(row, look) for row in rows), look.palette.primary],
        ).update(
            text=[*(_points(row) for row in rows), f"<b>{look.number(score)}</b>"],
            textposition="outside",
            cliponaxis=False,
            customdata=[*([row["index_name"]] for row in rows), [None]],
            hovertext=[*(_hover(row, look) for row in rows), ""],
            hoverinfo="text",
        )
    )
    drawn.update_yaxes(
        tickvals=places,
        ticktext=labels,
        tickfont={"color": look.palette.text, "size": 12},
        range=[-0.6, len(labels) - 0.4],
        showgrid=False,
    )
    drawn.update_xaxes(range=[0, 112], title_text=_("points"))
    return drawn.update_layout(barmode="overlay", bargap=0.3)


def _bars(lengths: list[float], starts: list[float], places: list[int], colour: Any) -> go.Bar:
    return go.Bar(
        x=lengths,
        base=starts,
        y=places[: len(lengths)],
        orientation="h",
        marker={"color": colour, "opacity": 1},
        hoverinfo="skip",
    )


def _colour(row: dict[str, Any], look: Look) -> str:
    if is_missing(row["percentile"]):
        return look.palette.mark
    return look.palette.sequential[3 if row["percentile"] >= 0.5 else 2]


def _label(row: dict[str, Any], look: Look) -> str:
    share = look.share(row["weight"])
    return f"{safe(words.column(row['index_name']))} <span>{safe(share)}</span>"


def _points(row: dict[str, Any]) -> str:
    return f"{float(row['points']):.1f} / {100 * float(row['weight']):.1f}"


def _hover(row: dict[str, Any], look: Look) -> str:
    standing = _("better than {share} of the accounts").format(share=look.share(row["percentile"]))
    if is_missing(row["percentile"]):
        standing = _("not known: counted as the middle")
    return lines(
        f"<b>{safe(words.column(row['index_name']))}</b>",
        _("value {value}").format(value=look.number(row["value"])),
        standing,
        _("{points} of {most} points").format(
            points=look.number(row["points"]), most=look.number(100 * row["weight"])
        ),
    )


def scores(ranked: pd.DataFrame, chosen: str | None, look: Look, title: str = "") -> go.Figure:
    """The scores of all accounts, the best first, coloured by grade; customdata is [account_id].

    `ranked` is what `analytics.ranking_weights.scores` gives.
    """
    alt = _("Scores of {n} accounts, the best first.").format(n=look.count(len(ranked)))
    drawn = figure(look, alt, 330, title)
    kept = thinned(ranked.assign(at=range(1, len(ranked) + 1)), SHOWN)
    rows = records(kept)
    shades = dict(zip(GRADES, look.palette.sequential[::-1], strict=False))
    drawn.add_trace(
        go.Bar(
            x=[row["at"] for row in rows],
            width=len(ranked) / max(len(rows), 1) if len(ranked) > SHOWN else None,
            y=[row["score"] for row in rows],
            marker={
                "color": [
                    look.palette.text
                    if row["account_id"] == chosen
                    else shades.get(row["grade"], look.palette.mark)
                    for row in rows
                ],
                "opacity": 1,
                "line": {"width": 0},
            },
            customdata=[[row["account_id"]] for row in rows],
            hovertext=[
                lines(
                    f"<b>{named(row['account_name'])}</b>",
                    _("place {place}, grade {grade}, {score} points").format(
                        place=look.count(row["place"]),
                        grade=row["grade"],
                        score=look.number(row["score"]),
                    ),
                )
                for row in rows
            ],
            hoverinfo="text",
            unselected={"marker": {"opacity": 1}},  # the one picked has a colour of its own
        )
    )
    _grades(drawn, ranked, look)
    drawn.update_xaxes(title_text=_("accounts, the best first"), showgrid=False)
    drawn.update_yaxes(range=[0, 100], title_text=_("score"))
    return drawn.update_layout(bargap=0 if len(rows) > 60 else 0.15, clickmode="event+select")


def _grades(drawn: go.Figure, ranked: pd.DataFrame, look: Look) -> None:
    """The letter of each grade and its accounts, at the foot of their bars."""
    at = 0
    for grade, fill in zip(GRADES, look.palette.sequential[::-1], strict=False):
        n = int((ranked["grade"] == grade).sum())
        if n:
            drawn.add_annotation(
                x=at + (n + 1) / 2,
                y=0,
                text=f"<b>{grade}</b> {look.count(n)}",
                showarrow=False,
                yanchor="bottom",
                yshift=6,
                font={"size": 12, "color": ink(fill)},
            )
        at += n
