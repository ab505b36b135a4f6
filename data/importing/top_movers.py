"""The accounts whose money changes most between now and after the import."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from data.book.tables import VersionScope, statement
from data.catalogue import KINDS

MOST = 10
"""How many accounts are listed."""


@dataclass(frozen=True)
class Moved:
    """Money of one account (None: lines without an account) in the months scope."""

    kind: str
    account: str | None
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """Money gained, less than nothing where it is lost."""
        return self.after - self.before


def moved(cursor: duckdb.DuckDBPyConnection, scope: VersionScope) -> list[Moved]:
    """The accounts that change most, from the tables that are laid out; none without money."""
    if KINDS[scope.kind].money is None:
        return []
    rows = cursor.execute(
        statement("moved/accounts", scope.kind),
        scope.bind("mode", "months") | {"most": MOST},
    ).fetchall()
    return [Moved(scope.kind, *row) for row in rows]
