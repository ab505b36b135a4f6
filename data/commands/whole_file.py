"""A file that somebody asked for: all of it or none, whatever goes wrong while it is written."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from data.home import mode_for_caller


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """A text file (UTF-8, newlines as given) that is at `path` once the block has ended well.

    What was there stays when it raises. A pipe or a device is written to directly.
    """
    there = path.resolve()
    mode = there.stat().st_mode if there.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    scratch = there.with_name(f".{there.name}.{os.getpid()}")
    try:
        with scratch.open("w", encoding="utf-8", newline="") as file:
            yield file
        scratch.chmod(mode_for_caller() if mode is None else stat.S_IMODE(mode))
        scratch.replace(there)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise type(error)(error.errno, error.strerror, str(path)) from error
    finally:
        scratch.unlink(missing_ok=True)
