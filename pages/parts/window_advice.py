"""The window that the book itself suggests, with one click to take it."""

import streamlit as st

from analytics.scope import Scope
from locales import _
from pages.parts import layout, session
from pages.parts.sentences import windows


def show(scope: Scope, key: str = "window_take") -> None:
    """The suggestion in a sentence; a button where it is not the window that holds."""
    found = session.ask("window_suggestions", scope)
    if found.empty or scope.ruler.method == "pymc":
        return
    layout.note(windows.suggestion(found, session.look()))
    suggested = windows.suggested(found)
    if suggested != ("all" if scope.window is None else str(scope.window)):
        st.button(
            _("Take this window"),
            key=key,
            icon=":material/date_range:",
            on_click=session.hold,
            args=({"window": [suggested]},),
        )
