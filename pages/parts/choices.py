"""Tabs and switches of a page that live in its URL by their codes, so that a link means the same
in every language. The first code is the one that the URL need not name."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import session


def tab(labels: Mapping[str, str], key: str = "tab") -> tuple[str, DeltaGenerator]:
    """Draws the tabs; gives the code of the open one and its panel, which alone need be filled."""
    opened = code(labels, key)
    widget = session.draw(f"{key}_tabs", labels[opened])
    panels = st.tabs(
        list(labels.values()), key=widget, on_change=_took_label, args=(labels, key, widget)
    )
    return opened, dict(zip(labels, panels, strict=True))[opened]


def switch(label: str, labels: Mapping[str, str], key: str) -> str:
    """Draws a row of buttons of which one is chosen, and gives its code."""
    chosen = code(labels, key)
    st.segmented_control(
        label,
        list(labels),
        format_func=lambda code: labels[code],
        required=True,
        key=session.draw(f"{key}_switch", chosen),
        on_change=_took_code,
        args=(labels, key),
        label_visibility="collapsed",
    )
    return chosen


def select(label: str, labels: Mapping[str, str], key: str) -> str:
    """Draws a list of which one is chosen, for more choices than fit in a row; gives its code."""
    chosen = code(labels, key)
    st.selectbox(
        label,
        list(labels),
        format_func=lambda code: labels[code],
        key=session.draw(f"{key}_switch", chosen),
        on_change=_took_code,
        args=(labels, key),
        label_visibility="collapsed",
        width=200,
    )
    return chosen


def code(labels: Mapping[str, str], key: str) -> str:
    """The code chosen, as in the URL: the first where it names none."""
    wanted = session.param(key)
    return wanted if wanted in labels else next(iter(labels))


def _took_label(labels: Mapping[str, str], key: str, widget: str) -> None:
    codes = {label: code for code, label in labels.items()}
    _took(labels, key, codes[session.chosen(widget)])


def _took_code(labels: Mapping[str, str], key: str) -> None:
    _took(labels, key, session.chosen(f"{key}_switch"))


def _took(labels: Mapping[str, str], key: str, code: str) -> None:
    session.set_param(key, None if code == next(iter(labels)) else code)
