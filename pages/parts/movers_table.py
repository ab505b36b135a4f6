"""The table of the accounts that moved: from where, to where, why, and with how much money."""

import pandas as pd

from analytics.scope import Scope
from charts.theme import Look
from locales import _
from pages.parts import account_table
from pages.parts.sentences import migration

WHO = ("account_name", "from_segment", "to_segment", "why")
MONEY = {"margin": ("margin_before", "margin")}


def show(
    moves: pd.DataFrame,
    between: Scope,
    look: Look,
    measure: str,
) -> None:
    """The accounts with what moved first."""
    named = moves.rename(columns={"from_state": "from_segment", "to_state": "to_segment"})
    named.insert(4, "why", migration.because(moves, between, look))
    then, now = look.day(between.migrated_from), look.day(between.as_of)
    if between.compare_version is not None:
        then = _("Version {n}").format(n=between.compare_version)
    account_table.show(
        named,
        "movers",
        [*WHO, *MONEY.get(measure, ("net_sales_before", "net_sales")), "salesperson"],
        more=["region"],
        labels={
            "from_segment": then,
            "to_segment": now,
            "why": _("What moved first"),
            "net_sales_before": _("Net sales then"),
            "net_sales": _("Net sales now"),
            "margin_before": _("Margin then"),
            "margin": _("Margin now"),
        },
    )
