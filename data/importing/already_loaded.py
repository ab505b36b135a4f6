"""Files that are loaded already: the same bytes, or the same records in other bytes."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from data.book.tables import VersionScope, statement
from data.catalogue import KINDS
from data.importing.changes import Share
from data.importing.file_hashes import Digests
from data.importing.grouping import Group
from data.ingest.model import InputFile, Reading, ReadOptions
from data.report import MonthChange, Question, Records, Report
from locales import _, ngettext

SAME_DATA, SKIP, LOAD = "same_data", "skip", "load"


def unchanged(
    cursor: duckdb.DuckDBPyConnection,
    files: Sequence[InputFile],
    digests: Digests,
    options: ReadOptions,
) -> list[Reading] | None:
    """Readings of files whose bytes were all loaded before and are in force, else None.

    Nothing is read for them, and hashes are waited for only where their sizes are known. An answer
    or mapping that was not given then means to read anew.
    """
    if not _have_known_sizes(cursor, files):
        return None
    hashes = digests()
    earlier = {
        sha256: (kind, version, made_at, who, json.loads(report, parse_float=Decimal))
        for kind in KINDS
        for _file, version, sha256, made_at, who, report in _known(
            cursor, kind, options.source, hashes
        )
    }
    readings = []
    for file, sha256 in zip(files, hashes, strict=True):
        if sha256 not in earlier or not _asks_the_same(options, *earlier[sha256]):
            return None
        kind, version, made_at, who, version_report = earlier[sha256]
        before = next(entry for entry in version_report["files"] if entry["sha256"] == sha256)
        if before["report"].get("unread") and "sheet" not in options.answers:
            return None
        report = _report(before["report"], file.name, kind, options.source)
        report.version = version
        report.warnings = [_sentence(made_at, who, version)]
        readings.append(Reading(report))
    return readings


def settle(
    cursor: duckdb.DuckDBPyConnection,
    group: Group,
    scope: VersionScope,
    arriving: Sequence[Share],
    touching: Collection[date | None],
) -> list[date | None]:
    """Mark the files that change nothing; the months that are loaded again all the same, as asked.

    New bytes with records that are loaded already are a question; known bytes change nothing.
    """
    known = _are_known(cursor, group.kind, scope.source, [o.sha256 for o in group.originals])
    again: set[date | None] = set()
    for number, (original, reading) in enumerate(zip(group.originals, group.readings, strict=True)):
        report = reading.report
        mine = [s.month for s in arriving if s.file_no == number]
        _warn_known(report, [s for s in arriving if s.file_no == number], scope)
        if any(month in touching for month in mine) or (touching and not mine):
            continue
        version = _loaded_by(cursor, report, [m for m in mine if m])
        if mine and scope.mode == "replace" and original.sha256 not in known:
            answer = group.answer(_same_data())
            if answer is None:
                report.ask(_same_data())
                continue
            if answer == LOAD:
                again.update(mine)
                continue
        report.status, report.version = "unchanged", version
    return sorted(again, key=lambda month: month or date.min)


def _are_known(
    cursor: duckdb.DuckDBPyConnection, kind: str, source: str, digests: Sequence[str]
) -> set[str]:
    """The hashes of files that are loaded and in force."""
    return {sha256 for _file, _version, sha256, *_rest in _known(cursor, kind, source, digests)}


def _loaded_by(
    cursor: duckdb.DuckDBPyConnection, report: Report, months: Sequence[date]
) -> int | None:
    """The version that loaded the records of a file; warns of it. Reads the table `loaded`."""
    versions = cursor.execute(statement("intake/loaded_by"), {"months": list(months)}).fetchall()
    for version, made_at, who in versions:
        report.warnings.append(_sentence(made_at, who, version))
        return int(version)
    return None


def _same_data() -> Question:
    """Asks about a file whose bytes are new and whose records are all loaded already."""
    text = _("Every record of the file is loaded already, just so. Leave the file out, or load it?")
    return Question(SAME_DATA, text, (SKIP, LOAD))


def _warn_known(report: Report, mine: Sequence[Share], scope: VersionScope) -> None:
    if scope.mode != "add":
        return
    differing = 0 if scope.restates else sum(share.changed for share in mine)
    if known := sum(share.known for share in mine) - differing:
        text = ngettext(
            "{n} record was loaded before and is skipped.",
            "{n} records were loaded before and are skipped.",
            known,
        )
        report.warnings.append(text.format(n=known))
    if differing:
        text = ngettext(
            "{n} record is loaded with other values and is skipped: what is loaded stands.",
            "{n} records are loaded with other values and are skipped: what is loaded stands.",
            differing,
        )
        report.warnings.append(text.format(n=differing))
    if restates := sum(share.restated for share in mine):
        text = ngettext(
            "{n} record takes the place of what is loaded under its key.",
            "{n} records take the place of what is loaded under their keys.",
            restates,
        )
        report.warnings.append(text.format(n=restates))


def _have_known_sizes(cursor: duckdb.DuckDBPyConnection, files: Sequence[InputFile]) -> bool:
    sizes = {file.path.stat().st_size for file in files}
    known_sizes = cursor.execute(statement("intake/known_sizes"), {"sizes": list(sizes)}).fetchall()
    return len(known_sizes) == len(sizes)


def _known(
    cursor: duckdb.DuckDBPyConnection, kind: str, source: str, digests: Sequence[str]
) -> list[tuple[Any, ...]]:
    parameters = {"source": source, "contents": list(digests)}
    return cursor.execute(statement("intake/known_files", kind), parameters).fetchall()


def _asks_the_same(
    options: ReadOptions,
    kind: str,
    _version: int,
    _made_at: datetime,
    _who: str,
    version_report: Mapping[str, Any],
) -> bool:
    asked = version_report["asked"]
    return (
        not options.asks_again
        and options.kind in (None, kind)
        and dict(options.mapping).items() <= asked["mapping"].items()
        and dict(options.answers).items() <= asked["answers"].items()
        and (options.set_aside or not asked.get("set_aside", False))
    )


def _report(before: Mapping[str, Any], file: str, kind: str, source: str) -> Report:
    """The report of the load, as one of a file that changes nothing."""
    return Report(
        file,
        kind,
        source,
        "unchanged",
        encoding=before["encoding"],
        delimiter=before["delimiter"],
        mapping=before["mapping"],
        unmapped=before["unmapped"],
        records=Records(**before["records"]),
        months=[
            MonthChange(
                date.fromisoformat(m["month"] + "-01"),
                amount=_decimal(m["amount"]),
                amounts=_decimals(m.get("amounts", {})),
            )
            for m in before["months"]
        ],
        amount=_decimal(before["amount"]),
        amounts=_decimals(before.get("amounts", {})),
        rounded=before["rounded"],
    )


def _decimal(number: Decimal | int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _decimals(amounts: Mapping[str, Decimal | int]) -> dict[str, Decimal]:
    return {name: Decimal(amount) for name, amount in amounts.items()}


def _sentence(made_at: datetime, who: str, version: int) -> str:
    local = made_at.replace(tzinfo=UTC).astimezone()
    return _("Already loaded on {time} by {who} as version {version}.").format(
        time=f"{local:%Y-%m-%d %H:%M}", who=who, version=version
    )
