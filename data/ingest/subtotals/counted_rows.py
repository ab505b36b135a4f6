"""The rows that a printed total may count: all lines of an export, or only those that are sales.

What each row means is asked later. Here the most plausible meaning will do: it only tells whether a
row is the sum of the rows that count.
"""

from dataclasses import replace

import numpy as np
import pyarrow.compute as pc

from data.columns.dictionary_column import Mask
from data.ingest.meaning.columns import judge
from data.ingest.meaning.vocabulary import LEAVE_OUT, SUBTRACT
from data.ingest.rows.raw_table import RawTable
from data.ingest.rows.unread_columns import UnreadColumn
from data.ingest.subtotals.sum_table import SumTable


def counted_rows(sheet: RawTable, table: SumTable) -> SumTable | None:
    """The table without the rows that are no sales, and with those turned round that are returns;
    None where every row counts as it stands."""
    leave_out, subtract = np.zeros((2, len(table.whole)), np.bool_)
    for column in sheet.unread.values():
        for choice, mask in ((LEAVE_OUT, leave_out), (SUBTRACT, subtract)):
            mask |= _rows_of(column, choice)
    if not leave_out.any() and not subtract.any():
        return None
    turned = np.where(subtract, -np.abs(table.whole), table.whole)
    return replace(table, whole=turned, is_record=table.is_record & ~leave_out)


def _rows_of(column: UnreadColumn, choice: str) -> Mask:
    """The rows whose value in a column plausibly has this meaning."""
    texts = pc.utf8_trim_whitespace(column.cells.raw)
    filled = [text for text in texts.unique().to_pylist() if text]
    judgement = judge(column, filled)
    values = {v for v, c in judgement.choices.items() if c == choice} if judgement else set()
    mask = np.fromiter((text in values for text in texts.to_pylist()), np.bool_, len(texts))
    return np.asarray(column.cells.each(mask), np.bool_)
