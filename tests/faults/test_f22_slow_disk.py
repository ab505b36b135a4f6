"""F22: each fsync takes long. Others go on reading, and one import comes of it."""

import errno
from pathlib import Path

import pytest

from tests.faults.books import Story
from tests.faults.conftest import Run
from tests.faults.kept import Tried
from tests.faults.shim import Call, How


def read_while_waiting(
    restated: Story, run: Run, tmp_path: Path, tried: Tried, seconds: float
) -> None:
    """Whoever reads waits for one fsync of the import at most: that of its commit."""
    home = restated.copy(tmp_path / "broken")
    outcome = run(
        home,
        "read while importing",
        files=[str(path) for path in restated.files],
        arm=(How.SLOW, 0, errno.EIO, Call.SYNC, seconds),
    )
    assert outcome["exit"] == 0, outcome
    looks = [int(step.split()[1]) for step in outcome["steps"] if step.startswith("slowest ")]
    assert looks
    assert looks[0] < 1_000 * seconds + 500
    assert restated.assert_before_or_after(home, is_acknowledged=True)
    tried |= {
        "seconds_a_fsync": f"{seconds:g}",
        "fsyncs_delayed": outcome["seen"],
        "slowest_read_ms": looks[0],
    }


def test_f22_readers_go_on_while_an_import_waits_for_the_disk(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    read_while_waiting(restated, run, tmp_path, tried, 0.25)


@pytest.mark.faults
def test_f22_readers_go_on_at_one_second_a_fsync(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    read_while_waiting(restated, run, tmp_path, tried, 1.0)
