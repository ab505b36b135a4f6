"""What the book holds, and what an open scope means for it: day, version, currency, ruler."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb

from analytics import composition, ruler
from analytics.ruler import FIT, Ruler
from analytics.scope import UNSET, Book, Scope, month_end, parameters
from data import clock

WINDOW = 12


def settle(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Scope:
    """The scope with everything open filled; a settled one comes back as it is.

    The frozen fit of the official ruler stands in `ruler.book_…` when it was made for this kind of
    picture (window, currency, level, kinds, population) and no product or category is chosen;
    else these are None and each picture fits its own.
    """
    if scope.book is not None:
        return scope
    newest = newest_version(connection)
    version = newest if scope.version is None else scope.version
    facts = _facts(connection, version, newest)
    as_of = scope.as_of or default_as_of(facts["last_order_on"] or facts["last_fact_on"])
    months = sum(first_on <= as_of for first_on in facts["months"] or [])
    official = official_ruler(connection, as_of)
    rules = ruler.settled(scope.ruler, official, months)
    filled = replace(
        scope,
        as_of=as_of,
        window=_window(scope.window, rules),
        version=version,
        currency=scope.currency or facts["currency"],
        ruler=rules,
        book=Book(
            newest_version=newest,
            currency=facts["currency"],
            first_order_on=facts["first_order_on"],
            last_order_on=facts["last_order_on"],
            months_of_sales=months,
        ),
    )
    return _with_fit(filled, official or {})


def default_as_of(latest: date | None) -> date:
    """The end of the month of the latest order when it is over, else that day; today if none."""
    today = clock.today()
    if latest is None:
        return today
    end = month_end(latest)
    return end if end < today else latest


def newest_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The newest data version, 0 while nothing is loaded."""
    return int(_rows(connection, "newest_version", {})[0]["version"])


def state(connection: duckdb.DuckDBPyConnection) -> str:
    """What of the book can change while a settled scope stays the same, as a text to compare."""
    return repr(_rows(connection, "book_state", {}))


def official_ruler(connection: duckdb.DuckDBPyConnection, as_of: date) -> dict[str, Any] | None:
    """The content of the official ruler in force on a day; None until one is confirmed."""
    rows = _rows(connection, "official_ruler", {"as_of": as_of})
    return ruler.read_content(rows[0]["content"]) if rows else None


def fit(connection: duckdb.DuckDBPyConnection, scope: Scope) -> dict[str, Any]:
    """The content of a ruler fitted from the book for this scope, to be confirmed and frozen.

    Decimals are text. `fitted` says for which kind of picture it was made. The values are None
    where no account has ordered in the window.
    """
    open_fit: dict[str, Any] = dict.fromkeys(FIT)
    own = replace(scope.ruler, method="book", **open_fit)
    settled_scope = settle(connection, replace(scope, ruler=own, book=None))
    rules = replace(settled_scope.ruler, **open_fit)
    settled_scope = replace(settled_scope, ruler=rules)
    chosen = variations(settled_scope, newest_version(connection))
    row = _rows(connection, "book_fit", parameters(settled_scope), chosen)[0]
    cuts = [row[name] for name in ("m2_from", "m3_from", "m4_from", "m5_from")]
    return ruler.to_content(
        replace(
            rules,
            book_interval_days=row["interval_days"],
            book_orders=row["orders"],
            book_m_cuts=tuple(cuts) if all(cut is not None for cut in cuts) else None,
        )
    ) | {"fitted": _picture(settled_scope) | {"as_of": str(settled_scope.as_of)}}


def variations(scope: Scope, newest_version: int) -> frozenset[str]:
    """Which files stand in for the ordinary ones: the method's, and those that start from lines.

    Lines are needed where products or categories are chosen (`exact`) and for a past version
    (`past` too): the roll-up speaks of all products and the newest version only.
    """
    lines = {"past", "exact"} if scope.version != newest_version else set()
    if scope.has_what:
        lines.add("exact")
    return frozenset({scope.ruler.method or "standard"} | lines)


def _facts(connection: duckdb.DuckDBPyConnection, version: int, newest: int) -> dict[str, Any]:
    bound = {"version": version}
    past = frozenset({"past"} if version != newest else ())
    facts = _rows(connection, "book_facts", bound, past)[0]
    currency = os.environ.get("OCTANT_CURRENCY") or facts["first_currency"]
    if currency != facts["last_currency"] and currency == facts["first_currency"]:
        currency = _rows(connection, "main_currency", bound)[0]["currency"]
    return facts | {"currency": currency}


def _with_fit(scope: Scope, official: Mapping[str, Any]) -> Scope:
    own = scope.ruler
    if own.method != "book" or own.is_frozen or scope.has_what:
        return scope
    if official.get("book_m_cuts") is None or not _made_for(official, scope):
        return scope
    frozen = ruler.from_content(official)
    return replace(scope, ruler=replace(own, **{name: getattr(frozen, name) for name in FIT}))


def _made_for(official: Mapping[str, Any], scope: Scope) -> bool:
    fitted = official.get("fitted", {})
    return all(fitted.get(key) == value for key, value in _picture(scope).items())


def _picture(scope: Scope) -> dict[str, Any]:
    """What a fit depends on besides the data."""
    return {
        "window": scope.window,
        "currency": scope.currency,
        "level": scope.level,
        "kind_of_frequency": scope.ruler.kind_of_frequency,
        "kind_of_monetary": scope.ruler.kind_of_monetary,
        "population": scope.ruler.population,
    }


def _window(chosen: int | None, settled_ruler: Ruler) -> int | None:
    if chosen != UNSET:
        return chosen
    return None if settled_ruler.method in ruler.IMPLIED_KINDS else WINDOW


def _rows(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    bound: dict[str, Any],
    chosen: frozenset[str] = frozenset(),
) -> list[dict[str, Any]]:
    query = composition.composed(name, chosen)
    named = {key: bound[key] for key in query.parameters}
    answer = connection.sql(query.text, params=named).to_arrow_table()
    rows: list[dict[str, Any]] = answer.to_pylist()
    return rows
