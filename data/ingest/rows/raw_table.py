"""The records of a file before their cells are read: those taken, and why others are not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from data.columns.dictionary_column import DictionaryColumn, Ints, Mask
from data.ingest.header.mapped_file import Head
from data.ingest.rows.stray_quotes import StrayQuote
from data.ingest.rows.unread_columns import UnreadColumn
from data.ingest.values.total_words import Total, TotalWords
from data.report import KEPT, Problem


@dataclass
class RawTable:
    """A file's records before their cells are read.

    `cells`: column -> the cells as written, one per taken record; `rows`, `lines`, `row_hashes`:
    their record numbers, physical lines and fingerprints. `rejected` are the rows already found
    broken; `elsewhere`: what columns that are none of ours say of totals; `swallowed`: cells that
    may be several records; `bare`: rows of a list that say total and hold nothing more but numbers;
    `unread`: place in the record -> an unmapped column, as far as it is kept;
    `agreed`: row and column of printed totals that agreed with all records, no sales among them;
    `subtracted`: the records whose money is turned round where it is not negative; `is_turned`:
    all of it is;
    `are_unlike`: no record looks like another, here or in the files that it was loaded with.
    """

    head: Head
    cells: dict[str, DictionaryColumn] = field(default_factory=dict)
    rows: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    lines: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    row_hashes: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    totals: list[Total] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    problems_total: int = 0
    elsewhere: list[TotalWords] = field(default_factory=list)
    swallowed: list[StrayQuote] = field(default_factory=list)
    bare: set[int] = field(default_factory=set)
    are_unlike: bool = False
    unread: dict[int, UnreadColumn] = field(default_factory=dict)
    agreed: set[tuple[int, str]] = field(default_factory=set)
    subtracted: Mask = field(default_factory=lambda: np.empty(0, np.bool_))
    is_turned: bool = False

    def leave_out(self, places: Ints) -> None:
        """Take records out of the sheet, as if they had not been taken."""
        mask = np.ones(len(self.rows), np.bool_)
        mask[places] = False
        self.keep(mask)

    def keep(self, mask: Mask) -> None:
        """Leave only these records in the sheet."""
        before = np.concatenate(([0], np.cumsum(mask)))
        self.cells = {name: cells.filter(mask) for name, cells in self.cells.items()}
        self.unread = {
            place: replace(column, cells=column.cells.filter(mask))
            for place, column in self.unread.items()
        }
        if len(self.subtracted):
            self.subtracted = self.subtracted[mask]
        self.totals = [total.moved(int(before[total.before])) for total in self.totals]
        self.rows, self.lines, self.row_hashes = (
            self.rows[mask],
            self.lines[mask],
            self.row_hashes[mask],
        )

    def blame_all(self, places: Ints, problem: Callable[[int], Problem]) -> None:
        """Reject the records at these places; `problem` says why for a place."""
        self.rejected.update(self.rows[places].tolist())
        self.problems_total += len(places)
        room = max(0, KEPT - len(self.problems))
        self.problems += [problem(int(place)) for place in places[:room]]

    @property
    def numbers(self) -> Ints:
        """The number that identifies each record in the book."""
        return self.rows

    def name_at(self, column: str, _place: int) -> str:
        """The header of a cell of a column."""
        return self.head.name_of(column)

    def accepted(self, _left_out: set[int], count: int) -> int:
        """Records taken, of which `count` are left in the table."""
        return count

    def row_with(self, header: str, cell: str) -> int | None:
        """The first row whose column of that header holds the cell."""
        name = next(name for name in self.head.columns if self.head.name_of(name) == header)
        place = self.cells[name].place_of(cell)
        return None if place is None else int(self.rows[place])

    def blame(self, row: int, problem: Problem) -> None:
        """Reject a record, for this reason (kept up to 100,000, all counted)."""
        self.rejected.add(row)
        self.problems_total += 1
        if len(self.problems) < KEPT:
            self.problems.append(problem)


def with_header_hash(parts: Sequence[tuple[Ints, Head]]) -> Ints:
    """The row hashes of several files, equal only under equal headers."""
    hashes = np.empty(sum(len(row_hashes) for row_hashes, _head in parts), np.int64)
    begin = 0
    for row_hashes, head in parts:
        part = hashes[begin : begin + len(row_hashes)]
        np.bitwise_xor(row_hashes, hash(head.header.cells), out=part)
        begin += len(row_hashes)
    return hashes
