"""What the book holds, and what an open scope means for it: day, version, currency, ruler."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb

from analytics import composition, days, fetch, fits, ruler
from analytics.binding import parameters
from analytics.days import month_end, months_before
from analytics.ruler import Ruler, Unreadable
from analytics.scope import UNSET, Book, Scope
from data import clock
from locales import _

WINDOW = 12
WINDOW_OF_TEXT = {"3": 3, "6": 6, "12": 12, "24": 24, "36": 36, "all": None}
MONTHS_TO_FIT = 6
"""So much history has the first picture that a frozen ruler is cut by."""


class NoSuchRuler(Unreadable):
    """No ruler of this name is saved."""


def settle(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Scope:
    """The scope with everything open filled; a settled one comes back as it is.

    The frozen fit of the official (or named) ruler stands in the ruler's FIT when it was made for
    this kind of picture (window, currency, level, kinds, population, method) and no product or
    category is chosen. Without one these are None and each picture measures its own, unless
    the link says cut_points=frozen: then the cut-points of the as-of date stand. Raises
    NoSuchRuler.
    """
    if scope.book is not None:
        return scope
    newest = newest_version(connection)
    version = newest if scope.version is None else scope.version
    facts = _facts(connection, version, newest)
    as_of = scope.as_of or default_as_of(
        facts["last_order_on"] or facts["last_fact_on"],
        facts["last_line_on"] if facts["lacks_days"] else None,
    )
    months = sum(first_on <= as_of for first_on in facts["months"] or [])
    saved = _saved_ruler(connection, scope, as_of)
    rules = ruler.settled(scope.ruler, saved, months)
    filled = replace(
        scope,
        as_of=as_of,
        window=_window(scope.window, rules, saved),
        level=scope.level or saved.get("level", "account"),
        version=version,
        currency=scope.currency or facts["currency"],
        fiscal_month=scope.fiscal_month or _fiscal_month(connection),
        ruler=rules,
        book=Book(
            newest_version=newest,
            currency=facts["currency"],
            first_order_on=facts["first_order_on"],
            last_order_on=facts["last_order_on"],
            months_of_sales=months,
            unfinished_on=_unfinished_on(facts["last_line_on"], bool(facts["lacks_days"])),
        ),
    )
    fitted = fits.with_fit(filled, saved)
    return frozen(connection, fitted) if scope.ruler.cut_points == "frozen" else fitted


def frozen(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Scope:
    """The scope settled, measured in every picture with the same cut-points.

    Those of the official ruler in force on the as-of date where they were made for this kind of
    picture, else those of the reference day's picture: so a month more leaves the past as it was.
    """
    settled = settle(connection, scope)
    still = replace(settled, ruler=replace(settled.ruler, cut_points="frozen"))
    if settled.ruler.is_frozen or not settled.ruler.is_measured:
        return still
    fitted = fits.with_fit(still, _saved_ruler(connection, settled, settled.as_of))
    for day in (reference_day(settled), settled.as_of):
        if not fitted.ruler.is_frozen and day is not None:
            fitted = fits.with_fit(still, fit(connection, still.at(day)), is_own=True)
    return fitted


def reference_day(scope: Scope) -> date:
    """Whose accounts a frozen ruler is cut by until one is confirmed, for a settled scope.

    The latest end of a fiscal year with six months of history before it, else the first six
    months' end; the as-of date in a younger book. It stands still for a year.
    """
    assert scope.as_of is not None
    if scope.book is None or scope.book.first_order_on is None:
        return scope.as_of
    first = month_end(months_before(scope.book.first_order_on, 1 - MONTHS_TO_FIT))
    fiscal_year = days.year_end_before(scope.as_of, scope.fiscal_month or 1)
    return min(max(first, fiscal_year), scope.as_of)


def moving(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Scope:
    """The scope settled, measured in each picture by that picture's own accounts."""
    settled = settle(connection, scope)
    return replace(settled, ruler=settled.ruler.moving(), fitted_on=None)


def default_as_of(latest: date | None, unfinished_on: date | None = None) -> date:
    """The end of the month of the latest order when it is over and complete; today without orders.

    `unfinished_on`: the last day with lines of a last month that lacks days which this book
    usually has; the day of the picture is then that day, so that nobody is silent for days of
    which nothing is known.
    """
    today = clock.today()
    if latest is None:
        return today
    end = month_end(latest)
    if end >= today:
        return latest
    return end if unfinished_on is None or unfinished_on < latest else min(unfinished_on, end)


def _unfinished_on(last_line_on: date | None, lacks_days: bool) -> date | None:
    """The last day with lines where its month is not all there yet; None where it is."""
    if last_line_on is None or last_line_on == month_end(last_line_on):
        return None
    is_over = month_end(last_line_on) < clock.today()
    return last_line_on if lacks_days or not is_over else None


def newest_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The newest data version, 0 while nothing is loaded."""
    return int(_rows(connection, "newest_version", {})[0]["version"])


def state(connection: duckdb.DuckDBPyConnection) -> str:
    """What of the book can change while a settled scope stays the same, as a text to compare."""
    return repr(_rows(connection, "book_state", {}))


def official_ruler(connection: duckdb.DuckDBPyConnection, as_of: date) -> dict[str, Any] | None:
    """The content of the official ruler in force on a day; None until one is confirmed."""
    return _readable(_rows(connection, "official_ruler", {"as_of": as_of}))


def fit(connection: duckdb.DuckDBPyConnection, scope: Scope) -> dict[str, Any]:
    """The content of the scope's ruler with all that it measures fixed, to be confirmed and saved.

    Decimals are text. `fitted` says for which kind of picture it was made. The values are left out
    where no account has ordered in the window.
    """
    settled = moving(connection, scope)
    chosen = variations(settled, newest_version(connection))
    found = _rows(connection, "ruler_fit", parameters(settled), chosen)
    fixed = fits.fixed(settled.ruler, found[0]) if found else settled.ruler
    standing = scope.ruler.cut_points or "frozen"
    window = "all" if settled.window is None else str(settled.window)
    return ruler.to_content(replace(fixed, cut_points=standing)) | {
        "window": window,
        "level": settled.level,
        "fitted": fits.picture(settled) | {"as_of": str(settled.as_of)},
    }


def variations(scope: Scope, newest_version: int) -> frozenset[str]:
    """Which files stand in for the ordinary ones: the method's, and those that start from lines.

    Lines are needed where some of them are chosen (`exact`: by product, by where they were sold)
    and for a past version (`past` too): the roll-up speaks of all lines of the newest one only.
    """
    lines = {"past", "exact"} if scope.version != newest_version else set()
    if scope.has_what:
        lines.add("exact")
    rules = scope.ruler
    given = {"standard"} if rules.is_ranked and rules.seen_f_cuts is not None else set()
    return frozenset({rules.method or "standard"} | given | lines)


def _facts(connection: duckdb.DuckDBPyConnection, version: int, newest: int) -> dict[str, Any]:
    bound = {"version": version}
    past = frozenset({"past"} if version != newest else ())
    facts = _rows(connection, "book_facts", bound, past)[0]
    currency = os.environ.get("OCTANT_CURRENCY")
    if not currency:
        currency = facts["first_currency"]
        if currency != facts["last_currency"]:
            currency = _rows(connection, "main_currency", bound)[0]["currency"]
    return facts | {"currency": currency}


def _saved_ruler(
    connection: duckdb.DuckDBPyConnection, scope: Scope, as_of: date | None
) -> dict[str, Any]:
    """The content that fills what a scope leaves open; empty until one is confirmed."""
    if scope.ruler_name is None:
        return official_ruler(connection, as_of or clock.today()) or {}
    content = _readable(_rows(connection, "named_ruler", {"ruler_name": scope.ruler_name}))
    if content is None:
        raise NoSuchRuler(
            _("There is no ruler {name}. Do: choose one that is saved, or leave it out.").format(
                name=scope.ruler_name
            )
        )
    return content


def _readable(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The first content that can be read: the one before stands in for a damaged one."""
    contents = (ruler.read_content(row["content"]) for row in rows)
    return next((content for content in contents if content is not None), None)


def _fiscal_month(connection: duckdb.DuckDBPyConnection) -> int:
    """The first month of the company's fiscal year: as set, else OCTANT_FISCAL_MONTH or January."""
    if month := _rows(connection, "fiscal_year", {})[0]["first_month"]:
        return int(month)
    text = os.environ.get("OCTANT_FISCAL_MONTH", "")
    return int(text) if text in {str(month) for month in range(1, 13)} else 1


def _window(chosen: int | None, settled_ruler: Ruler, saved: Mapping[str, Any]) -> int | None:
    if chosen != UNSET:
        return chosen
    if saved.get("window") in WINDOW_OF_TEXT and saved.get("method") == settled_ruler.method:
        return WINDOW_OF_TEXT[saved["window"]]
    return None if settled_ruler.method in ruler.IMPLIED_KINDS else WINDOW


def _rows(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    bound: dict[str, Any],
    chosen: frozenset[str] = frozenset(),
) -> list[dict[str, Any]]:
    query = composition.composed(name, chosen)
    named = {key: bound[key] for key in query.parameters}
    answer = fetch.rows(connection, query.text, named)
    rows: list[dict[str, Any]] = answer.to_pylist()
    return rows
