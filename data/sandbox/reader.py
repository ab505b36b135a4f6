"""Reading in a process of its own, so that a file can end its reader but never the app.

The reader gets the call as JSON in a folder of its own and leaves its answer there: JSON, and the
records as Arrow files. It has limits of memory, processor time and bytes written, and no network;
what becomes of a reader that breaks them, dies or makes no progress is a refusal in words. One
reads at a time, whoever asks, so that the memory of all readers is bounded too.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.ingest.inspection import Inspection
from data.ingest.model import InputFile, Reading, ReadOptions, UnknownChoice
from data.refusal import Refused
from data.report import Problem, Report
from data.sandbox.call import (
    ERROR_COLUMN,
    INSPECT,
    MARK,
    READ,
    Call,
    read_result,
    records_of,
    size_of_result,
)
from data.sandbox.codec import unpack
from data.sandbox.following import Ended, disk_in_words, run
from data.sandbox.mapped_files import mapped
from data.sandbox.turns import Turns
from data.sandbox.warm_worker import environment, make_ready
from locales import _, language

Progress = Callable[[float, str], None]

MOST_RESULT = 64 << 20
"""Bytes of an answer without its records; each byte of the files has four more."""
TURNS = Turns()


def expect(files: Sequence[InputFile]) -> None:
    """Get ready for a call that will come."""
    if files:
        make_ready()


def read_files(
    files: Sequence[InputFile],
    options: ReadOptions,
    scratch: Path | None = None,
    progress: Progress | None = None,
) -> list[Reading]:
    """A reading for each file, as `data.ingest.pipeline.read` gives them.

    `scratch`: a folder of ours for what the reader leaves, gone afterwards. A `progress` that
    raises cancels, in the queue or at work. Raises UnknownChoice for a wrong answer, Refused where
    no process can be started.
    """
    call = _call(READ, files, options)
    try:
        with _answered(call, scratch, progress) as (folder, result):
            return _readings(folder, result)
    except Ended as ended:
        return [Reading(_refused(file, options, ended.reason)) for file in files]


def inspect_file(file: InputFile, answers: Mapping[str, str]) -> Inspection:
    """A file as any table, as `data.ingest.inspect.inspect` gives it."""
    options = ReadOptions(answers=answers)
    try:
        with _answered(_call(INSPECT, [file], options)) as (folder, result):
            inspection: Inspection = unpack(Inspection, result["inspection"])
            inspection.batches = _records(folder, 0).to_batches()
            return inspection
    except Ended as ended:
        return Inspection(_refused(file, options, ended.reason))


def marked(file: InputFile, report: Report) -> bytes:
    """A refused file as CSV with an Error column. Raises Refused where it cannot be read again."""
    try:
        with _answered(_call(MARK, [file], ReadOptions(), report)) as (folder, _result):
            return (folder / ERROR_COLUMN).read_bytes()
    except Ended as ended:
        problem = _refused(file, ReadOptions(), ended.reason).errors[0]
        raise Refused(problem.sentence(file.name)) from ended


def _call(
    task: str, files: Sequence[InputFile], options: ReadOptions, report: Report | None = None
) -> Call:
    absolute = [InputFile(file.name, file.path.absolute()) for file in files]
    return Call(task, absolute, language(), environment(), options, report)


@contextmanager
def _answered(
    call: Call, scratch: Path | None = None, progress: Progress | None = None
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The folder of a call and the answer in it, once it is this call's turn and it is done."""
    size = sum(file.path.stat().st_size for file in call.files)
    progress = progress or (lambda _share, _text: None)
    with _folder(scratch) as folder:
        with disk_in_words(folder):
            call.write(folder)
        with TURNS.turn(progress), disk_in_words(folder):
            run(folder, size, progress)
        result = _result(folder, size)
        if "unknown" in result:
            key, answer, choices = result["unknown"]
            raise UnknownChoice(key, answer, tuple(choices))
        if "wrong" in result:
            raise ValueError(result["wrong"])
        yield folder, result


@contextmanager
def _folder(scratch: Path | None) -> Iterator[Path]:
    """A folder for one call. Those of other processes in a folder of ours were left by a crash."""
    prefix = f"read-{os.getpid()}-"
    if scratch is not None:
        for left in (path for path in scratch.glob("read-*") if not path.name.startswith(prefix)):
            shutil.rmtree(left, ignore_errors=True)
    with disk_in_words(scratch or Path(tempfile.gettempdir())):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=scratch))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _result(folder: Path, size: int) -> dict[str, Any]:
    if size_of_result(folder) > MOST_RESULT + 4 * size:
        raise Ended(_("a file that ends its reader, for its size or its form"))
    return read_result(folder)


def _readings(folder: Path, result: Mapping[str, Any]) -> list[Reading]:
    readings: list[Reading] = unpack(list[Reading], result["readings"])
    for number, reading in enumerate(readings):
        if records_of(folder, number).exists():
            reading.table = _records(folder, number)
    return readings


def _records(folder: Path, number: int) -> pa.Table:
    return pa.ipc.open_stream(mapped(records_of(folder, number))).read_all()


def _refused(file: InputFile, options: ReadOptions, reason: str) -> Report:
    expected = _("a table that can be read within limits of time and memory")
    do = _("load it alone; if it is refused again, export it in smaller parts")
    report = Report(file.name, options.kind, options.source)
    report.refuse(Problem(None, None, None, reason, expected, do))
    return report
