"""What goes to a reader and comes back: a call, left as JSON in a folder of its own.

The records come back as Arrow files beside the answer, texts as files of their own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from data.ingest.model import InputFile, ReadOptions
from data.report import Report
from data.sandbox.codec import pack, unpack

CALL, RESULT, LISTS, TRACE = "call.json", "result.json", "lists.jsonl", "trace.txt"
ERROR_COLUMN = "error_column.csv"
LONG = 1_000
"""Items of a list that stand in the answer itself, and in each line beside it."""
IN_LINES = "$lines"
"""In the place of a long list: how many lines it has."""
NOT_PACKED = frozenset({"table", "batches"})
"""What Arrow files hold of a reading, or of an inspection."""
READ, INSPECT, MARK = "read", "inspect", "mark"
"""Read files as exports, show one as any table, give one back with an Error column."""


@dataclass(frozen=True)
class Call:
    """What a reader is to do with some files. `report`: of the file to mark."""

    task: str
    files: list[InputFile]
    language: str
    environment: Mapping[str, str]
    options: ReadOptions = field(default_factory=ReadOptions)
    report: Report | None = None

    def write(self, folder: Path) -> None:
        (folder / CALL).write_text(json.dumps(pack(self)), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Call":
        call: Call = unpack(cls, json.loads((folder / CALL).read_text(encoding="utf-8")))
        return call


@dataclass(frozen=True)
class Order:
    """A folder with a call; bytes of memory, seconds of processor time and bytes of a file."""

    folder: str
    memory: int
    seconds: int
    file_bytes: int


def records_of(folder: Path, number: int) -> Path:
    """Where the records of a file of the call are left."""
    return folder / f"{number}.arrow"


def write_result(folder: Path, result: Mapping[str, Any]) -> None:
    """Leave the answer, whole or not at all; long lists in it as lines of a file of their own."""
    scratch = folder / "result.new"
    with (folder / LISTS).open("w", encoding="utf-8") as lists:
        short = _shortened(result, lists)
    scratch.write_text(json.dumps(short, ensure_ascii=False), encoding="utf-8")
    scratch.rename(folder / RESULT)


def _shortened(value: Any, lists: TextIO) -> Any:
    if isinstance(value, Mapping):
        return {key: _shortened(item, lists) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) <= LONG:
        return [_shortened(item, lists) for item in value]
    for begin in range(0, len(value), LONG):
        lists.write(json.dumps(value[begin : begin + LONG], ensure_ascii=False) + "\n")
    return {IN_LINES: -(-len(value) // LONG)}


def read_result(folder: Path) -> dict[str, Any]:
    """The answer. A long text is read in pieces: who reads JSON lets no other thread work."""
    short = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    with (folder / LISTS).open(encoding="utf-8") as lists:
        result: dict[str, Any] = _lengthened(short, lists)
    return result


def _lengthened(value: Any, lists: TextIO) -> Any:
    if isinstance(value, list):
        return [_lengthened(item, lists) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(lines := value.get(IN_LINES), int):
        return [item for _n in range(lines) for item in json.loads(lists.readline())]
    return {key: _lengthened(item, lists) for key, item in value.items()}


def size_of_result(folder: Path) -> int:
    """Bytes of an answer without its records."""
    return sum((folder / name).stat().st_size for name in (RESULT, LISTS))
