"""Whether a child still makes progress, however long its work takes."""

import time
from contextlib import suppress
from pathlib import Path

CHECK_EVERY = 0.5
"""Seconds between two looks at what the system knows of a child."""
STEP = 1 << 18
"""Bytes that were read or written, or memory more than ever before, that count as getting on."""


class Watch:
    """Looks at one child and what it started.

    It makes progress while it reports something new, reads or writes more than that, or takes
    more memory than ever before: files and memory end by themselves. A child that only burns
    processor time, repeats its last report, or sleeps makes no progress.
    """

    def __init__(self, pid: int, patience: float) -> None:
        self.pid, self.patience = pid, patience
        self._moved_at = self._checked_at = time.monotonic()
        self._last_message: object = None
        self._moved = self._most = 0

    def hangs(self, message: object = None, received: int = 0) -> bool:
        """Whether nothing has moved for longer than our patience.

        `message` is the child's last progress report, `received` the bytes of all its reports.
        """
        now = time.monotonic()
        if message != self._last_message:
            self._last_message, self._moved_at = message, now
        elif now - self._checked_at >= min(CHECK_EVERY, self.patience / 4):
            self._checked_at = now
            self._check(now, received)
        return now - self._moved_at > self.patience

    def _check(self, now: float, received: int) -> None:
        family = _family(self.pid)
        moved, most = sum(map(_moved, family)) - received, sum(map(_most, family))
        if moved > self._moved + STEP or most > self._most + STEP:
            self._moved_at = now
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
