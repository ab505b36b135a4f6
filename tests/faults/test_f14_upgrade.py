"""F14: another release of DuckDB opens the book. It is copied first, and the way back is open."""

import json
import tarfile
from pathlib import Path

import duckdb
import pytest

from data import backup
from data.book import error_messages, format_versions
from data.keeping.restore import restore
from data.refusal import Damaged
from data.warehouse import FILE_NAME, Warehouse
from tests.faults.answers import answers
from tests.faults.books import Story, export, load, picture
from tests.faults.conftest import ROOT
from tests.faults.earlier import frozen, made_by, previous_duckdb, python
from tests.faults.kept import Tried

OLD = {"duckdb": "1.4.4", "schema_version": "0"}
READ = "import duckdb, sys; print(duckdb.connect(sys.argv[1]).execute(sys.argv[2]).fetchall())"


def storage(path: Path) -> str:
    """The oldest release that can open a file, as the file says."""
    with duckdb.connect(path) as connection:
        tags = connection.execute(
            "select tags from duckdb_databases() where database_name = current_database()"
        ).fetchall()
    return str(tags[0][0]["storage_version"])


def test_f14_the_book_of_another_release_is_kept_as_it_lies(
    restated: Story, tmp_path: Path, tried: Tried
) -> None:
    home = restated.copy(tmp_path / "home")
    (home / format_versions.FILE_NAME).write_text(json.dumps(OLD), encoding="utf-8")
    before = (home / FILE_NAME).read_bytes()
    assert picture(home) == restated.before
    (kept,) = (home / format_versions.BACKUPS).glob("before-upgrade-*.tar")
    with tarfile.open(kept) as tar:
        member = tar.extractfile(FILE_NAME)
        assert member is not None
        assert member.read() == before
    picture(home)
    assert len(list((home / format_versions.BACKUPS).iterdir())) == 1
    tried["copies"] = 1


def test_f14_the_copy_goes_back_with_what_was_done_since(restated: Story, tmp_path: Path) -> None:
    home = restated.copy(tmp_path / "home")
    (home / format_versions.FILE_NAME).write_text(json.dumps(OLD), encoding="utf-8")
    warehouse = Warehouse.open(home)
    load(warehouse, *restated.files, who="ben")
    warehouse.close()
    (kept,) = (home / format_versions.BACKUPS).glob("before-upgrade-*.tar")
    (home / FILE_NAME).write_bytes(b"nothing that opens")
    assert restore(home, kept).repeated == 1
    assert picture(home) == restated.after


def test_f14_files_that_the_previous_release_opens(restated: Story, tmp_path: Path) -> None:
    home = restated.copy(tmp_path / "home")
    warehouse = Warehouse.open(home)
    kept = backup.back_up(warehouse, tmp_path / "backups")
    warehouse.close()
    with backup.unpacked(kept, home) as (_about, folder):
        found = {storage(home / FILE_NAME), storage(folder / FILE_NAME)}
    assert found == {f"{format_versions.STORAGE}+"}


def test_f14_a_book_of_a_newer_engine_is_said(tmp_path: Path) -> None:
    said = duckdb.IOException(
        "IO Error: Trying to read a database file with version number 70, but we can only read "
        "versions between 64 and 69."
    )
    told = error_messages.opening(said, tmp_path)
    assert isinstance(told, Damaged)
    assert "newer release of DuckDB" in str(told)
    assert "before-upgrade" in str(told)


@pytest.mark.faults
def test_f14_the_previous_release_and_back(tmp_path: Path, tried: Tried) -> None:
    """Made by the previous DuckDB, used by ours, used by the previous one again."""
    old = previous_duckdb(tmp_path / "old")
    home = made_by(tmp_path / "home", tmp_path / "desk", old, ROOT)
    peaceful = made_by(tmp_path / "peaceful", tmp_path / "desk", ROOT)
    tried["release"] = json.loads((home / format_versions.FILE_NAME).read_text())["duckdb"]
    assert tried["release"] != duckdb.__version__
    assert answers(home) == answers(peaceful)
    (kept,) = (home / format_versions.BACKUPS).glob("before-upgrade-*.tar")
    for folder in (home, peaceful):
        warehouse = Warehouse.open(folder)
        load(warehouse, export(tmp_path / "desk", 2026, 10, 40), who="ben")
        warehouse.close()
    after = picture(home)
    verified = python("-m", "data", "verify", home=home, ahead=(old, ROOT))
    assert verified.returncode == 0, verified.stderr
    sums = "select count(*), sum(amount)::varchar from sales where removed_in is null"
    told = python("-c", READ, peaceful / FILE_NAME, sums, ahead=(old,))
    with duckdb.connect(peaceful / FILE_NAME, read_only=True) as connection:
        assert told.stdout.strip() == str(connection.execute(sums).fetchall()), told.stderr
    back = python("-m", "data", "restore", kept, home=home, ahead=(old, ROOT))
    assert back.returncode == 0, back.stderr
    assert "1 later change was done again" in back.stdout
    assert picture(home) == after


@pytest.mark.faults
def test_f14_a_file_of_a_newer_engine_is_refused_in_words(tmp_path: Path) -> None:
    old = previous_duckdb(tmp_path / "old")
    home = frozen(tmp_path / "home")  # made before our files were made for the release before
    told = python("-m", "data", "verify", home=home, ahead=(old, ROOT))
    assert told.returncode == 1
    assert "newer release of DuckDB" in told.stderr
    assert "Traceback" not in told.stderr
