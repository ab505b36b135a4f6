"""Headers of real systems in several languages, which readers know since the level MEANING.

One row of headers.csv names headers of one column of some kinds, preferred ones first, and where
they were met. `tier` is given for columns of accounts only; see `AccountTier`.
"""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from data.kinds.columns import Column, Kind

AccountTier = Literal["customer", "party", "person", "own", "ledger", "mail"]
"""How far a header speaks for the customer, the surest first: it names a customer; a party to the
business; a person; what may be one's own company or a ledger account; a ledger account; an address.
"""
TIERS: tuple[AccountTier, ...] = get_args(AccountTier)
_ACCOUNT = ("account_id", "account_name")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def with_later_headers(kind: Kind) -> Kind:
    """The kind whose columns have the headers of headers.csv as later synonyms."""
    columns = tuple(_with(column, kind.name) for column in kind.columns)
    rates = tuple(_with(column, kind.name) for column in kind.rates)
    return replace(kind, columns=columns, rates=rates)


def _with(column: Column, kind: str) -> Column:
    earlier = {column.name, *column.synonyms, *column.generic}
    return replace(
        column,
        later_synonyms=_headers(kind, column.name, "specific", earlier),
        later_generic=_headers(kind, column.name, "generic", earlier),
    )


def _headers(kind: str, column: str, place: str, without: set[str]) -> tuple[str, ...]:
    return tuple(
        header
        for row in _rows()
        if row["column"] == column and row["place"] == place
        if row["kinds"] == "*" or kind in row["kinds"].split()
        for header in row["headers"].split(" | ")
        if header not in without
    )


@cache
def account_tiers() -> dict[str, AccountTier]:
    """Header of an account, as written in headers.csv -> its tier."""
    return {
        header: cast(AccountTier, row["tier"])
        for row in _rows()
        if row["column"] in _ACCOUNT
        for header in row["headers"].split(" | ")
    }
