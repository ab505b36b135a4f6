"""Sums of blocks of rows above a row, without the totals that were recognised among them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from data.columns.dictionary_column import Ints, Mask
from data.ingest.subtotals.row_columns import RowColumn

STEP = 4096
FURTHEST = 200_000
"""A group that begins further above is not looked for: its sum is one of everything, or none."""


@dataclass
class BlockSums:
    """The money of some rows and the rows of them that are records, with running sums.

    `whole`: ten-thousandths; `edges`: how many rows are above each total that was left out before;
    `totals`: the places recognised as totals so far, rising: they count in no sum.
    """

    whole: Ints
    is_record: Mask
    edges: Sequence[int]
    totals: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        counted = np.where(self.is_record, self.whole, 0)
        self._sums = np.concatenate(([0], np.cumsum(counted)))
        self._counts = np.concatenate(([0], np.cumsum(self.is_record)))
        self._of_totals = [0]

    def take(self, place: int) -> None:
        """Take a row for a total; places come in rising order."""
        self.totals.append(place)
        self._of_totals.append(self._of_totals[-1] + int(self.whole[place]))

    def sum_of(self, start: int, end: int) -> tuple[int, int]:
        """The sum of the records from `start` up to `end`, and how many they are."""
        first, last = bisect_left(self.totals, start), bisect_left(self.totals, end)
        total = int(self._sums[end] - self._sums[start])
        lines = int(self._counts[end] - self._counts[start])
        return total - self._of_totals[last] + self._of_totals[first], lines - (last - first)

    def records(self, start: int, end: int) -> Ints:
        """The places of the records from `start` up to `end`."""
        places = np.flatnonzero(self.is_record[start:end]) + start
        first, last = bisect_left(self.totals, start), bisect_left(self.totals, end)
        return places[~np.isin(places, self.totals[first:last])]

    def begins(
        self, place: int, groupings: Sequence[RowColumn], identity: Sequence[RowColumn]
    ) -> list[int]:
        """Where the blocks begin that a total at this place may be the sum of: everything above,
        what came since the last total, and the group that ends above; nothing but rows with the
        number, account and product that it has (`identity`)."""
        above = self._record_above(place)
        if above < 0:
            return []
        before = [edge for edge in self.edges if edge <= place]
        since = max([*before[-1:], *(t + 1 for t in self.totals[-1:]), 0])
        filled = [column for column in identity if column.codes[place] >= 0]
        first = max([0, *(_group_begin(column.codes, place, above) for column in filled)])
        starts = {0, since, first}
        starts.update(_group_begin(column.codes, place, above) for column in groupings)
        return sorted(start for start in starts if start >= first)

    def _record_above(self, place: int) -> int:
        above, totals = place - 1, set(self.totals[-8:])
        while above >= 0 and (above in totals or not self.is_record[above]):
            above -= 1
        return above


def _group_begin(codes: Ints, place: int, above: int) -> int:
    """The first row of those above with the cell of the row `above`, blank ones between them
    included; -1 where the row at `place` belongs to another group, or there is none."""
    code = _last_filled(codes, above)
    if code < 0 or (codes[place] >= 0 and codes[place] != code):
        return -1
    begin = above + 1
    while begin > 0 and above - begin < FURTHEST:
        low = max(0, begin - STEP)
        part = codes[low:begin]
        others = np.flatnonzero((part >= 0) & (part != code))
        if len(others):
            return low + int(others[-1]) + 1
        begin = low
    return 0 if begin == 0 else -1


def _last_filled(codes: Ints, place: int) -> int:
    low = max(0, place + 1 - STEP)
    filled = np.flatnonzero(codes[low : place + 1] >= 0)
    return int(codes[low + filled[-1]]) if len(filled) else -1
