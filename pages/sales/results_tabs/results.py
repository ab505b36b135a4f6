"""How much did we sell, where, and against what?"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics import periods
from analytics.links import COMPARES
from analytics.scope import Scope
from charts import growth, growth_words, results, words
from charts.theme import Look
from locales import _
from pages.parts import (
    account_table,
    choices,
    dimensions,
    layout,
    missing_export,
    period_bar,
    picks,
    places,
    session,
)
from pages.parts.sentences import growth as say
from pages.parts.sentences import period, prospects
from pages.sales.results_tabs import changes

DIMENSIONS = (
    *("region", "department", "salesperson", "sales_point", "category", "product", "industry"),
)
GRAINS = ("month", "quarter", "year", "day")
QUESTIONS = ("sales_results", "sales_by_period", "sales_targets", "targets_by_period")
COLUMNS = (
    *("value", "net_sales", "sales_share", "last_year_sales", "last_year_change"),
    *("previous_sales", "previous_change", "target", "attainment_share"),
)


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    targets = session.ask("sales_targets", scope, dimension="company")
    period_bar.show(scope, look, has_targets=not targets.empty)
    whole = session.ask("sales_results", scope, dimension="company")
    if whole.empty:
        layout.finding(_("How do sales stand?"), _("Nothing was sold in these periods."))
        layout.computed(QUESTIONS, scope)
        return
    company = whole.iloc[0]
    layout.finding(_("How do sales stand?"), say.results(company, targets, scope, look))
    layout.cards(say.cards(company, targets, scope, look, _earlier(scope)))
    left, right = st.columns([3, 2], gap="medium")
    with right:
        dimension, values, of = _parts(scope, look)
    with left:
        _over_time(dimension, of, scope, look)
    for told in (prospects.part_planned(targets, look), prospects.assumed_currency(targets)):
        if told:
            layout.note(told)
    if scope.compare == "target" and targets.empty:
        missing_export.show("targets")
    _table(dimension, values, scope, look)
    layout.computed(QUESTIONS, scope)


def _earlier(scope: Scope) -> float | None:
    """Net sales of the days before those compared with, by the same comparison.

    None where these have none: a day that was chosen, a part of the period before.
    """
    span = periods.compared(scope)
    is_part = scope.compare == "period_before" and periods.chosen(scope).is_running
    if span is None or scope.compare not in COMPARES or is_part:
        return None
    then = replace(scope, period=f"{span.from_on}..{span.until_on}")
    whole = session.ask("sales_results", then, dimension="company")
    known = whole["net_sales_before"].dropna().astype(float)
    return None if known.empty else float(known.iloc[0])


def _parts(scope: Scope, look: Look) -> tuple[str, pd.DataFrame, str | None]:
    """The parts of the period by a dimension; gives it, its values and the one picked."""
    labels = dimensions.known(DIMENSIONS, scope)
    dimension = choices.select(_("Broken down by"), labels, "by")
    values = session.ask("sales_results", scope, dimension=dimension)
    of = picks.chosen("of", values["value"].map(growth_words.code))
    planned = session.ask("sales_targets", scope, dimension=dimension)
    target_of = dict(zip(planned["value"].map(growth_words.code), planned["target"], strict=True))
    figure = growth.by_part(
        values.assign(target=values["value"].map(growth_words.code).map(target_of)),
        look,
        say.parts_title(values, look),
        compared="net_sales_before",
        before=period.against(scope),
        chosen=of,
    )
    if values["value"].isna().all():
        missing_export.show("places")
    else:
        picks.chart(figure, f"parts_{dimension}", "of")
    return dimension, values, of


def _over_time(dimension: str, of: str | None, scope: Scope, look: Look) -> None:
    """The bars of the years, quarters, months or days; a click on one makes it the period."""
    names = {
        "month": _("By month"),
        "quarter": _("By quarter"),
        "year": _("By year"),
        "day": _("By day"),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        grain = choices.switch(_("Steps of time"), {g: names[g] for g in GRAINS}, "grain")
        if of:
            picks.button("of", growth_words.value(of))
            places.filter_button(dimension, of)
    rows = session.ask(
        "sales_by_period", scope, grain=grain, dimension=dimension if of else "company"
    )
    rows = _with_targets(rows, grain, dimension if of else "company", scope)
    if of:
        rows = rows[rows["value"].map(growth_words.code) == of]
    compared = "previous_sales" if scope.compare == "period_before" else "last_year_sales"
    span = periods.chosen(scope)
    days = (span.from_on, span.until_on)
    figure = results.by_period(
        rows,
        look,
        say.periods_title(rows, of, compared, grain, days, look),
        grain=grain,
        compared=compared,
        chosen=days,
    )
    key = f"over_time_{grain}_{scope.period}"
    layout.chart(figure, key, on_pick=lambda: _take(key))


def _with_targets(rows: pd.DataFrame, grain: str, dimension: str, scope: Scope) -> pd.DataFrame:
    """The periods with their targets; not the company's where only a part of it has any."""
    if dimension == "company":
        whole = session.ask("sales_targets", scope, dimension=dimension)
        if prospects.is_part_planned(whole):
            return rows
    targets = session.ask("targets_by_period", scope, grain=grain, dimension=dimension)
    if targets.empty:
        return rows
    keys = {"of": rows["value"].map(growth_words.code)}
    planned = targets.assign(of=targets["value"].map(growth_words.code)).drop(columns="value")
    return rows.assign(**keys).merge(planned, how="left", on=["from_on", "of"])


def _take(key: str) -> None:
    """The bar that was clicked becomes the period; a second click lets it go."""
    marks = session.picked(key)
    if marks:
        days = [str(marks[0][0])]
        session.hold({"period": [] if days == session.held("period") else days})


def _table(dimension: str, values: pd.DataFrame, scope: Scope, look: Look) -> None:
    """The values of the period, or step by step in time."""
    name = words.column(dimension)
    names = {"period": _("This period"), "steps": _("Step by step")}
    opened = choices.switch(_("Table"), names, "table")
    if opened == "steps":
        layout.section(_("{dimension} step by step, the newest first").format(dimension=name))
        _steps(dimension, scope, look)
        return
    layout.section(
        _("{dimension}: the period beside last year and the period before").format(dimension=name)
    )
    planned = session.ask("sales_targets", scope, dimension=dimension)
    told = _named(values).merge(
        _named(planned)[["value", "target", "attainment_share"]], how="left", on="value"
    )
    _show(told, "sales_results", [c for c in COLUMNS if not _is_told_twice(c, scope)], name)


def _steps(dimension: str, scope: Scope, look: Look) -> None:
    grain = choices.code({grain: grain for grain in GRAINS}, "grain")
    rows = session.ask("sales_by_period", scope, grain=grain, dimension=dimension)
    rows = _with_targets(rows, grain, dimension, scope)
    named = [
        look.period(first, last, grain)
        for first, last in zip(rows["from_on"], rows["whole_until"], strict=True)
    ]
    told = _named(rows.assign(step=named)).sort_values(
        ["from_on", "net_sales"], ascending=[False, False]
    )
    _show(told, "sales_by_period", ["step", *COLUMNS], words.column(dimension))


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(value=frame["value"].map(growth_words.value))


def _is_told_twice(column: str, scope: Scope) -> bool:
    return column.startswith("previous") and say.is_last_year(scope)


def _show(frame: pd.DataFrame, key: str, columns: list[str], name: str) -> None:
    against = {"last_year_change": "last_year_sales", "previous_change": "previous_sales"}
    account_table.show(
        changes.against(frame, against),
        key,
        columns,
        labels={"value": name},
        missing=_("no base"),
    )
