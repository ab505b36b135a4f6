"""The last upload of sales that still stands, and what it moved."""

from dataclasses import replace

import pandas as pd

from analytics.scope import Scope
from charts.theme import Look
from pages.parts import query_cache, session
from pages.parts.sentences import migration


def version(scope: Scope) -> pd.Series | None:
    """Its row of the history; None where no sales were uploaded up to the scope's version."""
    made = session.history()
    stands = (made["kind"] == "sales") & (made["action"] == "import") & made["is_in_force"]
    found = made[stands & (made["version"] <= scope.version)]
    return None if found.empty else found.iloc[0]


def compared(scope: Scope) -> Scope | None:
    """The scope compared with how it looked before; None where nothing was sold before.

    A day that the reader chose holds on both sides, else each shows the day it shows unasked.
    """
    upload = version(scope)
    if upload is None:
        return None
    chosen = Scope.from_params({"as_of": session.held("as_of")}).as_of
    return query_cache.since_upload(session.warehouse(), scope, int(upload["version"]), chosen)


def movers(scope: Scope, look: Look) -> list[str]:
    """Who fell and who rose with the last upload; since the month-end before where nobody did.

    By the frozen ruler, as the page of migration says it: nobody moves because others did.
    """
    upload, since = version(scope), compared(scope)
    if upload is not None and since is not None:
        sentences = migration.home_since_upload(_moves(since), upload["made_at"], look)
        if sentences:
            return sentences
    moves = _moves(replace(scope, compare="last_year"))
    return migration.home_lines(moves, scope, look)


def _moves(between: Scope) -> pd.DataFrame:
    return session.ask("moves", session.measured(between, "frozen"))
