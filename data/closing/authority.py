"""Who may close and reopen months: names kept as a setting, with every change of them.

While nobody is named everybody may. There is no sign-in yet: the command line knows the account of
the machine, a page the name that its reader gives, and takes both on trust.
"""

import json
from collections.abc import Sequence

import duckdb

from data.book import settings
from data.book.identity import match_text
from data.book.tables import statement
from data.refusal import Refused
from data.warehouse import Warehouse
from locales import _

WHAT, NAME = "closers", "all"


def closers(warehouse: Warehouse) -> list[str]:
    """The names of those who may close months; empty while everybody may."""
    with warehouse.cursor() as cursor:
        return named(cursor)


def entitle(warehouse: Warehouse, names: Sequence[str], who: str) -> list[str]:
    """From now on these people may close months (none: everybody); their names as kept.

    Raises Refused for who may not close months.
    """
    with warehouse.cursor() as cursor:
        check(cursor, who)
    kept = list(
        {match_text(name): " ".join(name.split()) for name in names if name.strip()}.values()
    )
    settings.save(warehouse, WHAT, NAME, {"names": kept}, who)
    return kept


def check(cursor: duckdb.DuckDBPyConnection, who: str) -> None:
    """Refuse who may not close months."""
    those = named(cursor)
    if not may(those, who):
        raise Refused(
            _("{who} may not close or reopen months. Do: ask {names}.").format(
                who=who, names=_(", ").join(those)
            )
        )


def may(those: Sequence[str], who: str) -> bool:
    """Whether somebody is one of those named, without case and width, or nobody is named."""
    return not those or match_text(who) in map(match_text, those)


def named(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of those who may close months; empty while everybody may."""
    rows = cursor.execute(statement("settings/in_force"), {"what": WHAT}).fetchall()
    return [str(name) for row in rows for name in json.loads(row[3])["names"]]
