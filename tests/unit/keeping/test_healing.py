"""An engine that gives itself up, a disk that fills: readers go on without a restart."""

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import duckdb
import pytest

from data import intake, ledger, warehouse
from data.book import engine, error_messages
from data.ingest.model import InputFile, ReadOptions
from data.keeping import health, verify
from data.refusal import Busy, Refused
from data.warehouse import Warehouse
from tests.unit.keeping.books import book_of, export, load, sums

INVALID = "FATAL Error: Failed: database has been invalidated because of a previous fatal error."


class GivenUp:
    """A connection whose engine answers no more, as after a disk full inside a checkpoint."""

    def __init__(self, real: duckdb.DuckDBPyConnection) -> None:
        self.real = real
        self.closed = False

    def cursor(self) -> "GivenUp":
        return self

    def execute(self, *_said: object) -> None:
        raise duckdb.FatalException(INVALID)

    def interrupt(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        self.closed = True
        self.real.close()


Asks = Callable[[duckdb.DuckDBPyConnection], AbstractContextManager[duckdb.DuckDBPyConnection]]
ENDLESS = (
    "select count(*) from range(1e9::bigint) a, range(1000) b where (a.range + b.range) % 7 = 8"
)


def give_up(book: Warehouse) -> GivenUp:
    dead = GivenUp(book._connection)
    book._connection = dead  # type: ignore[assignment]
    return dead


def test_f4_every_handle_is_closed_and_the_file_opened_again(tmp_path: Path) -> None:
    book = book_of(tmp_path / "home", "2026-08")
    before = sums(book)
    held = book.cursor()
    dead = give_up(book)
    assert sums(book) == before
    assert dead.closed
    with pytest.raises(duckdb.ConnectionException):
        held.execute("select 1")
    load(book, export(tmp_path / "more", "2026-09"))
    assert verify.verify(book) == []
    book.close()


def test_f4_many_readers_heal_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = book_of(tmp_path / "home", "2026-08")
    before = sums(book)
    opened = []
    connect = engine.connect
    monkeypatch.setattr(engine, "connect", lambda path: opened.append(path) or connect(path))
    give_up(book)
    answers: list[object] = []
    readers = [threading.Thread(target=lambda: answers.append(sums(book))) for _n in range(12)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(20)
    assert answers == [before] * 12
    assert len(opened) == 1
    book.close()


def test_f4_health_is_red_until_it_opens_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_of(tmp_path / "home", "2026-08")

    def closed(path: Path) -> duckdb.DuckDBPyConnection:
        raise duckdb.IOException("not now")

    with monkeypatch.context() as broken:
        broken.setattr(engine, "connect", closed)
        give_up(book)
        told = {finding.what: finding for finding in health.readiness(book)}
        assert told["database"].state == health.BAD
        assert told["database"].sentence == "The warehouse does not answer."
    told = {finding.what: finding for finding in health.readiness(book)}
    assert told["database"].state == health.GOOD
    book.close()


def test_a_closed_book_stays_closed(tmp_path: Path) -> None:
    book = book_of(tmp_path / "home")
    book.close()
    with pytest.raises(duckdb.ConnectionException):
        book.cursor()


@pytest.mark.parametrize("asks", [nullcontext, engine.within], ids=["cursor", "cursor_of_it"])
def test_a_book_is_closed_under_who_still_asks(tmp_path: Path, asks: Asks) -> None:
    """A rebuild or restore puts another file in its place: nothing may hold the old one."""
    book = book_of(tmp_path / "home", "2026-08")
    begun, told = threading.Event(), []

    def ask() -> None:
        with book.cursor() as handed, asks(handed) as cursor:
            begun.set()
            try:
                cursor.execute(ENDLESS).fetchall()
            except duckdb.Error as error:
                told.append(error_messages.in_words(error, book.home))

    reader = threading.Thread(target=ask)
    reader.start()
    assert begun.wait(10)
    book.close()
    with pytest.raises(duckdb.ConnectionException):
        book.cursor()
    reader.join(10)
    assert isinstance(told[0], Busy)
    book.path.rename(book.path.with_name("aside.duckdb"))
    fresh = Warehouse.open(book.home)
    assert fresh.version() == 0
    fresh.close()


def test_a_book_that_fails_while_it_opens_is_no_endless_wait(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "ledger.jsonl").mkdir(parents=True)  # a ledger that nobody can read
    told: list[BaseException] = []

    def ask() -> None:
        with pytest.raises(OSError) as failed:
            warehouse.current(home)
        told.append(failed.value)

    reader = threading.Thread(target=ask, daemon=True)
    reader.start()
    reader.join(20)
    assert isinstance(told[0], IsADirectoryError)
    (home / "ledger.jsonl").rmdir()
    book = warehouse.current(home)
    assert book.version() == 0
    book.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB; only root can have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m", "none", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if made.returncode:
        pytest.skip("a small disk needs the right to mount one")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(book: Warehouse) -> None:
    """Change after change until the disk is full."""
    for n in range(400):
        with book.transaction() as cursor:
            cursor.execute(f"insert into filler select hash(range + {n}) from range(100000)")
        with book.cursor() as cursor:
            cursor.execute("checkpoint")


def test_f3_f4_a_disk_full_inside_a_checkpoint_costs_a_message(
    small_disk: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(15_000_000))
    book = book_of(small_disk / "home")
    load(book, export(tmp_path / "exports", "2026-08"))
    before = sums(book)
    with book.cursor() as cursor:
        cursor.execute("create table filler as select hash(range) a from range(1000)")
    with pytest.raises((Refused, duckdb.Error)):
        fill(book)
    assert sums(book) == before
    assert "gave itself up" in caplog.text
    (small_disk / "rest").write_bytes(bytes(shutil.disk_usage(small_disk).free))
    assert health.worst(health.readiness(book)) == health.BAD
    with pytest.raises(Refused, match="free"):
        load(book, export(tmp_path / "exports", "2026-09", 25))
    assert sums(book) == before
    ballast.unlink()
    load(book, export(tmp_path / "exports", "2026-09", 25))
    assert verify.verify(book) == []
    assert {finding.state for finding in health.readiness(book)[:2]} == {health.GOOD}
    book.close()


def test_f3_too_little_room_is_said_before_an_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_of(tmp_path / "home")
    path = export(tmp_path, "2026-09")
    monkeypatch.setattr("data.book.disk_space.free", lambda folder: 3 * path.stat().st_size - 1)
    proposal = intake.propose(book, [InputFile(path.name, path)], ReadOptions())
    with pytest.raises(Refused, match="MB are needed"):
        intake.confirm(book, proposal, "ann")
    assert book.version() == 0
    assert ledger.size(book.home) == 0
    monkeypatch.setattr("data.book.disk_space.free", lambda folder: 3 * path.stat().st_size)
    assert intake.confirm(book, proposal, "ann")[0].status == "loaded"
    book.close()
