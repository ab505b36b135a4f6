"""The two days of a migration, chosen among the month-ends and kept in the URL."""

from dataclasses import replace
from datetime import date

import streamlit as st

from analytics import months
from analytics.scope import Scope
from charts.theme import Look
from locales import _
from pages.parts import session

FROM, TO = "from", "to"


def days(scope: Scope) -> list[date]:
    """What can be chosen: every month-end of the book up to the as-of date, and that day."""
    assert scope.as_of is not None
    return sorted({*months.month_ends(scope), scope.as_of})


def chosen(scope: Scope) -> Scope | None:
    """The scope between the two days of the URL; the last two where it names none that will do.

    None in a book of one picture, where nothing can have moved.
    """
    offered = days(scope)
    if len(offered) < 2:
        return None
    to_on = _day(TO, offered[1:]) or offered[-1]
    earlier = [day for day in offered if day < to_on]
    from_on = _day(FROM, earlier) or earlier[-1]
    return replace(scope, as_of=to_on, compare=from_on.isoformat())


def choose(scope: Scope, between: Scope, look: Look) -> None:
    """The two boxes, each offering the days that leave the other standing."""
    offered = days(scope)
    from_on, to_on = between.migrated_from, between.as_of
    for label, key, day, choices in (
        (_("From"), FROM, from_on, [d for d in offered if to_on and d < to_on]),
        (_("To"), TO, to_on, offered[1:]),
    ):
        st.caption(label, width="content")
        st.selectbox(
            label,
            choices[::-1],
            key=session.draw(f"migration_{key}", day),
            format_func=look.day,
            on_change=_took,
            args=(key,),
            label_visibility="collapsed",
            width=150,
        )


def _took(key: str) -> None:
    session.set_param(key, session.chosen(f"migration_{key}").isoformat())


def _day(key: str, offered: list[date]) -> date | None:
    wanted = session.param(key)
    return next((day for day in offered if day.isoformat() == wanted), None)
