"""Sources as they were first written, and what is loaded already under another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from data.book.identity import match_text
from data.book.tables import Touched, statement
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
    """What holds the same already: a version, when and by whom it was made (UTC), its source."""

    version: int
    made_at: datetime
    who: str
    source: str


def as_written(cursor: duckdb.DuckDBPyConnection, said: str) -> str:
    """A source as it was first written; without case, width and surplus spaces it is the same."""
    said = " ".join(said.split())
    known = [source for (source,) in cursor.execute(statement("intake/sources")).fetchall()]
    if said in known:
        return said
    return next((source for source in known if match_text(source) == match_text(said)), said)


def settle(cursor: duckdb.DuckDBPyConnection, group: Group, touched: Touched) -> None:
    """Ask where the bytes or records of files, all or some, are loaded under another source.

    Files that are left out, as answered, are unchanged. Reads the tables that are laid out.
    """
    known = cursor.execute(statement("intake/sources")).fetchall()
    if all(source == touched.source for (source,) in known):
        return
    found = _same_bytes(cursor, group, touched)
    twin = None if found else _twin(cursor, touched)
    if twin is not None:
        found = dict.fromkeys(range(len(group.readings)), twin)
    told = {number: _said(elsewhere) for number, elsewhere in found.items()}
    told = told or _parts(cursor, touched)
    for number, said in told.items():
        report = group.readings[number].report
        question = _question(touched.source, said)
        answer = group.answer(question)
        if answer is None:
            report.ask(question)
        elif answer == SKIP and len(told) < len(group.readings):
            report.refuse(_among_others(said))
        elif answer == SKIP:
            report.status = "unchanged"
            report.warnings.append(said)


def _same_bytes(
    cursor: duckdb.DuckDBPyConnection, group: Group, touched: Touched
) -> dict[int, EarlierSource]:
    """Number of a file -> where its bytes are loaded under another source."""
    digests = [original.sha256 for original in group.originals]
    parameters = {"source": touched.source, "contents": digests}
    found = cursor.execute(statement("intake/files_elsewhere", touched.kind), parameters).fetchall()
    by_digest = {sha256: EarlierSource(*rest) for sha256, *rest in found}
    return {n: by_digest[digest] for n, digest in enumerate(digests) if digest in by_digest}


def _twin(cursor: duckdb.DuckDBPyConnection, touched: Touched) -> EarlierSource | None:
    """Where all records of a call, and no others, are loaded under another source."""
    bound: dict[str, object] = touched.bind("months")
    bound["is_list"] = KINDS[touched.kind].is_list
    twins = statement("intake/twins", touched.kind)
    for source, file_id in cursor.execute(twins, bound | touched.bind("source")).fetchall():
        others = statement("intake/other_records", touched.kind)
        [(differing,)] = cursor.execute(others, bound | {"source": source}).fetchall()
        if not differing:
            made = cursor.execute(statement("intake/made_by"), {"file_id": file_id}).fetchall()
            return EarlierSource(*made[0])
    return None


def _parts(cursor: duckdb.DuckDBPyConnection, touched: Touched) -> dict[int, str]:
    """Number of a file -> what some of its records are under another source, in a sentence.

    Month by month, so that no more than a month is held; of several sources the one that has most.
    Lists add nothing up, so that what two of them say alike counts once.
    """
    if KINDS[touched.kind].is_list:
        return {}
    shared = cursor.execute(
        statement("intake/shared_months", touched.kind), touched.bind("source", "months")
    ).fetchall()
    found: dict[int, dict[str, dict[date, int]]] = {}
    for source, month in shared:
        equal = statement("intake/equal_records", touched.kind)
        for file_no, records in cursor.execute(
            equal, {"source": source, "month": month}
        ).fetchall():
            found.setdefault(file_no, {}).setdefault(source, {})[month] = records
    return {file_no: _part(sources) for file_no, sources in sorted(found.items())}


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


def _among_others(said: str) -> Problem:
    return of_file(
        said,
        _("files that are not loaded yet"),
        _("take the file out, and load the others"),
    )


def _question(source: str, said: str) -> Question:
    text = _("{said} Leave the file out, or count it again as data of {source}?")
    text = text.format(said=said, source=source)
    return Question(OTHER_SOURCE, text, (SKIP, LOAD))


def _said(elsewhere: EarlierSource) -> str:
    local = elsewhere.made_at.replace(tzinfo=UTC).astimezone()
    return _(
        "The same is loaded already from the source {source}, on {time} by {who} as "
        "version {version}."
    ).format(
        source=elsewhere.source,
        time=f"{local:%Y-%m-%d %H:%M}",
        who=elsewhere.who,
        version=elsewhere.version,
    )
