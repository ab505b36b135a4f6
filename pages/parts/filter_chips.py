"""The filters of the scope row: one button for each dimension that names what is chosen, and behind
it the choices with their accounts and their money."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.scope import FILTERS, SOLD, Scope
from charts import words
from charts.names import brief
from charts.theme import Look
from locales import _, ngettext
from pages.parts import places as where
from pages.parts import session
from pages.parts.sentences import places
from pages.parts.text import md_escape

DIMENSIONS = tuple(key for key in FILTERS if key not in ("account", *SOLD))
WIDEST = 30
"""Letters of a button that are spent on values before the rest is counted."""


def show(scope: Scope) -> None:
    """The buttons; a dimension that the book does not know has none."""
    choices = session.ask("scope_choices", where.whole(scope))
    for dimension in DIMENSIONS:
        sold = f"sold_{dimension}"
        _chip([sold, dimension] if sold in SOLD else [dimension], scope, choices)


def named(values: Sequence[str]) -> str:
    """What is chosen, by its values: the first that fit, the others as a count."""
    text = brief(values[0])
    for at, value in enumerate(values[1:], start=1):
        longer = _("{some}, {one}").format(some=text, one=brief(value))
        if len(longer) > WIDEST:
            return _("{some} +{n}").format(some=text, n=len(values) - at)
        text = longer
    return text


def _chip(keys: Sequence[str], scope: Scope, choices: pd.DataFrame) -> None:
    """A button for the filters `keys` of one dimension: where lines were sold, whose accounts."""
    chosen = {key: [str(value) for value in getattr(scope, FILTERS[key])] for key in keys}
    offered = {key: _offered(choices, key) for key in keys}
    if not any([*chosen.values(), *offered.values()]):
        return
    dimension = keys[-1]
    set_ones = [_label(key, values, keys) for key, values in chosen.items() if values]
    label = " · ".join(set_ones) or words.column(dimension)
    with st.popover(md_escape(label), type="primary" if set_ones else "secondary"):
        for key in keys:
            _choose(key, chosen[key], offered[key], scope, is_alone=len(keys) == 1)
        if len(keys) > 1 and (text := places.several(where.several(scope), dimension)):
            st.caption(md_escape(text))
        st.caption(md_escape(_beside(scope)))


def _label(key: str, values: Sequence[str], keys: Sequence[str]) -> str:
    """The values, and where two filters share a button, which of them they belong to."""
    if len(keys) == 1:
        return named(values)
    if key in SOLD:
        return _("{name}: {value}").format(name=words.column(key), value=named(values))
    return _("Accounts of {value}").format(value=named(values))


def _choose(
    key: str, chosen: Sequence[str], offered: Sequence[str], scope: Scope, *, is_alone: bool
) -> None:
    drawn = session.draw(f"scope_{key}", list(chosen))
    book = str(session.warehouse().home)
    texts = _texts(key, book, scope.version, scope.currency, session.language())
    st.multiselect(
        words.column(key) if is_alone or key in SOLD else places.home(key),
        list(dict.fromkeys([*chosen, *offered])),
        key=drawn,
        format_func=lambda value: texts.get(value, value),
        filter_mode="contains",
        placeholder=_("Type to search"),
        help=None if is_alone else places.sold_help() if key in SOLD else places.home_help(),
        on_change=_hold,
        args=(key, drawn),
        width=380,
    )


def _hold(param: str, key: str) -> None:
    session.hold({param: session.chosen(key) or []})


def _offered(choices: pd.DataFrame, dimension: str) -> list[str]:
    """The values of a dimension, those with the most money first."""
    of_it = choices[choices["dimension"] == dimension]
    ranked = of_it.sort_values(["net_sales", "value"], ascending=[False, True])
    return [str(value) for value in ranked["value"]]


def _beside(scope: Scope) -> str:
    """What the figures beside the choices are."""
    day = session.look().day(session.settled(where.whole(scope)).as_of)
    return _("Beside each: accounts that ever bought, net sales of the year to {day}.").format(
        day=day
    )


@st.cache_data(max_entries=256, show_spinner=False)
def _texts(
    key: str, book: str, version: int | None, currency: str | None, language: str
) -> dict[str, str]:
    """Value -> how it is offered. It stays for a data version: writing thousands of products
    anew on every run would cost more than the page."""
    choices = session.ask("scope_choices", Scope(version=version, currency=currency))
    look = Look(language=language, currency=currency)
    rows = choices[choices["dimension"] == key]
    return {
        str(value): _offer(brief(value), int(accounts), net_sales, look)
        for value, accounts, net_sales in zip(
            rows["value"], rows["accounts"], rows["net_sales"], strict=True
        )
    }


def _offer(value: str, accounts: int, net_sales: object, look: Look) -> str:
    n = ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts))
    return _("{value} · {accounts} · {money}").format(
        value=value, accounts=n, money=look.money_short(net_sales)
    )
