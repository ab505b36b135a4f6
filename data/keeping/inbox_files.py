"""Files that others write, as the system has them: whole or not, still the same, moved away."""

import errno
import fcntl
import os
import shutil
import signal
import stat
import time
from pathlib import Path

from data.ledger import sync_file

QUIET = 2.0
"""Seconds for which a file must not have changed."""
LONGEST = 255
"""Bytes of the longest name that a folder takes."""

Print = tuple[int, int, int]
"""Inode, size and time of change: what tells that a file is still the same."""


def beside(path: Path, more: str, end: str) -> Path:
    """A file beside another: its stem, more and an end, the stem cut where the name is too long."""
    stem = path.name.removesuffix(path.suffix)
    while len(os.fsencode(f"{stem}{more}{end}")) > LONGEST:
        stem = stem[:-1]
    return path.with_name(f"{stem}{more}{end}")


def carry(path: Path, target: Path) -> None:
    """Move a file; its folder may be on another disk, as a share of another system is."""
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        half = beside(target.with_name(f".{target.name}"), target.suffix, ".part")
        shutil.copy2(path, half)
        sync_file(half)
        half.rename(target)
        path.unlink()


def fingerprint(path: Path) -> Print | None:
    """What tells a file from others; None for what is no file of its own (a link, a folder)."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def is_whole(path: Path) -> bool:
    """Whether nobody is writing to a file any more, as far as the system can tell."""
    if time.time() - path.stat().st_mtime < QUIET:
        return False
    if not hasattr(fcntl, "F_SETLEASE"):
        return True
    with path.open("rb") as file:
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)  # its default would end the process
        try:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except BlockingIOError:
            return False
        except OSError:  # a file system without leases, or another owner's file
            return True
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return True
