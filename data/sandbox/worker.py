"""The reader in a process of its own, forked for one call (data/sandbox/template.py)."""

import os
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa

import locales
from data.catalogue import KINDS, template
from data.columns.spill import forget_all
from data.ingest import context
from data.ingest.error_column_file import marked
from data.ingest.inspect import inspect
from data.ingest.model import InputFile, Reading, ReadOptions, UnknownChoice
from data.ingest.pipeline import read
from data.sandbox.call import (
    ERROR_COLUMN,
    INSPECT,
    MARK,
    NOT_PACKED,
    READ,
    TRACE,
    Call,
    records_of,
    write_result,
)
from data.sandbox.codec import pack

Progress = Callable[[float, str], None]
MOST_TRACE = 8_000


def warm_up() -> None:
    """Read our own example of each kind, as this reader and as the first one: what is made at first
    use (names of currencies, forms of headers) is there in every fork then."""
    locales.get_ready()
    with tempfile.TemporaryDirectory() as folder, suppress(OSError):
        path = Path(folder) / "example.csv"
        for kind in KINDS:
            path.write_bytes(template(kind))
            for settings in (context.now(), context.of_first_level()):
                read([InputFile(path.name, path)], ReadOptions(settings=settings))


def run(folder: Path, progress: Progress) -> int:
    """Do what the call in a folder asks for; the status to end with: 0, or the number of what the
    system refused, 1 for what nobody expected."""
    try:
        call = Call.read(folder)
        _become(call, folder)
        write_result(folder, _result(call, folder, progress))
    except OSError as error:
        return error.errno or 1
    except MemoryError:
        return 1
    except BaseException:  # noqa: BLE001  # the parent logs it: a parser in Rust panics like that
        (folder / TRACE).write_text(traceback.format_exc()[-MOST_TRACE:], encoding="utf-8")
        return 1
    return 0


def _become(call: Call, folder: Path) -> None:
    """Take over the parent's language and settings."""
    os.environ.clear()
    os.environ.update(call.environment)
    time.tzset()
    locales.use(call.language)
    tempfile.tempdir = str(folder)


def _result(call: Call, folder: Path, progress: Progress) -> dict[str, Any]:
    try:
        return TASKS[call.task](call, folder, progress)
    except UnknownChoice as error:
        return {"unknown": [error.key, error.said, list(error.choices)]}
    except ValueError as error:
        return {"wrong": str(error)}


def _read(call: Call, folder: Path, progress: Progress) -> dict[str, Any]:
    readings = read(call.files, call.options, progress)
    return {"readings": [_leave(folder, *numbered) for numbered in enumerate(readings)]}


def _leave(folder: Path, number: int, reading: Reading) -> object:
    """Write the records beside the answer, and give what the answer says of the reading."""
    if reading.table is not None:
        _write(records_of(folder, number), reading.table.schema, reading.table.to_batches())
    return pack(reading, NOT_PACKED)


def _write(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, schema) as out:
        for batch in batches:
            out.write_batch(batch)
            forget_all()


def _inspect(call: Call, folder: Path, _progress: Progress) -> dict[str, Any]:
    inspection = inspect(call.files[0], call.options.answers)
    _write(records_of(folder, 0), inspection.schema, inspection.batches)
    return {"inspection": pack(inspection, NOT_PACKED)}


def _mark(call: Call, folder: Path, _progress: Progress) -> dict[str, Any]:
    assert call.report is not None
    (folder / ERROR_COLUMN).write_bytes(marked(call.files[0], call.report))
    return {}


TASKS = {READ: _read, INSPECT: _inspect, MARK: _mark}
