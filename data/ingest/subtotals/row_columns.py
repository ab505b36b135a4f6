"""The columns that say what a row is, as numbers: which cell each row has, and where it has none.

A total lacks what records have: an order number, an account, a product, a day. A cell counts as
blank, too, where it holds a total word, or words where most order numbers have digits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import Kind
from data.columns.dictionary_column import DictionaryColumn, Ints, Mask
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.candidates import FREE_TEXT, WORDED
from data.ingest.subtotals.money_column import first_cells
from data.ingest.values.cells import BLANKS, LISTED_EVERYWHERE
from data.ingest.values.total_vocabulary import is_total_word

ID, ACCOUNT, PRODUCT, DAY, OTHER = "id", "account", "product", "day", "other"
ROLES = {
    **dict.fromkeys(("order_id", "invoice_no", "line_id"), ID),
    **dict.fromkeys(("account_id", "account_name"), ACCOUNT),
    "product": PRODUCT,
}
NOTHING = pa.array(sorted({*BLANKS, *LISTED_EVERYWHERE}))
MOST_TEXTS = 50_000
"""In longer columns no total words are looked for: they are many names, or notes."""
MOST_ROWS = 1_000_000
"""Of larger sheets the unmapped columns are left aside."""
NEAR = 8
"""A row lacks what one of so many rows above it has: few totals stand below each other."""


@dataclass(frozen=True)
class RowColumn:
    """One column: its header, its role, its different cells, and which of them each row has; -1
    where it has none."""

    header: str
    role: str
    codes: Ints
    texts: pa.Array

    @cached_property
    def is_filled(self) -> Mask:
        return self.codes >= 0

    @cached_property
    def filled(self) -> Ints:
        """The places of the rows that have a cell."""
        return np.flatnonzero(self.is_filled)

    def nearest(self, places: Ints) -> Ints:
        """For each of these rows the place of the nearest row above that has a cell, else -1."""
        nearest = np.full(len(places), -1, np.int64)
        for distance in range(1, NEAR + 1):  # most have one close by: all rows need no look
            open_ = np.flatnonzero(nearest < 0)
            above = places[open_] - distance
            is_there = (above >= 0) & (self.codes[np.maximum(above, 0)] >= 0)
            nearest[open_[is_there]] = above[is_there]
        open_ = np.flatnonzero((nearest < 0) & (places > NEAR))
        if len(open_) and len(self.filled):
            before = np.searchsorted(self.filled, places[open_]) - 1
            nearest[open_] = np.where(before >= 0, self.filled[before], -1)
        return nearest

    def reversed(self) -> "RowColumn":
        """The same column with the last row first."""
        return replace(self, codes=self.codes[::-1])

    def only(self, rows: Mask) -> "RowColumn":
        """The same column, blank in all but these rows."""
        return self if rows.all() else replace(self, codes=np.where(rows, self.codes, np.int32(-1)))

    def differs(self, places: Ints) -> Mask:
        """Which of these rows have another cell than the nearest row above that has one."""
        if not len(places):
            return np.zeros(0, np.bool_)
        codes, nearest = self.codes[places], self.nearest(places)
        above = np.where(nearest >= 0, self.codes[nearest], np.int32(-1))
        return np.asarray((codes >= 0) & (codes != above))

    def lacks(self, places: Ints) -> Mask:
        """Which of these rows have no cell although one of the few rows above has."""
        lacks = np.asarray(self.codes[places] < 0)
        blank = places[lacks]
        if len(blank):
            nearest = self.nearest(blank)
            lacks[lacks] = (nearest >= 0) & (blank - nearest <= NEAR)
        return lacks

    def first(self, count: int) -> "RowColumn":
        """The same column for the first rows alone."""
        return replace(self, codes=self.codes[:count])

    def text(self, place: int) -> str:
        """The cell of a row without case; "" where it has none."""
        code = int(self.codes[place])
        return "" if code < 0 else str(self.texts[code].as_py()).casefold()


def row_columns(sheet: RawTable, kind: Kind, first: int | None = None) -> list[RowColumn]:
    """The identifying columns of a sheet, its day, and the unmapped columns that are kept; of about
    as many rows as `first`, or all."""
    return [_column(*each, first) for each in _identifying(sheet, kind)]


def may_lack(sheet: RawTable, kind: Kind) -> bool:
    """Whether any row lacks anything: a look at the different cells, not at each row's."""
    columns = _identifying(sheet, kind)
    return any(_has_blank(cells.raw, role) for _header, role, cells in columns)


def _has_blank(raw: pa.Array, role: str) -> bool:
    is_blank = pc.is_in(pc.utf8_trim_whitespace(raw), value_set=NOTHING)
    return pc.any(is_blank).as_py() or (role == ID and bool(_are_words(raw, ID).any()))


def _identifying(sheet: RawTable, kind: Kind) -> Iterator[tuple[str, str, DictionaryColumn]]:
    """Header, role and cells of the columns that say what a row is."""
    for name, cells in sheet.cells.items():
        role = DAY if name == kind.month_column else ROLES.get(name)
        if role:
            yield sheet.head.name_of(name), role, cells
    if len(sheet.rows) <= MOST_ROWS:
        yield from ((column.header, OTHER, column.cells) for column in sheet.unread.values())


def groupings(sheet: RawTable, kind: Kind, first: int | None = None) -> list[RowColumn]:
    """The mapped columns of words, and the day: rows with equal cells are a group."""
    return [
        _column(sheet.head.name_of(column.name), OTHER, sheet.cells[column.name], first)
        for column in kind.readable
        if column.name in sheet.cells
        and (column.type in WORDED or column.name == kind.month_column)
        and column.name not in FREE_TEXT
    ]


def _column(header: str, role: str, cells: DictionaryColumn, first: int | None) -> RowColumn:
    if first is not None:
        cells = first_cells(cells, first)
    codes, texts = _coded(cells.raw, role)
    return RowColumn(header, role, cells.each(codes), texts)


def _coded(raw: pa.Array, role: str) -> tuple[Ints, pa.Array]:
    """A number for each different cell, equal but for spaces around them, -1 for blank ones; and
    the texts that the numbers stand for."""
    trimmed = pc.utf8_trim_whitespace(raw)
    encoded = trimmed.dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    is_blank = pc.is_in(trimmed, value_set=NOTHING).to_numpy(zero_copy_only=False)
    return np.where(is_blank | _are_words(trimmed, role), np.int32(-1), codes), encoded.dictionary


def _are_words(texts: pa.Array, role: str) -> Mask:
    """Which cells are a word where records have an order number or an account; a product may be
    called "Transport"."""
    if role == ID:
        return _are_rare(texts, "^[^0-9]+$") | _are_rare(texts, "\\s")
    if role == ACCOUNT and len(texts) <= MOST_TEXTS:
        return np.fromiter(map(is_total_word, texts.to_pylist()), np.bool_, len(texts))
    return np.zeros(len(texts), np.bool_)


def _are_rare(texts: pa.Array, pattern: str) -> Mask:
    """Which order numbers are of a form that fewer than half of them have."""
    mask = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    are_rare: Mask = mask.astype(np.bool_)
    return are_rare if are_rare.sum() * 2 < len(texts) else np.zeros(len(texts), np.bool_)
