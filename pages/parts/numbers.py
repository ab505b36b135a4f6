"""A number that a page keeps in its URL."""

import streamlit as st

from pages.parts import session


def number(
    label: str, param: str, usual: float, step: float, help_text: str | None = None
) -> float:
    """Draws an input; the value of the URL, else the usual one, which the URL need not name."""
    chosen = _read(session.param(param))
    value = usual if chosen is None else chosen
    st.number_input(
        label,
        step=step,
        format="%.0f",
        key=session.draw(f"number_{param}", value),
        on_change=_took,
        args=(param, usual),
        help=help_text,
    )
    return value


def _read(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None


def _took(param: str, usual: float) -> None:
    value = session.chosen(f"number_{param}")
    is_usual = value is None or float(value) == usual
    session.set_param(param, None if is_usual else f"{float(value):g}")
