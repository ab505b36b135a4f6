"""Checks the free space of a disk before something large is written."""

import shutil
from pathlib import Path

from data.refusal import Refused
from locales import _

MB = 1_000_000


def free(folder: Path) -> int:
    """Free bytes on the disk of a folder."""
    return shutil.disk_usage(folder).free


def need_room(folder: Path, size: int) -> None:
    """Raise Refused when fewer than `size` bytes are free where a folder lies."""
    there = free(folder)
    if there < size:
        raise Refused(
            _(
                "The disk that holds {folder} has {free} MB free, and {needed} MB are needed. "
                "Do: free some space and try again."
            ).format(folder=folder, free=f"{there / MB:,.0f}", needed=f"{-(-size // MB):,}")
        )
