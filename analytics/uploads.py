"""What a picture is compared with to see what an upload changed: the one that stood before it."""

from dataclasses import replace
from datetime import date

import duckdb

from analytics import book
from analytics.scope import Scope


def since(
    connection: duckdb.DuckDBPyConnection, scope: Scope, version: int, as_of: date | None
) -> Scope | None:
    """The settled scope compared with the picture of the data version before `version`.

    Taken at `as_of` where a day was chosen, else at the day that version would have shown; by the
    same ruler. None when nothing was sold before.
    """
    if version < 2:
        return None
    earlier = book.settle(connection, Scope(as_of=as_of, version=version - 1))
    if earlier.book is None or earlier.book.last_order_on is None or earlier.as_of is None:
        return None
    return replace(
        book.settle(connection, scope),
        compare=earlier.as_of.isoformat(),
        compare_version=version - 1,
    )
