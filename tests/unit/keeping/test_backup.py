"""A backup is whole, passes its ledger check, and comes back with what was done since."""

import errno
import shutil
import stat
import threading
from pathlib import Path

import pytest

from data import backup, ledger, warehouse
from data.book import archive, atomic_replace, backup_archive, format_versions, history
from data.keeping import restore, verify
from data.refusal import Busy, Refused
from data.warehouse import Warehouse
from tests.unit.keeping.books import book_of, export, load, sums


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_backup_holds_book_ledger_and_originals_for_its_owner_alone(
    home: Path, tmp_path: Path
) -> None:
    book = book_of(home, "2026-08", "2026-09")
    path = backup.back_up(book, tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with backup_archive.opened(path) as (about, tar):
        names = tar.getnames()
    assert about["version"] == 2
    assert {"about.json", "warehouse.duckdb", "ledger.jsonl"} < set(names)
    assert len([name for name in names if name.startswith("uploads/")]) == 2
    assert backup.check(path, home) == []
    scratch = [path.name for path in (home / "tmp").iterdir()]
    assert [name for name in scratch if not name.startswith("duckdb_temp")] == []
    book.close()
    assert list((home / "tmp").iterdir()) == []


def test_a_backup_beside_the_originals_leaves_them_out(home: Path) -> None:
    book = book_of(home, "2026-09")
    path = backup.back_up(book, backup.folder_of(home))
    with backup_archive.opened(path) as (_about, tar):
        assert not [name for name in tar.getnames() if name.startswith("uploads/")]
    newest = backup.newest(home / "backups")
    assert newest is not None
    assert newest.path == path
    book.close()


def test_f12_backups_taken_while_importing_each_agree_with_their_ledger(
    home: Path, tmp_path: Path
) -> None:
    book = book_of(home, "2025-01")
    files = [export(tmp_path / "more", f"2025-{month:02d}", 20) for month in range(2, 9)]
    loading = threading.Thread(target=lambda: [load(book, file) for file in files])
    loading.start()
    kept = []
    while loading.is_alive():
        kept.append(backup.back_up(book, tmp_path / "kept"))
    loading.join()
    assert kept
    for path in kept:
        assert backup.check(path, home) == []
    assert verify.verify(book) == []
    book.close()


def test_f13_everything_is_lost_and_comes_back(home: Path, tmp_path: Path) -> None:
    book = book_of(home, "2026-07", "2026-08")
    before = sums(book)
    path = backup.back_up(book, tmp_path / "kept")
    book.close()
    shutil.rmtree(home)
    told = restore.restore(home, path)
    book = warehouse.current(home)
    assert sums(book) == before
    assert (told.version, told.repeated, told.lost) == (2, 0, [])
    assert verify.verify(book) == []
    book.close()


def test_f13_what_came_after_the_backup_is_done_again(home: Path, tmp_path: Path) -> None:
    book = book_of(home, "2026-07", "2026-08")
    path = backup.back_up(book, tmp_path / "kept")
    load(book, export(tmp_path / "later", "2026-09"))
    history.undo(book, 1, "ann")
    before = sums(book)
    book.close()
    (home / "warehouse.duckdb").unlink()
    told = restore.restore(home, path)
    book = warehouse.current(home)
    assert sums(book) == before
    assert (told.version, told.repeated, told.lost) == (4, 2, [])
    assert verify.verify(book) == []
    book.close()


def test_without_the_originals_the_backup_comes_back_and_says_what_is_missing(
    home: Path, tmp_path: Path
) -> None:
    book = book_of(home, "2026-08")
    path = backup.back_up(book, tmp_path / "kept")
    before = sums(book)
    load(book, export(tmp_path / "later", "2026-09"))
    book.close()
    for original in (home / "uploads").iterdir():
        original.unlink()
    told = restore.restore(home, path)
    assert told.repeated == 0
    assert "original of sales-2026-09.csv is missing" in told.lost[0]
    book = warehouse.current(home)
    assert sums(book) == before
    assert verify.verify(book) == []
    assert list(home.glob("ledger-*.jsonl"))
    book.close()


def test_the_old_state_is_kept_aside(home: Path, tmp_path: Path) -> None:
    book = book_of(home, "2026-08")
    path = backup.back_up(book, tmp_path / "kept")
    book.close()
    damaged = b"not a database any more"
    (home / "warehouse.duckdb").write_bytes(damaged)
    restore.restore(home, path)
    (kept,) = home.glob("warehouse-*.duckdb")
    assert kept.read_bytes() == damaged
    assert not list(home.glob("restore-*"))


def test_a_damaged_backup_changes_nothing(home: Path, tmp_path: Path) -> None:
    book = book_of(home, "2026-08")
    path = backup.back_up(book, tmp_path / "kept")
    before = sums(book)
    whole = path.read_bytes()
    at = whole.index(b"DUCK") + 60_000
    for broken in (whole[: len(whole) // 2], whole[:at] + b"\xff" * 64 + whole[at + 64 :], b"no"):
        path.write_bytes(broken)
        with pytest.raises(Refused):
            restore.restore(home, path)
        assert sums(book) == before
    book.close()


def test_a_book_in_use_elsewhere_is_not_replaced(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_of(home, "2026-08")
    path = backup.back_up(book, tmp_path / "kept")
    book.close()

    def busy(home: Path) -> None:
        raise Busy("open elsewhere")

    monkeypatch.setattr(restore, "take_over", busy)
    with pytest.raises(Busy):
        restore.restore(home, path)
    assert not list(home.glob("warehouse-*"))


def test_f2_a_replacement_that_was_cut_short_is_finished(home: Path) -> None:
    home.mkdir()
    (home / "warehouse.duckdb").write_text("old book")
    (home / "ledger.jsonl").write_text("old ledger")
    ready = home / atomic_replace.READY
    ready.mkdir()
    (ready / "warehouse.duckdb").write_text("new book")
    (home / "ledger-1.jsonl").write_text("the ledger was moved already")
    (home / "ledger.jsonl").write_text("new ledger")
    atomic_replace.finish(home)
    assert (home / "warehouse.duckdb").read_text() == "new book"
    assert (home / "ledger.jsonl").read_text() == "new ledger"
    assert not ready.exists()


def test_f14_a_book_of_an_older_release_is_copied_before_it_is_opened(home: Path) -> None:
    book = book_of(home, "2026-08")
    before = sums(book)
    book.close()
    assert not (home / "backups").exists()
    Warehouse.open(home).close()
    assert not (home / "backups").exists()
    (home / format_versions.FILE_NAME).write_text('{"duckdb": "1.4.0", "schema_version": "old"}')
    Warehouse.open(home).close()
    (kept,) = (home / "backups").glob("before-upgrade-*.tar")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert format_versions.of(home) == format_versions.current()
    restore.restore(home, kept)
    book = warehouse.current(home)
    assert sums(book) == before
    book.close()


def test_only_the_newest_of_its_own_backups_are_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "KEPT", 2)
    book = book_of(home, "2026-08")
    asked = backup.back_up(book, home / "backups")
    daily = [backup.back_up(book, home / "backups", is_daily=True) for _ in range(3)]
    backup.thin_out(home / "backups")
    left = [one.path for one in backup.backups(home / "backups")]
    assert left == [daily[2], daily[1], asked]
    book.close()


def test_no_backup_counts_that_does_not_agree(home: Path, tmp_path: Path) -> None:
    book = book_of(home, "2026-08")
    with book.transaction() as cursor:
        cursor.execute("delete from sales where row = 2")
    with pytest.raises(Refused, match="No backup was made"):
        backup.back_up(book, tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == []
    book.close()


def test_a_full_disk_is_said_before_it_is_written_to(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_of(home, "2026-08")
    monkeypatch.setattr("data.book.disk_space.free", lambda folder: 1000)
    with pytest.raises(Refused, match="MB free"):
        backup.back_up(book, tmp_path / "kept")
    assert ledger.size(home) > 0
    book.close()


def test_what_a_crash_left_half_done_is_swept_away(home: Path) -> None:
    home.mkdir()
    for name in ("restore-x", "rebuild-x", "tmp/backup-x"):
        (home / name).mkdir(parents=True)
        (home / name / "warehouse.duckdb").write_bytes(b"half")
    kept = home / "ledger-20260930.jsonl"
    kept.write_text("an old ledger")
    backup.sweep(home)
    assert sorted(path.name for path in home.rglob("*")) == [kept.name, "tmp"]


def test_half_a_copy_of_an_original_does_not_keep_the_disk_full(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "uploads").mkdir(parents=True)
    path = export(tmp_path / "exports", "2026-09")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        archive.keep(home, path, archive.digest(path))
    monkeypatch.undo()
    assert not [*(home / "uploads").iterdir()]
    archive.keep(home, path, archive.digest(path))
    assert [kept.name for kept in (home / "uploads").iterdir()] == [archive.digest(path)]


def test_a_home_that_is_behind_its_backup_loses_nothing_by_it(home: Path, tmp_path: Path) -> None:
    """A copy of the home from before the last import; the backup knows all of it, and more."""
    book = book_of(home, "2026-07")
    book.close()
    shutil.copytree(home, tmp_path / "older")
    book = book_of(home, "2026-08")
    before = sums(book)
    path = backup.back_up(book, tmp_path / "kept")
    book.close()
    told = restore.restore(tmp_path / "older", path)
    book = warehouse.current(tmp_path / "older")
    assert (told.version, told.repeated, told.lost) == (2, 0, [])
    assert sums(book) == before
    assert verify.verify(book) == []
    book.close()
