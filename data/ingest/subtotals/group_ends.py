"""Files in which each group of rows ends, or begins, with a row that is the sum of the others."""

from collections.abc import Iterator

import numpy as np

from data.columns.dictionary_column import Ints
from data.columns.fixed_point import SCALE
from data.ingest.subtotals.row_columns import ID, PRODUCT, RowColumn
from data.ingest.subtotals.sum_table import SumTable

HALF_CENT = SCALE // 200
CERTAIN = 3
"""So many groups of three rows and more are no chance, even where the rows that are their sums have
numbers and products of their own as records have."""


UNGROUPED = 2
"""Records that may be in no group: the sum of all groups lacks what makes one."""


class _Runs:
    """The groups of one column: where each begins and ends among the records, and their sums."""

    def __init__(self, whole: Ints, codes: Ints) -> None:
        changes = np.flatnonzero(codes[1:] != codes[:-1]) + 1
        self.begins = np.concatenate(([0], changes))
        self.ends = np.concatenate((changes - 1, [len(codes) - 1]))
        self.lengths = self.ends - self.begins + 1
        last = whole[self.ends]
        rest = np.add.reduceat(whole, self.begins) - last
        self.are_single = self.lengths == 1
        self.end_in_sum = ~self.are_single & (np.abs(rest - last) <= HALF_CENT) & (last != 0)


def group_ends(table: SumTable) -> list[int]:
    """The places of the sums, where every group of several rows has one: two groups at least, one
    of three rows. Nothing else."""
    count = len(table.whole)
    if ends := next(_ends(table), []):
        return sorted(ends)
    return sorted(count - 1 - place for place in next(_ends(table.reversed()), []))


def may_have_group_ends(part: SumTable) -> bool:
    """Whether the first rows of a long file do not rule that out: their first and their last group
    may be cut, those between are not."""
    for table in (part, part.reversed()):
        for column in table.groupings:
            runs = _runs(table, column)
            if runs is not None and len(runs.begins) > 2:
                several = ~runs.are_single[1:-1]
                if several.any() and runs.end_in_sum[1:-1][several].all():
                    return True
    return False


def _ends(table: SumTable) -> Iterator[list[int]]:
    """The last places of all groups of several rows, for each column whose groups end in sums."""
    for column in table.groupings:
        places = _grouped(table, column)
        runs = _runs(table, column)
        if runs is None or not (runs.end_in_sum | runs.are_single).all():
            continue
        long = int((runs.lengths > 2).sum())
        ends = places[runs.ends[runs.end_in_sum]]
        if long and len(ends) > 1 and (long >= CERTAIN or not _have_own(table, ends, column)):
            yield [*ends.tolist(), *_sum_of_all(table, runs, places)]


def _runs(table: SumTable, column: RowColumn) -> _Runs | None:
    """The groups of a column; None where more than a sum or two of everything are in none."""
    places = _grouped(table, column)
    if not len(places) or int(table.is_record.sum()) - len(places) > UNGROUPED:
        return None
    return _Runs(table.whole[places], column.codes[places])


def _grouped(table: SumTable, column: RowColumn) -> Ints:
    """The places of the records that are in a group of a column."""
    return np.flatnonzero(table.is_record & column.is_filled)


def _have_own(table: SumTable, ends: Ints, group: RowColumn) -> bool:
    """Whether these rows have another number or product than those above them."""
    others = (c for c in table.columns if c.role in (ID, PRODUCT) and c.header != group.header)
    return any(((c.codes[ends] >= 0) & (c.codes[ends] != c.codes[ends - 1])).any() for c in others)


def _sum_of_all(table: SumTable, runs: _Runs, places: Ints) -> list[int]:
    """The last record, where it is a group of its own and the sum of all that are no sums."""
    whole = table.whole[places]
    total = int(whole[:-1].sum()) - int(whole[runs.ends[runs.end_in_sum]].sum())
    is_sum = bool(runs.are_single[-1]) and abs(total - int(whole[-1])) <= HALF_CENT
    return places[-1:].tolist() if is_sum else []
