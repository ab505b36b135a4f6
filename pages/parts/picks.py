"""What the reader picked in a chart: kept in the URL by its code, let go by a button or by a second
click on it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from locales import _
from pages.parts import layout, session
from pages.parts.text import md_escape

FAINT = 0.3
"""How strong the marks beside the one picked are."""


_SELECTED = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": FAINT}},
}
"""Said with every list of opacities: else plotly fails at the next click on bars with text."""


def chosen(param: str, among: Iterable[str] | None = None) -> str | None:
    """The code picked, as in the URL; none when it is not among those that can be picked."""
    code = session.param(param)
    return code if among is None or code in set(among) else None


def chart(figure: go.Figure, key: str, param: str, instead_of: Sequence[str] = ()) -> None:
    """Draws a figure whose marks can be picked; those that the URL does not name are faint.

    A pick lets go what was picked for the parameters `instead_of`.
    """
    code = chosen(param)
    shown = f"{key}_{session.once(_drawn(param), int)}"
    if code is not None:
        mark(figure, lambda data: str(data[0]) == code)
    layout.chart(figure, shown, on_pick=lambda: _pick(shown, param, instead_of))


def mark(figure: go.Figure, is_picked: Callable[[Any], bool]) -> None:
    """Makes all marks faint but those picked, by their customdata; nothing where none is.

    Not by plotly's own selection: the browser would take a second click on a mark that it draws
    as selected for a deselection, of which nobody here is told.
    """
    picked = {
        at: [is_picked(data) for data in trace.customdata]
        for at, trace in enumerate(figure.data)
        if trace.customdata is not None
    }
    if any(any(marks) for marks in picked.values()):
        for at, marks in picked.items():
            figure.data[at].marker.opacity = [1 if is_it else FAINT for is_it in marks]
            figure.data[at].update(_SELECTED)


def let_go(param: str) -> None:
    """Nothing is picked any more; the chart is drawn anew, so that its own mark goes too."""
    session.set_param(param, None)
    session.keep(_drawn(param), session.once(_drawn(param), int) + 1)


def button(param: str, said: str) -> None:
    """What is picked, as a button that lets it go."""
    if chosen(param) is not None:
        st.button(
            md_escape(said),
            key=f"let_go_{param}",
            icon=":material/close:",
            type="tertiary",
            help=_("Show all again"),
            on_click=let_go,
            args=(param,),
        )


def _pick(key: str, param: str, instead_of: Sequence[str]) -> None:
    """The chart is drawn anew after each pick, so that a click on the same mark is told again."""
    marks = session.picked(key)
    code = str(marks[0][0]) if marks else None
    was = chosen(param)
    let_go(param)
    if code is not None and code != was:
        session.set_param(param, code)
        for other in instead_of:
            let_go(other)


def _drawn(param: str) -> str:
    return f"drawn_{param}"
