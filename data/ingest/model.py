"""What goes into a reading and what comes out."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa

from data.report import Report

SAMPLES = 5
"""Cells of a column that are shown as written and as read."""


class UnknownChoice(ValueError):  # noqa: N818
    """An answer that is none of the question's choices: a usage error (`key`, `choices`)."""

    def __init__(self, key: str, said: str, choices: tuple[str, ...]) -> None:
        super().__init__(f"{key}={said}: {', '.join(choices)}")
        self.key, self.said, self.choices = key, said, choices


@dataclass(frozen=True)
class InputFile:
    """A file to read: the name people know it by, and where its bytes lie."""

    name: str
    path: Path

    @classmethod
    def at(cls, path: Path) -> "InputFile":
        """A file that is known by the name it has where it lies."""
        return cls(name_of(path), path)


def name_of(path: Path) -> str:
    """The name of a file or folder as text: older Chinese systems write names in GB18030."""
    raw = os.fsencode(path.name)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode(errors="replace")


@dataclass(frozen=True)
class SourceMemory:
    """What an earlier load of this source and kind settled."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadOptions:
    """What the person said about the call. `mapping` is column -> header, `answers` key -> choice;
    `remembered` is kind -> what the source's earlier loads settled; `set_aside`: load the good
    records of a file and set the bad ones aside; `settings`: how things were when the call was made
    (data/ingest/context.py), empty: as they are; `asks_again`: no remembered answer holds."""

    kind: str | None = None
    source: str = "main"
    mode: str = "replace"
    mapping: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, SourceMemory] = field(default_factory=dict)
    set_aside: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    asks_again: bool = False


@dataclass(frozen=True)
class QuarantinedRow:
    """A record set aside: its cells as written, why, and its month where that can be read."""

    row: int
    line: int | None
    month: date | None
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class CorrectedRow:
    """A record that comes back mended: its row here, the row it was set aside from (None: that is
    not said), and its cells as written."""

    row: int
    was: int | None
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Correction:
    """What a file brings back of the records set aside of the file `file_id`."""

    file_id: int
    header: tuple[str, ...]
    records: list[CorrectedRow]


@dataclass
class Reading:
    """One file, read.

    `table`: the accepted records, every column of the kind (null where absent) with `row` and
    `line` before them; None when refused or when the file could not be told apart.
    `samples`: up to five (as written, as read) pairs for each mapped column.
    `memory`: what to remember of this file once it is loaded.
    `empty_month`: the month that a header-only file empties, as answered; `empties_list`: it
    empties the list of its source. `header`, `aside`: the records set aside as wished.
    `left_out`: keys of records that are no sales (their parts apart by a unit separator).
    `mends`: the records set aside earlier that this file gives back mended.
    """

    report: Report
    table: pa.Table | None = None
    samples: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    memory: SourceMemory = field(default_factory=SourceMemory)
    empty_month: date | None = None
    empties_list: bool = False
    header: tuple[str, ...] = ()
    aside: list[QuarantinedRow] = field(default_factory=list)
    mends: Correction | None = None
    left_out: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows of its table: one a record, or one a cell where a record holds several."""
        return 0 if self.table is None else len(self.table)
