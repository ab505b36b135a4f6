"""The memory that a big export takes on its way in, all processes together.

    python -m benchmarks.memory [--lines N] [--runs N] [--exports FOLDER] [--inbox [--port N]]

The order lines of the made-up company as one file (five million are about 920 MB), loaded into an
empty book by `python -m data load`, `--runs` times: the most that the command and the process that
reads the file held, while it was read and while it was stored. Promised: under 600 MB for 900 MB.

`--inbox`: put into the inbox of a running app instead, once, after a small file; what app and
reader held before, at the most, and a little after.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.held import Held, Memory
from benchmarks.ingest import files
from benchmarks.uploads import REST, ROOT, export, running

LOOK = 0.2
"""Seconds between two looks whether the inbox has taken a file."""


def main() -> None:
    """Make the file, load it, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--lines", type=int, default=5_000_000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--exports", type=Path, help="where the exports lie, or are made and left")
    asked.add_argument("--inbox", action="store_true", help="by the inbox of a running app")
    asked.add_argument("--port", type=int, default=8592)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        everything, _month = files(folder, options.exports, options.lines)
        print(f"file {everything.stat().st_size / 1e6:,.0f} MB", flush=True)
        if options.inbox:
            _by_inbox(folder, everything, options.port)
            return
        peaks = [_by_command(folder / f"home{run}", everything) for run in range(options.runs)]
        print(f"peak: {statistics.median(peaks):,.0f} MB, {options.runs} runs (promised 600)")


def _by_command(home: Path, file: Path) -> float:
    """Load a file by the command line into a book of its own; the most memory, in MB."""
    begun = time.monotonic()
    command = subprocess.Popen(
        [sys.executable, "-m", "data", "load", str(file)],
        cwd=ROOT,
        env=os.environ | {"OCTANT_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    memory = Memory(command.pid, _Steps())
    memory.start()
    assert command.wait() == 0
    memory.end()
    print(f"loaded in {time.monotonic() - begun:.0f} s")
    _print(memory)
    shutil.rmtree(home)
    return memory.most


class _Steps:
    """Which step a loading command is at: it reads while it has a child."""

    def __init__(self) -> None:
        self.step = "starting"

    def __call__(self, held: Held) -> str:
        if held.children:
            self.step = "reading"
        elif self.step == "reading":
            self.step = "storing"
        return self.step


def _by_inbox(folder: Path, file: Path, port: int) -> None:
    home = folder / "home"
    with running(home, port) as pid:
        _take(home, export(folder / "small.csv", 2019, 2))
        time.sleep(REST)
        memory = Memory(pid)
        memory.step = "taken in"
        memory.start()
        time.sleep(1)
        before, begun = memory.now, time.monotonic()
        _take(home, file)
        print(f"loaded in {time.monotonic() - begun:.0f} s")
        print(f"{before}, before")
        memory.step = "after"
        time.sleep(REST)
        _print(memory)
        print(f"{memory.now}, {REST:.0f} s after")
        memory.end()


def _take(home: Path, file: Path) -> None:
    """Put a file into the inbox and wait until it is loaded."""
    inbox = home / "inbox"
    while not (inbox / "loaded").is_dir():
        time.sleep(LOOK)
    os.link(file, inbox / file.name)
    while (inbox / file.name).exists():
        time.sleep(LOOK)
    assert not any((inbox / "refused").iterdir())


def _print(memory: Memory) -> None:
    for step, most in memory.steps.items():
        print(f"{most}, at the most: {step}", flush=True)


if __name__ == "__main__":
    main()
