"""F2: kill -9 while undoing, backing up, restoring, rebuilding."""

from pathlib import Path

import pytest

from data import backup
from data.book import history
from data.keeping.restore import restore
from data.ledger import FILE_NAME as LEDGER
from data.warehouse import Warehouse
from tests.faults.books import Story, picture, story
from tests.faults.conftest import Run
from tests.faults.kept import Tried
from tests.faults.shim import CHANGES, How

KILLED = -9
MANY = 10_000


@pytest.fixture(scope="module")
def undone(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The second month is undone."""
    folder = tmp_path_factory.mktemp("undone")
    return story(folder, (), lambda warehouse: history.undo(warehouse, 2, "ben"), lines=60)


@pytest.fixture(scope="module")
def packed(undone: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the book before the undo, originals included."""
    folder = tmp_path_factory.mktemp("backups")
    warehouse = Warehouse.open(undone.copy(folder / "home"))
    made = backup.back_up(warehouse, folder / "elsewhere")
    warehouse.close()
    return made


def kill_undo(story: Story, run: Run, folder: Path, tried: Tried, stride: int) -> None:
    kills = after = 0
    for at in range(1, MANY, stride):
        home = story.copy(folder / "broken")
        outcome = run(home, "undo", 2, arm=(How.KILL_TORN, at, 0, CHANGES, 0))
        after += story.assert_before_or_after(home, "acknowledged" in outcome["steps"])
        if outcome["exit"] != KILLED:
            break
        kills += 1
    tried |= {"kills": kills, "found_done": after}
    assert kills


def kill_backup(story: Story, run: Run, folder: Path, tried: Tried, stride: int) -> None:
    """A backup is whole or not there, and the book does not mind."""
    kills = 0
    for at in range(1, MANY, stride):
        home, target = story.copy(folder / "broken"), folder / f"backups{at}"
        outcome = run(home, "backup", str(target), arm=(How.KILL_TORN, at, 0, CHANGES, 0))
        assert not story.assert_before_or_after(home)
        assert all(backup.check(found.path, home) == [] for found in backup.backups(target))
        if outcome["exit"] != KILLED:
            break
        kills += 1
    tried["kills"] = kills
    assert kills


def kill_restore(
    story: Story, packed: Path, run: Run, folder: Path, tried: Tried, stride: int, deed: str
) -> None:
    """A restore or rebuild of a book that is as after leaves it as after, or can be done again."""
    kills = 0
    peaceful = folder / "after"
    warehouse = Warehouse.open(story.copy(peaceful))
    history.undo(warehouse, 2, "ben")
    warehouse.close()
    whole = Story(peaceful, (), story.after, story.after)
    for at in range(1, MANY, stride):
        home = whole.copy(folder / "broken")
        outcome = run(home, deed, str(packed), arm=(How.KILL_TORN, at, 0, CHANGES, 0))
        assert picture(home) == story.after
        if outcome["exit"] != KILLED:
            assert outcome["exit"] == 0, outcome
            break
        kills += 1
    tried["kills"] = kills
    assert kills


def test_f02_killed_while_undoing(undone: Story, run: Run, tmp_path: Path, tried: Tried) -> None:
    kill_undo(undone, run, tmp_path, tried, 7)


@pytest.mark.faults
def test_f02_killed_at_every_write_of_an_undo(
    undone: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    kill_undo(undone, run, tmp_path, tried, 1)


def test_f02_killed_while_backing_up(undone: Story, run: Run, tmp_path: Path, tried: Tried) -> None:
    kill_backup(undone, run, tmp_path, tried, 30)


@pytest.mark.faults
def test_f02_killed_at_every_write_of_a_backup(
    undone: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    kill_backup(undone, run, tmp_path, tried, 1)


@pytest.mark.parametrize("deed", ["restore", "rebuild"])
def test_f02_killed_while_making_anew(
    undone: Story, packed: Path, run: Run, tmp_path: Path, tried: Tried, deed: str
) -> None:
    kill_restore(undone, packed, run, tmp_path, tried, 40, deed)


@pytest.mark.faults
@pytest.mark.parametrize("deed", ["restore", "rebuild"])
def test_f02_killed_at_every_write_of_making_anew(
    undone: Story, packed: Path, run: Run, tmp_path: Path, tried: Tried, deed: str
) -> None:
    kill_restore(undone, packed, run, tmp_path, tried, 1, deed)


def test_f02_a_home_that_is_gone_comes_back(undone: Story, packed: Path, tmp_path: Path) -> None:
    restore(tmp_path / "new", packed)
    assert picture(tmp_path / "new") == undone.before
    assert (tmp_path / "new" / LEDGER).exists()
