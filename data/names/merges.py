"""Accounts that people say are one: merged, taken apart again, and listed.

A merge changes no row: it says who counts as whom. Like every version it can be undone, and the
picture of an earlier version knows nothing of it.
"""

import duckdb
import pandas as pd

from data.book import history
from data.book.commit import check_ledger, commit
from data.book.identity import match_text
from data.book.merging import apply_merge, key_of, lay_out_units
from data.book.tables import statement
from data.book.versions import Stamp
from data.clock import now
from data.refusal import Refused, Unknown
from data.warehouse import Warehouse
from locales import _


def merge(warehouse: Warehouse, account: str, into: str, who: str) -> int:
    """Let all that is known of an account count for another; the number of the new version.

    Accounts are named by id or by name. Raises Unknown, and Refused when both are one account
    already or several have the name.
    """
    with warehouse.importing(who):
        check_ledger(warehouse)
        with warehouse.cursor() as cursor:
            this, other = _account(cursor, account), _account(cursor, into)
            lay_out_units(cursor)
            keys = {"account_key": key_of(cursor, this), "into_key": key_of(cursor, other)}
            if cursor.execute(statement("merges/are_one"), keys).fetchall()[0][0]:
                text = _("{account} and {into} are one account already.")
                raise Refused(text.format(account=account, into=into))
        stamp = Stamp(who, now())
        event = commit(warehouse, lambda writer: apply_merge(writer, this, other, stamp))
    assert event is not None
    return int(event["version"])


def unmerge(warehouse: Warehouse, account: str, who: str) -> int:
    """Take an account out of the one it was merged into; the number of the new version.

    Raises Unknown when it was not merged into any.
    """
    with warehouse.cursor() as cursor:
        meant = {"account_match": _account(cursor, account)[1:]}
        rows = cursor.execute(statement("merges/in_force"), meant).fetchall()
    if not rows:
        text = _("{account} is not merged into another account.")
        raise Unknown(text.format(account=account))
    return history.undo(warehouse, int(rows[0][0]), who)


def in_force(warehouse: Warehouse) -> pd.DataFrame:
    """The merges in force, newest first.

    Columns version, made_at (UTC), who, account (as text), account_id, account_name, into_id,
    into_name.
    """
    with warehouse.cursor() as cursor:
        lay_out_units(cursor)
        merges: pd.DataFrame = cursor.sql(statement("merges/standing")).to_arrow_table().to_pandas()
    return merges


def counts_for(warehouse: Warehouse, account: str) -> tuple[str, int] | None:
    """The account that a merged one counts for in the end, and the version that merged it.

    None for an account that is not merged into another.
    """
    rows = in_force(warehouse).to_dict("records")
    merged = {row["account"][1:]: (str(row["into_id"]), int(row["version"])) for row in rows}
    at, version = match_text(account), None
    while at in merged:
        into, made = merged.pop(at)
        at, version = match_text(into), version or made
    return None if version is None else (into, version)


def _account(cursor: duckdb.DuckDBPyConnection, name: str) -> str:
    """An account as text: "i" and its id, else "n" and its name.

    Raises Unknown, and Refused for a name that several accounts have.
    """
    parameters = {"account_match": match_text(name)}
    accounts = cursor.execute(statement("merges/keys"), parameters).fetchall()
    if not accounts:
        raise Unknown(_("There is no account {account}.").format(account=name))
    _key, account, is_shared, _by_name = accounts[0]
    if is_shared and len(accounts) > 1:
        text = _("Several accounts are called {account}: {ids}. Do: name one by its id.")
        ids = ", ".join(other[1:] for _key, other, *_rest in accounts[:9])
        raise Refused(text.format(account=name, ids=ids))
    return str(account)
