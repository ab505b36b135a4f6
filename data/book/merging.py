"""What a merge does to the book: a version of its own that adds no rows and changes who is who."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import duckdb

from data.book.tables import VersionScope, statement
from data.book.versions import Stamp, insert_version, next_version, version_event
from data.ledger import Event
from locales import _

KIND = "merges"
"""The kind of the versions that merge accounts; no kind of export."""
ACTION = "merge"


def apply_merge(cursor: duckdb.DuckDBPyConnection, account: str, into: str, stamp: Stamp) -> Event:
    """Write the version by which an account counts as another; the event to do it again.

    Both are given as text that outlives the book's keys: "i" and the id, or "n" and the name.
    """
    version = next_version(cursor)
    keys = {"account_key": key_of(cursor, account), "into_key": key_of(cursor, into)}
    cursor.execute(statement("merges/insert"), keys | {"version": version})
    scope = VersionScope(KIND, "main", ACTION)
    accounts = {"account": account, "into": into}
    event = {**version_event(cursor, ACTION, scope, version, stamp), **accounts}
    insert_version(cursor, event, stamp, {**accounts, "written": _written(cursor, keys)})
    return event


def _written(cursor: duckdb.DuckDBPyConnection, keys: Mapping[str, int]) -> dict[str, str]:
    """The two accounts as files spell them; missing where no file does."""
    rows = cursor.execute(statement("merges/written"), {"keys": list(keys.values())}).fetchall()
    spellings = dict(rows)
    names = {"account": keys["account_key"], "into": keys["into_key"]}
    return {name: spellings[key] for name, key in names.items() if spellings.get(key)}


def repeat_merge(cursor: duckdb.DuckDBPyConnection, event: Event) -> Event:
    """Do what the event of a merge says."""
    stamp = Stamp(event["who"], datetime.fromisoformat(event["made_at"]))
    return apply_merge(cursor, event["account"], event["into"], stamp)


def merged_accounts(report: str) -> tuple[str, str]:
    """The merged account and the one it counts as, from the report of the version."""
    content = json.loads(report)
    written = content.get("written", {})
    account, into = (written.get(name, content[name][1:]) for name in ("account", "into"))
    return account, into


def undo_merge(cursor: duckdb.DuckDBPyConnection, undoes: int, version: int) -> None:
    """Reverse a merge, or the undo of one."""
    where = {"version": version, "undoes": undoes}
    cursor.execute(statement("merges/close_added"), where)
    cursor.execute(statement("merges/restore_closed"), where)


def wrong_merges(cursor: duckdb.DuckDBPyConnection, done: Sequence[Event]) -> Iterator[str]:
    """Merges that are not as the ledger says."""
    made = cursor.execute(statement("merges/made")).fetchall()
    expected = [(e["version"], e["account"], e["into"]) for e in done if e["action"] == ACTION]
    if made != expected:
        yield _("The merged accounts are not what the ledger says.")


def lay_out_units(cursor: duckdb.DuckDBPyConnection, version: int | None = None) -> None:
    """Make the table `units`: which account each key counts as at a version, else at the newest."""
    at = next_version(cursor) - 1 if version is None else version
    cursor.execute(statement("merges/units"), {"version": at})


def key_of(cursor: duckdb.DuckDBPyConnection, account: str) -> int:
    """The key of an account given as text."""
    rows = cursor.execute(statement("merges/key_of"), {"account": account}).fetchall()
    return int(rows[0][0])
