"""F14: another release opens the book; it is copied first. F15: killed while tables are made."""

import json
import tarfile
from pathlib import Path

from data import formats
from data.warehouse import FILE_NAME
from tests.faults.books import Story, picture
from tests.faults.conftest import Run
from tests.faults.report import Tried
from tests.faults.shim import CHANGES, How

KILLED = -9
OLD = {"duckdb": "1.4.4", "schema_version": "0"}


def test_f14_the_book_of_another_release_is_kept_as_it_lies(
    restated: Story, tmp_path: Path, tried: Tried
) -> None:
    home = restated.copy(tmp_path / "home")
    (home / formats.FILE_NAME).write_text(json.dumps(OLD), encoding="utf-8")
    before = (home / FILE_NAME).read_bytes()
    assert picture(home) == restated.before
    (kept,) = (home / formats.BACKUPS).glob("before-upgrade-*.tar")
    with tarfile.open(kept) as tar:
        member = tar.extractfile(FILE_NAME)
        assert member is not None
        assert member.read() == before
    picture(home)
    assert len(list((home / formats.BACKUPS).iterdir())) == 1
    tried["copies"] = 1


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
