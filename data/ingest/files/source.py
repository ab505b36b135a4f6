"""The text of one file, whatever its bytes: read line by line, or as UTF-8 bytes at once."""

import csv
import io
import mmap
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pyarrow as pa

Text = bytes | mmap.mmap
BLOCK = 1 << 22
WORKERS = 2
"""Blocks that are checked, and slices that are read, at the same time."""
SMALL = 1 << 20
"""Bytes of a file that need not stay on the disk."""
MARKS = (b"\xc3", b"\\")
"""Bytes that text encoded twice has, and escaped quotes."""
Bytes = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True)
class BytesCheck:
    """Whether bytes are UTF-8, and those of MARKS that are anywhere in them: one byte is found ten
    times as fast as what begins with it."""

    is_utf8: bool
    marks: frozenset[bytes]


@dataclass(frozen=True)
class Merged:
    """Cells that are one: first and last row, first and last column, from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Part:
    """One of several sheets that are read as one table: its name, the record that its first row
    here is, and how many of its rows stand above that one."""

    sheet: str
    first: int
    above: int


@dataclass(frozen=True)
class Source:
    """A decoded file. `encoding` is the name people read.

    UTF-8 stays on the disk; anything else is `transcoded`, once, in memory. A table
    of a workbook or web page (`encoding` is its form) is transcoded to CSV: a record is a row of
    its `sheet`. `is_1904`: its bare day numbers count from 1904;
    `parts`: the sheets that are joined in it; `orphans`: the records of lines whose order is not
    where orders stand, and its number.
    """

    path: Path
    encoding: str
    skip: int = 0
    transcoded: bytes | None = None
    sheet: str | None = None
    is_1904: bool = False
    merged: tuple[Merged, ...] = ()
    parts: tuple[Part, ...] = ()
    orphans: tuple[tuple[int, str], ...] = ()

    def with_records(self, records: Iterable[Sequence[str]], delimiter: str = ",") -> "Source":
        """The same file as CSV of these records, one a line; its last line ends as it did."""
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(records)
        text = out.getvalue() if self.ends_with_line else out.getvalue().removesuffix("\n")
        return replace(self, transcoded=text.encode("utf-8"), skip=0)

    @property
    def begins(self) -> list[tuple[str, int]]:
        """The name of each joined sheet, and the record that it begins with."""
        return [(part.sheet, part.first) for part in self.parts]

    def part_of(self, row: int) -> Part | None:
        """The sheet that a record is of, where several are read as one table."""
        return next((part for part in reversed(self.parts) if part.first <= row), None)

    def row_in_sheet(self, row: int) -> int:
        """The row of its own sheet that a record is."""
        part = self.part_of(row)
        return row - part.first + part.above + 1 if part else row

    def lines(self) -> TextIO:
        """The physical lines with their ends, split at LF, CR and CRLF and nothing else."""
        raw: io.BufferedIOBase
        if self.transcoded is not None:
            raw = io.BytesIO(self.transcoded)
        else:
            raw = self.path.open("rb")
            raw.seek(self.skip)
        return io.TextIOWrapper(raw, encoding="utf-8", errors="strict", newline="")

    @cached_property
    def bytes_check(self) -> BytesCheck:
        """Check all bytes for UTF-8 and MARKS, WORKERS blocks at a time."""
        data = self.utf8()

        def check(begin: int) -> BytesCheck:
            begin, end = (_whole(data, at) for at in (begin, begin + BLOCK))
            part = _checked(data[begin:end])
            self.forget(begin, end)
            return part

        with ThreadPoolExecutor(WORKERS) as pool:
            parts = list(pool.map(check, range(0, len(data), BLOCK)))
        marks = frozenset(mark for part in parts for mark in part.marks)
        return BytesCheck(all(part.is_utf8 for part in parts), marks)

    @property
    def ends_with_line(self) -> bool:
        """Whether the last line has its end."""
        return self.whole()[-1:] in (b"\n", b"\r")

    def whole(self) -> Text:
        """All bytes, mapped where the file is large: the quickest way to search for some."""
        return self.transcoded if self.transcoded is not None else self._mapped

    @cached_property
    def _mapped(self) -> Text:
        """A small file read; a big one stays on the disk and is mapped."""
        if self.path.stat().st_size < SMALL:
            return self.path.read_bytes()
        with self.path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def forget(self, begin: int, end: int) -> None:
        """Let the system take back the memory of these bytes of `utf8`, which were looked at."""
        if self.transcoded is None and isinstance(self._mapped, mmap.mmap):
            first = (self.skip + begin) // mmap.PAGESIZE * mmap.PAGESIZE
            self._mapped.madvise(mmap.MADV_DONTNEED, first, self.skip + end - first)

    @property
    def size(self) -> int:
        """Bytes of the text as UTF-8."""
        if self.transcoded is not None:
            return len(self.transcoded)
        return self.path.stat().st_size - self.skip

    def utf8(self) -> Bytes:
        """All bytes as UTF-8, without a byte-order mark."""
        if self.transcoded is not None:
            return np.frombuffer(self.transcoded, dtype=np.uint8)
        return np.frombuffer(self._mapped, dtype=np.uint8)[self.skip :]


def _whole(data: Bytes, at: int) -> int:
    """Where a character begins, at a place or shortly before it."""
    for _byte in range(3):
        if 0 < at < len(data) and data[at] & 0xC0 == 0x80:
            at -= 1
    return min(at, len(data))


def _checked(block: Bytes) -> BytesCheck:
    """Check one block: whether it is UTF-8 (Arrow is quicker than a decoder), and its marks."""
    ends = pa.py_buffer(np.array([0, len(block)], np.int32))
    try:
        pa.StringArray.from_buffers(1, ends, pa.py_buffer(block)).validate(full=True)
        is_utf8 = True
    except pa.ArrowInvalid:
        is_utf8 = False
    return BytesCheck(is_utf8, frozenset(mark for mark in MARKS if (block == ord(mark)).any()))
