"""Tiny frames in the shape of the questions' answers, and every chart drawn from them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pandas as pd
import plotly.graph_objects as go

from analytics.ruler import Ruler
from analytics.scope import Scope
from charts import (
    account,
    churn,
    cube,
    distributions,
    flows,
    growth,
    loaded,
    migration,
    prospects,
    quarters,
    relationships,
    results,
    ruler,
    sales,
    segment_months,
    segments,
    squares,
)
from charts.palette import SEGMENTS
from charts.ruler import Pair
from charts.theme import Look
from tests.unit.charts import value_frames

HOSTILE = "<img src=x onerror=alert(1)> & <b>Söhne</b>"
SCOPE = Scope(as_of=date(2026, 9, 30), window=12, ruler=Ruler(method="standard"))


def cut_points() -> pd.DataFrame:
    """The standard ruler: R up to a bound, F and M from a bound on."""
    r = [(5, 0, 30), (4, 30, 60), (3, 60, 90), (2, 90, 180), (1, 180, None)]
    f = [(5, 5, None), (4, 4, 5), (3, 3, 4), (2, 2, 3), (1, None, 2)]
    m = [
        (5, 50_000, None),
        (4, 20_000, 50_000),
        (3, 5_000, 20_000),
        (2, 1_000, 5_000),
        (1, None, 1_000),
    ]
    rows = [("r", *row) for row in r] + [("f", *row) for row in f] + [("m", *row) for row in m]
    return pd.DataFrame(rows, columns=["axis", "score", "from_value", "to_value"])


def accounts() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "account_id": ["A1", "A2", "A3", "A4"],
            "account_name": [HOSTILE, "Ana", "Bo", "Never"],
            "r_score": pd.array([5, 5, 1, None], dtype="Int64"),
            "f_score": pd.array([4, 4, 1, None], dtype="Int64"),
            "m_score": pd.array([5, 5, 2, None], dtype="Int64"),
            "segment": ["important_value", "important_value", "general_win_back", None],
            "recency_days": pd.array([3, 20, 200, None], dtype="Int64"),
            "ratio": [0.1, 0.7, 7.5, None],
            "frequency": pd.array([4, 4, 1, None], dtype="Int64"),
            "monetary": [Decimal("60000"), Decimal("55000"), Decimal("1200.50"), None],
            "net_sales": [Decimal("60000"), Decimal("55000"), Decimal("1200.50"), Decimal(0)],
        }
    )


def cells() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "r_score": [5, 1],
            "f_score": [4, 1],
            "m_score": [5, 2],
            "accounts": [2, 1],
            "net_sales": [Decimal("115000"), Decimal("1200.50")],
            "margin": [Decimal("40000"), None],
            "segment": ["important_value", "general_win_back"],
            "segment_share": [1.0, 1.0],
            "average_recency_days": [11.5, 200.0],
        }
    )


def segment_rows() -> pd.DataFrame:
    """Half of the sales with one of the eight segments; five accounts in all."""
    rows = [(code, 0, Decimal(0)) for code in SEGMENTS]
    rows[0], rows[7] = (SEGMENTS[0], 1, Decimal(500)), (SEGMENTS[7], 3, Decimal(250))
    beside = [
        ("lapsed_important", 0, Decimal(0)),
        ("lapsed_general", 1, Decimal(0)),
        ("never_purchased", 0, Decimal(0)),
        ("unassigned", 0, Decimal(250)),
    ]
    return pd.DataFrame(rows + beside, columns=["segment", "accounts", "net_sales"])


def reasons() -> pd.DataFrame:
    rows = [
        ("natural_attrition", 12, 100),
        ("customer_service", 9, 50),
        ("delivery_time", 0, 0),
        ("quality", 0, 0),
        ("price", 20, 600),
        ("product_offering", 3, 250),
        ("competitor", 0, 0),
        ("unclassified", 30, 1000),
    ]
    return pd.DataFrame(rows, columns=["reason", "accounts", "sales_lost"])


def reasons_by_quarter() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "quarter_on": [date(2026, 4, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 7, 1)],
            "reason": ["price", "quality", "price", "quality"],
            "accounts": [1, 0, 2, 0],
            "sales_lost": [Decimal(100), Decimal(0), Decimal(300), Decimal(0)],
        }
    )


def lost_by_region() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "value": [HOSTILE, "North", None],
            "accounts": [3, 2, 1],
            "sales_lost": [300, 200, 100],
            "preventable_sales_lost": [250, 200, 0],
        }
    )


def bands() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "band": ["active", "late", "at_risk", "lost"],
            "accounts": [40, 5, 3, 0],
            "net_sales": [9000, 700, 100, 0],
            "at_stake": [9000, 800, 400, 0],
            "came_back_share": [None, 0.3, 0.22, 0.16],
        }
    )


def levels() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "level": [1, 2, 3, 4, None],
            "accounts": [10, 5, 3, 2, 20],
            "net_sales": [100, 200, 300, 400, 0],
        }
    )


def levels_by_quarter() -> pd.DataFrame:
    days = [date(2026, 4, 1), date(2026, 7, 1)]
    return pd.concat([levels().assign(quarter_on=day) for day in days])


def level_by_segment() -> pd.DataFrame:
    rows = [
        (1, "important_value", 4, "at_risk"),
        (1, "general_value", 0, None),
        (4, "important_value", 6, None),
        (4, "general_value", 1, "over_served"),
        (None, "important_value", 2, None),
        (None, "general_value", 9, None),
    ]
    frame = pd.DataFrame(rows, columns=["level", "segment", "accounts", "corner"])
    return frame.assign(net_sales=frame["accounts"] * 100)


def months() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": [date(2026, 8, 1), date(2026, 9, 1)],
            "net_sales": [Decimal(1000), Decimal(600)],
            "net_sales_before": [None, Decimal(500)],
            "is_partial": [False, True],
        }
    )


def periods() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "from_on": [date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)],
            "until_on": [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 15)],
            "whole_until": [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30)],
            "is_partial": [False, False, True],
            "value": [None, None, None],
            "net_sales": [1000.0, 900.0, 600.0],
            "last_year_sales": [None, 800.0, 650.0],
            "previous_sales": [None, 1000.0, 450.0],
        }
    )


def parts() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "value": [HOSTILE, "South", None],
            "net_sales": [900.0, 100.0, -5.0],
            "sales_share": [0.9, 0.1, None],
            "net_sales_before": [800.0, 0.0, None],
        }
    )


def bridge() -> pd.DataFrame:
    rows = [
        ("new", 2, 0.0, 60.0),
        ("expansion", 1, 100.0, 150.0),
        ("lost", 1, 80.0, 0.0),
        ("unassigned", 0, 0.0, 7.0),
    ]
    frame = pd.DataFrame(rows, columns=["kind", "accounts", "net_sales_before", "net_sales"])
    return frame.assign(change=frame["net_sales"] - frame["net_sales_before"])


def retention() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "value": [HOSTILE, "South"],
            "nrr": [1.2, None],
            "grr": [0.8, None],
            "accounts_kept": [8, 0],
            "accounts_before": [10, 0],
            "net_sales_before": [100.0, 0.0],
            "net_sales": [120.0, 7.0],
        }
    )


def drivers() -> pd.DataFrame:
    rows = [
        ("old", 2, 2, 3.0, 2.0, 60.0, 50.0, 160.0, 0.0, 110.0, 50.0),
        ("returning", 1, 0, 2.0, None, 15.0, None, 30.0, 30.0, 0.0, 0.0),
        ("new", 1, 0, 1.0, None, 30.0, None, 30.0, 30.0, 0.0, 0.0),
        ("rest", 0, 0, None, None, None, None, -4.0, 0.0, 0.0, 0.0),
    ]
    names = (
        *("account_group", "accounts", "accounts_before", "orders_per_account"),
        *("orders_per_account_before", "order_size", "order_size_before", "change"),
        *("accounts_effect", "orders_effect", "size_effect"),
    )
    return pd.DataFrame(rows, columns=names)


def price_effects() -> pd.Series:
    return pd.Series(
        {
            "net_sales_before": 100.0,
            "net_sales": 120.0,
            "price_effect": 2.0,
            "volume_effect": 50.0,
            "mix_effect": -40.0,
            "new_effect": 5.0,
            "stopped_effect": 0.0,
            "unknown_effect": 3.0,
        }
    )


def targets() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "value": [HOSTILE, None],
            "net_sales": [150.0, 60.0],
            "target": [300.0, 60.0],
            "attainment_share": [0.5, 1.0],
        }
    )


def rising() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "account_id": ["A1", "A2"],
            "account_name": [HOSTILE, "no last year"],
            "last_half_sales": [40.0, 30.0],
            "half_before_sales": [20.0, 10.0],
            "half_last_year_sales": [10.0, None],
            "growth_change": [1.0, 2.0],
            "reaches_a": [True, False],
        }
    )


def gaps() -> pd.DataFrame:
    rows = [
        ("A1", HOSTILE, "bolt", "bought", 60.0, None),
        ("A1", HOSTILE, "nut", "stopped", 0.0, 30.0),
        ("A2", "Ana", "bolt", "gap", 0.0, 24.0),
        ("A2", "Ana", "nut", "not_bought", 0.0, None),
    ]
    names = ["account_id", "account_name", "category", "standing", "net_sales", "worth"]
    frame = pd.DataFrame(rows, columns=names)
    bought = [date(2026, 9, 3), date(2025, 9, 3), None, None]
    return frame.assign(last_bought_on=bought, buyers_alike=3, accounts_alike=5)


def cohorts() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cohort_on": [date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1)],
            "quarter_on": [date(2026, 1, 1), date(2026, 4, 1), date(2026, 4, 1)],
            "quarters_since": [0, 1, 0],
            "accounts": [10, 10, 4],
            "active_accounts": [10, 7, 4],
            "net_sales": [100.0, 120.0, 40.0],
            "accounts_share": [1.0, 0.7, 1.0],
            "sales_share": [1.0, 1.2, None],
            "is_partial": [False, True, True],
            "is_oldest": [True, True, False],
        }
    )


ENDS = ("Oct 2024–Sep 2025", "Oct 2025–Sep 2026")


def loaded_months() -> pd.DataFrame:
    rows = [
        ("accounts", None, 414, None),
        ("relationships", date(2026, 8, 1), 3, None),
        ("sales", date(2026, 7, 1), 20, Decimal(900)),
        ("sales", date(2026, 8, 1), 0, None),
        ("sales", date(2026, 9, 1), 30, Decimal(-100)),
    ]
    return pd.DataFrame(rows, columns=["kind", "month", "lines", "amount"])


def categories() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "category": [HOSTILE, "Bikes", None],
            "net_sales": [500, 0, 20],
            "net_sales_before": [400, 90, 0],
            "last_bought_on": [date(2026, 9, 3), date(2025, 9, 3), date(2026, 1, 1)],
            "has_stopped": [False, True, False],
        }
    )


def history() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "picture_on": [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30)],
            "recency_days": pd.array([None, 3, 34], dtype="Int64"),
            "frequency": pd.array([None, 4, 4], dtype="Int64"),
            "monetary": [None, Decimal(60000), Decimal(60000)],
            "r_score": pd.array([None, 5, 4], dtype="Int64"),
            "f_score": pd.array([None, 4, 4], dtype="Int64"),
            "m_score": pd.array([None, 5, 5], dtype="Int64"),
            "segment": [None, "important_value", "important_value"],
            "state": ["never_purchased", "active", "active"],
        }
    )


PLACES = [Pair("R 5", "0–30 days ago", "#1F5FBF", 12, 10), Pair("R 4", "", "#1F5FBF", 0, 2)]


def moved() -> pd.DataFrame:
    """The question migration: one who stayed, one who fell, one lapsed, one new."""
    rows = [
        ("important_value", "important_value", 3, 9000.0, 8000.0, 900.0, 800.0),
        ("important_value", "important_keep", 1, 1500.0, 2500.0, 100.0, 200.0),
        ("general_develop", "lapsed_general", 1, 0.0, 300.0, None, 30.0),
        ("lapsed_general", "general_value", 1, 200.0, 0.0, 20.0, None),
        ("new", "general_develop", 2, 700.0, 0.0, 70.0, None),
        ("unassigned", "unassigned", 0, 5.0, 5.0, None, None),
    ]
    columns = ["from_state", "to_state", "accounts", "net_sales", "net_sales_before"]
    return pd.DataFrame(rows, columns=[*columns, "margin", "margin_before"])


def segments_by_month() -> pd.DataFrame:
    """Two month-ends of two segments and the lapsed."""
    rows = [
        (date(2026, month, 28), segment, n, n * 100.0, n * 10.0)
        for month in (1, 2)
        for n, segment in enumerate(("important_value", "general_keep", "lapsed_general"), 1)
    ]
    return pd.DataFrame(rows, columns=["picture_on", "segment", "accounts", "net_sales", "margin"])


CHARTS: dict[str, Callable[[Look], go.Figure]] = {
    "cells": lambda look: cube.cells(cells(), cut_points(), look, scope=SCOPE),
    "dots": lambda look: cube.dots(accounts(), cut_points(), look, scope=SCOPE),
    "solid": lambda look: cube.solid(cells(), look),
    "recency": lambda look: spread(look)[0],
    "frequency": lambda look: spread(look)[1],
    "monetary": lambda look: spread(look)[2],
    "segments": lambda look: segments.bars(segment_rows(), look),
    "board": lambda look: segments.board_small(segment_rows(), look),
    "ruler": lambda look: ruler.pairs(PLACES, look, "<b>Söhne", is_compared=True),
    "ruler_in_force": lambda look: ruler.pairs(PLACES, look, "Tiers", is_compared=False),
    "migration": lambda look: migration.matrix(moved(), look, "accounts", "Moved"),
    "migration_money": lambda look: migration.matrix(moved(), look, "margin"),
    "flows": lambda look: flows.flows(moved(), look, "net_sales"),
    "segment_months": lambda look: segment_months.by_month(segments_by_month(), look, "accounts"),
    "months": lambda look: sales.by_month(months(), look),
    "reasons": lambda look: churn.reasons(reasons(), look),
    "reasons_by_quarter": lambda look: quarters.reasons(reasons_by_quarter(), look),
    "lost_by_region": lambda look: churn.by(lost_by_region(), look, dimension="region"),
    "bands": lambda look: churn.bands(bands(), look),
    "levels": lambda look: relationships.levels(levels(), look),
    "levels_by_quarter": lambda look: quarters.levels(levels_by_quarter(), look),
    "matrix": lambda look: relationships.level_by_segment(level_by_segment(), look),
    "categories": lambda look: account.categories(categories(), look),
    "loaded": lambda look: loaded.by_month(loaded_months(), look),
    "by_period": lambda look: results.by_period(
        periods(), look, chosen=(date(2026, 9, 1), date(2026, 9, 15))
    ),
    "by_part": lambda look: growth.by_part(parts(), look, compared="net_sales_before"),
    "bridge": lambda look: growth.bridge(bridge(), look, ENDS),
    "retention": lambda look: growth.retention(retention(), look),
    "drivers": lambda look: growth.drivers(drivers(), look),
    "price_volume_mix": lambda look: growth.price_volume_mix(price_effects(), look, ENDS),
    "targets": lambda look: prospects.targets(targets(), look),
    "rising": lambda look: prospects.rising(rising(), look),
    "gaps": lambda look: squares.gaps(gaps(), look),
    "cohorts": lambda look: squares.cohorts(cohorts(), look),
    "cohort_sales": lambda look: squares.cohorts(cohorts(), look, measure="sales_share"),
    "history": lambda look: account.history(history(), look),
} | value_frames.CHARTS


def spread(look: Look) -> tuple[go.Figure, go.Figure, go.Figure]:
    return distributions.distributions(accounts(), cut_points(), look, scope=SCOPE)
