"""What holds for the whole company: where its fiscal year begins, its classes and rates."""

import streamlit as st

from locales import _
from pages.parts import at_work, closers, fiscal_year, layout, marks, session
from pages.parts.sentences import company as say


def show() -> None:
    """Draws the tab."""
    look = session.look()
    scope = session.everybodys()
    rates = session.ask("abc_marks", scope).iloc[0]
    layout.finding(_("What holds for the whole company?"), say.finding(scope, rates, look))
    layout.note(_("Changed for everybody, from now on; the history keeps what was before."))
    left, right = st.columns(2, gap="large")
    with left:
        layout.section(_("Fiscal year"))
        fiscal_year.form(scope, look)
        layout.notes(say.fiscal_quarters(scope, look))
        layout.section(_("Who closes and reopens months"))
        closers.form()
        at_work.ask("settings")
        layout.note(
            _("There is no sign-in: whoever gives one of these names is taken at their word.")
        )
    with right:
        layout.section(_("Classes and rates"))
        marks.form(rates)
