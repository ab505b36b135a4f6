"""The table of docs/reliability.md, written by the tests: python -m tests.faults.report.

Run as a module it runs every fault test, long ones too, and writes the page. Each test notes what
it tried through the fixture `tried`; its number is in its name (test_f05_…).
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reliability.md"
NUMBER = re.compile(r"::test_f(\d\d)_(\w+)")
Tried = dict[str, int | str]

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
    21: "no browser for exports, an export of 100,000 rows",
    22: "a slow disk",
    23: "power loss at any fsync",
}


def notes(node: pytest.Item) -> Tried:
    """The notes of one test, which go with its result."""
    kept: Tried = {}
    node.user_properties.append(("tried", kept))
    return kept


class Table:
    """Collects results while tests run."""

    def __init__(self) -> None:
        self.rows: dict[int, list[tuple[str, str, Tried]]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        found = NUMBER.search(report.nodeid)
        if not found or (report.when != "call" and report.passed):
            return
        tried: Tried = {}
        for name, value in report.user_properties:
            if name == "tried" and isinstance(value, dict):
                tried = value
        what = found[2].replace("_", " ")
        self.rows[int(found[1])].append((what, report.outcome, tried))

    def text(self) -> str:
        """The page."""
        lines = [
            "# What was tried, and what held",
            "",
            "Written by `python -m tests.faults.report` from what the tests tried; do not edit.",
            "After every fault the book is as before or as after, never between: versions, rows,",
            "sums of each month, roll-ups, ledger and originals agree, and the work can go on.",
            "",
            "| # | Fault | Tried | Held |",
            "|---|---|---|---|",
        ]
        for number, fault in FAULTS.items():
            rows = self.rows.get(number, [])
            times = Counter(_told(row) for row in rows)
            said = [f"{text} (×{n})" if n > 1 else text for text, n in times.items()]
            told = "<br>".join(said) or "not tried here yet"
            good = sum(outcome == "passed" for _what, outcome, _tried in rows)
            held = f"{good} of {len(rows)}" if rows else "–"
            lines.append(f"| F{number} | {fault} | {told} | {held} |")
        return "\n".join(lines) + "\n"


def _told(row: tuple[str, str, Tried]) -> str:
    what, outcome, tried = row
    figures = ", ".join(f"{value} {name.replace('_', ' ')}" for name, value in tried.items())
    failed = "" if outcome == "passed" else f" ({outcome})"
    return f"{what}{': ' if figures else ''}{figures}{failed}"


def main() -> int:
    """Run every fault test, the quick ones first, and write the page after either half."""
    table = Table()
    worst = 0
    for half in ("not faults", "faults"):
        arguments = ["-m", half, "-n", "2", str(ROOT / "tests" / "faults")]
        worst = max(worst, int(pytest.main(arguments, plugins=[table])))
        PAGE.write_text(table.text(), encoding="utf-8")
    return worst


if __name__ == "__main__":
    sys.exit(main())
