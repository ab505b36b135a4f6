"""Whether the book can be relied on at this moment, point by point, in words."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import duckdb

from data import backup, ledger
from data.book import commit, history, quarantined_rows
from data.clock import now
from data.keeping import nightly
from data.refusal import Refused
from data.warehouse import Warehouse
from locales import _, ngettext

GOOD, ATTENTION, BAD = "good", "attention", "bad"

MB, GB = 1_000_000, 1_000_000_000
LOW, FULL = 0.20, 0.05
"""Shares of the disk that are free: below the first it is said, below the second it is bad."""
PLENTY = 5 * GB
"""Free room that is never bad, however large the disk."""
LOG_LIMIT = 64 * MB
OLD, TOO_OLD = timedelta(hours=24), timedelta(days=7)
"""Age of the newest backup: beyond the first it is said, beyond the second it is bad."""
AGAIN = 0.2
"""Seconds until an import that is just ending has written so into the ledger."""


@dataclass(frozen=True)
class Finding:
    """One point: what was looked at, how it stands (good, attention, bad), and a sentence."""

    what: str
    state: str
    sentence: str


def readiness(warehouse: Warehouse) -> list[Finding]:
    """What decides whether the server is ready: quick enough to be asked every few seconds."""
    points = (("database", _database), ("ledger", _ledger), ("disk", _disk), ("folder", _folder))
    return [*(_look(what, point, warehouse) for what, point in points), _backup(warehouse)]


def examine(warehouse: Warehouse) -> list[Finding]:
    """Every point of the Health page."""
    points = (("log", _log), ("versions", _versions), ("rejected", _rejected))
    more = [_look(what, point, warehouse) for what, point in points]
    return [*readiness(warehouse), _checked(warehouse), *more]


def worst(findings: Sequence[Finding]) -> str:
    """How all of it stands."""
    states = {finding.state for finding in findings}
    return next(state for state in (BAD, ATTENTION, GOOD) if state in states)


Point = Callable[[Warehouse], tuple[str, str]]


def _look(what: str, point: Point, warehouse: Warehouse) -> Finding:
    try:
        state, sentence = point(warehouse)
    except (duckdb.Error, Refused, OSError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        sentence = said if isinstance(error, Refused) else _unanswered(what)
        return Finding(what, BAD, sentence)
    return Finding(what, state, sentence)


def _unanswered(what: str) -> str:
    if what == "folder":
        return _("The folder that holds everything cannot be written to.")
    return _("The warehouse does not answer.")


def _database(warehouse: Warehouse) -> tuple[str, str]:
    version = warehouse.version()
    return GOOD, _("The book answers; its newest version is {n}.").format(n=version)


def _ledger(warehouse: Warehouse) -> tuple[str, str]:
    found = disagreement(warehouse)
    if found is not None:
        return BAD, found.sentence
    return GOOD, _("The ledger and the versions agree.")


def disagreement(warehouse: Warehouse) -> commit.Disagreement | None:
    """How the book disagrees with its ledger, if it does; an import may be ending just now."""
    if commit.disagreement(warehouse) is None:
        return None
    time.sleep(AGAIN)
    return commit.disagreement(warehouse)


def _disk(warehouse: Warehouse) -> tuple[str, str]:
    usage = shutil.disk_usage(warehouse.home)
    share = usage.free / usage.total
    sentence = _("{free} GB of {total} GB are free ({share}%).").format(
        free=f"{usage.free / GB:,.1f}", total=f"{usage.total / GB:,.1f}", share=round(share * 100)
    )
    if share < FULL and usage.free < PLENTY:
        return BAD, sentence
    return (ATTENTION if share < LOW else GOOD), sentence


def _folder(warehouse: Warehouse) -> tuple[str, str]:
    with tempfile.TemporaryFile(dir=warehouse.home / "tmp") as file:
        file.write(b"octant")
        file.flush()
        os.fsync(file.fileno())
    return GOOD, _("The folder that holds everything can be written to.")


def _backup(warehouse: Warehouse) -> Finding:
    state, sentence = _newest_backup(warehouse)
    return Finding("backup", state, sentence)


def _newest_backup(warehouse: Warehouse) -> tuple[str, str]:
    if ledger.size(warehouse.home) == 0 and warehouse.version() == 0:
        return GOOD, _("There is nothing to back up yet.")
    latest = backup.newest(backup.folder_of(warehouse.home))
    if latest is None:
        return ATTENTION, _("There is no backup yet. Do: back up now.")
    age = now() - latest.made_at
    sentence = _("The last backup is of {time}, version {version}, {size} MB.").format(
        time=f"{latest.made_at.astimezone():%Y-%m-%d %H:%M}",
        version=latest.version,
        size=f"{latest.size / MB:,.1f}",
    )
    if age > TOO_OLD:
        return BAD, sentence
    return (ATTENTION if age > OLD else GOOD), sentence


def _checked(warehouse: Warehouse) -> Finding:
    last = nightly.last_check(warehouse.home)
    if last is None:
        return Finding("check", GOOD, _("No backup was checked yet; it is done every night."))
    if last.problems:
        return Finding("check", BAD, last.problems[0])
    sentence = _("The newest backup was opened on {time} and agrees with its ledger.")
    at = f"{last.checked_at.astimezone():%Y-%m-%d %H:%M}"
    return Finding("check", GOOD, sentence.format(time=at))


def _log(warehouse: Warehouse) -> tuple[str, str]:
    path = warehouse.path.with_name(f"{warehouse.path.name}.wal")
    size = path.stat().st_size if path.exists() else 0
    sentence = _("The book takes {book} MB, its write-ahead log {log} MB.").format(
        book=f"{warehouse.path.stat().st_size / MB:,.1f}", log=f"{size / MB:,.1f}"
    )
    return (ATTENTION if size > LOG_LIMIT else GOOD), sentence


def _versions(warehouse: Warehouse) -> tuple[str, str]:
    versions = history.versions(warehouse)
    if versions.empty:
        return GOOD, _("Nothing is loaded yet.")
    newest = versions.iloc[0]
    n = len(versions)
    text = ngettext(
        "{n} version is kept; the newest is by {who}.",
        "{n} versions are kept; the newest is by {who}.",
        n,
    )
    return GOOD, text.format(n=n, who=newest["who"])


def _rejected(warehouse: Warehouse) -> tuple[str, str]:
    """Records that files in force hold and that were not taken, or are still set aside."""
    versions = history.versions(warehouse)
    reports = [
        file["report"]
        for told in versions.loc[versions["is_in_force"], "report"]
        for file in json.loads(told).get("files", ())
    ]
    n = sum(report["records"]["rejected"] - report.get("aside", 0) for report in reports)
    n += int(quarantined_rows.standing(warehouse)["records"].sum())
    if n == 0:
        return GOOD, _("No record of the loaded files was left out.")
    text = ngettext(
        "{n} record of the loaded files was left out.",
        "{n} records of the loaded files were left out.",
        n,
    )
    return ATTENTION, text.format(n=f"{n:,}")
