"""Tiny frames of concentration, profit, exposure and ranking, and the charts drawn from them."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from charts import concentration, exposure, standing, whale
from charts.theme import Look

HOSTILE = "<img src=x onerror=alert(1)> & <b>Söhne</b>"


def pareto() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "account_id": ["a", "b", "c"],
            "account_name": [HOSTILE, "Bob", "Cy"],
            "net_sales": [80.0, 20.0, 0.0],
            "sales_share": [0.8, 0.2, None],
            "cumulative_sales_share": [0.8, 1.0, None],
            "cumulative_accounts_share": [0.5, 1.0, None],
        }
    )


def tenths() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "decile": [1, 6],
            "accounts": [1, 1],
            "net_sales": [80.0, 20.0],
            "margin": [10.0, -2.0],
            "accounts_share": [0.5, 0.5],
            "sales_share": [0.8, 0.2],
            "margin_share": [1.25, -0.25],
            "effort_share": [0.5, 0.5],
        }
    )


def margins() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "account_id": ["a", "b", "c"],
            "account_name": [HOSTILE, "Bob", "Cy"],
            "net_sales": [100.0, 50.0, 10.0],
            "margin": [60.0, 5.0, -15.0],
            "adjusted_margin": [50.0, 1.0, -16.0],
            "place": [1, 2, 3],
            "adjusted_place": [1, 2, 3],
            "cumulative_margin": [60.0, 65.0, 50.0],
            "cumulative_adjusted": [50.0, 51.0, 35.0],
        }
    )


def exposures() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "dimension": ["salesperson"] * 2,
            "value": [HOSTILE, "Kim"],
            "accounts": [2, 3],
            "net_sales": [100.0, 50.0],
            "top1_share": [0.9, 0.4],
            "top5_share": [1.0, 1.0],
            "top10_share": [1.0, 1.0],
            "hhi": [8_200.0, 3_400.0],
            "gini": [0.4, 0.1],
            "account_name": [HOSTILE, "Bob"],
        }
    )


def parts() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "account_id": ["a", "a"],
            "account_name": [HOSTILE, HOSTILE],
            "index_name": ["net_sales", "overdue"],
            "value": [100.0, None],
            "percentile": [1.0, None],
            "standing": [1.0, 0.5],
            "weight": [0.75, 0.25],
            "points": [75.0, 12.5],
        }
    )


def ranked() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "account_id": ["a", "b"],
            "account_name": [HOSTILE, "Bob"],
            "score": [87.5, 20.0],
            "place": [1, 2],
            "grade": ["A", "D"],
        }
    )


CHARTS: dict[str, Callable[[Look], go.Figure]] = {
    "pareto": lambda look: concentration.pareto(pareto(), 0.8, look),
    "deciles": lambda look: concentration.deciles(tenths(), look),
    "whale": lambda look: whale.curve(margins(), False, look),
    "quadrant": lambda look: whale.quadrant(margins(), 50, 0.2, "margin", look),
    "exposures": lambda look: exposure.by_value(exposures(), look),
    "without": lambda look: exposure.without(exposures().iloc[0], exposures().iloc[1], look),
    "waterfall": lambda look: standing.waterfall(parts(), HOSTILE, look),
    "scores": lambda look: standing.scores(ranked(), "b", look),
}
OF_NOTHING: tuple[Callable[[Look], go.Figure], ...] = (
    lambda look: concentration.pareto(pareto().iloc[:0], 0.8, look),
    lambda look: concentration.deciles(tenths().iloc[:0], look),
    lambda look: whale.curve(margins().iloc[:0], True, look),
    lambda look: whale.quadrant(margins().iloc[:0], 50, 0.2, "margin", look),
    lambda look: exposure.by_value(exposures().iloc[:0], look),
    lambda look: standing.scores(ranked().iloc[:0], None, look),
)
