"""The DuckDB file made anew from the ledger and the originals: they are the truth."""

import logging
import tempfile
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import duckdb

from data import ledger
from data.book import archive, atomic_replace, error_messages, events, quarantined_rows
from data.book.history import apply_undo
from data.book.tables import VersionScope, statement
from data.book.versions import Stamp
from data.importing import restated_keys, withdrawn
from data.importing.loading import Batch, Original, apply_import
from data.importing.remembered_answers import from_content
from data.importing.replay import read_again
from data.importing.staging import months_of, stage
from data.ingest import context
from data.ingest.model import InputFile, Reading, ReadOptions, UnknownChoice
from data.keeping.page_entries import apply_entry
from data.keeping.verify import (
    broken_lines,
    done_events,
    wrong_entries,
    wrong_originals,
    wrong_versions,
)
from data.ledger import Event
from data.refusal import Damaged, Refused
from data.warehouse import FILE_NAME, Warehouse, release
from locales import _, ngettext

log = logging.getLogger("octant")

NOT_TO_BE_DONE = (duckdb.Error, LookupError, ValueError, TypeError, ArithmeticError, RecursionError)
"""What is raised where a line of the ledger has the right keys and an impossible content."""


def rebuild(home: Path, drops_unknown: bool = False) -> Path:
    """Replace the DuckDB file by one made from ledger and originals; where the old one is kept.

    Raises Refused, with nothing replaced, when they do not give what the ledger says, or when the
    book holds changes that the ledger lacks (unless these are to be dropped), and Busy when another
    process has the book open.
    """
    before = take_over(home)
    _stop_at([*broken_lines(home)])
    done = done_events(home)
    if not drops_unknown and (more := beyond_ledger(home, done)):
        raise Refused(
            _(
                "The book was not rebuilt: it holds changes that the ledger does not know, and "
                "would lose them ({what}). Do: run `python -m data rebuild --ledger`, which writes "
                "the ledger anew from the book; `--drop-unknown` leaves them out."
            ).format(what=more)
        )
    _stop_at([*wrong_originals(home, done)])
    with tempfile.TemporaryDirectory(dir=home, prefix="rebuild-") as folder:
        fresh = Warehouse.open(Path(folder))
        try:
            for event in done:
                repeat(fresh, home, event)
            with fresh.cursor() as cursor:
                _stop_at([*wrong_versions(cursor, done), *wrong_entries(cursor, done)])
                cursor.execute("checkpoint")
        finally:
            fresh.close()
        stay_alone(home, before)
        return _swap(home, Path(folder) / FILE_NAME)


def take_over(home: Path) -> tuple[int, int]:
    """Settle the old file if it still opens, and make sure that nobody else has it.

    The stamp of the ledger, by which `stay_alone` knows what was done since. Raises Busy.
    """
    release(home)
    with suppress(Damaged, duckdb.Error):
        Warehouse.open(home).close()
    return ledger.stamp(home)


def stay_alone(home: Path, before: tuple[int, int]) -> None:
    """Before the files are replaced: nobody has opened the book meanwhile, or changed anything."""
    if take_over(home) != before:
        raise Refused(
            _("Somebody changed the data meanwhile; nothing was replaced. Do: try again.")
        )


def beyond_ledger(home: Path, done: Sequence[Event]) -> str:
    """What the book holds beyond the ledger, in words; nothing where it cannot be read."""
    try:
        kept, noted = _held(home)
    except (Damaged, duckdb.Error):
        return ""
    unknown = sorted(kept - {e["version"] for e in done if "version" in e})
    if unknown:
        numbers = ", ".join(map(str, unknown))
        text = ngettext("version {numbers}", "versions {numbers}", len(unknown))
        return text.format(numbers=numbers)
    n = noted - len(done)
    text = ngettext("{n} entry made on a page", "{n} entries made on pages", n)
    return text.format(n=n) if n > 0 else ""


def _held(home: Path) -> tuple[set[int], int]:
    """The versions that the book holds, and how many changes it has noted."""
    with closing(Warehouse.open(home)) as warehouse, warehouse.cursor() as cursor:
        kept = cursor.execute(statement("verify/versions")).fetchall()
        return {row[0] for row in kept}, events.count(cursor)


def _stop_at(problems: list[str]) -> None:
    if problems:
        raise Refused(_("The book was not rebuilt. {problem}").format(problem=problems[0]))


def repeat(fresh: Warehouse, home: Path, event: Event) -> None:
    """Do once more what an event of the home's ledger says. Raises Refused when it differs, or says
    what cannot be done: a line that was made up may look like one of ours."""
    try:
        _repeat(fresh, home, event)
    except (Refused, OSError):
        raise
    except NOT_TO_BE_DONE as error:
        told = error_messages.in_words(error, home) if isinstance(error, duckdb.Error) else None
        if told is not None:
            raise told from error
        log.warning("a line of the ledger in %s cannot be done again", home, exc_info=error)
        text = _("Ledger line {n} says what cannot be done ({error}).")
        _stop_at([text.format(n=_line_of(home, event), error=type(error).__name__)])


def _line_of(home: Path, event: Event) -> int:
    return next((line.number for line in ledger.lines(home) if line.event == event), 0)


def _repeat(fresh: Warehouse, home: Path, event: Event) -> None:
    stamp = Stamp(event["who"], datetime.fromisoformat(event["made_at"]))
    if event["action"] == "import":
        _repeat_import(fresh, home, event, stamp)
        return
    with fresh.transaction() as cursor:
        if event["action"] == "undo":
            made = apply_undo(cursor, event["undoes"], stamp, is_repeated=True)
        else:
            made = apply_entry(cursor, event)
        _stop_where(made, event)
        events.keep(cursor, event)


def _repeat_import(fresh: Warehouse, home: Path, event: Event, stamp: Stamp) -> None:
    """Load the files of an import again. Raises Refused where that does not give what the ledger
    says; texts may differ, as a later reader may write a name in another way."""
    try:
        batch = _batch(home, event, fresh.home / "tmp")
    except UnknownChoice as unknown:
        text = _("Version {n} was answered with {answer}, which is a choice no more.")
        raise Refused(text.format(n=event["version"], answer=str(unknown))) from unknown
    _stop_at(_unread(batch, event))
    with fresh.transaction() as cursor:
        made = apply_import(cursor, batch, stamp)
        _stop_where(made, event)
        events.keep(cursor, event)
    if "texts" in event and made and made.get("texts") != event["texts"]:
        log.warning("the texts of version %s are read otherwise", event["version"])


def _stop_where(made: Event | None, event: Event) -> None:
    n = event.get("version")
    if made is None or made.get("version") != n:
        _stop_at([_("Version {n} does not come out again.").format(n=n)])
    elif made.get("months") != event.get("months"):
        _stop_at([_("Rows or sums of version {n} are not what the ledger says.").format(n=n)])


def _unread(batch: Batch, event: Event) -> list[str]:
    return [
        _("{file} of version {n} is no longer read as it was.").format(
            file=report.file, n=event["version"]
        )
        for report in batch.reports
        if report.status != "ready"
    ]


def _batch(home: Path, event: Event, scratch: Path) -> Batch:
    """The files of an import, read again as they were then."""
    asked = event["asked"]
    files = [InputFile(f["name"], archive.original(home, f["sha256"])) for f in event["files"]]
    options = ReadOptions(
        event["kind"],
        event["source"],
        event["mode"],
        asked["mapping"],
        asked["answers"],
        {event["kind"]: from_content(asked["remembered"])},
        set_aside=asked.get("set_aside", False),
        settings=context.of_first_level() | asked.get("settings", {}),
    )
    return _staged_batch(event, files, read_again(files, options, scratch))


def _staged_batch(event: Event, files: Sequence[InputFile], readings: Sequence[Reading]) -> Batch:
    kind = event["kind"]
    originals = [
        Original(f["name"], file.path, f["sha256"], f["bytes"], reading.rows)
        for f, file, reading in zip(event["files"], files, readings, strict=True)
    ]
    staged = stage(kind, readings)
    restates = event["mode"] == "add" and restated_keys.is_taken(event["asked"]["answers"])
    if event["mode"] == "add" and withdrawn.is_taken(event["asked"]["answers"]):
        staged.withdrawn = tuple(sorted({key for r in readings for key in r.left_out}))
    months = months_of(staged, readings)
    scope = VersionScope(kind, event["source"], event["mode"], months, restates)
    reports = [reading.report for reading in readings]
    return Batch(
        scope,
        staged,
        originals,
        reports,
        event["asked"],
        event["told"],
        event["memory"],
        quarantined_rows.of(readings, whole=event["asked"].get("mends") != "rows"),
    )


def _swap(home: Path, fresh: Path) -> Path:
    """Put the fresh file in the place of the old one, which stays beside it."""
    ready = Path(tempfile.mkdtemp(dir=home, prefix="restore-"))
    fresh.rename(ready / FILE_NAME)
    (kept,) = atomic_replace.replace(home, ready)
    return kept
