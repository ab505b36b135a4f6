"""What a settled scope binds in the SQL: its days, its filters, its ruler."""

from datetime import date
from typing import Any

from analytics import periods
from analytics import ruler as rulers
from analytics.days import month_ends, window_from
from analytics.ruler import Unreadable
from analytics.scope import FILTERS, Scope
from locales import _

MIGRATION, MIGRATION_MONTHS = -2, -3
"""In place of a count of month-ends: the day compared with and the as-of date, alone or with the
month-ends between."""


def pictures(scope: Scope, count: int) -> list[date]:
    """The days of a question's pictures: month-ends up to the as-of date, or those of a migration.

    That of an earlier data version is not among them. Raises Unreadable when the day compared
    with is not before the as-of date.
    """
    assert scope.as_of is not None
    if count not in (MIGRATION, MIGRATION_MONTHS):
        return month_ends(scope.as_of, count)
    before = scope.migrated_from
    if scope.compare_version is not None:
        return _pictures_since(before, scope.as_of) if count == MIGRATION_MONTHS else [scope.as_of]
    if before >= scope.as_of:
        raise Unreadable(
            _("{day} is not before {as_of}. Do: compare with an earlier day.").format(
                day=before, as_of=scope.as_of
            )
        )
    if count == MIGRATION:
        return [before, scope.as_of]
    return [before, *_pictures_since(before, scope.as_of)]


def _pictures_since(before: date, as_of: date) -> list[date]:
    """The month-ends after a day up to the as-of date, which is always among them."""
    months = max(0, (as_of.year - before.year) * 12 + as_of.month - before.month)
    return [end for end in month_ends(as_of, months + 1) if end > before] or [as_of]


def parameters(scope: Scope) -> dict[str, Any]:
    """What a settled scope binds in the SQL; None for a filter that is not set."""
    before = scope.compare_as_of
    bound: dict[str, Any] = {
        "as_of": scope.as_of,
        "window_months": scope.window,
        "window_from": scope.window_from,
        "compare_as_of": before,
        "compare_from": None if before is None else window_from(before, scope.window),
        "migrated_from": scope.migrated_from,
        "pictures": [scope.as_of],
        "version": scope.version,
        "currency": scope.currency,
        "book_currency": scope.book.currency if scope.book else None,
        "level": scope.level,
        "ruler_name": scope.ruler_name,
        "key_accounts_only": scope.key_accounts_only,
        "has_who": scope.has_who,
    }
    bound |= periods.parameters(scope)
    bound |= {name: list(getattr(scope, name)) or None for name in FILTERS.values()}
    return bound | rulers.bound(scope.ruler)
