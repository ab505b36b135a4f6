"""Every day a backup, every night a look into the newest one, and health says what came of it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data import backup, clock, ledger, warehouse
from data.keeping import health, nightly
from data.keeping.health import ATTENTION, BAD, GOOD
from data.warehouse import Warehouse
from tests.unit.keeping.books import book_of, export, load


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return REAL() + self.ahead


REAL = clock.now


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Clock:
    turned = Clock()
    for module in (backup, nightly, health):
        monkeypatch.setattr(module, "now", turned)
    return turned


@pytest.fixture
def book(tmp_path: Path) -> Warehouse:
    return book_of(tmp_path / "home", "2026-08")


def states(book: Warehouse) -> dict[str, str]:
    return {finding.what: finding.state for finding in health.examine(book)}


def made(book: Warehouse) -> list[Path]:
    return [one.path for one in backup.backups(book.home / "backups")]


def test_an_empty_book_needs_no_backup(tmp_path: Path) -> None:
    book = book_of(tmp_path / "home")
    nightly.keep(book)
    assert made(book) == []
    told = states(book)
    told.pop("disk")  # that of the machine
    assert set(told.values()) == {GOOD}


def test_o7_a_backup_a_day_and_one_check_a_night(book: Warehouse, later: Clock) -> None:
    assert states(book)["backup"] == ATTENTION
    nightly.keep(book)
    nightly.keep(book)
    (first,) = made(book)
    assert states(book)["backup"] == GOOD
    later.ahead = timedelta(hours=23)
    nightly.keep(book)
    assert made(book) == [first]
    later.ahead = timedelta(hours=25)
    assert states(book)["backup"] == ATTENTION
    nightly.keep(book)
    assert len(made(book)) == 2
    checked = nightly.last_check(book.home)
    assert checked is not None
    assert checked.path == made(book)[0]
    assert (states(book)["backup"], states(book)["check"]) == (GOOD, GOOD)


def test_a_backup_that_decayed_is_found_at_night(book: Warehouse, later: Clock) -> None:
    path = nightly.back_up(book)
    whole = path.read_bytes()
    at = whole.index(b"DUCK") + 60_000
    path.write_bytes(whole[:at] + b"\xff" * 64 + whole[at + 64 :])
    later.ahead = timedelta(hours=24)
    (book.home / nightly.FILE_NAME).unlink()
    later.ahead = timedelta(hours=1)
    nightly.keep(book)
    told = {finding.what: finding for finding in health.examine(book)}
    assert told["check"].state == BAD
    assert "warehouse.duckdb in the backup" in told["check"].sentence


def test_an_old_backup_is_bad(book: Warehouse, later: Clock) -> None:
    nightly.back_up(book)
    later.ahead = timedelta(days=8)
    assert states(book)["backup"] == BAD


def test_a_backup_that_cannot_be_made_is_told(
    book: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.book.disk_space.free", lambda folder: 0)
    nightly.keep(book)
    told = {finding.what: finding for finding in health.examine(book)}
    assert told["check"].state == BAD
    assert "MB free" in told["check"].sentence


def test_f10_a_book_that_lost_a_version_is_bad(book: Warehouse) -> None:
    assert states(book)["ledger"] == GOOD
    with book.transaction() as cursor:
        cursor.execute("delete from versions")
    assert states(book)["ledger"] == BAD


def test_a_change_that_is_just_ending_is_no_loss(book: Warehouse) -> None:
    (loaded,) = ledger.told(book.home).done
    ledger.append(book.home, {**loaded, "version": 2})
    assert states(book)["ledger"] == GOOD


def test_a_disk_that_fills_is_told(book: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, expected in ((300, GOOD), (150, ATTENTION), (40, BAD)):
        usage = type("Usage", (), {"total": 1_000_000_000, "free": free * 1_000_000})
        monkeypatch.setattr(health.shutil, "disk_usage", lambda _folder, usage=usage: usage)
        assert states(book)["disk"] == expected


def test_a_folder_that_cannot_be_written_is_bad(
    book: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_where: object) -> None:
        raise PermissionError(13, "not here")

    monkeypatch.setattr(health.tempfile, "TemporaryFile", refuse)
    assert states(book)["folder"] == BAD


def test_records_left_out_are_counted(book: Warehouse, tmp_path: Path) -> None:
    path = export(tmp_path, "2026-09")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.splitlines()[-1] + "\n", encoding="utf-8")
    load(book, path, duplicates="drop")
    told = {finding.what: finding for finding in health.examine(book)}
    assert told["rejected"].state == ATTENTION
    assert told["rejected"].sentence == "1 record of the loaded files was left out."
    assert warehouse.current(book.home) is book


def test_a_backup_that_a_wrong_clock_dated_ahead_does_not_end_the_daily_ones(
    book: Warehouse, later: Clock
) -> None:
    """The clock stood a year ahead for one backup; today's are made and named all the same."""
    later.ahead = timedelta(days=365)
    nightly.keep(book)
    later.ahead = timedelta()
    for days in (0, 2):
        later.ahead = timedelta(days=days)
        nightly.keep(book)
        nightly.keep(book)
    assert len(made(book)) == 3
    newest = backup.newest(book.home / "backups")
    assert newest is not None
    assert newest.made_at <= later()
    assert states(book)["backup"] == GOOD
