"""What amounts are like within orders of several lines: the same, on the first line only, or other.

Files whose amounts stand under one header are judged together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.columns.dictionary_column import Ints, Mask
from data.columns.fixed_point import FixedPoint
from data.ingest.meaning import order_groups
from data.ingest.meaning.order_groups import SAMPLE, OrderGroups
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.header_text import normalized

AMOUNT = "amount"
Columns = dict[str, ParsedColumn]


@dataclass(frozen=True)
class Files:
    """The files of a call whose amounts stand under one header."""

    tables: Sequence[RawTable]
    columns: Sequence[Columns]

    @property
    def header(self) -> str:
        return self.tables[0].head.name_of(AMOUNT)

    def have(self, *names: str) -> bool:
        """Whether all of the files have all these columns."""
        return all(set(names) <= columns.keys() for columns in self.columns)

    def numbers(self, name: str) -> FixedPoint:
        """The numbers of a column of all files."""
        each = [order_groups.numbers_of(columns[name]) for columns in self.columns]
        whole = np.concatenate([part.whole for part in each])
        return FixedPoint(whole, np.concatenate([part.is_valid for part in each]))


@dataclass(frozen=True)
class Pattern:
    """Orders of several lines, none of which has different amounts: `repeats` for each order
    whether its lines all have its amount, or give it back; else the first one has it, or none."""

    orders: Ints
    groups: OrderGroups
    amounts: FixedPoint
    repeats: Mask

    @property
    def has_money(self) -> Mask:
        """For each order whether it has an amount at all."""
        mask: Mask = self.amounts.whole[self.groups.places[self.groups.starts]] != 0
        return mask

    @property
    def repetitions(self) -> Ints:
        """How many lines of each order have the amount of another one, sign and all."""
        of_lines = self.amounts.whole[self.groups.places]
        is_first = of_lines == self.groups.firsts(self.amounts.whole)
        same: Ints = np.add.reduceat(is_first.astype(np.int64), self.groups.starts)
        repetitions: Ints = same - 1 + np.maximum(self.groups.sizes - same - 1, 0)
        return repetitions

    @property
    def lines_without(self) -> Ints:
        """The lines below the first of orders whose amount stands there alone."""
        below = np.ones(len(self.groups.places), np.bool_)
        below[self.groups.starts] = False
        return self.groups.places[
            below & np.repeat(~self.repeats & self.has_money, self.groups.sizes)
        ]


def by_header(tables: Sequence[RawTable], columns: Sequence[Columns]) -> list[list[int]]:
    """The numbers of the files that have orders and amounts, those under one header together."""
    groups: dict[str, list[int]] = {}
    for number, (table, parsed) in enumerate(zip(tables, columns, strict=True)):
        if {"order_id", AMOUNT} <= parsed.keys() and len(table.rows):
            groups.setdefault(normalized(table.head.name_of(AMOUNT)), []).append(number)
    return list(groups.values())


def pattern_of(files: Files) -> Pattern | None:
    """What the amounts are like within orders; None where the lines of one have different ones, as
    in most files, of which then only the first records are looked at."""
    for table, columns in zip(files.tables, files.columns, strict=True):
        sample = order_groups.order_codes([columns], SAMPLE)
        amounts = order_groups.numbers_of(columns[AMOUNT], SAMPLE)
        if _pattern(sample, amounts, table.row_hashes[:SAMPLE]) is None:
            return None
    ids = (columns["order_id"].cells for columns in files.columns)
    if all(len(cells.raw) == cells.count for cells in ids):
        return None
    hashes = np.concatenate([table.row_hashes for table in files.tables])
    orders = order_groups.order_codes(files.columns)
    pattern = _pattern(orders, files.numbers(AMOUNT), hashes)
    return pattern if pattern is not None and len(pattern.repeats) else None


def _pattern(orders: Ints, amounts: FixedPoint, hashes: Ints) -> Pattern | None:
    groups = OrderGroups.of(orders, hashes)
    of_lines = amounts.whole[groups.places]
    is_first = np.zeros(len(of_lines), np.bool_)
    is_first[groups.starts] = True
    is_same = np.abs(of_lines) == np.abs(groups.firsts(amounts.whole))
    repeats = groups.all_of(is_same & amounts.is_valid[groups.places])
    once = groups.all_of(is_first | (of_lines == 0))
    if not (repeats | once).all():
        return None
    return Pattern(orders, groups, amounts, repeats & ~groups.all_of(of_lines == 0))
