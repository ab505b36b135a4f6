"""Whether a child still gets on with its work, however long that takes."""

import time
from contextlib import suppress
from pathlib import Path

LOOK = 0.5
"""Seconds between two looks at what the system knows of a child."""
STEP = 1 << 18
"""Bytes that were read or written, or memory more than ever before, that count as getting on."""


class Watch:
    """Looks at one child and what it started.

    It gets on while it says something new, reads or writes more than what it says, or takes memory
    it never had: all of these come to an end by themselves, as files and memory do. What only burns
    processor time, says the same again, or sleeps, does not get on.
    """

    def __init__(self, pid: int, patience: float) -> None:
        self.pid, self.patience = pid, patience
        self._heard = self._looked = time.monotonic()
        self._told: object = None
        self._moved = self._most = 0

    def hangs(self, told: object = None, received: int = 0) -> bool:
        """Whether nothing has moved for longer than our patience.

        `told` is the last word of the child, `received` the bytes it took to say all of its words.
        """
        now = time.monotonic()
        if told != self._told:
            self._told, self._heard = told, now
        elif now - self._looked >= min(LOOK, self.patience / 4):
            self._looked = now
            self._look(now, received)
        return now - self._heard > self.patience

    def _look(self, now: float, received: int) -> None:
        family = _family(self.pid)
        moved, most = sum(map(_moved, family)) - received, sum(map(_most, family))
        if moved > self._moved + STEP or most > self._most + STEP:
            self._heard = now
            self._moved, self._most = max(moved, self._moved), max(most, self._most)


def _family(pid: int) -> list[int]:
    """A process and those it started, as far as the system tells."""
    family = [pid]
    for one in family:
        with suppress(OSError):
            children = Path(f"/proc/{one}/task/{one}/children").read_text()
            family += [int(child) for child in children.split()]
    return family


def _moved(pid: int) -> int:
    """Bytes that a process has read and written so far, from and to anywhere."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/io").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(("rchar", "wchar")))
    return 0


def _most(pid: int) -> int:
    """The most memory that a process ever held, in bytes."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) << 10
    return 0
