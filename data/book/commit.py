"""One change of the book: intent into the ledger, one transaction, done into the ledger."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import duckdb

from data import ledger
from data.book.tables import statement
from data.ledger import Event
from data.refusal import Refused
from locales import _

if TYPE_CHECKING:
    from data.warehouse import Warehouse


def commit(
    warehouse: "Warehouse", apply: Callable[[duckdb.DuckDBPyConnection], Event | None]
) -> Event | None:
    """Do what `apply` does as one change and return its event; None when it changed nothing.

    The event holds everything needed to do it again. Whatever is raised, the book is as before or
    as after, and the ledger says which.
    """
    intent = None
    try:
        with warehouse.transaction() as cursor:
            event = apply(cursor)
            if event is None:
                return None
            intent = ledger.append(warehouse.home, {"event": "intent", **event})
    finally:
        if intent is not None:
            _end(warehouse, intent, event)
    return event


def settle(warehouse: "Warehouse") -> None:
    """End every intent that a crash left open, by looking whether its change is there."""
    ledger.drop_torn_end(warehouse.home)
    for intent, event in ledger.intents(warehouse.home, None):
        _end(warehouse, intent, event)


def check_ledger(warehouse: "Warehouse") -> None:
    """Refuse to write into a book that has lost, or holds more than, what the ledger says.

    For who holds the import lock: a change whose end could not be written is ended first.
    """
    settle(warehouse)
    done = ledger.intents(warehouse.home, "done")
    told = [event["version"] for _digest, event in done if "version" in event]
    if max(told, default=0) != warehouse.version():
        raise Refused(
            _("The book does not agree with its ledger. Do: run `python -m data rebuild`.")
        )


def _end(warehouse: "Warehouse", intent: str, event: Event | None) -> None:
    with warehouse.cursor() as cursor:
        outcome = "done" if event is not None and is_there(cursor, event) else "failed"
    ledger.append(warehouse.home, {"event": outcome, "intent": intent})


def is_there(cursor: duckdb.DuckDBPyConnection, event: Event) -> bool:
    """Whether what an event says has been done to the book."""
    made_at = datetime.fromisoformat(event["made_at"]).replace(tzinfo=None)
    if event["action"] == "words":
        kept = cursor.execute(statement("entries/words")).fetchall()
        return sorted(map(tuple, event["words"])) == sorted(kept)
    if event["action"] == "ruler":
        found = cursor.execute(statement("entries/ruler_at"), {"saved_at": made_at}).fetchall()
        return bool(found)
    if event["action"] in ("ruler_undo", "ruler_redo"):
        where = {"saved_at": event["saved_at"]}
        is_gone = bool(cursor.execute(statement("rulers/is_taken_back"), where).fetchall())
        return bool(is_gone == (event["action"] == "ruler_undo"))
    if event["action"] == "setting":
        found = cursor.execute(statement("settings/setting_at"), {"saved_at": made_at}).fetchall()
        return bool(found)
    if event["action"] in ("close", "reopen"):
        where = {"month": event["month"], "made_at": made_at}
        return bool(cursor.execute(statement("closing/closing_at"), where).fetchall())
    found = cursor.execute(
        statement("history/version_at"), {"version": event["version"], "made_at": made_at}
    ).fetchall()
    return bool(found)
