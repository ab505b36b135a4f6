"""The shim between a process and its disk: building it, and its switches inside that process."""

import ctypes
import errno
import shutil
import subprocess
from enum import IntEnum, IntFlag
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


class How(IntEnum):
    """What happens at the Nth call (SLOW: at every fsync)."""

    OFF = 0
    FAIL_ONCE = 1
    FAIL_ON = 2
    KILL_BEFORE = 3
    KILL_TORN = 4
    SLOW = 5


class Call(IntFlag):
    """The calls that count."""

    WRITE = 1
    SYNC = 2
    TRUNCATE = 4
    RENAME = 8
    UNLINK = 16
    CREATE = 32


CHANGES = Call.WRITE | Call.SYNC | Call.TRUNCATE | Call.RENAME | Call.UNLINK


def build(folder: Path) -> Path | None:
    """Compile the shim; None where there is no compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    target = folder / "shim.so"
    command = [compiler, "-O1", "-shared", "-fPIC", "-w", "-o", str(target), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return target


class Shim:
    """The switches, in the process that the shim is loaded into."""

    def __init__(self, library: str) -> None:
        self._library = ctypes.CDLL(library)
        self._library.shim_seen.restype = ctypes.c_long

    def arm(
        self,
        below: Path,
        how: How,
        at: int = 0,
        error: int = errno.EIO,
        calls: Call = CHANGES,
        seconds: float = 0,
    ) -> None:
        """From now on count `calls` on files below a folder; at the Nth do `how`."""
        self._library.shim_arm(
            int(how),
            ctypes.c_long(at),
            error,
            int(calls),
            ctypes.c_long(int(seconds * 1e6)),
            str(below).encode(),
        )

    def record(self, path: Path | None) -> None:
        """Write every change into a log from now on (None: no longer)."""
        self._library.shim_record(str(path).encode() if path else b"")

    def disarm(self) -> int:
        """Let everything pass; how many calls were counted."""
        self._library.shim_disarm()
        return int(self._library.shim_seen())
