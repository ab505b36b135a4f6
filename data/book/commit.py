"""Commits one change of the book: intent to the ledger, one transaction, then done or failed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from data import ledger
from data.book import events
from data.book.open_book import OpenBook
from data.book.tables import statement
from data.ledger import Event
from data.refusal import Refused
from locales import _


def commit(
    book: OpenBook, apply: Callable[[duckdb.DuckDBPyConnection], Event | None]
) -> Event | None:
    """Do what `apply` does as one change and return its event; None when it changed nothing.

    The event holds everything needed to do it again. Whatever is raised, the book is as before or
    as after, and the ledger says which.
    """
    intent = None
    try:
        with book.transaction(is_awaited=True) as cursor:
            event = apply(cursor)
            if event is None:
                return None
            events.keep(cursor, event)
            intent = ledger.append(book.home, {"event": "intent", **event})
    finally:
        if intent is not None:
            _end(book, intent, event)
    return event


def settle(book: OpenBook) -> None:
    """Close every intent that a crash left open: done if its change is in the book, else failed."""
    ledger.drop_torn_end(book.home)
    for intent, event in ledger.intents(book.home, None):
        _end(book, intent, event)


def check_ledger(book: OpenBook) -> None:
    """Raise Refused when book and ledger disagree. The caller holds the import lock.

    A change whose outcome could not be written to the ledger is settled first.
    """
    settle(book)
    problem = disagreement(book)
    if problem is not None:
        raise Refused(problem.sentence)


@dataclass(frozen=True)
class Disagreement:
    """Why book and ledger do not agree, and what to do.

    `of_ledger`: it is the ledger that is wrong or lacks something; the book has it.
    """

    sentence: str
    of_ledger: bool


def disagreement(book: OpenBook) -> Disagreement | None:
    """How a book disagrees with its ledger, or None; a change that is under way does not count."""
    version = book.version()
    with book.cursor() as cursor:
        noted = events.count(cursor)
    summary = ledger.told(book.home)
    if summary.broken is not None:
        text = _(
            "{problem} The ledger was changed. "
            "Do: run `python -m data verify`, then `python -m data rebuild --ledger`, which "
            "writes it anew from the book."
        )
        return Disagreement(text.format(problem=summary.broken.problem), of_ledger=True)
    begun = max([summary.newest, *(e["version"] for e in summary.under_way if "version" in e)])
    if version > begun or noted > len(summary.done) + len(summary.under_way):
        text = _(
            "The book holds changes that its ledger does not know; none is lost. "
            "Do: run `python -m data rebuild --ledger`, which writes the ledger anew from the book."
        )
        return Disagreement(text, of_ledger=True)
    if version < summary.newest or noted < len(summary.done):
        text = _("The book does not agree with its ledger. Do: run `python -m data rebuild`.")
        return Disagreement(text, of_ledger=False)
    return None


def _end(book: OpenBook, intent: str, event: Event | None) -> None:
    with book.cursor() as cursor:
        outcome = "done" if event is not None and is_there(cursor, event) else "failed"
    ledger.append(book.home, {"event": outcome, "intent": intent})


def is_there(cursor: duckdb.DuckDBPyConnection, event: Event) -> bool:
    """Whether the change of an event is in the book."""
    made_at = datetime.fromisoformat(event["made_at"]).replace(tzinfo=None)
    if event["action"] == "words":
        kept = cursor.execute(statement("entries/words")).fetchall()
        return sorted(map(tuple, event["words"])) == sorted(kept)
    if event["action"] == "ruler":
        rows = cursor.execute(statement("entries/ruler_at"), {"saved_at": made_at}).fetchall()
        return bool(rows)
    if event["action"] in ("ruler_undo", "ruler_redo"):
        where = {"saved_at": event["saved_at"]}
        is_gone = bool(cursor.execute(statement("rulers/is_taken_back"), where).fetchall())
        return bool(is_gone == (event["action"] == "ruler_undo"))
    if event["action"] == "setting":
        rows = cursor.execute(statement("settings/setting_at"), {"saved_at": made_at}).fetchall()
        return bool(rows)
    if event["action"] in ("close", "reopen"):
        where = {"month": event["month"], "made_at": made_at}
        return bool(cursor.execute(statement("closing/closing_at"), where).fetchall())
    rows = cursor.execute(
        statement("history/version_at"), {"version": event["version"], "made_at": made_at}
    ).fetchall()
    return bool(rows)
