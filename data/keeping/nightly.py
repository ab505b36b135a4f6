"""Once a day: a backup, and the newest backup opened again. What came of it is written down."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from data import backup, ledger
from data.clock import now
from data.refusal import Refused
from data.warehouse import Warehouse

A_DAY = timedelta(days=1)
FILE_NAME = "checked.json"


@dataclass(frozen=True)
class Checked:
    """The last check of a backup: which, when (UTC), and what was wrong with it."""

    path: Path
    checked_at: datetime
    problems: tuple[str, ...]


def keep(warehouse: Warehouse) -> None:
    """Back the book up and check the newest backup, where either is a day ago."""
    home = warehouse.home
    folder = backup.folder_of(home)
    if ledger.size(home) == 0:
        return
    latest = backup.newest(folder)
    if latest is None or not timedelta() <= now() - latest.made_at < A_DAY:
        try:
            back_up(warehouse, is_daily=True)
        except Refused as refused:
            _note(home, Checked(folder, now(), (str(refused),)))
        return
    last = last_check(home)
    if last is None or last.path != latest.path or now() - last.checked_at >= A_DAY:
        _note(home, Checked(latest.path, now(), tuple(backup.check(latest.path, home))))


def back_up(warehouse: Warehouse, is_daily: bool = False) -> Path:
    """Make a backup in Octant's own folder of them, and note that it is good. Raises Refused."""
    folder = backup.folder_of(warehouse.home)
    path = backup.back_up(warehouse, folder, is_daily)
    _note(warehouse.home, Checked(path, now(), ()))
    backup.thin_out(folder)
    return path


def last_check(home: Path) -> Checked | None:
    """What the last check of a backup found, if there was one."""
    try:
        told = json.loads((home / FILE_NAME).read_text(encoding="utf-8"))
        problems: Sequence[str] = told["problems"]
        at = datetime.fromisoformat(told["checked_at"])
        return Checked(Path(told["path"]), at, tuple(problems))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(home: Path, checked: Checked) -> None:
    told = {
        "path": str(checked.path),
        "checked_at": checked.checked_at.isoformat(),
        "problems": list(checked.problems),
    }
    scratch = home / f".{FILE_NAME}.new"
    scratch.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    scratch.replace(home / FILE_NAME)
