"""The pieces that every page is laid out with: finding, cards, chart, explanation, empty state.

All take plain text and escape it here, so a page may put names from data into its sentences.
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import duckdb
import plotly.graph_objects as go
import streamlit as st

from analytics.scope import Scope
from data.book import error_messages
from data.home import home
from data.refusal import Away, Refused
from locales import _
from pages.parts import explained, missing_export, session
from pages.parts.sentences import aside, rows
from pages.parts.text import md_escape

log = logging.getLogger("octant")

CHART_CONFIG = {"displayModeBar": False, "doubleClick": "reset"}


@dataclass(frozen=True)
class Card:
    """One figure: what it is, its value, how it changed ("+12%", "no base"), against what."""

    label: str
    value: str
    change: str | None = None
    note: str | None = None
    help: str | None = None
    up_is_good: bool = True


def finding(
    question: str, sentence: str, whole: str | None = None, *, of_accounts: bool = False
) -> None:
    """The page's question, small, and its answer as the heading; `whole`: what a hover tells.

    `of_accounts`: the page's shares of sales are of those that name an account; how many do not
    is said where they are.
    """
    with st.container(gap=None, key="finding"):
        st.caption(md_escape(question))
        st.title(md_escape(sentence), anchor=False, help=md_escape(whole) if whole else None)
    notes(_left_out())
    if of_accounts:
        notes(rows.nameless(session.ask("segments"), session.look()))


def _left_out() -> list[str]:
    """Lines that the figures of this scope do not add: of another currency, or set aside."""
    if not session.has_sales():
        return []
    scope = session.scope()
    used = session.ask("rows_used", scope)
    look = session.look()
    missed = aside.in_window(session.ask("rows_aside", scope), look)
    return [*rows.left_out(used, scope, look), *missed]


def by_product(scope: Scope) -> None:
    """Below figures by product or category: that some loads hold amounts of whole orders."""
    loads = int(session.ask("whole_order_loads", scope)["loads"].iloc[0])
    notes(rows.whole_orders(loads, session.look()))


def needs_sales() -> None:
    """Stops the page here, saying what to upload, while no order line is loaded."""
    if not session.has_sales():
        finding(_("Nothing to show yet"), _("Load your first sales export to see this page."))
        missing_export.show("sales")
        st.stop()


def section(title: str) -> None:
    """The title of a part of the page, stating what it shows."""
    st.subheader(md_escape(title), anchor=False)


def note(text: str) -> None:
    """A remark in small grey."""
    st.caption(md_escape(text))


def notes(texts: Iterable[str]) -> None:
    """Remarks in small grey, one a line."""
    for text in texts:
        note(text)


def folded(texts: Sequence[str], icon: str) -> None:
    """Remarks folded under the first of them; that one alone when there are no others."""
    if len(texts) < 2:
        notes(texts)
        return
    with st.expander(md_escape(texts[0]), icon=f":material/{icon}:"):
        notes(texts[1:])


def warn(text: str) -> None:
    """Something that the reader must know before trusting the picture."""
    st.warning(md_escape(text), icon=":material/info:")


def warnings(texts: Sequence[str]) -> None:
    """Each thing that the reader must know before trusting the picture."""
    for text in texts:
        warn(text)


def cards(figures: Sequence[Card]) -> None:
    """Cards of equal width in one row."""
    for column, card in zip(st.columns(len(figures)), figures, strict=True):
        with column:
            _card(card)


def _card(card: Card) -> None:
    direction = _direction(card.change)
    st.metric(
        md_escape(card.label),
        card.value,
        delta=md_escape(card.change) if card.change else None,
        delta_color=_colour(direction, card.up_is_good),
        delta_arrow=direction,
        delta_description=card.note,
        help=card.help,
        border=True,
        height="stretch",
    )


def _direction(change: str | None) -> Literal["up", "down", "off"]:
    if change and change[0] == "+":
        return "up"
    return "down" if change and change[0] in "-−" else "off"


def _colour(direction: str, up_is_good: bool) -> Literal["green", "red", "gray"]:
    if direction == "off":
        return "gray"
    return "green" if (direction == "up") == up_is_good else "red"


def chart(
    figure: go.Figure, key: str, *, select: bool = False, on_pick: Callable[[], None] | None = None
) -> list[Any] | None:
    """Draws a figure; with `select`, the customdata of the points clicked, None when none are.

    `on_pick` is called on a click instead, before the page runs: `session.picked` has the points.
    """
    alt = (figure.layout.meta or {}).get("alt", "")
    if not select and on_pick is None:
        st.plotly_chart(figure, key=key, theme=None, config=CHART_CONFIG, alt=alt)
        return None
    st.plotly_chart(
        figure,
        key=key,
        theme=None,
        config=CHART_CONFIG,
        alt=alt,
        on_select=on_pick or "rerun",
        selection_mode="points",
    )
    return session.picked(key) or None


def computed(questions: Sequence[str], scope: Scope, notes: Sequence[str] = ()) -> None:
    """ "How is this computed?": definition, ruler, rows used and left out, and the SQL."""
    with st.expander(_("How is this computed?"), icon=":material/function:"):
        explained.show(questions, scope, notes)


@contextmanager
def guard() -> Iterator[None]:
    """Whatever goes wrong inside is a sentence with an id; the log has the rest under that id.

    Where the book was replaced meanwhile, the page is drawn again from the new one.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 the last wall before the reader; logged in full
        away = _away(error)
        if away is not None:
            st.info(md_escape(str(away)), icon=":material/hourglass_top:")
            session.pause(1)
        tell(error)


def _away(error: Exception) -> Away | None:
    """That the book comes back shortly, where this is what an error means."""
    told = error_messages.in_words(error, home()) if isinstance(error, duckdb.Error) else error
    return told if isinstance(told, Away) else None


def tell(error: Exception) -> bool:
    """Says in a sentence that something went wrong, with the id under which the log has it.

    True: nothing else need be shown; so the server can call it for what no `guard` is around.
    """
    session.speak()
    error_id = secrets.token_hex(4)
    log.error("page failed, error id %s", error_id, exc_info=error)
    sentence = _(
        "This part could not be shown. Nothing was changed. Try again; if it stays, give the "
        "error id {error_id} to whoever looks after Octant."
    ).format(error_id=error_id)
    st.error(md_escape(_foreseen(error) or sentence), icon=":material/error:")
    return True


def _foreseen(error: Exception) -> str | None:
    """What Octant itself says of a trouble: a book that is damaged or held, a disk that fails."""
    if isinstance(error, duckdb.Error):
        told = error_messages.in_words(error, home())
        return str(told) if told else None
    return str(error) if isinstance(error, Refused) else None
