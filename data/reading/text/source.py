"""The text of one file, whatever its bytes: read line by line, or as UTF-8 bytes at once."""

import io
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import numpy as np

Text = bytes | mmap.mmap
BLOCK = 1 << 22
MARKS = (b"\xc3", b"\\")
"""Bytes that text encoded twice has, and escaped quotes."""
Bytes = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True)
class Merged:
    """Cells that are one: first and last row, first and last column, from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Source:
    """A decoded file. `encoding` is the name people read.

    UTF-8 stays on the disk and is mapped; anything else is `transcoded`, once, in memory. A table
    of a workbook or web page (`encoding` is its form) is transcoded to CSV: a record is a row of
    its `sheet`. `is_1904`: its bare day numbers count from 1904.
    """

    path: Path
    encoding: str
    skip: int = 0
    transcoded: bytes | None = None
    sheet: str | None = None
    is_1904: bool = False
    merged: tuple[Merged, ...] = ()

    def lines(self) -> TextIO:
        """The physical lines with their ends, split at LF, CR and CRLF and nothing else."""
        raw: io.BufferedIOBase
        if self.transcoded is not None:
            raw = io.BytesIO(self.transcoded)
        else:
            raw = self.path.open("rb")
            raw.seek(self.skip)
        return io.TextIOWrapper(raw, encoding="utf-8", errors="strict", newline="")

    def blocks(self) -> Iterator[bytes]:
        """The bytes as UTF-8 in blocks that end with a line, where lines are not too long."""
        with self.binary() as file:
            rest = b""
            while block := file.read(BLOCK):
                end = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1 or len(block)
                yield rest + block[:end]
                rest = block[end:]
            if rest:
                yield rest

    @cached_property
    def marks(self) -> frozenset[bytes]:
        """Those of MARKS that are anywhere in the bytes: one byte is found ten times as fast as
        what begins with it."""
        found: set[bytes] = set()
        for block in self.blocks():
            found |= {mark for mark in MARKS if mark not in found and mark in block}
        return frozenset(found)

    @property
    def ends_with_line(self) -> bool:
        """Whether the last line has its end."""
        return self.whole()[-1:] in (b"\n", b"\r")

    def whole(self) -> Text:
        """All bytes as UTF-8, to look for some: quicker than any other way, and not in memory."""
        if self.transcoded is not None:
            return self.transcoded
        if self.path.stat().st_size == 0:
            return b""
        with self.path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    @property
    def size(self) -> int:
        """Bytes of the text as UTF-8."""
        if self.transcoded is not None:
            return len(self.transcoded)
        return self.path.stat().st_size - self.skip

    def binary(self) -> BinaryIO:
        """The bytes as UTF-8, without a byte-order mark, to be read one after the other."""
        if self.transcoded is not None:
            return io.BytesIO(self.transcoded)
        raw = self.path.open("rb", buffering=0)
        raw.seek(self.skip)
        return raw

    def utf8(self) -> Bytes:
        """All bytes as UTF-8, without a byte-order mark."""
        if self.transcoded is not None:
            return np.frombuffer(self.transcoded, dtype=np.uint8)
        if self.path.stat().st_size == self.skip:
            return np.empty(0, dtype=np.uint8)
        return np.memmap(self.path, dtype=np.uint8, mode="r", offset=self.skip)
