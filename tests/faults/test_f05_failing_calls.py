"""F5: the Nth write, fsync, truncate, rename or unlink fails, for N = 1, 2, … until all pass."""

import errno
from pathlib import Path

import pytest

from tests.faults.books import Story, said_plainly
from tests.faults.conftest import Run
from tests.faults.kept import Tried
from tests.faults.shim import CHANGES, How

ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC}
MANY = 10_000


def sweep(
    story: Story,
    run: Run,
    folder: Path,
    tried: Tried,
    how: How,
    error: int,
    stride: int = 1,
) -> None:
    """Fail one call after the other; the same process reads and loads again afterwards."""
    job = {"files": [str(path) for path in story.files], "then": "retry"}
    after = failed = 0
    for at in range(1, MANY, stride):
        home = story.copy(folder / "broken")
        outcome = run(home, "import", arm=(how, at, error, CHANGES, 0), **job)
        assert outcome["exit"] in (0, 3), outcome
        assert "reads" in outcome["steps"], outcome
        assert "retried" in outcome["steps"], outcome
        assert outcome["type"] is None or said_plainly(outcome["type"]), outcome
        is_after = story.assert_before_or_after(home, "acknowledged" in outcome["steps"])
        failed += outcome["exit"] == 3
        after += is_after
        if outcome["seen"] < at:
            break
    tried |= {"calls_failed": at // stride, "errors_told": failed, "found_done": after}
    assert failed


@pytest.mark.parametrize("error", ERRORS)
def test_f05_some_calls_fail(
    restated: Story, run: Run, tmp_path: Path, tried: Tried, error: str
) -> None:
    sweep(restated, run, tmp_path, tried, How.FAIL_ONCE, ERRORS[error], stride=7)


@pytest.mark.faults
@pytest.mark.parametrize("how", [How.FAIL_ONCE, How.FAIL_ON])
@pytest.mark.parametrize("error", ERRORS)
def test_f05_every_call_fails(
    restated: Story, run: Run, tmp_path: Path, tried: Tried, error: str, how: How
) -> None:
    sweep(restated, run, tmp_path, tried, how, ERRORS[error])


@pytest.mark.faults
@pytest.mark.parametrize("how", [How.FAIL_ONCE, How.FAIL_ON])
@pytest.mark.parametrize("error", ERRORS)
def test_f05_every_call_of_the_last_checkpoint_fails(
    restated: Story, run: Run, tmp_path: Path, tried: Tried, error: str, how: How
) -> None:
    job = {"files": [str(path) for path in restated.files], "from": "checkpoint"}
    for at in range(1, MANY):
        home = restated.copy(tmp_path / "broken")
        outcome = run(home, "import", arm=(how, at, ERRORS[error], CHANGES, 0), **job)
        assert restated.assert_before_or_after(home, "acknowledged" in outcome["steps"])
        if outcome["seen"] < at:
            break
    tried["calls_failed"] = at - 1
    assert at > 5
