"""What a page knows of its reader: the scope, the data behind it, the language, the look.

This is the only place that touches st.session_state. The scope lives in the URL, and holds from
page to page: Streamlit drops the URL's parameters when the page changes, so the last ones are kept
here and written back. A widget never holds the truth: its callback changes the scope, and the
frame sets the widget from the scope before drawing it, so that labels, links and pictures agree on
the very run in which something changed.
"""

import getpass
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd
import streamlit as st

import locales
from analytics import years
from analytics.book import NoSuchRuler
from analytics.links import PERIOD_READERS, READERS
from analytics.ruler import RULES
from analytics.scope import FILTERS, Scope, unreadable
from charts.theme import Look
from data.warehouse import Warehouse
from pages.parts import open_books, query_cache

SCOPE_KEYS = tuple(
    key
    for key in (*READERS, *FILTERS, *RULES)
    if key not in ("account", "compare_version", *PERIOD_READERS)
)
"""The parameters of the URL that hold on every page; `account` belongs to the account's page, and
the period to those of sales, which find it again when one comes back. Nothing but a migration
compares with another version, and says so in its own way."""
HELD_KEYS = (*SCOPE_KEYS, *PERIOD_READERS, "lang")

WHO = "who_said"
"""Where the name is kept that the reader gave."""
_HELD, _PAGE, _CHANGED = "octant_held", "octant_page", "octant_changed"
_MOVED, _REFUSED = "octant_moved", "octant_refused"


def begin(page: str) -> None:
    """Settles what holds on this run, from the URL and the last page; the frame calls it first.

    The URL wins (a link, the browser's back button), unless the reader has just changed something
    with a widget, or came from another page by the menu, which empties the URL.
    """
    state = st.session_state
    in_url = {key: st.query_params.get_all(key) for key in HELD_KEYS if key in st.query_params}
    held = state.get(_HELD, {})
    moved = state.get(_PAGE, page) != page
    changed = state.pop(_CHANGED, False)
    if changed or (moved and not in_url):
        in_url = held
    state[_HELD], state[_PAGE], state[_MOVED] = in_url, page, moved
    if changed or moved:
        state[_REFUSED] = {}
    _refuse(unreadable({key: values for key, values in in_url.items() if key != "lang"}))
    _write()


def refused() -> list[str]:
    """Why parameters of the link were not taken, until the reader goes on to something else."""
    return list(st.session_state.get(_REFUSED, {}).values())


def _refuse(wrong: Mapping[str, str]) -> None:
    """Lets go of parameters that mean nothing here: they must not hold from page to page."""
    state = st.session_state
    state[_REFUSED] = state.get(_REFUSED, {}) | dict(wrong)
    state[_HELD] = {k: values for k, values in state[_HELD].items() if k not in wrong}


def has_moved() -> bool:
    """Whether this run is the first on another page."""
    return bool(st.session_state.get(_MOVED, False))


def _write() -> None:
    """Makes the URL say what holds, beside the page's own parameters.

    It is written even where nothing differs: a link from an account's page to another account
    brings its parameters to the server, and leaves those of the first in the browser's address.
    """
    held = st.session_state[_HELD]
    now = {key: st.query_params.get_all(key) for key in st.query_params}
    of_page = {key: values for key, values in now.items() if key not in HELD_KEYS}
    st.query_params.from_dict(of_page | held)


def hold(changes: Mapping[str, Sequence[str]]) -> None:
    """Changes parameters that hold on every page; an empty list takes one away.

    For callbacks: the run that follows shows the new picture.
    """
    held = dict(st.session_state.get(_HELD, {}))
    for key, values in changes.items():
        held.pop(key, None)
        if values:
            held[key] = [str(value) for value in values]
    st.session_state[_HELD] = held
    st.session_state[_CHANGED] = True


def hold_one(param: str, widget: str) -> None:
    """Takes what was chosen in a widget of one choice, for its callback."""
    hold({param: [chosen(widget)] if chosen(widget) else []})


def held(key: str) -> list[str]:
    """What holds for a parameter now, as in the URL."""
    return list(st.session_state.get(_HELD, {}).get(key, []))


def param(key: str) -> str | None:
    """A parameter of the page's own in the URL (a selected cell, the account)."""
    return st.query_params.get(key)


def params_of_page() -> list[tuple[str, str]]:
    """The parameters of the URL that are the page's own."""
    own = (key for key in st.query_params if key not in HELD_KEYS)
    return [(key, value) for key in own for value in st.query_params.get_all(key)]


def address() -> str:
    """The address of the page that is drawn: "segments", "" for the front page."""
    return str(st.session_state.get(_PAGE, ""))


def set_param(key: str, value: str | None) -> None:
    """Sets or takes away a parameter of the page's own."""
    if value is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value


def draw(key: str, value: Any) -> str:
    """Sets a widget to what holds before it is drawn; returns its key."""
    st.session_state[key] = value
    return key


def chosen(key: str) -> Any:
    """What the reader chose in a widget, for its callback."""
    return st.session_state.get(key)


def language() -> str:
    """The language of this reader: chosen in the URL, else the browser's."""
    chosen = held("lang")
    if _CHANGED not in st.session_state:  # before `begin`: a link wins over the last page
        chosen = st.query_params.get_all("lang") or chosen
    asked = (chosen or [st.context.locale or "en"])[-1]
    return "zh_CN" if asked.lower().startswith("zh") else "en"


def speak() -> str:
    """Speaks the reader's language from here on; the frame and every fragment call it first."""
    locales.use(language())
    return language()


def warehouse() -> Warehouse:
    """The warehouse that the pages show."""
    return open_books.current().shown()


def company_warehouse() -> Warehouse:
    """The company's own warehouse, where real exports go."""
    return open_books.current().company_book


def is_making() -> bool:
    """Whether the made-up company is still being made, so that there is nothing to show yet."""
    return is_demo() and open_books.current().is_making()


def is_demo() -> bool:
    """Whether the pages show the made-up company."""
    return not open_books.current().has_imports()


def who() -> str:
    """Who is at work, for the history: the name that the reader gave (taken on trust), else the
    account that runs the server."""
    if name := st.session_state.get(WHO):
        return str(name)
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"


def scope() -> Scope:
    """The scope of the URL, settled: as-of date, data version, currency and ruler are known.

    A ruler that is no longer there gives way to the official one, and a day that is far from the
    book's years to the usual one; the frame says so.
    """
    wanted = Scope.from_params(st.session_state.get(_HELD, {}))
    answer = _settled_by_some_ruler(wanted)
    wrong = years.outside(wanted, answer.book)
    if not wrong:
        return answer
    _refuse(wrong)
    _write()
    return _settled_by_some_ruler(Scope.from_params(st.session_state[_HELD]))


def _settled_by_some_ruler(wanted: Scope) -> Scope:
    try:
        return settled(wanted)
    except NoSuchRuler:
        return settled(replace(wanted, ruler_name=None))


def everybodys() -> Scope:
    """The scope of who chose nothing: what holds for the whole company."""
    return settled(Scope())


def lost_ruler() -> str | None:
    """The name of a ruler that the link asks for and nobody has saved."""
    wanted = Scope.from_params(st.session_state.get(_HELD, {}))
    if wanted.ruler_name is None or scope().ruler_name is not None:
        return None
    return wanted.ruler_name


def has_sales() -> bool:
    """Whether any order line is loaded."""
    book = scope().book
    return book is not None and book.last_order_on is not None


def measured(scope: Scope, cut_points: str) -> Scope:
    """The scope measured by cut-points that are moving or frozen."""
    return query_cache.measured(warehouse(), scope, cut_points)


def settled(unsettled: Scope) -> Scope:
    """The scope with what it leaves open filled in from the book shown."""
    return query_cache.settled(warehouse(), unsettled)


_page_scope = scope
"""The scope of the page, under a name that no parameter hides."""


def ask(question: str, scope: Scope | None = None, **parameters: Hashable) -> pd.DataFrame:
    """The answer to a question, from the cache when this very question was asked before."""
    return query_cache.ask(warehouse(), question, scope or _page_scope(), parameters)


def before(question: str, scope: Scope, **parameters: Hashable) -> pd.DataFrame:
    """The answer at the date compared with, by the same ruler; no rows when there is no base."""
    on = base(scope)
    if on is None:
        return ask(question, scope, **parameters).head(0)
    return ask(question, scope.at(on), **parameters)


def base(scope: Scope) -> date | None:
    """The date compared with, where the book reaches back far enough to compare."""
    return scope.compare_as_of if query_cache.has_base(scope) else None


def compared(
    question: str, on: Sequence[str], scope: Scope | None = None, **parameters: Hashable
) -> pd.DataFrame:
    """The answer joined with the one at the date compared with, on its key columns."""
    scope = scope or _page_scope()
    now = ask(question, scope, **parameters)
    return query_cache.joined(now, before(question, scope, **parameters), on)


def history() -> pd.DataFrame:
    """The data versions of the book shown."""
    return query_cache.history(warehouse())


def look() -> Look:
    """How figures are drawn for this reader: theme, language, the scope's currency."""
    dark = st.context.theme.type == "dark"
    return Look(dark=dark, language=language(), currency=scope().currency)


def link(page: str, **params: str) -> str:
    """The address of a page, with the scope that holds now and the page's own parameters."""
    query = urlencode(params_for(**params), quote_via=quote)
    return f"/{page}?{query}" if query else f"/{page}"


def params_for(**params: str) -> list[tuple[str, str]]:
    """The URL's parameters of a page: the scope that holds now and the page's own."""
    return [*_held_pairs(), *params.items()]


def _held_pairs() -> list[tuple[str, str]]:
    return [(k, v) for k, values in st.session_state.get(_HELD, {}).items() for v in values]


def picked(key: str) -> list[Any]:
    """The customdata of the points that the reader clicked in a chart; none when let go."""
    points = (st.session_state.get(key) or {}).get("selection", {}).get("points", [])
    return [_as_list(point.get("customdata")) for point in points]


def _as_list(customdata: Any) -> Any:
    """A typed array comes back from the browser as {"0": 5, "1": 4}: the list that it was."""
    return list(customdata.values()) if isinstance(customdata, dict) else customdata


def once(key: str, make: Callable[[], Any]) -> Any:
    """A thing that a page keeps for this reader from run to run, made on the first call."""
    if key not in st.session_state:
        st.session_state[key] = make()
    return st.session_state[key]


def keep(key: str, value: Any) -> None:
    """Keeps a thing of a page for this reader."""
    st.session_state[key] = value


def kept(key: str) -> Any:
    """A thing kept for this reader; None when there is none."""
    return st.session_state.get(key)


def take(key: str) -> Any:
    """A thing kept for this reader, taken away as it is read; None when there is none."""
    return st.session_state.pop(key, None)


def pause(seconds: float) -> None:
    """Waits, then runs the page again: for a page that shows work going on elsewhere."""
    time.sleep(seconds)
    st.rerun()
