"""The money of a sheet as whole numbers, before its formats are settled: nothing is asked."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from data.catalogue import Kind
from data.columns.dictionary_column import DictionaryColumn, FixedPointColumn, join
from data.columns.fixed_point import FixedPoint, parts
from data.ingest.model import Reading, ReadOptions
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import typed
from data.ingest.typing.type_inference import decide
from data.report import Report


def money_of(sheet: RawTable, kind: Kind, first: int | None = None) -> FixedPoint | None:
    """The money of all rows or of the first ones in ten-thousandths; None without such a column.

    Where the decimal mark is open a point is assumed: whether a row is the sum of others does not
    depend on it. Units and currencies do not matter either.
    """
    name = kind.money
    if name is None or name not in sheet.cells:
        return None
    cells = sheet.cells[name]
    if first is not None:
        cells = first_cells(cells, first)
    quiet = Reading(Report(sheet.head.file.name))
    alone = replace(sheet, head=replace(sheet.head, reading=quiet), cells={name: cells})
    formats = decide(kind, [alone], Questionnaire(ReadOptions()))
    return _together(list(parts(typed(alone, formats)[name].array())))


def first_cells(cells: DictionaryColumn, count: int) -> DictionaryColumn:
    """The cells of at least one of the first rows and of at most `count`, without going through the
    whole column."""
    if isinstance(cells, FixedPointColumn):
        numbers = cells.numbers[:1]
        kept = [FixedPoint(each.whole[:count], each.is_valid[:count]) for each in numbers]
        return FixedPointColumn(cells.raw, (), kept, cells.first)
    if not cells.parts:
        return cells
    codes, known = cells.parts[0]
    places = known[codes.slice(0, count).to_numpy(zero_copy_only=False)]
    return join([cells.raw.take(pa.array(places)).dictionary_encode()])


def _together(chunks: Sequence[FixedPoint]) -> FixedPoint:
    if not chunks:
        return FixedPoint(np.empty(0, np.int64), np.empty(0, np.bool_))
    whole = np.concatenate([chunk.whole for chunk in chunks])
    return FixedPoint(whole, np.concatenate([chunk.is_valid for chunk in chunks]))
