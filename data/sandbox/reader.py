"""Reading in a process of its own, so that a file can end its reader but never the app.

The child gets the call as JSON in a folder of its own and leaves its readings there: JSON, and the
records as Arrow files. It has limits of memory and processor time and no network; what becomes of a
child that breaks them, dies or no longer gets on is a refusal in words.
"""

import json
import os
import selectors
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.ingest.model import InputFile, Reading, ReadOptions, UnknownChoice
from data.ingest.pipeline import read
from data.report import Problem, Report
from data.sandbox.codec import pack, unpack
from data.sandbox.mapped_files import mapped
from data.sandbox.warm_worker import Child, called, end, make_ready
from data.sandbox.watchdog import Watch
from locales import _, language

Progress = Callable[[float, str], None]

SMALL = 1 << 20
"""Bytes of a call that is read without a child: too little to do harm."""
PATIENCE = 20.0
"""Seconds for which a child may show no sign of getting on."""
RESULT, CALL = "result.json", "call.json"
NOT_PACKED = frozenset({"table"})
TICK = 0.2


@dataclass(frozen=True)
class Call:
    """What a child is asked to read."""

    files: list[InputFile]
    options: ReadOptions
    language: str


class _Ended(Exception):  # noqa: N818
    """The child came to no end of its own; `reason` says how, as a problem does."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def expect(files: Sequence[InputFile]) -> None:
    """Let a child get ready for a call that will need one."""
    if _size(files) >= SMALL:
        make_ready()


def read_apart(
    files: Sequence[InputFile],
    options: ReadOptions,
    scratch: Path,
    progress: Progress | None = None,
) -> list[Reading]:
    """A reading for each file, as `data.ingest.read` gives them, made in a child process.

    `scratch` is a folder for what the child leaves, gone afterwards. A `progress` that raises
    cancels: the child ends at once. Raises UnknownChoice for a wrong answer.
    """
    size = _size(files)
    if size < SMALL:
        return read(files, options, progress)
    with _folder(scratch) as folder:
        call = Call([InputFile(f.name, f.path.absolute()) for f in files], options, language())
        (folder / CALL).write_text(json.dumps(pack(call)), encoding="utf-8")
        try:
            _run(folder, size, progress or (lambda _share, _text: None))
        except _Ended as ended:
            return [_refused(file, options, ended.reason) for file in files]
        return _readings(folder)


def _size(files: Sequence[InputFile]) -> int:
    return sum(file.path.stat().st_size for file in files)


@contextmanager
def _folder(scratch: Path) -> Iterator[Path]:
    """A folder for one call. Those of other processes were left by a crash: one holds the book."""
    prefix = f"read-{os.getpid()}-"
    for left in (path for path in scratch.glob("read-*") if not path.name.startswith(prefix)):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=scratch))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _run(folder: Path, size: int, progress: Progress) -> None:
    child = called(folder, size)
    try:
        _follow(child, progress)
        code = child.wait()
    finally:
        end(child)
    if code == 0 and (folder / RESULT).exists():
        return
    raise _Ended(_("a file that ends its reader, for its size or its form"))


def _follow(child: Child, progress: Progress) -> None:
    """Pass on the child's progress until it closes its output."""
    assert child.stdout is not None
    step, rest, received, watch = (0.0, ""), b"", 0, Watch(child.pid, PATIENCE)
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            if watch.hangs(step, received):
                raise _Ended(_("a file whose reading comes to no end"))
            if selector.select(TICK):
                block = os.read(child.stdout.fileno(), 1 << 16)
                if not block:
                    return
                received += len(block)
                *lines, rest = (rest + block).split(b"\n")
                for line in lines:
                    step = _progress_of(line)
                    progress(*step)
            progress(*step)


def _progress_of(line: bytes) -> tuple[float, str]:
    share, text = json.loads(line)
    return float(share), str(text)


def _readings(folder: Path) -> list[Reading]:
    result: dict[str, Any] = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    if "unknown" in result:
        key, answer, choices = result["unknown"]
        raise UnknownChoice(key, answer, tuple(choices))
    if "wrong" in result:
        raise ValueError(result["wrong"])
    readings: list[Reading] = unpack(list[Reading], result["readings"])
    for number, reading in enumerate(readings):
        table = folder / f"{number}.arrow"
        if table.exists():
            reading.table = pa.ipc.open_stream(mapped(table)).read_all()
    return readings


def _refused(file: InputFile, options: ReadOptions, reason: str) -> Reading:
    expected = _("a table that can be read within limits of time and memory")
    do = _("load it alone; if it is refused again, export it in smaller parts")
    report = Report(file.name, options.kind, options.source)
    report.refuse(Problem(None, None, None, reason, expected, do))
    return Reading(report)
