"""The lines of each order together: does a column say the same on all lines of an order?

Judged on the first records first, as most files answer there: the lines of an order differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from data.columns.dictionary_column import DictionaryColumn, FixedPointColumn, Ints, Mask
from data.columns.fixed_point import FixedPoint, parts
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.cells import VALUE
from data.ingest.values.vectorized import folded

SAMPLE = 50_000
"""Records of a file that are looked at before all of them."""
ACCOUNTS = ("account_id", "account_name")
Columns = Mapping[str, ParsedColumn]


def first_cells(cells: DictionaryColumn, count: int) -> DictionaryColumn:
    """The cells of the first records alone, without touching the others."""
    left, kept_numbers, kept_parts = count, [], []
    if isinstance(cells, FixedPointColumn):
        for part in cells.numbers:
            kept_numbers.append(FixedPoint(part.whole[:left], part.is_valid[:left]))
            left -= len(kept_numbers[-1].whole)
        return FixedPointColumn(cells.raw, (), kept_numbers, cells.first)
    for codes, known in cells.parts:
        kept_parts.append((codes.slice(0, left), known))
        left -= len(kept_parts[-1][0])
    return DictionaryColumn(cells.raw, kept_parts)


def numbers_of(column: ParsedColumn, count: int | None = None) -> FixedPoint:
    """The numbers of a column, or of its first records; 0 where there is none."""
    cells = column.cells if count is None else first_cells(column.cells, count)
    chunks = list(parts(cells.array(column.values)))
    if not chunks:
        return FixedPoint(np.empty(0, np.int64), np.empty(0, np.bool_))
    is_valid = np.concatenate([chunk.is_valid for chunk in chunks])
    whole = np.concatenate([chunk.whole for chunk in chunks])
    return FixedPoint(np.where(is_valid, whole, 0), is_valid)


def codes_of(column: ParsedColumn, count: int | None = None) -> Ints:
    """A number for each record, the same for equal cells; -1 for those without a value."""
    cells = column.cells if count is None else first_cells(column.cells, count)
    if isinstance(cells, FixedPointColumn):
        whole = np.concatenate([part.whole for part in cells.numbers])
        return np.unique(whole, return_inverse=True)[1]
    index = cells.index
    return np.where(column.codes[index] == VALUE, index, -1) if len(column.codes) else index


def shared_codes(columns: Sequence[ParsedColumn]) -> list[Ints]:
    """The same over several files: equal texts have one number, without regard to case."""
    texts = pa.concat_arrays([folded(column.values) for column in columns]).dictionary_encode()
    numbers = texts.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    ends = np.cumsum([len(column.values) for column in columns])[:-1]
    each = np.split(numbers, ends)
    return [c.cells.each(codes) for c, codes in zip(columns, each, strict=True)]


def order_codes(columns: Sequence[Columns], count: int | None = None) -> Ints:
    """A number for each record of some files that have order numbers, the same for lines of one
    order of one account; -1 without an order number."""
    if count is not None:
        orders, accounts = (
            [codes_of(c[name], count) for c in columns] if name else [] for name in _keys(columns)
        )
    else:
        orders, accounts = (
            shared_codes([c[name] for c in columns]) if name else [] for name in _keys(columns)
        )
    order = np.concatenate(orders).astype(np.int64)
    if not accounts:
        return order
    account = np.concatenate(accounts).astype(np.int64)
    together = order * (int(account.max(initial=0)) + 2) + account + 1
    return np.where(order < 0, -1, together)


def _keys(columns: Sequence[Columns]) -> tuple[str, str | None]:
    """The order number, and the account where all files have it."""
    account = next((name for name in ACCOUNTS if all(name in c for c in columns)), None)
    return "order_id", account


@dataclass(frozen=True)
class OrderGroups:
    """The records in orders of several different lines: `places` order by order, each in the order
    of the file; `starts`: where each order begins in them."""

    places: Ints
    starts: Ints

    @classmethod
    def of(cls, orders: Ints, row_hashes: Ints) -> "OrderGroups":
        """Those of some records; a repetition of a whole record is no line more."""
        places = np.flatnonzero(orders >= 0)
        places = places[np.argsort(orders[places], kind="stable")]
        numbers = orders[places]
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        sizes = np.diff(starts, append=len(numbers))
        several = np.repeat(sizes > 1, sizes)
        places, numbers = places[several], numbers[several]
        is_new = _first_of_pairs(numbers, row_hashes[places])
        places, numbers = places[is_new], numbers[is_new]
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        sizes = np.diff(starts, append=len(numbers))
        several = np.repeat(sizes > 1, sizes)
        numbers = numbers[several]
        return cls(places[several], np.flatnonzero(np.diff(numbers, prepend=-1)))

    @cached_property
    def sizes(self) -> Ints:
        """How many lines each order has."""
        sizes: Ints = np.diff(self.starts, append=len(self.places))
        return sizes

    def firsts(self, values: Ints) -> Ints:
        """For each of the places the value of its order's first line."""
        first: Ints = np.repeat(values[self.places[self.starts]], self.sizes)
        return first

    def all_of(self, mask: Mask) -> Mask:
        """For each order whether all its lines are in the mask (one entry for each place)."""
        return np.logical_and.reduceat(mask, self.starts) if len(self.starts) else mask[:0]

    def sums(self, values: Ints) -> Ints:
        """For each order the sum of its lines."""
        of_lines = values[self.places]
        return np.add.reduceat(of_lines, self.starts) if len(self.starts) else of_lines[:0]

    def differ(self, values: Ints) -> Mask:
        """For each order whether its lines have different values."""
        return ~self.all_of(values[self.places] == self.firsts(values))


def _first_of_pairs(orders: Ints, row_hashes: Ints) -> Mask:
    """Which records are the first of their order with their cells."""
    by_both = np.lexsort((np.arange(len(orders)), row_hashes, orders))
    same = (np.diff(orders[by_both], prepend=-1) == 0) & (
        np.diff(row_hashes[by_both], prepend=row_hashes[:1] - 1) == 0
    )
    is_first = np.ones(len(orders), np.bool_)
    is_first[by_both[same]] = False
    return is_first


def repeats_before(orders: Ints, amounts: Ints) -> Mask:
    """Which records have an amount that their order has on an earlier one."""
    places = np.flatnonzero((orders >= 0) & (amounts != 0))
    order = np.unique(orders[places], return_inverse=True)[1].astype(np.int64)
    values, amount = np.unique(amounts[places], return_inverse=True)
    _pairs, first = np.unique(order * len(values) + amount, return_index=True)
    is_again = np.zeros(len(orders), np.bool_)
    is_again[places] = True
    is_again[places[first]] = False
    return is_again
