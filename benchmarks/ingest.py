"""How fast exports go in, beside DuckDB's own bare read of the same files.

    python -m benchmarks.ingest [--lines N] [--runs N]

The order lines of the made-up company as one file. Three ratios, Octant and the bare read taking
turns (above 1: Octant is slower), medians of at least five runs:

- first load: everything on (archive, hash, second count, checks, roll-ups, reading back, ledger)
  into an empty book, against a typed `read_csv` into a table on disk, with checkpoint;
- month replaced: the last month again, one line shorter each time, in the book that holds
  everything, against the bare read of that month;
- preview: what a call would do to an empty book, against the bare read into memory.

Time is the wall clock's; processor time counts every process. Memory is the most that all processes
together held in one run of the first load (what they share counted once).
"""

import argparse
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from data import archive, grouping, identity, intake, loading, proposal
from data.demo import generate
from data.reading import Incoming, Wish
from data.warehouse import Warehouse

TYPES = {"Order Date": "date"} | dict.fromkeys(
    ("Quantity", "Unit Price", "Amount", "Cost"), "decimal(18, 4)"
)
STEPS: tuple[tuple[str, Any, str], ...] = (
    ("hash", archive, "digest"),
    ("read, in the child", proposal, "read_apart"),
    ("make records of accounts", grouping, "stage"),
    ("weigh before confirming", proposal, "_examine"),
    ("keep the original", archive, "keep"),
    ("weigh while storing", loading, "lay_out"),
    ("write the rows", loading, "_write_rows"),
    ("write the names", identity, "write_names"),
    ("adoptions and roll-ups", loading, "finish"),
    ("read back", intake, "_read_back"),
)


@dataclass
class Taken:
    """Seconds of the runs of one way."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def run(self, work: Callable[[], object]) -> None:
        begun, used = time.perf_counter(), _processor()
        work()
        self.wall.append(time.perf_counter() - begun)
        self.processor.append(_processor() - used)


def main() -> None:
    """Make the files, take turns, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--runs", type=int, default=5)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, runs = Path(scratch), max(5, options.runs)
        everything, month = _files(folder, options.lines)
        lines = _lines(everything)
        print(f"{lines:,} lines, {everything.stat().st_size / 1e6:,.0f} MB, {runs} runs")
        steps: dict[str, list[float]] = {}
        peaks: list[float] = []
        homes = (folder / f"home-{number}" for number in count())
        first = partial(_first_load, homes, everything, steps, peaks)
        bare = partial(_bare, folder / "bare.duckdb", everything)
        _compare("first load", lines, runs, first, bare)
        for name, times in steps.items():
            print(f"    {statistics.median(times):8.2f} s  {name}")
        print(f"    {statistics.median(peaks):,.0f} MB in all processes at the most (median)")
        warehouse = Warehouse.open(next(homes))
        _load(warehouse, everything)
        versions = _versions(month)
        again = partial(_replaced, warehouse, versions)
        bare = partial(_bare, folder / "bare.duckdb", month)
        _compare("month replaced", _lines(month), runs, again, bare)
        warehouse.close()
        empty = Warehouse.open(next(homes))
        preview = partial(intake.propose, empty, [Incoming(everything.name, everything)], Wish())
        _compare("preview", lines, runs, preview, partial(_bare, None, everything))
        empty.close()


def _compare(
    name: str, lines: int, runs: int, ours: Callable[[], object], bare: Callable[[], object]
) -> None:
    mine, its = Taken(), Taken()
    for _run in range(runs):
        mine.run(ours)
        its.run(bare)
    wall, processor = statistics.median(mine.wall), statistics.median(mine.processor)
    bare_wall, bare_processor = statistics.median(its.wall), statistics.median(its.processor)
    print(
        f"{name}: {wall:.2f} s against {bare_wall:.2f} s, ratio {wall / bare_wall:.2f}"
        f" ({min(mine.wall):.2f} to {max(mine.wall):.2f} s); processor {processor:.2f} s against"
        f" {bare_processor:.2f} s, ratio {processor / bare_processor:.2f};"
        f" {lines / wall:,.0f} lines a second"
    )


def _files(folder: Path, lines: int) -> tuple[Path, Path]:
    """All order lines as one file, and those of the last month."""
    months = [path for path in generate(folder / "exports", lines=lines) if "sales" in path.name]
    together = folder / "sales.csv"
    with together.open("wb") as out:
        for number, path in enumerate(months):
            text = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
            out.write(text if number == 0 else text.partition(b"\n")[2])
    return together, months[-1]


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


def _first_load(
    homes: Iterator[Path], path: Path, steps: dict[str, list[float]], peaks: list[float]
) -> None:
    warehouse = Warehouse.open(next(homes))
    with _timed(steps), _watched(peaks):
        _load(warehouse, path)
    warehouse.close()


def _load(warehouse: Warehouse, path: Path) -> None:
    proposed = intake.propose(warehouse, [Incoming(path.name, path)], Wish())
    [report] = intake.confirm(warehouse, proposed, "benchmark")
    assert report.status == "loaded", report.errors[:3]


def _versions(month: Path) -> Iterator[Path]:
    """The month again and again, each time without one line more."""
    while True:
        text = month.read_bytes()
        month.write_bytes(text[: text.rstrip().rfind(b"\n") + 1])
        yield month


def _replaced(warehouse: Warehouse, versions: Iterator[Path]) -> None:
    path = next(versions)
    wish = Wish(answers={"partial": "replace"})
    proposed = intake.propose(warehouse, [Incoming(path.name, path)], wish)
    [report] = intake.confirm(warehouse, proposed, "benchmark")
    assert report.status == "loaded", report


@contextmanager
def _timed(steps: dict[str, list[float]]) -> Iterator[None]:
    """Note how long each step takes."""
    kept = [(module, name, getattr(module, name)) for _step, module, name in STEPS]
    taken = {step: 0.0 for step, _module, _name in STEPS}

    def noting(step: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return work(*given, **named)
            finally:
                taken[step] += time.perf_counter() - begun

        return run

    for (step, module, name), (_module, _name, work) in zip(STEPS, kept, strict=True):
        setattr(module, name, noting(step, work))
    try:
        yield
    finally:
        for module, name, work in kept:
            setattr(module, name, work)
        for step, seconds in taken.items():
            steps.setdefault(step, []).append(seconds)


@contextmanager
def _watched(peaks: list[float]) -> Iterator[None]:
    """Note the most memory, in MB, that this process and its children hold together."""
    done, most = threading.Event(), 0.0

    def watch() -> None:
        nonlocal most
        while not done.wait(0.05):
            most = max(most, _memory())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        peaks.append(most)


def _memory() -> float:
    """MB of this process and its children, shared pages divided among those that share them."""
    started = (_text(file).split() for file in Path("/proc/self/task").glob("*/children"))
    found = 0
    for process in ("self", *(child for children in started for child in children)):
        lines = _text(Path(f"/proc/{process}/smaps_rollup")).splitlines()
        found += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return found / 1000


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended meanwhile
        return ""


def _processor() -> float:
    """Seconds of processor time of this process and the children that have ended."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(r.ru_utime + r.ru_stime for r in map(resource.getrusage, kinds))


if __name__ == "__main__":
    main()
