"""F22: each fsync takes long. Others go on reading, and one import comes of it."""

import errno
from pathlib import Path

from tests.faults.books import Story
from tests.faults.conftest import Run
from tests.faults.report import Tried
from tests.faults.shim import Call, How


def test_f22_readers_go_on_while_an_import_waits_for_the_disk(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    home = restated.copy(tmp_path / "broken")
    outcome = run(
        home,
        "read while importing",
        files=[str(path) for path in restated.files],
        arm=(How.SLOW, 0, errno.EIO, Call.SYNC, 0.25),
    )
    assert outcome["exit"] == 0, outcome
    looks = [int(step.split()[1]) for step in outcome["steps"] if step.startswith("slowest ")]
    assert looks
    assert looks[0] < 1_000
    assert restated.assert_before_or_after(home, is_acknowledged=True)
    tried |= {"fsyncs_delayed": outcome["seen"], "slowest_read_ms": looks[0]}
