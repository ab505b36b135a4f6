"""The ledger written anew from the book, where it was lost, cut off or changed by hand."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data import backup, ledger
from data.book import atomic_replace, events
from data.book.tables import statement
from data.clock import now
from data.keeping.rebuild import stay_alone, take_over
from data.keeping.verify import wrong_entries, wrong_versions
from data.ledger import Event
from data.refusal import Refused
from data.warehouse import Warehouse
from locales import _, ngettext

RENEWED = "renewed"
"""What a ledger line is called that says so: the chain begins anew where the old one was broken."""


@dataclass(frozen=True)
class Renewed:
    """How many changes the ledger tells of now, and where the old one is kept, if there was one."""

    changes: int
    kept: Path | None

    def sentences(self) -> list[str]:
        """The same in words."""
        text = ngettext(
            "The ledger was written anew from the book; it tells of {n} change.",
            "The ledger was written anew from the book; it tells of {n} changes.",
            self.changes,
        )
        said = [text.format(n=self.changes)]
        if self.kept is not None:
            said.append(_("The old one is kept as {path}.").format(path=self.kept))
        return said

    def to_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {"changes": self.changes, "kept": str(self.kept) if self.kept else None}


def renew(home: Path, who: str) -> Renewed:
    """Write the ledger anew so that it tells of every change of the book.

    Lines that still hold are kept as they are. Raises Refused, with nothing replaced, when book,
    ledger and newest backup together do not know all that the book holds.
    """
    before = take_over(home)
    with tempfile.TemporaryDirectory(dir=home, prefix="rebuild-") as name:
        folder = Path(name)
        sources = [home, *_of_backup(home, folder)]
        known = _known(home, sources)
        fresh = folder / "fresh"
        fresh.mkdir()
        (fresh / ledger.FILE_NAME).write_bytes(max((_base(s, known) for s in sources), key=len))
        for event in known[len(ledger.told(fresh).done) :]:
            intent = ledger.append(fresh, {"event": "intent", **event})
            ledger.append(fresh, {"event": "done", "intent": intent})
        said = {"who": who, "made_at": now().isoformat(), "changes": len(known)}
        ledger.append(fresh, {"event": RENEWED, **said})
        (fresh / ledger.FILE_NAME).chmod(0o600)
        stay_alone(home, before)
        ready = Path(tempfile.mkdtemp(dir=home, prefix="restore-"))
        shutil.move(fresh / ledger.FILE_NAME, ready / ledger.FILE_NAME)
    kept = atomic_replace.replace(home, ready)
    return Renewed(len(known), kept[0] if kept else None)


def _known(home: Path, sources: list[Path]) -> list[Event]:
    """Every change of the book, in order; refused where they do not make the book as it is."""
    warehouse = Warehouse.open(home)
    try:
        with warehouse.cursor() as cursor:
            first = ""
            noted = events.kept(cursor)
            for known in _tries(noted, sources):
                problems = [*_disorder(cursor, known), *wrong_entries(cursor, known)]
                if not problems:
                    if known != noted:
                        events.note_anew(warehouse, known)
                    return known
                first = first or problems[0]
    finally:
        warehouse.close()
    raise Refused(
        _(
            "The ledger was not written anew. {problem} Do: put the ledger back if you have it, "
            "or restore the newest backup."
        ).format(problem=first)
    )


def _tries(noted: list[Event], sources: list[Path]) -> Iterator[list[Event]]:
    """What the book has noted; and for a book of before, what ledgers tell, with what it noted."""
    yield noted
    for source in sources:
        told = [events.plain(event) for event in ledger.told(source).done]
        yield [*told, *(event for event in noted if event not in told)]


def _disorder(cursor: duckdb.DuckDBPyConnection, known: list[Event]) -> Iterator[str]:
    """Versions that are missing or otherwise."""
    yield from wrong_versions(cursor, known)
    made = [event["version"] for event in known if "version" in event]
    kept = [row[0] for row in cursor.execute(statement("verify/versions")).fetchall()]
    if sorted(made) != kept:
        yield _("Not every version of the book is known.")


def _base(source: Path, known: list[Event]) -> bytes:
    """The first lines of a ledger that hold: chained, and the beginning of what is known."""
    path = source / ledger.FILE_NAME
    lines = path.open("rb").readlines() if path.exists() else []
    good, ends = 0, 0
    intents: dict[str, Event] = {}
    done = 0
    for line in ledger.lines(source):
        kind = line.event.get("event")
        if not line.is_chained or not kind:
            break
        good += 1
        if kind == "intent":
            intents[line.digest] = events.plain(line.event)
            continue
        event = intents.pop(line.event.get("intent", ""), None)
        if kind == "done":
            if known[done : done + 1] != [event]:
                break
            done += 1
        if not intents:
            ends = good
    return b"".join(lines[:ends])


def _of_backup(home: Path, folder: Path) -> list[Path]:
    """The folder with the ledger of the newest backup, if there is one that can be read."""
    newest = backup.newest(backup.folder_of(home))
    if newest is None:
        return []
    try:
        with backup.unpacked(newest.path, home) as (_about, unpacked):
            found = unpacked / ledger.FILE_NAME
            if not found.exists():
                return []
            (folder / "backup").mkdir()
            shutil.copyfile(found, folder / "backup" / ledger.FILE_NAME)
    except (Refused, OSError, json.JSONDecodeError):
        return []
    return [folder / "backup"]
