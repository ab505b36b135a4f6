"""F4: a disk full inside a checkpoint makes the engine give itself up; the book opens it anew."""

import errno
from pathlib import Path

from tests.faults.books import Story
from tests.faults.conftest import Run
from tests.faults.kept import Tried
from tests.faults.shim import CHANGES, How


def test_f04_a_dead_engine_is_opened_anew(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    """Readers and imports go on in the same process, without a restart."""
    invalidated = 0
    for at in (1, 2, 12):
        home = restated.copy(tmp_path / "broken")
        outcome = run(
            home,
            "checkpoint",
            files=[str(path) for path in restated.files],
            arm=(How.FAIL_ON, at, errno.ENOSPC, CHANGES, 0),
            then="retry",
            **{"from": "forced"},
        )
        assert "reads" in outcome["steps"], outcome
        assert "retried" in outcome["steps"], outcome
        assert restated.assert_before_or_after(home, is_acknowledged=True)
        invalidated += outcome["type"] == "FatalException"
        if outcome["seen"] < at:
            break
    assert invalidated
    tried["engines_that_gave_up"] = invalidated
