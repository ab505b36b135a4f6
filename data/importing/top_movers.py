"""Whose money a call moves: the accounts with the largest differences between now and after."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from data.book.tables import Touched, statement
from data.catalogue import KINDS

MOST = 10
"""How many accounts are told of."""


@dataclass(frozen=True)
class Moved:
    """Money of one account (None: lines without an account) in the months touched."""

    kind: str
    account: str | None
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """Money gained, less than nothing where it is lost."""
        return self.after - self.before


def moved(cursor: duckdb.DuckDBPyConnection, touched: Touched) -> list[Moved]:
    """The accounts that change most, from the tables that are laid out; none without money."""
    if KINDS[touched.kind].money is None:
        return []
    found = cursor.execute(
        statement("moved/accounts", touched.kind),
        touched.bind("mode", "months") | {"most": MOST},
    ).fetchall()
    return [Moved(touched.kind, *row) for row in found]
