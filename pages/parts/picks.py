"""What the reader picked in a chart: kept in the URL by its code, let go by a button."""

from collections.abc import Iterable

import plotly.graph_objects as go
import streamlit as st

from locales import _
from pages.parts import layout, session
from pages.parts.text import md_escape


def chosen(param: str, among: Iterable[str] | None = None) -> str | None:
    """The code picked, as in the URL; none when it is not among those that can be picked."""
    code = session.param(param)
    return code if among is None or code in set(among) else None


def chart(figure: go.Figure, key: str, param: str) -> None:
    """Draws a figure whose marks can be picked; the one that the URL names is marked."""
    code = chosen(param)
    shown = f"{key}_{session.once(_drawn(param), int)}"
    for trace in figure.data:
        if code is not None and trace.customdata is not None:
            marks = enumerate(trace.customdata)
            trace.selectedpoints = [at for at, mark in marks if str(mark[0]) == code]
    layout.chart(figure, shown, on_pick=lambda: _pick(shown, param))


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


def _pick(key: str, param: str) -> None:
    marks = session.picked(key)
    session.set_param(param, str(marks[0][0]) if marks else None)


def _drawn(param: str) -> str:
    return f"drawn_{param}"
