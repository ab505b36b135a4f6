"""Text that is no CSV and holds a table all the same, rewritten as CSV with commas."""

from data.ingest import context
from data.ingest.files import aligned_columns, drawn_tables
from data.ingest.files.sheet_groups import KnownHeaders
from data.ingest.files.source import Source

BAR, SPACE = "|", " "


def rewritten(source: Source, known_headers: KnownHeaders) -> tuple[Source, str] | None:
    """The source as CSV, and what stands between its cells; None where it is CSV already.

    No line is joined or split, so that rows and lines stay those of the file.
    """
    if source.sheet or not context.reads_at(context.MEANING):
        return None
    if table := drawn_tables.as_csv(source):
        return table, BAR
    table = aligned_columns.as_csv(source, known_headers)
    return (table, SPACE) if table else None
