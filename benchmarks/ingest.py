"""How fast exports go in, beside DuckDB's own bare read of the same files.

    python -m benchmarks.ingest [--lines N] [--loads N] [--runs N] [--exports FOLDER]

The order lines of the made-up company as one file. Three ratios, Octant and the bare read taking
turns (above 1: Octant is slower), medians of `--loads` runs for the first load and the preview, of
`--runs` for the rest. For ten million lines: `--lines 10000000 --loads 1` (its last
month has about 300,000); an `--exports` folder keeps the files for the next time.

- first load: everything on (archive, hash, second count, checks, roll-ups, reading back, ledger)
  into an empty book, against a typed `read_csv` into a table on disk, with checkpoint;
- month replaced: the last month again, one line shorter each time, in the book that holds
  everything, with a reader that waits, as on the page of uploads, against the bare read of that
  month;
- month undone: those replacements taken back, one after the other;
- preview: what a call would do to an empty book, against the bare read into memory.

Time is the wall clock's; processor time counts every process. Memory is the most that all processes
together held in one run (what they share counted once); of the bare read it is not told.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb

from benchmarks.measuring import Step, Steps, Taken, timed, watched
from data import intake, ledger
from data.book import archive, history, identity
from data.closing import restating
from data.demo import generate
from data.importing import (
    already_loaded,
    grouping,
    loading,
    proposal,
    restated_keys,
    sources,
    text_digest,
)
from data.ingest.model import InputFile, ReadOptions
from data.names import lookalikes
from data.warehouse import Warehouse

TYPES = {"Order Date": "date"} | dict.fromkeys(
    ("Quantity", "Unit Price", "Amount", "Cost"), "decimal(18, 4)"
)
KEEP, HASH = "keep the original (beside the writing)", "hash (beside the reading)"
DIGEST = "digest of the texts (beside the writing)"
STEPS: tuple[Step, ...] = (
    ("open the book", Warehouse, "open"),
    (HASH, archive, "digest"),
    ("ask whether it is known", already_loaded, "unchanged"),
    ("read, in the child", proposal, "read_files"),
    ("make records of accounts", grouping, "stage"),
    ("lay out who they are about", proposal, "put"),
    ("count new accounts", identity, "count_new"),
    ("weigh before confirming", proposal, "weigh"),
    ("look for missing days", proposal, "missing_days"),
    ("ask whom names mean", identity, "naming"),
    ("tell whose money moves", proposal, "moved"),
    ("look in other sources", sources, "settle"),
    ("look in other months", restated_keys, "warn_redated"),
    ("tell of closed months", restating, "warn_restated"),
    ("compare new names", lookalikes, "warn"),
    ("check the ledger", intake, "check_ledger"),
    (KEEP, archive, "keep"),
    ("weigh again while storing", loading, "weigh"),
    ("write the rows", loading, "_write_rows"),
    ("write the names", identity, "write_names"),
    ("adoptions and roll-ups", loading, "finish"),
    ("add up the version", loading, "version_event"),
    (DIGEST, text_digest, "digest"),
    ("commit and checkpoint", Warehouse, "_commit"),
    ("write the ledger", ledger, "append"),
    ("read back", intake, "_read_back"),
    ("give memory back", Warehouse, "give_back"),
    ("close the book", Warehouse, "close"),
)


def main() -> None:
    """Make the files, take turns, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--loads", type=int, help="runs of first load and preview (default: runs)")
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--exports", type=Path, help="where the exports lie, or are made and left")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        everything, month = files(folder, options.exports, options.lines)
        size = everything.stat().st_size / 1e6
        print(f"{_lines(everything):,} lines, {size:,.0f} MB", flush=True)
        _whole(folder, everything, options.loads or options.runs)
        _month(folder, month, options.runs)


def _whole(folder: Path, everything: Path, runs: int) -> None:
    """The first load and the preview of everything."""
    steps = Steps()
    first = partial(_first_load, folder / "home", everything, steps)
    bare = partial(_bare, folder / "bare.duckdb", everything)
    _compare("first load", _lines(everything), runs, first, bare)
    _print_steps(steps)
    empty = Warehouse.open(folder / "empty")
    preview = partial(
        intake.propose, empty, [InputFile(everything.name, everything)], ReadOptions()
    )
    _compare("preview", _lines(everything), runs, preview, partial(_bare, None, everything))
    empty.close()


def _month(folder: Path, month: Path, runs: int) -> None:
    """The last month replaced in the book of everything, and the replacements undone."""
    warehouse = Warehouse.open(folder / "home")
    lines, steps = _lines(month), Steps()
    again = partial(_replaced, warehouse, month, steps)
    bare = partial(_bare, folder / "bare.duckdb", month)
    _compare("month replaced", lines, runs, again, bare, partial(_next_version, month))
    _print_steps(steps)
    newest = iter(range(warehouse.version(), 0, -1))
    _compare(
        "month undone",
        lines,
        runs,
        lambda: history.undo(warehouse, next(newest), "benchmark"),
        bare,
    )
    warehouse.close()


def _compare(
    name: str,
    lines: int,
    runs: int,
    ours: Callable[[], object],
    bare: Callable[[], object],
    before: Callable[[], object] = lambda: None,
) -> None:
    mine, its, peaks = Taken(), Taken(), list[float]()
    for _run in range(runs):
        before()
        with watched(peaks):
            mine.run(ours)
        its.run(bare)
    wall, processor = statistics.median(mine.wall), statistics.median(mine.processor)
    bare_wall, bare_processor = statistics.median(its.wall), statistics.median(its.processor)
    print(
        f"{name}: {wall:.2f} s against {bare_wall:.2f} s, ratio {wall / bare_wall:.2f}"
        f" ({min(mine.wall):.2f} to {max(mine.wall):.2f} s); processor {processor:.2f} s against"
        f" {bare_processor:.2f} s, ratio {processor / bare_processor:.2f};"
        f" {lines / wall:,.0f} lines a second; {statistics.median(peaks):,.0f} MB; {runs} runs",
        flush=True,
    )


def _print_steps(steps: Steps) -> None:
    for name, times in steps.items():
        print(f"    {statistics.median(times):8.3f} s  {name}", flush=True)


def files(folder: Path, exports: Path | None, lines: int) -> tuple[Path, Path]:
    """All order lines as one file, and a copy of those of the last month."""
    source = exports or folder / "exports"
    if not source.exists():
        generate(source, lines=lines)
    months = sorted(source.glob("sales-*.csv"))
    together = folder / "sales.csv"
    with together.open("wb") as out:
        for number, path in enumerate(months):
            text = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
            out.write(text if number == 0 else text.partition(b"\n")[2])
    return together, Path(shutil.copy(months[-1], folder))


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _line in file) - 1


def _bare(book: Path | None, path: Path) -> None:
    """The file, typed, into a new table on disk or in memory."""
    if book is not None:
        book.unlink(missing_ok=True)
    with path.open(encoding="utf-8-sig") as file:
        names = file.readline().strip().replace('"', "").split(",")
    columns = {name: TYPES.get(name, "varchar") for name in names}
    with duckdb.connect(book or ":memory:") as connection:
        connection.execute(
            "create table lines as select * from read_csv($path, header = true,"
            " auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = $columns)",
            {"path": str(path), "columns": columns},
        )
        if book is not None:
            connection.execute("checkpoint")


def _first_load(home: Path, path: Path, steps: Steps) -> None:
    shutil.rmtree(home, ignore_errors=True)
    with timed(STEPS, steps, (KEEP, HASH, DIGEST)):
        incoming = [InputFile(path.name, path)]
        intake.expect(incoming)
        warehouse = Warehouse.open(home)
        proposed = intake.propose(warehouse, incoming, ReadOptions())
        [report] = intake.confirm(warehouse, proposed, "benchmark")
        warehouse.close()
    assert report.status == "loaded", report.errors[:3]


def _next_version(month: Path) -> None:
    """The month without one line more; as on the page of uploads, a reader is there by then."""
    intake.make_ready()
    text = month.read_bytes()
    month.write_bytes(text[: text.rstrip().rfind(b"\n") + 1])
    os.sync()
    time.sleep(2)


def _replaced(warehouse: Warehouse, path: Path, steps: Steps) -> None:
    options = ReadOptions(answers={"partial": "replace"})
    with timed(STEPS, steps, (KEEP, HASH, DIGEST)):
        proposed = intake.propose(warehouse, [InputFile(path.name, path)], options)
        [report] = intake.confirm(warehouse, proposed, "benchmark")
    assert report.status == "loaded", report


if __name__ == "__main__":
    main()
