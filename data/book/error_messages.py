"""Turns errors of DuckDB and the disk into refusals with a cause and a cure."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.refusal import Away, Busy, Damaged, Refused
from locales import _

FAILING = ("Input/output error", "fsync failed")
CORRUPT = ("Corrupt", "replaying WAL", "not a valid DuckDB", "Serialization Error")

TAKEN_BACK = (duckdb.ConnectionException, duckdb.InterruptException)
"""Errors of a query whose connection is closed while it runs."""


@contextmanager
def plainly(home: Path) -> Iterator[None]:
    """Raise errors of DuckDB as refusals; those without a known cause pass unchanged."""
    try:
        yield
    except duckdb.Error as error:
        refusal = in_words(error, home)
        if refusal is None:
            raise
        raise refusal from error


def in_words(error: duckdb.Error, home: Path) -> Refused | None:
    """The refusal for an error of DuckDB; None for an error without a known cause."""
    text = str(error)
    if refusal := _at_the_door(text, home):
        return refusal
    if any(word in text for word in CORRUPT):
        return damaged(home)
    if isinstance(error, TAKEN_BACK) or "No open result set" in text:
        return Away(
            _(
                "The book was closed meanwhile, for another is being put in its place. "
                "Do: try again shortly."
            )
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return Refused(
            _("There was not enough memory; nothing was stored. Do: load fewer files at once.")
        )
    if isinstance(error, duckdb.IOException) or any(word in text for word in FAILING):
        return Refused(
            _("The disk that holds {folder} fails. Do: see to it, then try again.").format(
                folder=home
            )
        )
    return None


def opening(error: duckdb.Error, home: Path) -> Refused:
    """Why the book in `home` did not open: what is not said otherwise is damage."""
    return _at_the_door(str(error), home) or damaged(home)


def _at_the_door(text: str, home: Path) -> Refused | None:
    if "No space left" in text:
        return Refused(
            _("The disk that holds {folder} is full. Do: free some space and try again.").format(
                folder=home
            )
        )
    if "Permission denied" in text or "Read-only file system" in text:
        return Refused(
            _("{folder} cannot be written. Do: see that Octant may read and write there.").format(
                folder=home
            )
        )
    if "database file with version number" in text:
        return Damaged(
            _(
                "The book {path} was written by a newer release of DuckDB than this one can read. "
                "Do: start the newer Octant again, or put the copy of before the upgrade back: "
                "`python -m data restore {folder}/before-upgrade-….tar`."
            ).format(path=home / "warehouse.duckdb", folder=home / "backups")
        )
    if "Could not set lock" in text:
        return Busy(
            _(
                "The book in {folder} is open in another Octant. "
                "Do: use that one, or stop it and try again."
            ).format(folder=home)
        )
    return None


def damaged(home: Path) -> Damaged:
    """The book in `home` is there, but cannot be read."""
    return Damaged(
        _(
            "The book {path} cannot be read. "
            "Do: run `python -m data rebuild`, or restore a backup with "
            "`python -m data restore FILE`; the damaged file is kept aside."
        ).format(path=home / "warehouse.duckdb")
    )
