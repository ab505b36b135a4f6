"""What people enter on pages: words, rulers, closes. Ledger events with their whole content."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import duckdb

from data.book import merging, settings
from data.book.commit import check_ledger, commit
from data.book.tables import statement
from data.clock import now
from data.closing import closes as closing
from data.ledger import Event
from data.warehouse import Warehouse


def save_words(warehouse: Warehouse, words: Sequence[tuple[str, str]], who: str) -> None:
    """Replace the word table: (word as written, reason code) pairs."""
    event = {"action": "words", "words": [list(pair) for pair in words]}
    _save(warehouse, event, who)


def save_ruler(
    warehouse: Warehouse,
    content: Mapping[str, Any],
    who: str,
    name: str,
    from_on: date | None,
    is_official: bool = True,
) -> None:
    """Keep a ruler; the newest official one is the book's."""
    event = {
        "action": "ruler",
        "name": name,
        "is_official": is_official,
        "from_on": str(from_on) if from_on else None,
        "content": dict(content),
    }
    _save(warehouse, event, who)


def take_back_ruler(warehouse: Warehouse, saved_at: datetime, who: str) -> None:
    """Undo the saving of a ruler, named by the instant at which it was saved (UTC)."""
    _save(warehouse, {"action": "ruler_undo", "saved_at": saved_at.isoformat()}, who)


def put_back_ruler(warehouse: Warehouse, saved_at: datetime, who: str) -> None:
    """Undo the taking back of a ruler."""
    _save(warehouse, {"action": "ruler_redo", "saved_at": saved_at.isoformat()}, who)


def apply_entry(cursor: duckdb.DuckDBPyConnection, event: Event) -> Event:
    """Do what an event says."""
    if event["action"] == merging.ACTION:
        return merging.repeat_merge(cursor, event)
    if event["action"] == settings.ACTION:
        return settings.apply(cursor, event)
    if event["action"] in closing.ACTIONS:
        return closing.apply_closing(cursor, event)
    if event["action"] == "words":
        cursor.execute(statement("entries/clear_words"))
        words, reasons = zip(*event["words"], strict=True) if event["words"] else ((), ())
        parameters = {"words": list(words), "reasons": list(reasons)}
        cursor.execute(statement("entries/insert_words"), parameters)
        return event
    _apply_ruler(cursor, event)
    return event


def _apply_ruler(cursor: duckdb.DuckDBPyConnection, event: Event) -> None:
    made_at = datetime.fromisoformat(event["made_at"]).replace(tzinfo=None)
    if event["action"] == "ruler":
        cursor.execute(
            statement("entries/insert_ruler"),
            {key: event[key] for key in ("who", "name", "is_official", "from_on")}
            | {"saved_at": made_at, "content": json.dumps(event["content"], ensure_ascii=False)},
        )
        return
    cursor.execute(statement("rulers/put_back"), {"saved_at": event["saved_at"]})
    if event["action"] == "ruler_undo":
        bound = {"saved_at": event["saved_at"], "taken_at": made_at, "taken_by": event["who"]}
        cursor.execute(statement("rulers/take_back"), bound)


def _save(warehouse: Warehouse, event: Event, who: str) -> None:
    stamped = {**event, "who": who, "made_at": now().isoformat()}
    with warehouse.importing(who):
        check_ledger(warehouse)
        commit(warehouse, lambda cursor: apply_entry(cursor, stamped))
