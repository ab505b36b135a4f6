"""The table of docs/reliability.md, written by the tests: python -m tests.faults.report.

Run as a module it runs every fault test, long ones too, piece by piece, and writes the page. Each
test notes what it tried through the fixture `tried`; its number is in its name (test_f05_…,
test_51_… of the catalogue of bad input, test_upstream_duckdb_9667_…). What a piece came to is kept
as long as the code is the same: a run that was broken off goes on where it was, and
`python -m tests.faults.report f05 browser` runs these pieces alone.
"""

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.faults import kept
from tests.faults.kept import Result, Tried

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reliability.md"
FAULT = re.compile(r"::test_f(\d\d)_(\w+)")
MUTATION = re.compile(r"/test_mutations\.py::test_(\w+)")
UPSTREAM = re.compile(r"::test_upstream_(duckdb(?:_rs)?)((?:_\d+)+)_(\w+)")
CORPUS = re.compile(r"/test_corpora\.py::test_corpora_(\w+)\[(.+)\]")
POLLOCK = re.compile(r"/test_pollock\.py::test_pollock_files_of\[(\w+)\]")
INPUT = re.compile(r"/catalogue/\w+\.py::test_(\d\d)_(\w+)")
Row = tuple[str, str, Tried]
"""What was tried, how it ended, and its figures."""

FAULTS = {
    1: "kill -9 at any step of an import",
    2: "kill -9 while undoing, backing up, restoring, rebuilding",
    3: "disk full at upload, COMMIT, CHECKPOINT",
    4: "the engine gives itself up (database invalidated)",
    5: "the Nth write, fsync, truncate, rename or unlink fails",
    6: "out of memory",
    7: "a parser that crashes or hangs",
    8: "two imports of the same month at once",
    9: "an import while many read",
    10: "write-ahead log cut off or removed",
    11: "a flipped bit in the book or its log",
    12: "a backup while importing",
    13: "restore drill",
    14: "upgrade of DuckDB, and back",
    15: "a change of tables killed halfway",
    16: "a second process",
    17: "the browser goes away during an import",
    18: "Confirm clicked twice",
    19: "clock: leap day, year end, daylight saving",
    20: "a folder that cannot be written",
    21: "an export of 100,000 rows, one that cannot be written (none needs fonts or a browser)",
    22: "a slow disk",
    23: "power loss at any fsync",
}


INPUTS = ROOT / "tests" / "catalogue" / "rows.csv"
"""The rows of the catalogue of bad input, one a line: number, input, what it must come to."""


class Table:
    """The results of tests, row by row of the page."""

    def __init__(self, results: Sequence[Result]) -> None:
        self.faults: dict[int, list[Row]] = defaultdict(list)
        self.inputs: dict[int, list[Row]] = defaultdict(list)
        self.upstream: dict[str, list[Row]] = defaultdict(list)
        self.mutations: list[Row] = []
        self.corpora: list[Row] = []
        self.pollock: list[Row] = []
        for test, outcome, tried in results:
            self._add(test, outcome, tried)

    def _add(self, test: str, outcome: str, tried: Tried) -> None:
        if found := FAULT.search(test):
            self.faults[int(found[1])].append((_words(found[2]), outcome, tried))
        elif found := INPUT.search(test):
            self.inputs[int(found[1])].append((_words(found[2]), outcome, tried))
        elif found := UPSTREAM.search(test):
            named = found[1].replace("_", "-") + found[2].replace("_", " #")
            self.upstream[named].append((_words(found[3]), outcome, tried))
        elif (found := CORPUS.search(test)) and outcome != "skipped":
            self.corpora.append((f"{_words(found[1])} {found[2]}", outcome, tried))
        elif (found := POLLOCK.search(test)) and outcome != "skipped":
            self.pollock.append((_words(found[1]), outcome, tried))
        elif found := MUTATION.search(test):
            self.mutations.append((_words(found[1]), outcome, tried))

    def text(self) -> str:
        """The page."""
        lines = [
            "# What was tried, and what held",
            "",
            "Written by `python -m tests.faults.report` from what the tests tried; do not edit.",
            "",
            "## Faults",
            "",
            "After every fault the book is as before or as after, never between: versions, rows,",
            "sums of each month, roll-ups, ledger and originals agree, and the work can go on.",
            "",
            "| # | Fault | Tried | Held |",
            "|---|---|---|---|",
            *(f"| F{n} | {what} | {_tried(self.faults[n])} |" for n, what in FAULTS.items()),
            "",
            "## Bad input",
            "",
            "Each row of the catalogue goes through the whole intake. Every record of the file is",
            "accounted for, and what is asked or refused leaves nothing behind.",
            "",
            "| # | Input | Must | Tried | Held |",
            "|---|---|---|---|---|",
        ]
        with INPUTS.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                told = _tried(self.inputs[int(row["number"])])
                lines.append(f"| {row['number']} | {row['input']} | {row['must']} | {told} |")
        lines += [
            "",
            "## Good files with one to five things broken",
            "",
            "Each comes out exact, or is refused or asked aloud.",
            "",
            "| Tried | Held |",
            "|---|---|",
            f"| {_tried(self.mutations)} |",
            "",
            "## Files that others collected to break readers",
            "",
            "Each is read with every record accounted for, or is refused or asked aloud.",
            "",
            "| Tried | Held |",
            "|---|---|",
            f"| {_tried(self.corpora)} |",
            "",
            "## The polluted files of Pollock",
            "",
            "2,290 files polluted from one clean table (Vitagliano et al., VLDB 2023), read as any",
            "table without a hint. Exact, or something is asked, refused, warned or listed; scores",
            "are of 10 at most.",
            "",
            "| Pollution | Tried | Held |",
            "|---|---|---|",
            *(f"| {row[0]} | {_tried([row])} |" for row in self.pollock),
            "",
            "## Known bugs of the engine",
            "",
            "| Issue | Tried | Held |",
            "|---|---|---|",
        ]
        lines += [f"| {name} | {_tried(rows)} |" for name, rows in sorted(self.upstream.items())]
        return "\n".join(lines) + "\n"


def _tried(rows: Sequence[Row]) -> str:
    """What was tried, and how much of it held, as two cells."""
    times = Counter(_told(row) for row in rows)
    said = [f"{text} (×{n})" if n > 1 else text for text, n in times.items()]
    good = sum(outcome == "passed" for _what, outcome, _figures in rows)
    held = f"{good} of {len(rows)}" if rows else "–"
    return f"{'<br>'.join(said) or 'not tried here yet'} | {held}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _told(row: Row) -> str:
    what, outcome, tried = row
    figures = ", ".join(f"{_words(name)} {value}" for name, value in tried.items())
    failed = "" if outcome == "passed" else f" ({outcome})"
    return f"{what}{': ' if figures else ''}{figures}{failed}"


def main() -> int:
    """Run the pieces that are not kept yet, or those named, and write the page from all."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("pieces", nargs="*", help="parts of their names; all when none is given")
    asked.add_argument("--workers", default="2", help="tests that run at once")
    options = asked.parse_args()
    worst = 0
    for piece in kept.pieces():
        if all(word not in piece for word in options.pieces) if options.pieces else kept.has(piece):
            continue
        worst = max(worst, kept.run(piece, options.workers))
        PAGE.write_text(Table(kept.results()).text(), encoding="utf-8")
    PAGE.write_text(Table(kept.results()).text(), encoding="utf-8")
    return worst


if __name__ == "__main__":
    sys.exit(main())
