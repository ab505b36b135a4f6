"""The records taken of one file, packed into columns block by block, so that memory stays small."""

import numpy as np
import pyarrow as pa

from data.columns.dictionary_column import Ints, join
from data.columns.row_hash import row_hashes
from data.ingest.header.mapped_file import Head
from data.ingest.rows.raw_table import RawTable
from data.ingest.rows.stray_quotes import swallowed
from data.ingest.rows.unread_columns import collected, unread
from data.ingest.values.total_words import spoken_elsewhere


class TakenRecords:
    """Collects records and turns them into the columns of a RawTable."""

    def __init__(self, head: Head) -> None:
        self.head, self.width = head, len(head.header.cells)
        self.rows: list[tuple[int, int, list[str]]] = []
        self.packed = 0
        self.columns: dict[str, list[pa.Array]] = {name: [] for name in head.stored}
        self.unread: list[dict[int, pa.DictionaryArray]] = []
        self.numbers: list[list[Ints]] = [[], [], []]

    def __len__(self) -> int:
        return self.packed + len(self.rows)

    def add(self, row: int, line: int, cells: list[str]) -> None:
        self.rows.append((row, line, cells))

    def pack(self, table: RawTable) -> None:
        """Turn the records collected since the last time into columns."""
        if not self.rows:
            return
        rows, lines, cells = zip(*self.rows, strict=True)
        self.rows = []
        self.packed += len(rows)
        columns = [
            pa.array([c[place] for c in cells], type=pa.string()).dictionary_encode()
            for place in range(self.width)
        ]
        of = np.array(rows)
        self.unread.append(unread(self.head, columns))
        table.elsewhere += spoken_elsewhere(columns, self.head.columns.values(), of)
        table.swallowed += swallowed(self.head, columns, of)
        for name, place in self.head.stored.items():
            self.columns[name].append(columns[place])
        for kept, new in zip(self.numbers, (rows, lines), strict=False):
            kept.append(np.fromiter(new, np.int64, len(rows)))
        self.numbers[2].append(row_hashes(columns, len(rows)))

    def put_into(self, table: RawTable) -> None:
        """Pack what is left, and give the table all columns and numbers."""
        self.pack(table)
        for name, chunks in self.columns.items():
            table.cells[name] = join(chunks)
        table.unread = collected(self.head, self.unread)
        joined = (np.concatenate(n) if n else np.empty(0, np.int64) for n in self.numbers)
        table.rows, table.lines, table.row_hashes = joined
