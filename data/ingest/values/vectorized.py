"""Whole columns at once for cells that are written plainly; what is left goes the careful way.

Each pattern here takes in only what the careful reading (numbers, texts, cells) gives the same
value, so that nothing depends on which way a cell went.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.ingest.values import cells, numbers
from data.kinds.columns import DECIMAL

Mask = np.ndarray[Any, np.dtype[np.bool_]]

_WHOLE = "^-?[0-9]{1,14}$"
_CLEAR_POINT = r"^-?[0-9]{1,14}\.(?:[0-9]{1,2}|[0-9]{4,30})$"
_EXACT = r"^-?[0-9]{1,14}(?:\.(?:[0-9]{1,2}|[0-9]{4}))?$"
_ID = "^[0-9A-Za-z./_-]{1,15}$"
_WHOLE_ID = "^-?[0-9]{1,14}$"
_VISIBLE = "^[!-~]*$"
_NOTHING = pa.array(
    sorted(
        word.lower()
        for words in (cells.BLANKS, cells.LISTED_EVERYWHERE, cells.LISTED_IN_VALUES, cells.ERRORS)
        for word in words
    )
)


@dataclass(frozen=True)
class Taken:
    """The values of the cells that `is_done` marks; null for the others."""

    values: pa.Array
    is_done: Mask


def amounts(raw: pa.Array) -> Taken:
    """Numbers with decimal point that are kept to the last digit."""
    return _taken(raw, _mask(raw, _EXACT), DECIMAL)


def ids(raw: pa.Array, are_whole: bool) -> Taken:
    """Ids that are clean as they stand; `are_whole`: all of the column are whole numbers."""
    return _taken(raw, plain_ids(raw, are_whole), pa.string())


def plain_ids(raw: pa.Array, are_whole: bool = False) -> Mask:
    """Which cells are ids that need no cleaning and cannot have been destroyed."""
    is_word = pc.is_in(pc.ascii_lower(raw), value_set=_NOTHING).to_numpy(zero_copy_only=False)
    are_plain: Mask = _mask(raw, _WHOLE_ID if are_whole else _ID) & ~is_word
    return are_plain


def are_whole(raw: pa.Array, of: Mask) -> bool:
    """Whether those of these ids are whole numbers, or such with `.0`."""
    return bool(_mask(raw, r"^-?[0-9]+(?:\.0)?$")[of].all())


def evidence(raw: pa.Array) -> tuple[numbers.Evidence, Mask]:
    """What plainly written cells say about the decimal mark, and which cells these are."""
    is_clear = _mask(raw, _CLEAR_POINT)
    return numbers.Evidence(point=int(is_clear.sum())), is_clear | _mask(raw, _WHOLE)


def are_plain_numbers(raw: pa.Array) -> bool:
    """Whether all of these cells are plain numbers or blank, and some leave no doubt that their
    decimal mark is a point."""
    is_plain = _mask(raw, _EXACT) | _mask(raw, "^$")
    return bool(is_plain.all() and _mask(raw, _CLEAR_POINT).any())


def folded(texts: pa.Array) -> pa.Array:
    """Texts without case, spaces between words single where they are not plain."""
    is_plain = _mask(texts, _VISIBLE)
    lowered = pc.ascii_lower(texts)
    rest = np.flatnonzero(~is_plain & texts.is_valid().to_numpy(zero_copy_only=False))
    if not len(rest):
        return lowered
    spaced = [" ".join(text.split()).casefold() for text in texts.take(pa.array(rest)).to_pylist()]
    return put(lowered, rest, pa.array(spaced, pa.string()))


def put(values: pa.Array, places: np.ndarray[Any, Any], others: pa.Array) -> pa.Array:
    """The values with others at these places, which are in order."""
    mask = np.zeros(len(values), dtype=bool)
    mask[places] = True
    return pc.replace_with_mask(values, pa.array(mask), others)


def _taken(raw: pa.Array, is_done: Mask, as_type: pa.DataType) -> Taken:
    known = pc.if_else(pa.array(is_done), raw, pa.scalar(None, pa.string()))
    return Taken(known.cast(as_type), is_done)


def _mask(texts: pa.Array, pattern: str) -> Mask:
    matches = pc.match_substring_regex(texts, pattern).fill_null(False)
    return np.asarray(matches.to_numpy(zero_copy_only=False), dtype=bool)
