"""Bugs of DuckDB that would hurt us, and why our way of using it is not hurt.

Each test is named after the issue; its docstring says in a line what the issue was.
"""

import errno
import re
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.book import crash_probe, history
from data.closing import closes as closing
from data.keeping import page_entries
from data.keeping.verify import verify
from data.names import merges
from data.refusal import Damaged
from data.warehouse import FILE_NAME, Warehouse
from tests.faults.books import Story, export, load, picture
from tests.faults.conftest import ROOT, Run
from tests.faults.damage import LOG, unclosed
from tests.faults.kept import Tried
from tests.faults.shim import CHANGES, How
from tests.faults.test_f15_change_of_tables import older

SQL = [path for room in ("data", "analytics") for path in (ROOT / room).rglob("*.sql")]
MAKING = {"schema.sql", "table.sql"}
"""The files whose statements make tables."""
DDL = re.compile(r"^\s*(create(?! or replace temporary| temporary)|alter|drop)\b", re.I | re.M)


def tables(warehouse: Warehouse) -> list[tuple[str, ...]]:
    """Everything that the catalogue holds beyond temporary things."""
    with warehouse.cursor() as cursor:
        return cursor.execute(
            "select table_name, sql from duckdb_tables() where not temporary"
            " union all select index_name, sql from duckdb_indexes() order by all"
        ).fetchall()


def test_upstream_duckdb_25827_a_last_row_that_is_long(tmp_path: Path, tried: Tried) -> None:
    """read_csv drops rows in silence (25825: a last row longer than its buffer).

    Octant does not use it: another reader, and a second count of the records.
    """
    assert not [path for path in SQL if re.search(r"(read|sniff)_csv", path.read_text())]
    warehouse = Warehouse.open(tmp_path / "home")
    for month, width in enumerate((70_000, 1_100_000), start=1):
        path = export(tmp_path / "desk", 2026, month, 3_000)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"last,99,{'x' * width},2026-{month:02}-28,7.25\n")
        (report,) = load(warehouse, path)
        assert report.records.in_file == 3_002
        if report.status == "loaded":
            assert report.records.accepted == 3_001
        else:
            assert report.errors[0].row == 3_002
    assert verify(warehouse) == []
    warehouse.close()
    tried["lengths"] = 2


def test_upstream_duckdb_19712_25510_22044_no_change_of_tables_in_the_log(
    restated: Story, tmp_path: Path, tried: Tried
) -> None:
    """A log with changed tables cannot be replayed (ALTER; ADD KEY, RENAME, DROP; DROP INDEX).

    Ours never holds any: nothing that people do changes a table, and an upgrade ends with a
    checkpoint.
    """
    told = [path.name for path in SQL if DDL.search(path.read_text()) and path.name not in MAKING]
    assert told == []
    warehouse = Warehouse.open(restated.copy(tmp_path / "home"))
    before = tables(warehouse)
    deeds: list[Callable[[], object]] = [
        lambda: load(warehouse, *restated.files),
        lambda: history.undo(warehouse, 3, "ben"),
        lambda: history.undo(warehouse, 4, "ben"),
        lambda: page_entries.save_words(warehouse, [("late", "delivery_time")], "ben"),
        lambda: page_entries.save_ruler(warehouse, {"method": "standard"}, "ben", "ours", None),
        lambda: merges.merge(warehouse, "1", "2", "ben"),
        lambda: closing.close(warehouse, date(2026, 1, 1), "ben"),
        lambda: closing.reopen(warehouse, date(2026, 1, 1), "ben"),
    ]
    for deed in deeds:
        deed()
        assert tables(warehouse) == before
    warehouse.close()
    tried["deeds"] = len(deeds)
    home = older(tmp_path / "older")
    warehouse = Warehouse.open(home)
    assert not (home / LOG).exists() or (home / LOG).stat().st_size == 0
    warehouse.close()


def test_upstream_duckdb_9667_full_while_a_checkpoint_is_written(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    """A disk that fills up in a checkpoint left a file that nobody can open, or an empty one."""
    files = [str(path) for path in restated.files]
    for at in (1, 2, 4, 6):
        home = restated.copy(tmp_path / "broken")
        arm = (How.FAIL_ON, at, errno.ENOSPC, CHANGES, 0)
        run(home, "checkpoint", files=files, arm=arm, **{"from": "forced"})
        assert picture(home) == restated.after
    tried["places"] = 4


def test_upstream_duckdb_17223_an_update_and_a_delete_at_once(
    restated: Story, tmp_path: Path
) -> None:
    """An UPDATE and a DELETE of one row in two transactions both commit.

    With us one writer waits for the other; and two that would still write the same version
    cannot both commit.
    """
    warehouse = Warehouse.open(restated.copy(tmp_path / "home"))
    inside: list[str] = []
    first, second = threading.Event(), threading.Event()

    def other() -> None:
        second.set()
        with warehouse.transaction() as cursor:
            inside.append("other")
            cursor.execute("delete from orders where month = date '2026-02-01'")
            raise KeyboardInterrupt

    def waiting() -> None:
        first.wait()
        with pytest.raises(KeyboardInterrupt):
            other()

    thread = threading.Thread(target=waiting)
    thread.start()
    with warehouse.transaction() as cursor:
        cursor.execute("update orders set lines = lines where month = date '2026-02-01'")
        first.set()
        second.wait()
        thread.join(0.1)
        inside.append("this")
    thread.join()
    assert inside == ["this", "other"]
    row = "insert into versions select * replace (3 as version) from versions where version = 1"
    with warehouse.cursor() as one, warehouse.cursor() as two:
        one.execute("begin")
        two.execute("begin")
        one.execute(row)
        with pytest.raises(duckdb.Error):  # noqa: PT012 - at the insert or at the commit
            two.execute(row)
            one.execute("commit")
            two.execute("commit")
    warehouse.close()


def test_upstream_duckdb_rs_649_a_replay_that_ends_the_process(
    restated: Story, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged log ends the process that opens the file, so that nobody can say a word.

    Ours is replayed in a process of its own first.
    """
    home = unclosed(restated, run, tmp_path / "home")
    assert not crash_probe.kills(home / FILE_NAME)
    assert picture(home) == restated.after
    (home / LOG).write_bytes(b"a log")
    monkeypatch.setattr(crash_probe, "REPLAY", "import os; os.abort()")
    with pytest.raises(Damaged, match="rebuild"):
        Warehouse.open(home)
    (home / LOG).unlink()
    assert picture(home) == restated.after
