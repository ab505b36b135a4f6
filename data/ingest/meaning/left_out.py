"""The records that are left out: their keys, since an earlier file may have brought them as sales,
and month by month the money that they would have counted."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.catalogue import Kind
from data.columns.dictionary_column import Mask
from data.ingest.meaning.profiles import Money
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.report import NotSales

BETWEEN = "\x1f"
"""Stands between the parts of a key, as in the book."""


def keys(kind: Kind, columns: Mapping[str, ParsedColumn], records: Mask) -> list[str]:
    """The key of each of these records, as far as its first parts are there: the order's where
    lines have no number; none for kinds that are not known by texts."""
    names = [name for name in kind.key if name in columns]
    if names != list(kind.key[: len(names)]) or kind.is_list or kind.name == "churn":
        return []
    places = np.flatnonzero(records)
    parts = [_texts(columns[name], places) for name in names]
    whole = {BETWEEN.join(filter(None, texts)) for texts in zip(*parts, strict=True) if texts[0]}
    return sorted(whole)


def _texts(column: ParsedColumn, places: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> list[str]:
    taken = column.values.take(pa.array(column.index[places]))
    return [str(text or "") for text in taken.to_pylist()]


def by_month(
    kind: Kind, table: RawTable, columns: Mapping[str, ParsedColumn], records: Mask
) -> list[NotSales]:
    """The records of a file that are left out, the earliest month first; those without a date that
    can be read come last."""
    if not records.any():
        return []
    every_month = _months(columns.get(kind.month_column or ""), len(records))[records]
    numbers, index = np.unique(every_month, return_inverse=True)
    rows = np.bincount(index, minlength=len(numbers))
    sums = Money.of(kind, table, columns).of_records(records).sums(index, len(numbers))
    months = [None if np.isnat(number) else number.astype(date) for number in numbers]
    return [NotSales(*each) for each in zip(months, rows.tolist(), sums, strict=True)]


def _months(dates: ParsedColumn | None, count: int) -> npt.NDArray[np.datetime64]:
    """The first day of each record's month; "not a time" where there is none."""
    if dates is None:
        return np.full(count, "NaT", "datetime64[M]")
    days = [np.datetime64(day or "NaT", "M") for day in (*dates.values.to_pylist(), None)]
    return np.array(days)[dates.index]
