"""Where everything that is kept lies, and that it is for its owner alone."""

import os
import stat
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o077
"""What is taken away from the mode of every new file and folder."""
OURS = ("uploads", "uploads/incoming", "tmp", "log")
"""Folders of the home that nobody has a reason to open to others, unlike inbox and backups."""

_umask_of_caller = PRIVATE


def home() -> Path:
    """The folder of warehouse, ledger and originals: `OCTANT_HOME`, else `var`."""
    return Path(os.environ.get("OCTANT_HOME") or "var")


def demo_home() -> Path:
    """The made-up company lives apart, below home."""
    return home() / "demo"


def keep_private() -> None:
    """Make every file and folder of this process for its owner alone from now on.

    The engine makes its log and its scratch files by itself, again and again, with what the
    process allows: only the umask reaches them.
    """
    global _umask_of_caller
    before = os.umask(PRIVATE)
    if before != PRIVATE:
        _umask_of_caller = before


def mode_for_caller() -> int:
    """The mode of a new file that somebody asked for outside the home, as their umask has it."""
    return 0o666 & ~_umask_of_caller


def prepare(at: Path) -> None:
    """Make a home, or close it to others: a folder that is still empty, and the files of releases
    that left their mode to the umask. What was opened on purpose (home, inbox, backups) stays."""
    keep_private()
    is_fresh = not at.exists() or not any(at.iterdir())
    for folder in (at, at / "uploads", at / "tmp"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folders = [at / name for name in OURS if (at / name).is_dir()]
    for folder in [*folders, *([at] if is_fresh else [])]:
        _close(folder, 0o700)
    for path in [*at.iterdir(), *(at / "log").glob("*")]:
        _close(path, 0o600)


def _close(path: Path, mode: int) -> None:
    """Give a file or folder of ours this mode where others may do anything with it."""
    with suppress(OSError):  # gone meanwhile, or another account's
        found = path.lstat()
        is_meant = stat.S_ISDIR if mode == 0o700 else stat.S_ISREG
        if is_meant(found.st_mode) and found.st_mode & PRIVATE:
            path.chmod(mode)
