"""Files with corrected rows that were quarantined before: these are added to their months."""

import duckdb

from data.book import quarantined_rows
from data.book.tables import statement
from data.importing.grouping import Group
from data.ingest.error_column import mark
from data.ingest.model import Correction, Reading
from data.ingest.problems import of_file
from data.report import Problem
from locales import _, ngettext


def adds(cursor: duckdb.DuckDBPyConnection, group: Group) -> bool:
    """Whether a call brings back records set aside. Refuses what does not belong to them."""
    mending = [reading for reading in group.readings if reading.mends]
    for reading in mending:
        assert reading.mends
        problem = _misplaced(cursor, group, reading.mends)
        if problem is None and len(mending) < len(group.readings):
            problem = _among_others()
        if problem is not None:
            reading.report.refuse(problem)
    return bool(mending)


def settle(cursor: duckdb.DuckDBPyConnection, group: Group) -> None:
    """Warn how many quarantined rows come back and how many stay; refuse rows that are neither.

    Reads the tables that are laid out.
    """
    for number, reading in enumerate(group.readings):
        if reading.mends and reading.report.status == "ready":
            _settle(cursor, number, reading, reading.mends)


def _settle(
    cursor: duckdb.DuckDBPyConnection, number: int, reading: Reading, mended: Correction
) -> None:
    back = quarantined_rows.returned(cursor, mended)
    unmatched = cursor.execute(statement("aside/new_rows"), {"file_no": number}).fetchall()
    strange = [row for (row,) in unmatched if back.get(row, 0) is None]
    if strange:
        reading.report.refuse(*(_strange(row, mended) for row in strange))
        return
    waiting = len(cursor.execute(statement("aside/records"), _file(mended)).fetchall())
    came = len({was for was in back.values() if was is not None})
    if not came:
        return
    text = ngettext(
        "{n} of {all} row set aside comes back and is added to its month.",
        "{n} of {all} rows set aside come back and are added to their months.",
        waiting,
    )
    reading.report.warnings.append(text.format(n=came, all=waiting))
    if waiting > came:
        text = ngettext(
            "{n} row stays set aside: it is not in the file.",
            "{n} rows stay set aside: they are not in the file.",
            waiting - came,
        )
        reading.report.warnings.append(text.format(n=waiting - came))


def _misplaced(
    cursor: duckdb.DuckDBPyConnection, group: Group, mended: Correction
) -> Problem | None:
    """Why these records cannot come back here."""
    quarantined_files = cursor.execute(statement("aside/file"), _file(mended)).fetchall()
    if not quarantined_files:
        return of_file(
            _("the column {column}").format(column=mark(mended.file_id)),
            _("a column of a file that rows were set aside of here"),
            _("remove the column to load the file like any other"),
        )
    [(name, kind, source)] = quarantined_files
    if kind != group.kind:
        return of_file(
            _("mended rows read as {kind}").format(kind=group.kind),
            _("rows of {kind}, as {file} was").format(kind=kind, file=name),
            _("say on the page that they are of that kind"),
            f"--kind {kind}",
        )
    if source != group.options.source:
        return of_file(
            _("mended rows for the source {source}").format(source=group.options.source),
            _("the source {source}, which {file} came from").format(source=source, file=name),
            _("load them under the source {source}").format(source=source),
        )
    return None


def _among_others() -> Problem:
    return of_file(
        _("mended rows together with other files"),
        _("mended rows alone, for they add to their months"),
        _("load the mended rows by themselves"),
    )


def _strange(row: int, mended: Correction) -> Problem:
    return Problem(
        row,
        None,
        None,
        _("a row that is not set aside, or came back before"),
        _("the rows set aside, each with its number in the column {column}").format(
            column=mark(mended.file_id)
        ),
        _("take the row out, or load it in a file without that column"),
    )


def _file(mended: Correction) -> dict[str, object]:
    return {"file_id": mended.file_id}
