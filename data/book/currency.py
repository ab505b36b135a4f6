"""The book's currency, and money by currency: amounts of several are never added."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import duckdb

from data.book.tables import statement
from data.catalogue import KINDS
from data.ingest.context import BETWEEN, CURRENCIES

Money = dict[str, Decimal]
"""Currency -> money."""


def of_book(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """The currency of OCTANT_CURRENCY, else the first that a line names; None while none does."""
    if setting := os.environ.get("OCTANT_CURRENCY"):
        return setting
    rows = cursor.execute(statement("warehouse/first_currency")).fetchall()
    return str(rows[0][0]) if rows else None


def noted(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The setting of a reading that lists the currencies of the book, its main one first.

    Empty while all sales are in one currency.
    """
    sold = cursor.execute(statement("warehouse/sold_currencies")).fetchall()
    if len(sold) < 2 or (book := of_book(cursor)) is None:
        return {}
    others = sorted({name or book for (name,) in sold} - {book})
    return {CURRENCIES: BETWEEN.join([book, *others])} if others else {}


def has_currency(kind: str) -> bool:
    """Whether the records of a kind can name a currency."""
    return kind in KINDS and any(c.name == "currency" for c in KINDS[kind].columns)


def gathered(parts: Iterable[tuple[str | None, Decimal | None]], book: str | None) -> Money:
    """Sums by currency; an amount that names none is in the book's."""
    money: Money = {}
    for name, amount in parts:
        if amount is not None:
            currency = name or book or ""
            money[currency] = money.get(currency, Decimal(0)) + amount
    return dict(sorted(money.items()))


@dataclass(frozen=True)
class Parts:
    """Money that a version added and removed by currency (empty where it is in one), and the counts
    of rows `added` and `removed` that it was summed from."""

    amounts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    added: int = 0
    removed: int = 0


def of_versions(
    cursor: duckdb.DuckDBPyConnection, kind: str, versions: Sequence[int]
) -> dict[int, Parts]:
    """The money of versions of a kind as its rows have it, by currency."""
    if not has_currency(kind):
        return {}
    bound = {"versions": list(versions)}
    rows = cursor.execute(statement("history/currencies", kind), bound).fetchall()
    book = of_book(cursor) if rows else None
    return {
        version: _parts([row[1:] for row in rows if row[0] == version], book)
        for version in versions
    }


def _parts(rows: Sequence[tuple[Any, ...]], book: str | None) -> Parts:
    added = gathered(((name, amount) for name, amount, *_rest in rows), book)
    removed = gathered(((name, amount) for name, _in, amount, *_rest in rows), book)
    counts = sum(row[3] for row in rows), sum(row[4] for row in rows)
    if len(added.keys() | removed.keys()) < 2:
        return Parts({}, *counts)
    amounts = {
        "added": {name: str(amount) for name, amount in added.items()},
        "removed": {name: str(amount) for name, amount in removed.items()},
    }
    return Parts(amounts, *counts)
