"""Spelling of source names, and files that are loaded already under another source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from data.book.identity import match_text
from data.book.tables import VersionScope, statement
from data.catalogue import KINDS
from data.importing.grouping import Group
from data.ingest.problems import of_file
from data.report import Problem, Question
from locales import _, ngettext

OTHER_SOURCE, SKIP, LOAD = "other_source", "skip", "load"
MONTHS = 6
"""How many months of a part are named."""


@dataclass(frozen=True)
class EarlierSource:
    """A version of another source with the same records: when and by whom it was made (UTC)."""

    version: int
    made_at: datetime
    who: str
    source: str


def as_written(cursor: duckdb.DuckDBPyConnection, source: str) -> str:
    """A source as it was first written; without case, width and surplus spaces it is the same."""
    source = " ".join(source.split())
    known_sources = [known for (known,) in cursor.execute(statement("intake/sources")).fetchall()]
    if source in known_sources:
        return source
    match = match_text(source)
    return next((known for known in known_sources if match_text(known) == match), source)


def settle(cursor: duckdb.DuckDBPyConnection, group: Group, scope: VersionScope) -> None:
    """Ask where the bytes or records of files, all or some, are loaded under another source.

    Files that are left out, as answered, are unchanged. Reads the tables that are laid out.
    """
    known = cursor.execute(statement("intake/sources")).fetchall()
    if all(source == scope.source for (source,) in known):
        return
    same_bytes = _same_bytes(cursor, group, scope)
    twin = None if same_bytes else _twin(cursor, scope)
    if twin is not None:
        same_bytes = dict.fromkeys(range(len(group.readings)), twin)
    sentences = {number: _sentence(earlier) for number, earlier in same_bytes.items()}
    sentences = sentences or _parts(cursor, scope)
    for number, sentence in sentences.items():
        report = group.readings[number].report
        question = _question(scope.source, sentence)
        answer = group.answer(question)
        if answer is None:
            report.ask(question)
        elif answer == SKIP and len(sentences) < len(group.readings):
            report.refuse(_among_others(sentence))
        elif answer == SKIP:
            report.status = "unchanged"
            report.warnings.append(sentence)


def _same_bytes(
    cursor: duckdb.DuckDBPyConnection, group: Group, scope: VersionScope
) -> dict[int, EarlierSource]:
    """Number of a file -> where its bytes are loaded under another source."""
    digests = [original.sha256 for original in group.originals]
    parameters = {"source": scope.source, "contents": digests}
    rows = cursor.execute(statement("intake/files_elsewhere", scope.kind), parameters).fetchall()
    by_digest = {sha256: EarlierSource(*rest) for sha256, *rest in rows}
    return {n: by_digest[digest] for n, digest in enumerate(digests) if digest in by_digest}


def _twin(cursor: duckdb.DuckDBPyConnection, scope: VersionScope) -> EarlierSource | None:
    """Where all records of a call, and no others, are loaded under another source."""
    bound: dict[str, object] = scope.bind("months")
    bound["is_list"] = KINDS[scope.kind].is_list
    twins = statement("intake/twins", scope.kind)
    for source, file_id in cursor.execute(twins, bound | scope.bind("source")).fetchall():
        others = statement("intake/other_records", scope.kind)
        [(differing,)] = cursor.execute(others, bound | {"source": source}).fetchall()
        if not differing:
            made = cursor.execute(statement("intake/made_by"), {"file_id": file_id}).fetchall()
            return EarlierSource(*made[0])
    return None


def _parts(cursor: duckdb.DuckDBPyConnection, scope: VersionScope) -> dict[int, str]:
    """Number of a file -> a sentence on those of its records that another source has loaded.

    Month by month, so that no more than a month is held; of several sources the one that has most.
    Lists add nothing up, so that what two of them say alike counts once.
    """
    if KINDS[scope.kind].is_list:
        return {}
    shared = cursor.execute(
        statement("intake/shared_months", scope.kind), scope.bind("source", "months")
    ).fetchall()
    counts: dict[int, dict[str, dict[date, int]]] = {}
    for source, month in shared:
        equal = statement("intake/equal_records", scope.kind)
        for file_no, records in cursor.execute(
            equal, {"source": source, "month": month}
        ).fetchall():
            counts.setdefault(file_no, {}).setdefault(source, {})[month] = records
    return {file_no: _part(sources) for file_no, sources in sorted(counts.items())}


def _part(sources: Mapping[str, Mapping[date, int]]) -> str:
    source = max(sources, key=lambda name: sum(sources[name].values()))
    months = sources[source]
    records = sum(months.values())
    named = [
        _("{n} of {month}").format(n=f"{n:,}", month=f"{month:%Y-%m}")
        for month, n in sorted(months.items())
    ]
    return ngettext(
        "{n} record is loaded already, just so, from the source {source}: {months}.",
        "{n} records are loaded already, just so, from the source {source}: {months}.",
        records,
    ).format(
        n=f"{records:,}",
        source=source,
        months=_(", ").join([*named[:MONTHS], *["…"] * (len(named) > MONTHS)]),
    )


def _among_others(sentence: str) -> Problem:
    return of_file(
        sentence,
        _("files that are not loaded yet"),
        _("take the file out, and load the others"),
    )


def _question(source: str, sentence: str) -> Question:
    text = _("{said} Leave the file out, or count it again as data of {source}?")
    text = text.format(said=sentence, source=source)
    return Question(OTHER_SOURCE, text, (SKIP, LOAD))


def _sentence(earlier: EarlierSource) -> str:
    local = earlier.made_at.replace(tzinfo=UTC).astimezone()
    return _(
        "The same is loaded already from the source {source}, on {time} by {who} as "
        "version {version}."
    ).format(
        source=earlier.source,
        time=f"{local:%Y-%m-%d %H:%M}",
        who=earlier.who,
        version=earlier.version,
    )
