"""F23: the power goes. Only what was fsynced is sure; the rest is lost, or half there."""

import random
from pathlib import Path

import pytest

from data.keeping import recovery
from data.ledger import FILE_NAME as LEDGER
from tests.faults.books import Story
from tests.faults.conftest import Run
from tests.faults.damage import sentence
from tests.faults.kept import Tried
from tests.faults.replay import after_power_loss, changes, cuts
from tests.faults.shim import CHANGES, Call, How


def healed(home: Path) -> bool:
    """Whether the log came out of order, so that the start sets it aside and follows the ledger."""
    if sentence(home) is None:
        return False
    recovery.opened(home).close()
    assert list(home.glob("warehouse-*.duckdb.wal"))
    return True


def cut_everywhere(
    story: Story, run: Run, folder: Path, tried: Tried, stride: int, seeds: int
) -> None:
    """Cut one recorded import at its fsyncs, with what was not fsynced lost or there by chance."""
    home, log = story.copy(folder / "broken"), folder / "writes"
    job = {"files": [str(path) for path in story.files], "record": str(log)}
    assert run(home, "import", arm=(How.SLOW, 0, 0, CHANGES, 0), **job)["exit"] == 0
    done = changes(log)
    places = cuts(done)
    told = max(n for n, c in enumerate(done) if c.path.name == LEDGER and c.call is Call.SYNC)
    after = states = repeated = 0
    for number, place in enumerate(places):
        if number % stride and place != len(done):
            continue
        for seed in range(seeds + 1):
            after_power_loss(story.home, home, done[:place], random.Random(seed) if seed else None)
            repeated += healed(home)
            after += story.assert_before_or_after(home, is_acknowledged=place > told)
            states += 1
    story.assert_can_go_on(home)
    tried |= {"fsyncs": len(places) // 2, "states_of_the_disk": states, "found_done": after}
    tried["healed_at_the_start"] = repeated
    assert 0 < after < states


def test_f23_power_lost_at_some_fsyncs(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    cut_everywhere(restated, run, tmp_path, tried, stride=6, seeds=0)


@pytest.mark.faults
def test_f23_power_lost_at_every_fsync(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    cut_everywhere(restated, run, tmp_path, tried, stride=1, seeds=3)
