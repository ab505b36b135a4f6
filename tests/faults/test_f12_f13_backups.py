"""F12: a backup while importing. F13: the book is deleted and comes back to the same answers."""

import shutil
import threading
import time
from pathlib import Path

import pytest

from data import backup
from data.book import history
from data.keeping.rebuild import rebuild
from data.keeping.restore import restore
from data.warehouse import FILE_NAME, Warehouse
from tests.faults import everything
from tests.faults.answers import answers
from tests.faults.books import Story, export, load, picture
from tests.faults.kept import Tried


def back_up_while_importing(own_home: Path, tmp_path: Path, tried: Tried, times: int) -> None:
    """Import, undo and back up at once; every backup agrees with its ledger."""
    warehouse = Warehouse.open(own_home)
    load(warehouse, export(tmp_path, 2026, 1, 50))
    is_over = threading.Event()

    def importing() -> None:
        edition = 1
        while not is_over.is_set():
            load(warehouse, export(tmp_path, 2026, 1 + edition % 3, 50 + edition, edition))
            if edition % 4 == 0:
                history.undo(warehouse, warehouse.version(), "ben")
            edition += 1

    thread = threading.Thread(target=importing)
    thread.start()
    try:
        made = [backup.back_up(warehouse, tmp_path / "backups") for _ in range(times)]
    finally:
        is_over.set()
        thread.join()
    version = warehouse.version()
    warehouse.close()
    for path in made:
        assert backup.check(path, own_home) == []
    tried |= {"backups": len(made), "versions_meanwhile": version}


def test_f12_every_backup_while_importing_is_whole(
    own_home: Path, tmp_path: Path, tried: Tried
) -> None:
    back_up_while_importing(own_home, tmp_path, tried, 3)


@pytest.mark.faults
def test_f12_many_backups_while_importing_are_whole(
    own_home: Path, tmp_path: Path, tried: Tried
) -> None:
    back_up_while_importing(own_home, tmp_path, tried, 40)


def test_f13_rebuilt_from_the_originals(restated: Story, tmp_path: Path, tried: Tried) -> None:
    home = restated.copy(tmp_path / "home")
    _load(home, restated)
    (home / FILE_NAME).unlink()
    start = time.monotonic()
    rebuild(home)
    tried["seconds"] = f"{time.monotonic() - start:.1f}"
    assert picture(home) == restated.after


@pytest.mark.faults
def test_f13_of_a_book_with_everything_no_answer_is_lost(tmp_path: Path, tried: Tried) -> None:
    """Words, merges, rulers, closes, rows set aside, mappings: rebuilt, then restored."""
    home = tmp_path / "home"
    everything.tell(home, tmp_path / "desk")
    before, names = answers(home), remembered(home)
    warehouse = Warehouse.open(home)
    kept = backup.back_up(warehouse, tmp_path / "backups")
    warehouse.close()
    (home / FILE_NAME).unlink()
    rebuild(home)
    assert (answers(home), remembered(home)) == (before, names)
    shutil.rmtree(home)
    restore(home, kept)
    assert (answers(home), remembered(home)) == (before, names)
    tried["questions_asked"] = len(before)


def remembered(home: Path) -> list[tuple[object, ...]]:
    """What was remembered of each source, set aside, merged, closed and ruled."""
    warehouse = Warehouse.open(home)
    try:
        with warehouse.cursor() as cursor:
            return [
                row
                for table in (
                    "mappings",
                    "aside",
                    "not_sales",
                    "account_merges",
                    "closings",
                    "rulers",
                )
                for row in cursor.execute(f"select * from {table} order by all").fetchall()
            ]
    finally:
        warehouse.close()


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
