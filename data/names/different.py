"""Accounts whose names look alike and of which people say that they are not the same.

They are told as text that outlives the book's keys ("i" and the id, or "n" and the name), as
settings: events of the ledger, one for each click, and one more when they are listed again.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

import duckdb
import pandas as pd

from data.book import settings
from data.book.merging import lay_out_units
from data.book.tables import statement
from data.warehouse import Warehouse

WHAT = "different_accounts"


def mark_different(
    warehouse: Warehouse, accounts: Sequence[str], who: str, is_different: bool = True
) -> None:
    """Mark that no two of these accounts (given as text) are the same; or take the mark back."""
    several = sorted(accounts)
    content = {"accounts": several, "is_different": is_different}
    settings.save(warehouse, WHAT, json.dumps(several, ensure_ascii=False), content, who)


def marked_different(warehouse: Warehouse) -> pd.DataFrame:
    """The marks in force, newest first.

    One row a click: saved_at (UTC), who, accounts (list of texts), names (list, as written).
    """
    with warehouse.cursor() as cursor:
        lay_out_units(cursor)
        written = cursor.sql(statement("merges/named")).to_arrow_table().to_pydict()
        named = dict(zip(written["account"], written["account_name"], strict=True))
        rows = [
            (saved_at, who, accounts, [named.get(account, account[1:]) for account in accounts])
            for saved_at, who, accounts in _in_force(cursor)
        ]
    return pd.DataFrame(rows, columns=["saved_at", "who", "accounts", "names"])


def others(cursor: duckdb.DuckDBPyConnection) -> dict[int, set[int]]:
    """The units that each unit is marked as different from. Reads the table `units`."""
    marks = [accounts for _saved_at, _who, accounts in _in_force(cursor)]
    every = sorted({account for accounts in marks for account in accounts})
    rows = cursor.execute(statement("merges/units_of"), {"accounts": every}).fetchall()
    unit_of: Mapping[str, int] = dict(rows)
    differ: dict[int, set[int]] = defaultdict(set)
    for accounts in marks:
        units = {unit_of[account] for account in accounts if account in unit_of}
        for one, other in permutations(units, 2):
            differ[one].add(other)
    return differ


def groups(units: set[int], differ: Mapping[int, set[int]]) -> Iterator[set[int]]:
    """Connected components of the units, where two are linked unless marked as different."""
    left = set(units)
    while left:
        group, reached = set(), [min(left)]
        left.remove(reached[0])
        while reached:
            one = reached.pop()
            group.add(one)
            near = left - differ.get(one, set())
            left -= near
            reached += near
        yield group


def _in_force(cursor: duckdb.DuckDBPyConnection) -> list[tuple[object, str, list[str]]]:
    rows = cursor.execute(statement("settings/in_force"), {"what": WHAT}).fetchall()
    marks = [(saved_at, who, json.loads(content)) for _name, saved_at, who, content in rows]
    return [(at, who, content["accounts"]) for at, who, content in marks if content["is_different"]]
