"""Files that Octant has given out to be mended: what its guard put into them is taken off again."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from data.formula_guard import unguarded
from data.ingest.error_column import is_mark
from data.ingest.files.records import records
from data.ingest.files.source import Source

FIRST = 50
"""Records among which the header with our error column must be."""


def restored(source: Source, delimiter: str) -> Source:
    """The source without the apostrophes before cells that begin like a formula, where it has our
    error column; any other source as it is. No line is joined or split."""
    first = (cells for _line, cells in islice(records(source, delimiter), FIRST))
    if not any(isinstance(cells, list) and any(map(is_mark, cells)) for cells in first):
        return source
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for cells in _cells(source, delimiter):
        if cells is None:  # a record that cannot be split is refused as it stands
            return source
        writer.writerow(map(unguarded, cells))
    text = out.getvalue()
    whole = text if source.ends_with_line else text.removesuffix("\r\n")
    return replace(source, transcoded=whole.encode(), skip=0)


def _cells(source: Source, delimiter: str) -> Iterator[list[str] | None]:
    for _line, cells in records(source, delimiter):
        yield cells if isinstance(cells, list) else None
