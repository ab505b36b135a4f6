"""The keys of records that are left out: an earlier file may have brought them as sales."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from data.catalogue import Kind
from data.columns.dictionary_column import Mask
from data.ingest.typing.parse_columns import ParsedColumn

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
