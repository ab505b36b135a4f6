"""Sources as they were first written, and files that are loaded already under another one."""

from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from data.book.identity import match_text
from data.book.tables import Touched, statement
from data.catalogue import KINDS
from data.importing.grouping import Group
from data.reading.problems import of_file
from data.report import Problem, Question
from locales import _

OTHER_SOURCE, SKIP, LOAD = "other_source", "skip", "load"


@dataclass(frozen=True)
class Elsewhere:
    """What holds the same already: a version, when and by whom it was made (UTC), its source."""

    version: int
    made_at: datetime
    who: str
    source: str


def as_written(cursor: duckdb.DuckDBPyConnection, said: str) -> str:
    """A source as it was first written; without case, width and surplus spaces it is the same."""
    known = [source for (source,) in cursor.execute(statement("intake/sources")).fetchall()]
    if said in known:
        return said
    return next((source for source in known if match_text(source) == match_text(said)), said)


def settle(cursor: duckdb.DuckDBPyConnection, group: Group, touched: Touched) -> None:
    """Ask where the bytes, or all records, of files are loaded already under another source.

    Files that are left out, as answered, are unchanged.
    """
    known = cursor.execute(statement("intake/sources")).fetchall()
    if all(source == touched.source for (source,) in known):
        return
    found = _same_bytes(cursor, group, touched)
    twin = None if found else _twin(cursor, group, touched)
    if twin is not None:
        found = dict.fromkeys(range(len(group.readings)), twin)
    for number, elsewhere in found.items():
        report = group.readings[number].report
        question = _question(touched.source, elsewhere)
        answer = group.answer(question)
        if answer is None:
            report.ask(question)
        elif answer == SKIP and len(found) < len(group.readings):
            report.refuse(_among_others(elsewhere))
        elif answer == SKIP:
            report.status = "unchanged"
            report.warnings.append(_said(elsewhere))


def _same_bytes(
    cursor: duckdb.DuckDBPyConnection, group: Group, touched: Touched
) -> dict[int, Elsewhere]:
    """Number of a file -> where its bytes are loaded under another source."""
    digests = [original.sha256 for original in group.originals]
    parameters = {"source": touched.source, "contents": digests}
    found = cursor.execute(statement("intake/files_elsewhere", touched.kind), parameters).fetchall()
    by_digest = {sha256: Elsewhere(*rest) for sha256, *rest in found}
    return {n: by_digest[digest] for n, digest in enumerate(digests) if digest in by_digest}


def _twin(cursor: duckdb.DuckDBPyConnection, group: Group, touched: Touched) -> Elsewhere | None:
    """Where all records of a call, and no others, are loaded under another source."""
    bound: dict[str, object] = touched.bind("months")
    bound["is_list"] = KINDS[touched.kind].is_list
    twins = statement("intake/twins", touched.kind)
    for source, file_id in cursor.execute(twins, bound | touched.bind("source")).fetchall():
        others = statement("intake/other_records", touched.kind)
        [(differing,)] = cursor.execute(others, bound | {"source": source}).fetchall()
        if not differing:
            made = cursor.execute(statement("intake/made_by"), {"file_id": file_id}).fetchall()
            return Elsewhere(*made[0])
    return None


def _among_others(elsewhere: Elsewhere) -> Problem:
    return of_file(
        _said(elsewhere),
        _("files that are not loaded yet"),
        _("take the file out, and load the others"),
    )


def _question(source: str, elsewhere: Elsewhere) -> Question:
    text = _("{said} Leave the file out, or count it again as data of {source}?")
    text = text.format(said=_said(elsewhere), source=source)
    return Question(OTHER_SOURCE, text, (SKIP, LOAD))


def _said(elsewhere: Elsewhere) -> str:
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
