"""The year, month and day of three columns as one column of dates."""

import numpy as np
import pyarrow as pa

from data.columns.dictionary_column import join
from data.ingest.rows.raw_table import RawTable
from data.ingest.values.date_parts import composed


def combine(table: RawTable) -> None:
    """Put dates into the column that was read with the years, and drop months and days."""
    parts = table.head.date_parts
    if parts is None:
        return
    columns = [table.cells[parts.column], *(table.cells.pop(name) for name in parts.stored)]
    sizes = [max(len(column.raw), 1) for column in columns]
    codes = np.zeros(len(columns[0].index), np.int64)
    for column, size in zip(columns, sizes, strict=True):
        codes = codes * size + column.index
    different, index = np.unique(codes, return_inverse=True)
    texts = []
    for code in different.tolist():
        rest, day = divmod(code, sizes[2])
        year, month = divmod(rest, sizes[1])
        cells = zip(columns, (year, month, day), strict=True)
        texts.append(composed(*(column.raw[at].as_py() or "" for column, at in cells)))
    dates = pa.array(texts, pa.string()).dictionary_encode()
    table.cells[parts.column] = join([dates.take(pa.array(index))])
