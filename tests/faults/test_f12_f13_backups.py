"""F12: a backup while importing. F13: the book is deleted and comes back to the same answers."""

import threading
import time
from pathlib import Path

from data import backup
from data.rebuild import rebuild
from data.restore import restore
from data.warehouse import FILE_NAME, Warehouse
from tests.faults.books import Story, export, load, picture
from tests.faults.report import Tried


def test_f12_every_backup_while_importing_is_whole(
    own_home: Path, tmp_path: Path, tried: Tried
) -> None:
    warehouse = Warehouse.open(own_home)
    load(warehouse, export(tmp_path, 2026, 1, 50))
    is_over = threading.Event()

    def importing() -> None:
        edition = 1
        while not is_over.is_set():
            load(warehouse, export(tmp_path, 2026, 1 + edition % 3, 50 + edition, edition))
            edition += 1

    thread = threading.Thread(target=importing)
    thread.start()
    try:
        made = [backup.back_up(warehouse, tmp_path / "backups") for _ in range(3)]
    finally:
        is_over.set()
        thread.join()
    version = warehouse.version()
    warehouse.close()
    for path in made:
        assert backup.check(path, own_home) == []
    tried |= {"backups": len(made), "versions_meanwhile": version}


def test_f13_rebuilt_from_the_originals(restated: Story, tmp_path: Path, tried: Tried) -> None:
    home = restated.copy(tmp_path / "home")
    _load(home, restated)
    (home / FILE_NAME).unlink()
    start = time.monotonic()
    rebuild(home)
    tried["seconds"] = f"{time.monotonic() - start:.1f}"
    assert picture(home) == restated.after


def test_f13_restored_from_the_newest_backup(restated: Story, tmp_path: Path, tried: Tried) -> None:
    home = restated.copy(tmp_path / "home")
    warehouse = Warehouse.open(home)
    kept = backup.back_up(warehouse, tmp_path / "backups")
    warehouse.close()
    _load(home, restated)
    (home / FILE_NAME).unlink()
    start = time.monotonic()
    told = restore(home, kept)
    tried["seconds"] = f"{time.monotonic() - start:.1f}"
    assert (told.repeated, told.lost) == (1, [])
    assert picture(home) == restated.after


def _load(home: Path, story: Story) -> None:
    warehouse = Warehouse.open(home)
    load(warehouse, *story.files, who="ben")
    warehouse.close()
