"""The memory that a process and all it started hold, looked at while it works."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LOOKS = 0.05
"""Seconds between two looks."""


@dataclass(frozen=True)
class Held:
    """Memory in MB: that of the process itself, of it what is its own (no file's), its children's.

    Proportional set sizes: what several processes share counts once.
    """

    itself: float = 0.0
    own: float = 0.0
    children: float = 0.0

    @property
    def all(self) -> float:
        return self.itself + self.children

    def __str__(self) -> str:
        return (
            f"{self.all:8,.0f} MB: itself {self.itself:,.0f} (of it no file's {self.own:,.0f}),"
            f" children {self.children:,.0f}"
        )


class Memory(threading.Thread):
    """What a process and all it started hold now, and the most in each step.

    A step is what was said last, or what `step_of` says of how they are now.
    """

    def __init__(self, pid: int, step_of: Callable[[Held], str] | None = None) -> None:
        super().__init__(daemon=True)
        self.pid, self.step, self.now = pid, "", Held()
        self.steps: dict[str, Held] = {}
        self._step_of = step_of or (lambda _held: self.step)
        self._is_done = threading.Event()

    def run(self) -> None:
        while not self._is_done.is_set():
            self.now = held(self.pid)
            step = self._step_of(self.now)
            self.steps[step] = max(self.steps.get(step, Held()), self.now, key=lambda h: h.all)
            time.sleep(LOOKS)

    def end(self) -> None:
        """Look no more."""
        self._is_done.set()
        self.join()

    @property
    def most(self) -> float:
        return max(held.all for held in self.steps.values())


def held(pid: int) -> Held:
    """What a process and all it started hold at this moment."""
    itself, *children = [_sizes(one) for one in _family(pid)]
    return Held(*itself, sum(whole for whole, _own in children))


def _family(pid: int) -> list[int]:
    family = [pid]
    for one in family:
        for tasks in Path(f"/proc/{one}/task").glob("*/children"):
            family += [int(child) for child in _text(tasks).split()]
    return family


def _sizes(pid: int) -> tuple[float, float]:
    """The proportional set of a process, and what of it is no file's, in MB."""
    lines = _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    sizes = {line.split()[0]: int(line.split()[1]) * 1024 / 1e6 for line in lines if "kB" in line}
    return sizes.get("Pss:", 0.0), sizes.get("Pss_Anon:", 0.0)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended meanwhile
        return ""
