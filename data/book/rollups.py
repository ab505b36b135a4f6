"""The roll-up of orders: always what the sales lines in force add up to."""

from collections.abc import Sequence
from datetime import date

import duckdb

from data.book.tables import statement

AT_ONCE = 3
"""Months whose orders one statement makes: enough for both cores, and little memory."""


def refresh(cursor: duckdb.DuckDBPyConnection, months: Sequence[date]) -> None:
    """Make the orders of these months anew, in the transaction that changed their lines."""
    cursor.execute(statement("warehouse/clear_orders"), {"months": list(months)})
    # A few months at a time: the texts of all lines of a big export take several times its size in
    # memory.
    ordered = sorted(months)
    for first in range(0, len(ordered), AT_ONCE):
        some = {"months": ordered[first : first + AT_ONCE]}
        cursor.execute(statement("warehouse/insert_orders"), some)


def count_wrong(cursor: duckdb.DuckDBPyConnection) -> int:
    """How many orders differ from their lines: 0, or the book is damaged."""
    return len(cursor.execute(statement("verify/wrong_orders")).fetchall())
