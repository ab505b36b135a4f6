"""Whether the book, its ledger and its originals agree."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

import duckdb

from data import ledger
from data.book import archive, error_messages, events, merging, quarantined_rows, rollups, settings
from data.book.tables import statement
from data.book.versions import version_months
from data.closing import closes as closing
from data.ledger import Event
from data.warehouse import Warehouse
from locales import _, ngettext

Problems = Iterator[str]
LISTED = 20
"""So many lines of a broken ledger are named."""


def verify(warehouse: Warehouse) -> list[str]:
    """What does not agree, in plain sentences; empty when all is well."""
    home = warehouse.home
    done = done_events(home)
    problems = [*broken_lines(home), *_open_intents(home), *wrong_originals(home, done)]
    try:
        with warehouse.cursor() as cursor:
            problems += wrong_versions(cursor, done)
            problems += wrong_entries(cursor, done)
            problems += wrong_orders(cursor)
            problems += events.wrong(cursor, done)
    except duckdb.Error as error:
        told = error_messages.in_words(error, home)
        if told is None:
            raise
        problems.append(str(told))
    return problems


def done_events(home: Path) -> list[Event]:
    """What the ledger says was done, in order."""
    return [event for _digest, event in ledger.intents(home, "done")]


def broken_lines(home: Path) -> Problems:
    """Ledger lines that are no events or do not follow from the line before, the first of them."""
    problems = (line.problem for line in ledger.lines(home) if line.problem)
    yield from islice(problems, LISTED)
    if more := sum(1 for _problem in problems):
        text = ngettext(
            "{n} more line of the ledger is wrong.", "{n} more lines of the ledger are wrong.", more
        )
        yield text.format(n=f"{more:,}")


def wrong_originals(home: Path, done: Sequence[Event]) -> Problems:
    """Originals that are missing or are not what was loaded."""
    files = {f["sha256"]: f["name"] for event in done for f in event.get("files", ())}
    for sha256, name in files.items():
        path = archive.original(home, sha256)
        if not path.exists():
            yield _("The original of {file} is missing: {path}").format(file=name, path=path)
        elif archive.digest(path) != sha256:
            yield _("The original of {file} has changed: {path}").format(file=name, path=path)


def wrong_versions(cursor: duckdb.DuckDBPyConnection, done: Sequence[Event]) -> Problems:
    """Versions that the book and the ledger tell differently, rows and sums of each month too."""
    kept = {row[0]: row[1:] for row in cursor.execute(statement("verify/versions")).fetchall()}
    told = {event["version"]: event for event in done if "version" in event}
    for version in sorted(kept.keys() - told.keys()):
        yield _("Version {n} is in the book but not in the ledger.").format(n=version)
    for version, event in told.items():
        if version not in kept:
            yield _("Version {n} is in the ledger but not in the book.").format(n=version)
        elif kept[version] != _as_kept(event):
            yield _("Version {n} is not what the ledger says of it.").format(n=version)
        else:
            yield from _wrong_months(cursor, event)


def wrong_entries(cursor: duckdb.DuckDBPyConnection, done: Sequence[Event]) -> Problems:
    """Word table, rulers and closes that are not as they were entered."""
    words = [event["words"] for event in done if event["action"] == "words"]
    kept = cursor.execute(statement("entries/words")).fetchall()
    if words and sorted(map(tuple, words[-1])) != sorted(kept):
        yield _("The word table is not what the ledger says.")
    found = cursor.execute(statement("verify/rulers")).fetchall()
    if _rulers(done) != [(name, json.loads(content), gone) for name, content, gone in found]:
        yield _("The rulers are not what the ledger says.")
    yield from closing.wrong_closings(cursor, done)
    yield from quarantined_rows.wrong_asides(cursor, done)
    yield from merging.wrong_merges(cursor, done)
    yield from settings.wrong(cursor, done)


def _rulers(done: Sequence[Event]) -> list[tuple[str, object, bool]]:
    """Name, content and whether it was taken back of each ruler that the ledger tells of."""
    saved = [event for event in done if event["action"] == "ruler"]
    last = {e["saved_at"]: e["action"] for e in done if e["action"].startswith("ruler_")}
    instants = [
        datetime.fromisoformat(e["made_at"]).replace(tzinfo=None).isoformat() for e in saved
    ]
    return [
        (event["name"], event["content"], last.get(instant) == "ruler_undo")
        for event, instant in zip(saved, instants, strict=True)
    ]


def _open_intents(home: Path) -> Problems:
    for _digest, event in ledger.intents(home, None):
        yield _("The ledger does not say how the change of {time} ended.").format(
            time=event["made_at"]
        )


def _as_kept(event: Event) -> tuple[object, ...]:
    """An event as the row of its version has it."""
    names = ("who", "action", "kind", "source", "mode", "undoes", "rows_added", "rows_removed")
    sums = (event["amount_added"], event["amount_removed"])
    return (
        datetime.fromisoformat(event["made_at"]).replace(tzinfo=None),
        *(event.get(name) for name in names),
        *(None if amount is None else Decimal(amount) for amount in sums),
    )


def _wrong_months(cursor: duckdb.DuckDBPyConnection, event: Event) -> Problems:
    found = version_months(cursor, event["kind"], event["version"])
    if found != event["months"]:
        yield _("Rows or sums of version {n} are not what the ledger says.").format(
            n=event["version"]
        )


def wrong_orders(cursor: duckdb.DuckDBPyConnection) -> Problems:
    """Orders that their lines do not add up to."""
    wrong = rollups.count_wrong(cursor)
    if wrong:
        text = ngettext(
            "{n} order differs from its lines.", "{n} orders differ from their lines.", wrong
        )
        yield text.format(n=wrong)
