"""The two days of a migration, kept in the URL: month-ends, or before the last upload and now."""

from dataclasses import replace
from datetime import date

import streamlit as st

from analytics import snapshots
from analytics.scope import Scope
from charts.theme import Look
from locales import _
from pages.parts import last_upload, session

FROM, TO = "from", "to"
UPLOAD = "upload"
"""What the URL says in place of the first day for the picture before the last upload."""


def days(scope: Scope) -> list[date]:
    """What can be chosen: every month-end of the book up to the as-of date, and that day."""
    assert scope.as_of is not None
    return sorted({*snapshots.month_ends(scope), scope.as_of})


def chosen(scope: Scope) -> Scope | None:
    """The scope between the two days of the URL; the last two where it names none that will do.

    None in a book of one picture and one upload, where nothing can have moved.
    """
    since = last_upload.compared(scope) if session.param(FROM) == UPLOAD else None
    if since is not None:
        return since
    offered = days(scope)
    if len(offered) < 2:
        return last_upload.compared(scope)
    to_on = _day(TO, offered[1:]) or offered[-1]
    earlier = [day for day in offered if day < to_on]
    from_on = _day(FROM, earlier) or earlier[-1]
    return replace(scope, as_of=to_on, compare=from_on.isoformat())


def choose(scope: Scope, between: Scope, look: Look) -> None:
    """The two boxes, each offering the days that leave the other standing.

    What the last upload changed is offered first; then the other day is that of now.
    """
    offered, to_on = days(scope), between.as_of
    is_since = between.compare_version is not None
    earlier: list[date | str] = [d for d in offered if to_on and d < to_on][::-1]
    if last_upload.compared(scope) is not None:
        earlier.insert(0, UPLOAD)
    from_on = UPLOAD if is_since else between.migrated_from
    later = [to_on] if is_since else offered[:0:-1]
    for label, key, day, choices in (
        (_("From"), FROM, from_on, earlier),
        (_("To"), TO, to_on, later),
    ):
        st.caption(label, width="content")
        st.selectbox(
            label,
            choices,
            key=session.draw(f"migration_{key}", day),
            format_func=lambda chosen: _named(chosen, look),
            on_change=_took,
            args=(key,),
            label_visibility="collapsed",
            width=160 if key == FROM else 150,
        )


def _named(chosen: date | str, look: Look) -> str:
    return look.day(chosen) if isinstance(chosen, date) else _("the last upload")


def _took(key: str) -> None:
    session.set_param(key, str(session.chosen(f"migration_{key}")))


def _day(key: str, offered: list[date]) -> date | None:
    wanted = session.param(key)
    return next((day for day in offered if day.isoformat() == wanted), None)
