"""F15: tables change from one release to the next. Killed at each statement: the old or the new."""

import json
from pathlib import Path

import duckdb
import pytest

from data.book import format_versions, upgrade
from data.keeping.rebuild import rebuild
from data.warehouse import FILE_NAME, Warehouse
from tests.faults.answers import answers
from tests.faults.books import export, load, picture
from tests.faults.conftest import ROOT, Run
from tests.faults.earlier import frozen, landed, made_by
from tests.faults.kept import Tried
from tests.faults.shim import CHANGES, How

KILLED = -9
LATER = ("aside", "not_sales", "closings", "account_merges")
"""Tables that came after the first."""
LATER_COLUMNS = {"sales": "sales_point", "accounts": "risk_flag", "versions": "report"}


def tables(home: Path) -> set[tuple[str, str]]:
    """Table and column of everything in a book that nobody has open."""
    with duckdb.connect(home / FILE_NAME) as connection:
        found = connection.execute(
            "select table_name, column_name from duckdb_columns() where not internal"
        ).fetchall()
    return set(found)


def older(home: Path) -> Path:
    """A book as a release before some tables and columns left it, nothing in it."""
    Warehouse.open(home).close()
    with duckdb.connect(home / FILE_NAME) as connection:
        for table in LATER:
            connection.execute(f"drop table {table}")
        for table, column in LATER_COLUMNS.items():
            connection.execute(f"alter table {table} drop column {column}")
    (home / format_versions.FILE_NAME).write_text(json.dumps({"duckdb": "0"}), encoding="utf-8")
    return home


def assert_upgraded(home: Path) -> None:
    """It opens, and has what a new book has; as it was before, it lies among the backups."""
    is_old = format_versions.of(home) != format_versions.current()
    Warehouse.open(home).close()
    with duckdb.connect(home / FILE_NAME) as connection:
        assert upgrade.steps(connection) == []
    assert not is_old or list((home / format_versions.BACKUPS).glob("before-upgrade-*.tar"))


def test_f15_killed_while_the_tables_are_made(run: Run, tmp_path: Path, tried: Tried) -> None:
    """Each write of a first start in turn; the next start makes a whole book."""
    kills = 0
    for at in range(1, 200, 3):
        home = tmp_path / f"home{at}"
        outcome = run(home, "open", arm=(How.KILL_TORN, at, 0, CHANGES, 0))
        assert picture(home) == ((), (), (), ())
        if outcome["exit"] != KILLED:
            break
        kills += 1
    assert kills
    tried["kills"] = kills


def test_f15_killed_at_each_statement(run: Run, tmp_path: Path, tried: Tried) -> None:
    """The old tables stand until all the new ones do; the next start goes on."""
    kills = statements = 0
    for at in range(50):
        home = older(tmp_path / f"home{at}")
        before = tables(home)
        outcome = run(home, "open", kill=(f"statement {at}", 0.0))
        statements = max(statements, len([s for s in outcome["steps"] if s.startswith("st")]))
        if outcome["exit"] != KILLED:
            assert outcome["exit"] == 0, outcome
            break
        kills += 1
        assert (home / f"{FILE_NAME}.wal").exists() or tables(home) == before
        assert_upgraded(home)
        assert tables(home) > before
    assert kills >= len(LATER) + len(LATER_COLUMNS)
    tried["kills"] = kills


@pytest.mark.faults
def test_f15_killed_at_each_write(run: Run, tmp_path: Path, tried: Tried) -> None:
    kills = 0
    for at in range(1, 200):
        home = older(tmp_path / f"home{at}")
        outcome = run(home, "open", arm=(How.KILL_TORN, at, 0, CHANGES, 0))
        assert_upgraded(home)
        if outcome["exit"] != KILLED:
            break
        kills += 1
    assert kills
    tried["kills"] = kills


def test_f15_a_book_of_an_earlier_release(tmp_path: Path, tried: Tried) -> None:
    """It was made on 2026-11-22 and lies here as a file ever since."""
    home = frozen(tmp_path / "home")
    assert_upgraded(home)
    before = answers(home)
    assert before["rfm"]
    tried["questions_answered"] = len(before)
    rebuild(home)
    assert answers(home) == before
    warehouse = Warehouse.open(home)
    load(warehouse, export(tmp_path / "desk", 2026, 10, 40))
    warehouse.close()
    picture(home)


@pytest.mark.faults
def test_f15_the_release_that_landed_before(tmp_path: Path, tried: Tried) -> None:
    """Its code makes a book; ours takes it over, and ours made from nothing says the same."""
    code = landed(tmp_path / "landed")
    home = made_by(tmp_path / "home", tmp_path / "desk", code)
    assert_upgraded(home)
    ours = made_by(tmp_path / "ours", tmp_path / "desk", ROOT)
    told = answers(home)
    assert told == answers(ours)
    tried["questions_answered"] = len(told)
