"""Whose money would an upload move? The accounts with the largest differences."""

import pandas as pd
import streamlit as st

from charts import words
from charts.theme import Look
from data.importing.top_movers import Moved
from data.intake import Proposal
from locales import _
from pages.parts import layout


def show(proposal: Proposal, look: Look) -> None:
    """Draws one table a kind, behind a click; nothing where no money moves or all of it is new."""
    for kind in dict.fromkeys(move.kind for move in proposal.moves):
        mine = [move for move in proposal.moves if move.kind == kind]
        if any(change.amount_before for change in proposal.changes if change.kind == kind):
            _table(kind, mine, look)


def _table(kind: str, mine: list[Moved], look: Look) -> None:
    with st.expander(_("Accounts that change most"), icon=":material/compare_arrows:"):
        layout.note(
            _("{kind}: money of the months above, now and after").format(kind=words.kind(kind))
        )
        rows = [
            {
                words.column("account_name"): move.account or _("Lines without an account"),
                _("Money before"): look.money(move.before),
                _("Money after"): look.money(move.after),
                _("Difference"): _signed(move, look),
            }
            for move in mine
        ]
        st.table(pd.DataFrame(rows), border="horizontal", hide_index=True)


def _signed(move: Moved, look: Look) -> str:
    text = look.money(move.difference)
    return f"+{text}" if move.difference > 0 else text
