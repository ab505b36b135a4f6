"""The reader in a process of its own (data/sandbox/reader.py).

    python -m data.sandbox.limits MEMORY SECONDS data.sandbox.worker

A line of standard input names the folder of the call, when there is one. Progress goes to standard
output, a JSON line a step; the readings are left in the folder.
"""

import json
import os
import select
import sys
import tempfile
from pathlib import Path

import pyarrow as pa

import locales
from data.columns.spill import forget_all
from data.ingest.model import Reading, UnknownChoice
from data.ingest.pipeline import read
from data.sandbox.codec import pack, unpack
from data.sandbox.reader import CALL, NOT_PACKED, RESULT, Call

IDLE = 600
"""Seconds that a child waits for its call."""


def main() -> int:
    folder = _next_call()
    if folder is None:
        return 0
    call: Call = unpack(Call, json.loads((folder / CALL).read_text(encoding="utf-8")))
    locales.use(call.language)
    tempfile.tempdir = str(folder)
    try:
        readings = read(call.files, call.options, _report_progress)
    except UnknownChoice as error:
        result: dict[str, object] = {"unknown": [error.key, error.said, list(error.choices)]}
    except ValueError as error:
        result = {"wrong": str(error)}
    else:
        result = {"readings": [_leave(folder, *numbered) for numbered in enumerate(readings)]}
    scratch = folder / "result.new"
    scratch.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    scratch.rename(folder / RESULT)
    return 0


def _next_call() -> Path | None:
    """The folder of the call; None where none comes, or nobody is there any more to call."""
    if not select.select([sys.stdin], [], [], 0)[0]:
        locales.get_ready()
    if not select.select([sys.stdin], [], [], IDLE)[0]:
        return None
    line = sys.stdin.buffer.readline().rstrip(b"\n")
    return Path(os.fsdecode(line)) if line else None


def _leave(folder: Path, number: int, reading: Reading) -> object:
    """Write the records beside the answer, and give what the answer says of the reading."""
    if reading.table is not None:
        path = str(folder / f"{number}.arrow")
        with pa.OSFile(path, "wb") as file, pa.ipc.new_stream(file, reading.table.schema) as out:
            for batch in reading.table.to_batches():
                out.write_batch(batch)
                forget_all()
    return pack(reading, NOT_PACKED)


def _report_progress(share: float, text: str) -> None:
    print(json.dumps([share, text]), flush=True)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # the system takes back at once what the libraries would give back in turn
