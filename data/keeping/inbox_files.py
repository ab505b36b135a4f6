"""Files that others write, as the system has them: whole or not, still the same, moved away.

Who may write into the inbox may also put a link, a pipe or another file where we have just looked.
So a file is opened once, without following links, looked at through its descriptor, and only what
that descriptor gives is ever read.
"""

import errno
import fcntl
import os
import shutil
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from data.book.disk_space import need_room
from data.refusal import Refused
from locales import _

QUIET = 2.0
"""Seconds for which a file must not have changed."""
LONGEST = 255
"""Bytes of the longest name that a folder takes."""
BLOCK = 1 << 20
ENDINGS = frozenset(
    (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsb", ".ods", ".htm", ".html", ".xml", ".json")
) | {".zip", ".gz"}
"""How the names of files end; a folder that is called so is no source."""

Print = tuple[int, int, int]
"""Inode, size and time of change: what tells that a file is still the same."""


class Changing(Exception):  # noqa: N818
    """The file is another than the one that was looked at, or somebody writes to it."""


def beside(path: Path, more: str, end: str) -> Path:
    """A file beside another: its stem, more and an end, the stem cut where the name is too long."""
    stem = path.name.removesuffix(path.suffix)
    while len(os.fsencode(f"{stem}{more}{end}")) > LONGEST:
        stem = stem[:-1]
    return path.with_name(f"{stem}{more}{end}")


def fingerprint(path: Path) -> Print | None:
    """What tells a file from others; None for what is no file of its own (a link, a folder)."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return _print(found) if stat.S_ISREG(found.st_mode) else None


def _print(found: os.stat_result) -> Print:
    return found.st_ino, found.st_size, found.st_mtime_ns


def strange(path: Path) -> str:
    """Why what lies in the inbox is neither a file nor a source's folder; empty when it is."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return ""
    if stat.S_ISREG(mode) or (stat.S_ISDIR(mode) and path.suffix.lower() not in ENDINGS):
        return ""
    if stat.S_ISDIR(mode):
        return _("This is a folder with the name of a file. Do: put the files themselves here.")
    if stat.S_ISLNK(mode):
        return _("This is a link, and links are not followed. Do: put the file itself here.")
    return _("This is a pipe or a device. Do: put a file here.")


@contextmanager
def opened(path: Path, inbox: Path) -> Iterator[BinaryIO]:
    """A file below the inbox, opened once without following a link on the way to it.

    Raises Refused for what is no plain file of its own: a second name of a file somewhere else
    would have us read what its writer may not.
    """
    descriptor = _descriptor(path, inbox)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise Refused(_("This is a pipe or a device. Do: put a file here."))
        if found.st_nlink > 1:
            raise Refused(
                _("The file has another name somewhere else (a hard link). Do: put a copy here.")
            )
        yield file


def _descriptor(path: Path, inbox: Path) -> int:
    """Each folder is opened in the one before, so that none can be exchanged for a link."""
    *folders, name = path.relative_to(inbox).parts
    at = os.open(inbox, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder in folders:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
            below = os.open(folder, flags, dir_fd=at)
            os.close(at)
            at = below
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=at)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO, errno.ENOTDIR):
            text = _("This is a link, and links are not followed. Do: put the file itself here.")
            raise Refused(text) from error
        raise
    finally:
        os.close(at)


@contextmanager
def copied(path: Path, inbox: Path, as_is: Print, room: Path) -> Iterator[Path]:
    """A copy of the file that was looked at, in a folder of ours below `room`.

    Raises Changing where it is another file, or is written to meanwhile; Refused, OSError.
    """
    with opened(path, inbox) as file:
        before = os.fstat(file.fileno())
        if _print(before) != as_is or not is_whole(file):
            raise Changing
        need_room(room, before.st_size)
        with TemporaryDirectory(dir=room, prefix="inbox-") as folder:
            copy = Path(folder) / "file"
            _copy(file, copy)
            after = os.fstat(file.fileno())
            if (_print(after), after.st_ctime_ns) != (as_is, before.st_ctime_ns):
                raise Changing
            yield copy


def _copy(file: BinaryIO, target: Path) -> None:
    """Copy what a descriptor gives into a new file of ours."""
    target.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(target, flags, 0o600), "wb") as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy, BLOCK)
        copy.flush()
        os.fsync(copy.fileno())


def is_whole(file: BinaryIO) -> bool:
    """Whether nobody is writing to a file any more, as far as the system can tell."""
    if time.time() - os.fstat(file.fileno()).st_mtime < QUIET:
        return False
    if not hasattr(fcntl, "F_SETLEASE"):
        return True
    fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)  # its default would end the process
    try:
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return False
    except OSError:  # a file system without leases, or another owner's file
        return True
    fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return True


def folder_for(path: Path) -> Path:
    """A folder of ours in the inbox, made when it is not there. Raises OSError where somebody else
    has put a link in its place; a link that the owner of the inbox has put is where it leads."""
    path.mkdir(exist_ok=True, mode=0o700)
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode) and found.st_uid not in (os.geteuid(), 0):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return path


def carry(path: Path, target: Path) -> Print | None:
    """Move a file; what was moved. Its folder may be on another disk, as a share of another system
    is: then what its descriptor gives is copied."""
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return _carry_over(path, target)
    return fingerprint(target)


def _carry_over(path: Path, target: Path) -> Print:
    half = beside(target.with_name(f".{target.name}"), target.suffix, ".part")
    with opened(path, path.parent) as file:
        found = os.fstat(file.fileno())
        _copy(file, half)
        os.utime(half, ns=(found.st_atime_ns, found.st_mtime_ns))
        half.rename(target)
        if fingerprint(path) == _print(found):
            path.unlink()
        return _print(found)


def give_back(target: Path, path: Path) -> None:
    """Put back what was moved in the place of the file that was meant; what lies there stays."""
    with suppress(FileExistsError):
        os.link(target, path, follow_symlinks=False)
        target.unlink()


def for_owner_alone(path: Path) -> None:
    """Keep others from reading a file, where it is ours."""
    with suppress(OSError):  # a file of another system's account, in a folder that is closed to it
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)


def write_new(path: Path, text: str) -> None:
    """Write a file that nobody else has laid out for us."""
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
