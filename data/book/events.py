"""The ledger's events in the book itself, so that each of the two can be written from the other."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb

from data import ledger
from data.book.open_book import OpenBook
from data.book.tables import statement
from data.ledger import Event
from locales import _

CHAIN = ("event", "previous")
"""What a ledger line says of itself, not of the change."""


def keep(cursor: duckdb.DuckDBPyConnection, event: Event) -> None:
    """Note a change in the transaction that makes it."""
    content = json.dumps(plain(event), ensure_ascii=False)
    cursor.execute(statement("events/insert"), {"content": content})


def kept(cursor: duckdb.DuckDBPyConnection) -> list[Event]:
    """Every change that the book has noted, in order."""
    return [
        json.loads(content) for (content,) in cursor.execute(statement("events/all")).fetchall()
    ]


def count(cursor: duckdb.DuckDBPyConnection) -> int:
    """How many changes the book has noted."""
    return int(cursor.execute(statement("events/count")).fetchall()[0][0])


def plain(event: Mapping[str, Any]) -> Event:
    """A ledger line without its hash chain, as the book keeps it."""
    return {name: value for name, value in event.items() if name not in CHAIN}


def fill(book: OpenBook) -> None:
    """Copy the ledger into a book made before books kept events, where the two agree."""
    with book.cursor() as cursor:
        if count(cursor):
            return
    summary = ledger.told(book.home)
    if summary.done and summary.broken is None and summary.newest == book.version():
        note_anew(book, summary.done)


def note_anew(book: OpenBook, every: Sequence[Event]) -> None:
    """Note every change, in place of what is noted."""
    with book.transaction() as cursor:
        cursor.execute(statement("events/clear"))
        for event in every:
            keep(cursor, event)


def wrong(cursor: duckdb.DuckDBPyConnection, done: Sequence[Event]) -> Iterator[str]:
    """The first change that the book has noted otherwise than the ledger tells it."""
    mine, theirs = kept(cursor), [plain(event) for event in done]
    for number in range(max(len(mine), len(theirs))):
        if mine[number : number + 1] != theirs[number : number + 1]:
            text = _("Change {n} of the ledger is not what the book has noted of it.")
            yield text.format(n=number + 1)
            return
