"""Everything in a home is for its owner alone, whatever the umask of whoever runs Octant."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import backup, warehouse
from data import home as homes
from data.book import history
from data.commands.whole_file import written_whole
from data.ingest.model import InputFile, ReadOptions
from data.intake import confirm, propose
from data.keeping import nightly, page_entries
from data.keeping.inbox import Inbox
from data.keeping.ledger_rebuild import renew
from data.keeping.rebuild import rebuild
from data.keeping.restore import restore
from data.warehouse import Warehouse
from tests.unit.keeping.books import HEADER, export, load

ROOT = Path(__file__).parents[3]


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(homes, "_umask_of_caller", homes.PRIVATE)
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def open_to_others(home: Path) -> list[str]:
    """Files and folders of a home that others may do anything with, and its own folder."""
    every = [home, *home.rglob("*")]
    return [f"{path} {path.stat().st_mode:o}" for path in every if path.stat().st_mode & 0o077]


def assert_private(home: Path) -> None:
    assert open_to_others(home) == []
    for path in home.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_all_that_a_running_book_makes(umask: int, tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    book = Warehouse.open(home)
    load(book, export(tmp_path / "exports", "2026-08"))
    with book.transaction() as cursor:
        cursor.execute("create temp table x as select * from range(10)")
    load(book, export(tmp_path / "exports", "2026-09"))
    assert (home / "warehouse.duckdb.wal").exists(), "the log is there to be looked at"
    assert_private(home)
    history.undo(book, 1, "ann")
    page_entries.save_words(book, [("dear", "price")], "ann")
    box = Inbox(book)
    box.prepare()
    for name, rows in (("good", "5"), ("bad", "many")):
        path = box.folder / "erp" / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{HEADER}1,1,2026-07-01,A1,One,{rows}\n", encoding="utf-8")
        os.utime(path, (1, 1))
    box.look()
    box.look()
    assert (home / "inbox" / "refused" / "erp" / "bad.csv.txt").exists()
    kept = backup.back_up(book, backup.folder_of(home))
    nightly.keep(book)
    assert_private(home)
    book.close()
    rebuild(home)
    renew(home, "ann")
    restore(home, kept)
    Warehouse.open(home).close()
    assert_private(home)


def test_rows_set_aside_and_a_cold_start_after_a_kill(umask: int, tmp_path: Path) -> None:
    home = tmp_path / "home"
    book = Warehouse.open(home)
    path = tmp_path / "bad.csv"
    path.write_text(f"{HEADER}1,1,2026-07-01,A1,One,5\n2,1,2026-07-01,A1,One,many\n")
    options = ReadOptions(set_aside=True)
    confirm(book, propose(book, [InputFile(path.name, path)], options), "ann")
    code = "import os, sys; from pathlib import Path; from data.warehouse import Warehouse\n"
    code += "book = Warehouse.open(Path(sys.argv[1])); t = book.transaction(is_awaited=True)\n"
    code += "c = t.__enter__(); c.execute(\"insert into events values (99, '{}')\")\n"
    code += "t.__exit__(None, None, None); os._exit(9)\n"
    book.close()
    command = [sys.executable, "-c", code, str(home)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run(command, env=env, cwd=ROOT, check=False).returncode == 9
    assert (home / "warehouse.duckdb.wal").exists()
    assert_private(home)


def test_the_commands_keep_the_home_private_and_what_was_asked_for_as_asked(
    umask: int, tmp_path: Path
) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept"
    file, out = export(tmp_path / "exports", "2026-09"), tmp_path / "clean.csv"
    env = {**os.environ, "OCTANT_HOME": str(home), "PYTHONPATH": str(ROOT)}

    def run(*words: str) -> None:
        command = [sys.executable, "-m", *words]
        finished = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, check=False)
        assert finished.returncode == 0, finished.stderr.decode()

    run("data", "load", str(file))
    run("data", "backup", str(kept))
    run("data", "rebuild")
    run("data", "read", str(file), "-o", str(out))
    run("analytics", "rfm", "--format", "csv", "-o", str(tmp_path / "rfm.csv"))
    assert_private(home)
    assert_private(kept)
    for asked in (out, tmp_path / "rfm.csv"):
        assert asked.stat().st_mode & 0o777 == 0o666 & ~umask


def test_what_an_earlier_release_left_open_is_closed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    book = warehouse.current(home)
    load(book, export(tmp_path / "exports", "2026-09"))
    book.close()
    (home / "log").mkdir()
    (home / "log" / "errors.jsonl").write_text("{}\n", encoding="utf-8")
    for path in (home / "uploads", home / "tmp", home / "log"):
        path.chmod(0o777)
    for path in (home / "format.json", home / "log" / "errors.jsonl", home / "ledger.jsonl"):
        path.chmod(0o666)
    Warehouse.open(home).close()
    assert_private(home)


def test_what_was_opened_on_purpose_stays_open(tmp_path: Path) -> None:
    """Another account drops files into the inbox: the way to it was opened by hand."""
    home = tmp_path / "home"
    warehouse.current(home).close()
    box = Inbox(warehouse.current(home))
    box.prepare()
    home.chmod(0o711)
    box.folder.chmod(0o733)
    warehouse.release(home)
    Warehouse.open(home).close()
    assert (home.stat().st_mode & 0o777, box.folder.stat().st_mode & 0o777) == (0o711, 0o733)


def test_a_folder_made_for_a_home_is_closed_when_it_is_taken(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o777)
    Warehouse.open(home).close()
    assert_private(home)


def test_a_link_in_the_home_is_left_alone(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    warehouse.current(home).close()
    other.write_text("mine", encoding="utf-8")
    other.chmod(0o644)
    (home / "link").symlink_to(other)
    Warehouse.open(home).close()
    assert other.stat().st_mode & 0o777 == 0o644


def test_a_file_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    with written_whole(path) as file:
        file.write("new")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("new", 0o640)
