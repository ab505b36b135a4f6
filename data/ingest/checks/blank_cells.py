"""Blank cells of a column, and cells taken from other rows."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.columns.dictionary_column import DictionaryColumn, Ints, Mask, join


def has_blanks(cells: DictionaryColumn) -> bool:
    """Whether any of the different cells is blank."""
    return bool(pc.any(pc.equal(pc.utf8_trim_whitespace(cells.raw), "")).as_py())


def is_blank(cells: DictionaryColumn) -> Mask:
    """Which rows have nothing, or nothing but spaces."""
    blank = pc.equal(pc.utf8_trim_whitespace(cells.raw), "")
    return np.asarray(cells.each(blank.to_numpy(zero_copy_only=False)), dtype=bool)


def taken(cells: DictionaryColumn, places: Ints) -> DictionaryColumn:
    """The column in which each row has the cell of the row at its place; a negative place: its
    own."""
    places = np.where(places < 0, np.arange(len(places)), places)
    return join([cells.raw.take(pa.array(cells.index[places])).dictionary_encode()])


def codes_of(cells: DictionaryColumn, day_only: bool = False) -> Ints:
    """A number for the cell of each row, equal for cells equal but for case and spaces around them;
    `day_only`: but for the time behind a day, too."""
    texts = pc.utf8_lower(pc.utf8_trim_whitespace(cells.raw))
    if day_only:
        texts = pc.replace_substring_regex(texts, "(?:t|\\s)\\d.*$", "")
    codes = texts.dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return cells.each(codes.astype(np.int32))
