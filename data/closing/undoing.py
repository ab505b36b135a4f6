"""Undoing a version for a person: what changes a closed month takes who may close it."""

import duckdb

from data.book import history
from data.book.commit import check_ledger
from data.book.tables import statement
from data.closing import authority
from data.refusal import Refused
from data.warehouse import Warehouse
from locales import _, ngettext


def undo(warehouse: Warehouse, version: int, who: str) -> int:
    """Reverse a version; the number of the new version.

    Raises UnknownVersion, Undone, BuiltOn, and Refused for who may not change a closed month.
    """
    with warehouse.importing(who):
        check_ledger(warehouse)
        if why := why_not(warehouse, version, who):
            raise Refused(why)
        return history.undo_now(warehouse, version, who)


def why_not(warehouse: Warehouse, version: int, who: str) -> str | None:
    """Why somebody may not undo a version: the closed months that it would change."""
    with warehouse.cursor() as cursor:
        named = authority.named(cursor)
        if authority.may(named, who) or not (months := _closed(cursor, version)):
            return None
    text = ngettext(
        "Undoing version {n} changes {months}, which is closed, and {who} may not close or reopen "
        "months. Do: ask {names}.",
        "Undoing version {n} changes {months}, which are closed, and {who} may not close or reopen "
        "months. Do: ask {names}.",
        len(months),
    )
    comma = _(", ")
    return text.format(n=version, months=comma.join(months), who=who, names=comma.join(named))


def _closed(cursor: duckdb.DuckDBPyConnection, version: int) -> list[str]:
    """The closed months in which undoing a version changes any line."""
    differences = cursor.execute(
        statement("closing/undo_differences"), {"version": version}
    ).fetchall()
    return sorted({f"{month:%Y-%m}" for month, *_moved in differences})
