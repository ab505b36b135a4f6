"""Settings that people save on pages: ledger events with their whole content, never overwritten."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from data.book.commit import check_ledger, commit
from data.book.tables import statement
from data.clock import now
from data.ledger import Event
from data.warehouse import Warehouse
from locales import _

ACTION = "setting"
CONCENTRATION, RANKING, FISCAL_YEAR = "concentration", "ranking", "fiscal_year"
"""What can be set: the marks and rates of the page *Concentration*, named rankings, and the first
month of the fiscal year."""
RANKING_TURNED = "ranking_turned"
"""A ranking taken back or put back; the name is the instant at which it was saved (UTC)."""


def save(warehouse: Warehouse, what: str, name: str, content: Mapping[str, Any], who: str) -> None:
    """Keep a setting; from now on it is the one in force under its name."""
    event = {
        "action": ACTION,
        "what": what,
        "name": name,
        "content": dict(content),
        "who": who,
        "made_at": now().isoformat(),
    }
    with warehouse.importing(who):
        check_ledger(warehouse)
        commit(warehouse, lambda cursor: apply(cursor, event))


def apply(cursor: duckdb.DuckDBPyConnection, event: Event) -> Event:
    """Do what an event says."""
    cursor.execute(
        statement("settings/insert"),
        {key: event[key] for key in ("who", "what", "name")}
        | {"saved_at": _saved_at(event)}
        | {"content": json.dumps(event["content"], ensure_ascii=False)},
    )
    return event


def wrong(cursor: duckdb.DuckDBPyConnection, done: Sequence[Event]) -> Iterator[str]:
    """A sentence where the saved settings are not those of the ledger."""
    expected = [(e["what"], e["name"], e["content"]) for e in done if e["action"] == ACTION]
    saved = cursor.execute(statement("settings/all")).fetchall()
    if expected != [(what, name, json.loads(content)) for what, name, content in saved]:
        yield _("The settings are not what the ledger says.")


def _saved_at(event: Event) -> datetime:
    return datetime.fromisoformat(event["made_at"]).replace(tzinfo=None)
