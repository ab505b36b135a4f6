"""Finds the rows that are the sum of a block of records above them and lack what these have."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import Ints, Mask
from data.columns.fixed_point import SCALE
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.block_sums import BlockSums
from data.ingest.subtotals.counted_rows import counted_rows
from data.ingest.subtotals.row_columns import (
    ACCOUNT,
    DAY,
    ID,
    OTHER,
    PRODUCT,
    RowColumn,
    row_columns,
)
from data.ingest.subtotals.sum_table import SumTable, sum_table
from data.ingest.subtotals.suspects import Suspect, Suspects, suspects_among

HALF_CENT = SCALE // 200
NEARLY_ALL = 0.9
"""Share of the records of a block that have what their total lacks; others may lack it too."""
MOST = 20_000
"""So many suspects are tried; of more those whose money is no difference of running sums go."""
SELDOM = 0.05
"""Share of the suspects of one pattern from which on their sums are no chance."""
OFTEN = 0.5
"""The same for those with an account or a product of their own, as records have."""
Lacks = tuple[str, ...]
"""The headers of the columns that a total lacks and its records have."""
Pattern = tuple[frozenset[int], bool, bool]
Least = Callable[[Suspect], int]
"""Of how many records a suspect has to be the sum at least."""


def lacking_sums(sheet: RawTable, kind: Kind, totals: Collection[int]) -> dict[int, Lacks]:
    """Place -> what each row lacks that is a sum of the records above it, or of its account; or of
    the records below it, where more rows are. `totals`: the places of rows known as totals."""
    columns = row_columns(sheet, kind)
    is_record = np.ones(len(sheet.rows), np.bool_)
    is_record[list(totals)] = False
    backwards = [column.reversed() for column in columns]
    above, below = suspects_among(columns, is_record), suspects_among(backwards, is_record[::-1])
    # Money is read for few files: in most of them no row lacks what its neighbours have.
    table = sum_table(sheet, kind, columns, totals) if above or below else None
    if table is None:
        return {}
    sums = _above_or_below(table, above, below)
    if len(sums) < max(len(above), len(below)) and (counted := counted_rows(sheet, table)):
        return max(sums, _above_or_below(counted, above, below), key=len)
    return sums


def _above_or_below(table: SumTable, above: Suspects, below: Suspects) -> dict[int, Lacks]:
    sums, sums_below = _sums(table, above), _sums(table.reversed(), below)
    if len(sums_below) <= len(sums):
        return sums
    return {len(table.whole) - 1 - place: lacks for place, lacks in sums_below.items()}


def _sums(table: SumTable, suspects: Suspects) -> dict[int, Lacks]:
    suspects = _few(table, suspects.only(table.is_record[suspects.places]))
    return _Search(table, suspects).sums() if suspects else {}


def _few(table: SumTable, suspects: Suspects) -> Suspects:
    """Not more suspects than can be tried one by one."""
    if len(suspects.places) <= MOST:
        return suspects
    running = np.concatenate(([0], np.cumsum(np.where(table.is_record, table.whole, 0))))
    begins = running[suspects.places] - table.whole[suspects.places]
    likely = suspects.only(np.isin(begins, running))
    return likely.only(np.arange(len(likely.places)) < MOST)


class _Search:
    """Tries the suspects of a table one after the other: a total counts in no later sum."""

    def __init__(self, table: SumTable, suspects: Suspects) -> None:
        self.table, self.suspects = table, list(suspects)
        self.identity = [c for c in table.columns if c.role in (ID, ACCOUNT, PRODUCT)]
        self.has_numbers = any(column.role == ID for column in table.columns)
        rest = table.is_record.copy()
        rest[suspects.places] = False
        accounts = [column for column in table.columns if column.role == ACCOUNT]
        self.by_account = [_AccountSums(column, table.whole, rest) for column in accounts]

    def sums(self) -> dict[int, Lacks]:
        """Sums of several records; beside such also sums of one, by rows that lack the same. Where
        none is, sums of one record where all rows that lack the same are such sums."""
        totals = self._tried(lambda _suspect: 2)
        totals = totals or self._all_of_one(self._tried(lambda _suspect: 1))
        kinds = {s.lacks for s in self._among(totals)}
        return self._likely(self._tried(lambda s: 1 if s.lacks in kinds else 2)) if totals else {}

    def _tried(self, least: Least) -> dict[int, Lacks]:
        blocks = BlockSums(self.table.whole, self.table.is_record, self.table.edges)
        totals = {}
        for suspect in self.suspects:
            if lacks := self._lacks(blocks, suspect, least(suspect)):
                totals[suspect.place] = lacks
                blocks.take(suspect.place)
        return totals

    def _lacks(self, blocks: BlockSums, suspect: Suspect, least: int) -> Lacks:
        """What a suspect lacks that the records have whose sum it is; () where it is no sum."""
        whole = int(self.table.whole[suspect.place])
        if not suspect.has_account or self._may_have_account(suspect):
            for begin in blocks.begins(suspect.place, self.table.groupings, self.identity):
                if _is_sum(whole, *blocks.sum_of(begin, suspect.place), least):
                    lacks = self._lacks_of(suspect, blocks.records(begin, suspect.place))
                    if lacks:
                        return lacks
        for accounts in self.by_account:
            code = accounts.code(suspect.place)
            if code >= 0 and _is_sum(whole, *accounts.sum_of(code), least):
                return self._lacks_of(suspect, accounts.records(code))
        return ()

    def _may_have_account(self, suspect: Suspect) -> bool:
        """Whether a suspect with another account than the rows above may be their sum at all."""
        roles = self._roles(suspect)
        return bool(roles & {ID, DAY}) or self._names_account_above(suspect.place)

    def _is_account_sure(self, suspect: Suspect) -> bool:
        """Whether its account says nothing against its being their sum: it lacks a day, or a number
        and a product, or its account names theirs ("Acme jumlah")."""
        roles = self._roles(suspect)
        is_bare = DAY in roles or {ID, PRODUCT} <= roles
        return not suspect.has_account or is_bare or self._names_account_above(suspect.place)

    def _roles(self, suspect: Suspect) -> set[str]:
        return {self.table.columns[number].role for number in suspect.lacks}

    def _names_account_above(self, place: int) -> bool:
        accounts = [c for c in self.table.columns if c.role == ACCOUNT]
        pairs = [(c.text(place), c.text(place - 1)) for c in accounts if place]
        return any(above and above in account for account, above in pairs)

    def _lacks_of(self, suspect: Suspect, records: Ints) -> Lacks:
        columns = [self.table.columns[number] for number in sorted(suspect.lacks)]
        least = {column.header: 1 if column.role == OTHER else NEARLY_ALL for column in columns}
        return tuple(c.header for c in columns if c.is_filled[records].mean() >= least[c.header])

    def _all_of_one(self, totals: dict[int, Lacks]) -> dict[int, Lacks]:
        """Of sums of one record those of patterns of which each row is such a sum: two of them, or
        the last row of the table, without a number and an account; or that of the only record."""
        tried, sums = self._patterns(self.suspects), self._patterns(self._among(totals))
        whole = {pattern for pattern, count in sums.items() if count == tried[pattern]}
        is_only_record = int(self.table.is_record.sum()) - len(totals) == 1
        return {
            s.place: totals[s.place]
            for s in self._among(totals)
            if self._pattern(s) in whole
            and (sums[self._pattern(s)] > 1 or self._is_bare_end(s) or is_only_record)
        }

    def _is_bare_end(self, suspect: Suspect) -> bool:
        is_last = suspect.place == len(self.table.whole) - 1
        return is_last and {ID, ACCOUNT} <= self._roles(suspect)

    def _likely(self, totals: dict[int, Lacks]) -> dict[int, Lacks]:
        """Those that are no chance: the sums of everything, and of rows that lack the same not a
        few of many."""
        tried, sums = self._patterns(self.suspects), self._patterns(self._among(totals))
        rest = self.table.is_record.copy()
        rest[list(totals)] = False
        everything = int(self.table.whole[rest].sum()), int(rest.sum())
        return {
            s.place: totals[s.place]
            for s in self._among(totals)
            if sums[self._pattern(s)] >= self._least(s, tried[self._pattern(s)])
            or _is_sum(int(self.table.whole[s.place]), *everything, 2)
        }

    def _least(self, suspect: Suspect, tried: int) -> float:
        """How many of the rows tried for the same reason have to be sums."""
        if not self._is_account_sure(suspect):
            return max(2, OFTEN * tried)
        # A line that lacks no more than its account rather is one of its order.
        is_line = self.has_numbers and ID not in self._roles(suspect)
        return tried * (OFTEN if suspect.has_product or is_line else SELDOM)

    def _pattern(self, suspect: Suspect) -> Pattern:
        """What totals for the same reason have in common."""
        return suspect.lacks, suspect.has_product, self._is_account_sure(suspect)

    def _patterns(self, suspects: Iterable[Suspect]) -> Counter[Pattern]:
        return Counter(map(self._pattern, suspects))

    def _among(self, totals: Collection[int]) -> list[Suspect]:
        return [suspect for suspect in self.suspects if suspect.place in totals]


class _AccountSums:
    """The sum of all records of each account, wherever they are, without the suspects."""

    def __init__(self, column: RowColumn, whole: Ints, rest: Mask) -> None:
        self.column, self.rest = column, rest & column.is_filled
        codes, size = column.codes[self.rest], len(column.texts)
        self.sums = np.zeros(size, np.int64)
        np.add.at(self.sums, codes, whole[self.rest])
        self.counts = np.bincount(codes, minlength=size)

    def code(self, place: int) -> int:
        return int(self.column.codes[place])

    def sum_of(self, code: int) -> tuple[int, int]:
        return int(self.sums[code]), int(self.counts[code])

    def records(self, code: int) -> Ints:
        return np.flatnonzero(self.rest & (self.column.codes == code))


def _is_sum(whole: int, total: int, lines: int, least: int) -> bool:
    return lines >= least and total != 0 and abs(total - whole) <= HALF_CENT
