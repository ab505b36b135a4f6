"""A process that reads strange files, one fork a file, so that a file ends no more than its fork.

    python -m data.sandbox.limits MEMORY SECONDS tests.faults.corpus

Reads one path a line; answers one JSON line a file: {"inspection": how it came out as any table,
"taken": how it came out as one of our kinds, "wrong": what did not hold}, or {"ended": status}
where the fork crashed, hung or went beyond its limits.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path

from data.ingest.inspect import inspect
from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read
from data.report import Problem, Report

PATIENCE = 20
"""Seconds of the processor that one file may take; for each MB four more. On a busy machine ten
times as long by the clock."""


def main() -> None:
    answers = sys.stdout.fileno()
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        seconds = PATIENCE + (4 * path.stat().st_size >> 20)
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            signal.alarm(10 * seconds)
            os.write(answers, json.dumps(_read(path)).encode() + b"\n")
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if status:
            os.write(answers, json.dumps({"ended": status}).encode() + b"\n")


def _read(path: Path) -> dict[str, object]:
    file, wrong = InputFile(path.name, path), list[str]()
    inspection = inspect(file, {})
    rows = sum(len(row) == len(inspection.header) for row in inspection.records())
    wrong += [f"any table: {what}" for what in _not_held(inspection.report)]
    if inspection.batches and rows != inspection.report.records.accepted:
        wrong.append(f"any table: {rows} records of its width")
    (reading,) = read([file], ReadOptions())
    wrong += [f"our kinds: {what}" for what in _not_held(reading.report)]
    made = reading.report.cells or reading.report.records
    if reading.table is not None and reading.table.num_rows != made.accepted:
        wrong.append(f"our kinds: {reading.table.num_rows} records")
    return {
        "inspection": _came_out(inspection.report),
        "taken": _came_out(reading.report),
        "wrong": wrong,
    }


def _not_held(report: Report) -> list[str]:
    """What does not hold: a record that went nowhere, or one left out that nobody names. A file of
    several encodings is refused whole: its first bad row is named, the others are counted."""
    counts, found = report.records, list[str]()
    if not counts.add_up():
        found.append(f"records that do not add up: {counts.to_json()}")
    if report.encoding and counts.rejected > report.errors_total:
        found.append(f"{counts.rejected} records left out, {report.errors_total} named")
    if report.status == "refused" and not report.errors:
        found.append("refused without a word")
    return found + [f"half a sentence: {p}" for p in report.errors if not _is_whole(p)]


def _is_whole(problem: Problem) -> bool:
    return bool(problem.found and problem.expected and problem.do)


def _came_out(report: Report) -> str:
    if report.status == "refused" or not (report.records.in_file or report.questions):
        return "refused in words"
    if report.questions:
        return "asked"
    return "some records left out by name" if report.errors_total else "exact"


if __name__ == "__main__":
    main()
