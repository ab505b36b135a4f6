"""The values of unmapped columns: how many records have each, and with how much money."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import Ints, Mask
from data.columns.fixed_point import PLACES, FixedPoint, parts, product
from data.ingest.meaning import keys
from data.ingest.rows.raw_table import RawTable
from data.ingest.rows.unread_columns import UnreadColumn
from data.ingest.typing.currencies import code_of
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.cells import bare

LOW = 20
"""Bits of money that are added apart, so that sums of floats stay exact."""
EXACT = 2**53
AT_ONCE = 1 << 19
"""Records that are summed at once."""


@dataclass(frozen=True)
class Value:
    """One value of a column, spellings that differ in case alone together."""

    text: str
    rows: int
    amounts: Mapping[str, Decimal]
    has_positive: bool


@dataclass(frozen=True)
class Profile:
    """An unmapped column of a file: `values` by the part of the key that they have, and for each
    record the number of its value."""

    table: RawTable
    column: UnreadColumn
    values: Mapping[str, Value]
    index: Ints

    def records_of(self, value: str) -> Mask:
        """Which records have a value."""
        number = list(self.values).index(value) if value in self.values else -1
        records: Mask = self.index == number
        return records


@dataclass(frozen=True)
class Money:
    """The money of each record, and the number of its currency among `currencies`."""

    amounts: FixedPoint
    currencies: Sequence[str]
    of_currency: Ints

    @classmethod
    def of(cls, kind: Kind, table: RawTable, columns: Mapping[str, ParsedColumn]) -> "Money":
        """The money by which a kind is summed; 0 where there is none."""
        count = len(table.rows)
        names, codes = [""], np.zeros(count, np.int64)
        if "currency" in columns:
            cells = columns["currency"]
            texts = [code_of(value) if value else "" for value in cells.values.to_pylist()]
            names = sorted(set(texts))
            numbers = np.array([names.index(text) for text in texts] or [0], np.int64)
            codes = numbers[cells.index]
        return cls(_amounts(kind, columns, count), names, codes)

    def of_records(self, records: Mask) -> "Money":
        """The money of some of the records."""
        amounts = FixedPoint(self.amounts.whole[records], self.amounts.is_valid[records])
        return Money(amounts, self.currencies, self.of_currency[records])

    def sums(self, index: Ints, count: int) -> list[dict[str, Decimal]]:
        """The money of each of `count` groups, by currency; `index`: the group of each record."""
        width = len(self.currencies)
        totals, records = [0] * (count * width), np.zeros(count * width, np.int64)
        for some in _slices(len(index)):
            pairs = index[some].astype(np.int64) * width + self.of_currency[some]
            sums = _exact_sums(pairs, self.amounts.whole[some], count * width)
            totals = [a + b for a, b in zip(totals, sums, strict=True)]
            records += np.bincount(pairs, minlength=count * width)
        return [
            {
                name: Decimal(totals[n * width + c]).scaleb(-PLACES)
                for c, name in enumerate(self.currencies)
                if records[n * width + c]
            }
            for n in range(count)
        ]


def profiles(table: RawTable, money: Money, columns: Sequence[UnreadColumn]) -> Iterator[Profile]:
    """The values of each column of a file."""
    for column in columns:
        yield _profile(table, money, column)


def _amounts(kind: Kind, columns: Mapping[str, ParsedColumn], count: int) -> FixedPoint:
    if kind.money in columns:
        return _joined(columns[kind.money or ""], count)
    if {"quantity", "unit_price"} <= columns.keys():
        return product(_joined(columns["quantity"], count), _joined(columns["unit_price"], count))
    return FixedPoint(np.zeros(count, np.int64), np.zeros(count, np.bool_))


def _joined(column: ParsedColumn, count: int) -> FixedPoint:
    pieces = list(parts(column.array()))
    if not pieces:
        return FixedPoint(np.zeros(count, np.int64), np.zeros(count, np.bool_))
    is_valid = np.concatenate([piece.is_valid for piece in pieces])
    whole = np.concatenate([piece.whole for piece in pieces])
    return FixedPoint(np.where(is_valid, whole, 0), is_valid)


def _profile(table: RawTable, money: Money, column: UnreadColumn) -> Profile:
    texts = [bare(cell or "") for cell in column.cells.raw.to_pylist()]
    names = list(dict.fromkeys(keys.part(text) for text in texts))
    spelled = {keys.part(text): text for text in reversed(texts)}
    numbers = np.array([names.index(keys.part(text)) for text in texts] or [0], np.int32)
    index = numbers[column.cells.index] if len(texts) else np.zeros(len(table.rows), np.int32)
    by_sign = np.zeros(2 * len(names), np.int64)
    for some in _slices(len(index)):
        is_positive = money.amounts.whole[some] > 0
        by_sign += np.bincount(2 * index[some] + is_positive, minlength=len(by_sign))
    rows, positive = by_sign[::2] + by_sign[1::2], by_sign[1::2] > 0
    sums = money.sums(index, len(names))
    values = {
        name: Value(spelled[name], int(rows[n]), sums[n], bool(positive[n]))
        for n, name in enumerate(names)
    }
    return Profile(table, column, values, index)


def _slices(count: int) -> Iterator[slice]:
    """Records a piece at a time, so that what is made of a piece stays in the cache."""
    return (slice(begin, begin + AT_ONCE) for begin in range(0, count, AT_ONCE))


def _exact_sums(pairs: Ints, whole: Ints, count: int) -> list[int]:
    """Sums of whole numbers by group: floats hold high and low bits apart exactly."""
    high, low = whole >> LOW, whole & ((1 << LOW) - 1)
    if len(whole) and int(np.abs(high).max()) * len(whole) >= EXACT:
        sums = [0] * count
        for pair, amount in zip(pairs.tolist(), whole.tolist(), strict=True):
            sums[pair] += amount
        return sums
    of_high = np.bincount(pairs, weights=high, minlength=count)
    of_low = np.bincount(pairs, weights=low, minlength=count)
    return [(int(h) << LOW) + int(lo) for h, lo in zip(of_high, of_low, strict=True)]
