"""The period of the sales pages and what it is compared with, one row above the finding.

All of it holds in the URL. A range that no preset names (a bar that was clicked, days that were
typed) stands in the row as one more choice.
"""

from datetime import date

import streamlit as st

from analytics import periods, years
from analytics.links import COMPARES, PRESETS
from analytics.scope import Scope
from charts.theme import Look
from locales import _
from pages.parts import fiscal_year, layout, scope_bar, session
from pages.parts.sentences import period as say


def show(scope: Scope, look: Look, *, has_targets: bool = False) -> None:
    """The row of choices."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="period_row"):
        _presets(scope, look)
        _compare(scope, has_targets)
        with st.popover(_("More"), icon=":material/tune:"):
            _days(scope)
            fiscal_year.choose(scope, look)
            _together(scope)
    layout.note(say.days(scope, look))


def _presets(scope: Scope, look: Look) -> None:
    names = {
        "window": scope_bar.window_label(scope.window).capitalize(),
        "month": _("This month"),
        "quarter": _("This quarter"),
        "year": _("This year") if (scope.fiscal_month or 1) == 1 else _("This fiscal year"),
        "jan_feb": _("Jan + Feb"),
    }
    if scope.period not in PRESETS:
        names[scope.period] = say.name(scope, look)
    key = session.draw("sales_period", scope.period)
    st.segmented_control(
        _("Period"),
        list(names),
        key=key,
        required=True,
        format_func=lambda code: names[code],
        label_visibility="collapsed",
        on_change=session.hold_one,
        args=("period", key),
    )


def _compare(scope: Scope, has_targets: bool) -> None:
    names = {"last_year": _("Last year"), "period_before": _("Period before"), "date": _("A date")}
    if has_targets or scope.compare == "target":
        names["target"] = _("Target")
    key = session.draw("sales_compare", scope.compare if scope.compare in COMPARES else "date")
    st.segmented_control(
        _("Compare with"),
        list(names),
        key=key,
        required=True,
        format_func=lambda code: names[code],
        label_visibility="collapsed",
        on_change=_hold_compare,
        args=(key, scope),
    )
    if scope.compare not in COMPARES:
        day = session.draw("sales_compare_on", date.fromisoformat(scope.compare))
        first, last = years.of_book(scope.book)
        st.date_input(
            _("Compare with the days up to"),
            key=day,
            format="YYYY-MM-DD",
            min_value=first,
            max_value=last,
            label_visibility="collapsed",
            width=130,
            on_change=_hold_day,
            args=(day,),
        )


def _hold_compare(key: str, scope: Scope) -> None:
    chosen = session.chosen(key)
    if chosen == "date" and scope.as_of:
        chosen = periods.a_year_before(periods.a_year_before(scope.as_of)).isoformat()
    session.hold({"compare": [chosen] if chosen else []})


def _hold_day(key: str) -> None:
    day = session.chosen(key)
    session.hold({"compare": [day.isoformat()] if day else []})


def _days(scope: Scope) -> None:
    span = periods.chosen(scope)
    first, last = years.offered(scope)
    key = session.draw("sales_days", (max(span.from_on, first), span.until_on))
    st.date_input(
        _("Any days"),
        key=key,
        format="YYYY-MM-DD",
        min_value=first,
        max_value=last,
        on_change=_hold_days,
        args=(key,),
    )


def _hold_days(key: str) -> None:
    days = session.chosen(key) or ()
    if len(days) == 2:
        session.hold({"period": [f"{days[0]}..{days[1]}"]})


def _together(scope: Scope) -> None:
    key = session.draw("sales_together", scope.jan_feb_together)
    st.toggle(
        _("January and February together"),
        key=key,
        help=_("The Chinese New Year moves between the two, so only both together compare."),
        on_change=_hold_together,
        args=(key,),
    )


def _hold_together(key: str) -> None:
    session.hold({"jan_feb_together": ["yes"] if session.chosen(key) else []})
