"""One call carried out: a fork asked for, its progress passed on, and its end put into words."""

import errno
import json
import logging
import os
import selectors
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGXCPU

from data.refusal import Refused
from data.sandbox.call import RESULT, TRACE
from data.sandbox.warm_worker import Child, called, end, refused
from data.sandbox.watchdog import Watch
from locales import _

Progress = Callable[[float, str], None]
log = logging.getLogger("octant")

PATIENCE = 20.0
"""Seconds for which a reader may make no progress."""
TICK = 0.2
DISK_IS_FULL = (errno.ENOSPC, errno.EDQUOT)
MAY_NOT_WRITE = (errno.EACCES, errno.EPERM, errno.EROFS)


class Ended(Exception):  # noqa: N818
    """The reader came to no end of its own; `reason` says how, as a problem does."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def disk_in_words(folder: Path) -> Iterator[None]:
    """What the disk says when a folder on it cannot be written is raised as the refusal."""
    try:
        yield
    except OSError as error:
        if error.errno in DISK_IS_FULL:
            text = _("The disk that holds {folder} is full. Do: free some space and try again.")
            raise Refused(text.format(folder=folder.parent)) from error
        if error.errno in MAY_NOT_WRITE:
            text = _("{folder} cannot be written. Do: see that Octant may read and write there.")
            raise Refused(text.format(folder=folder)) from error
        raise


def run(folder: Path, size: int, progress: Progress) -> None:
    """Have the call done. Raises Ended where the reader came to no end of its own."""
    for _attempt in range(2):  # a template that has waited for long may end just as it is asked
        child = called(folder, size)
        try:
            status = _followed(child, progress)
        except BaseException:
            end(child)
            raise
        if status is not None:
            break
        end(child)
    else:
        raise refused(_("it ended at once"))
    if status != 0 or not (folder / RESULT).exists():
        _explain(folder, status)


def _explain(folder: Path, status: int) -> None:
    """Raise for what became of a fork that ended with a status of the system."""
    if (folder / TRACE).exists():
        log.error("a file ended its reader: %s", (folder / TRACE).read_text(encoding="utf-8"))
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) in DISK_IS_FULL:
        raise OSError(os.WEXITSTATUS(status), os.strerror(os.WEXITSTATUS(status)))
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == SIGXCPU:
        raise Ended(_("a file whose reading comes to no end"))
    raise Ended(_("a file that ends its reader, for its size or its form"))


def _followed(child: Child, progress: Progress) -> int | None:
    """Pass on the progress of a fork until it ends; its status, None where none was begun."""
    assert child.stdout is not None
    step, rest, received, begun = (0.0, ""), b"", 0, False
    watch = Watch(child.pid, PATIENCE)
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            if watch.hangs(step, received):
                raise Ended(_("a file whose reading comes to no end"))
            lines: list[bytes] = []
            if selector.select(TICK):
                block = os.read(child.stdout.fileno(), 1 << 16)
                if not block:
                    end(child)
                    return 1 if begun else None
                received += len(block)
                *lines, rest = (rest + block).split(b"\n")
            for what, *about in map(json.loads, filter(None, lines)):
                begun |= what == "begun"
                if what == "ended":
                    return int(about[0])
                if what == "failed":
                    raise refused(about[0])
                if what == "progress":
                    step = float(about[0]), str(about[1])
                    progress(*step)
            progress(*step)
