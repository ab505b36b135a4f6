"""Files of a home replaced together: all of them or none, whenever the power goes.

The new files are made ready in a folder. Renaming that folder is the one moment that counts: from
then on the next one to open the book finishes what was begun.
"""

from pathlib import Path

from data.clock import now
from data.ledger import sync_file, sync_folder

READY = "replacing"


def replace(home: Path, fresh: Path) -> list[Path]:
    """Put the files in the folder `fresh` (below `home`) in the place of those of the same name.

    Returns where the files of before are kept.
    """
    for path in fresh.iterdir():
        sync_file(path)
    sync_folder(fresh)
    fresh.rename(home / READY)
    sync_folder(home)
    return finish(home)


def finish(home: Path) -> list[Path]:
    """End a replacement that was begun. What was there before stays beside it, dated."""
    ready = home / READY
    if not ready.is_dir():
        return []
    aside = []
    stamp = f"{now():%Y%m%dT%H%M%S%f}"
    for path in sorted(ready.iterdir()):
        old = home / path.name
        kept = kept_as(old, stamp)
        log = old.with_name(f"{old.name}.wal")
        if log.exists():
            log.rename(kept.with_name(f"{kept.name}.wal"))
        if old.exists():
            old.rename(kept)
            aside.append(kept)
        path.replace(old)
    ready.rmdir()
    sync_folder(home)
    return aside


def kept_as(old: Path, stamp: str) -> Path:
    """Where an old file is kept."""
    return old.with_name(f"{old.stem}-{stamp}{old.suffix}")
