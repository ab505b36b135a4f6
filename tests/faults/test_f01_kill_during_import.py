"""F1: kill -9 in any step of an import. What was acknowledged is there, no month is half."""

import random
import time
from pathlib import Path

import pytest

from tests.faults.books import Story
from tests.faults.conftest import Run
from tests.faults.kept import Tried
from tests.faults.shim import CHANGES, How

STEPS = ("read", "archive", "settle", "rows", "intent", "commit", "committed", "done", "checkpoint")
KILLED = -9


def check(story: Story, home: Path, steps: list[str]) -> bool:
    start = time.monotonic()
    is_after = story.assert_before_or_after(home, "acknowledged" in steps)
    assert time.monotonic() - start < 5, "a start takes longer than five seconds"
    return is_after


def kill_at_steps(story: Story, run: Run, folder: Path, times: int, tried: Tried) -> None:
    chance = random.Random(1)
    kills = after = 0
    for number in range(times):
        home = story.copy(folder / "broken")
        job = {"files": [str(path) for path in story.files]}
        step = STEPS[number % len(STEPS)]
        seconds = chance.random() * (0.06 if number >= len(STEPS) else 0)
        outcome = run(home, "import", kill=(step, seconds), **job)
        kills += outcome["exit"] == KILLED
        after += check(story, home, outcome["steps"])
        if number % 6 == 0:
            story.assert_can_go_on(home)
    tried |= {"kills": kills, "found_done": after, "found_undone": times - after}
    assert kills >= times // 2


def kill_inside(story: Story, run: Run, folder: Path, step: str, how: How, stride: int) -> int:
    """Kill before, or in the middle of, each call of a step in turn; how many kills."""
    job = {"files": [str(path) for path in story.files], "from": step}
    kills = 0
    for at in range(1, 1000, stride):
        home = story.copy(folder / "broken")
        outcome = run(home, "import", arm=(how, at, 0, CHANGES, 0), **job)
        if outcome["exit"] != KILLED:
            break
        kills += 1
        check(story, home, outcome["steps"])
    assert kills, f"nothing was killed from {step} on"
    return kills


def test_f01_killed_at_steps(restated: Story, run: Run, tmp_path: Path, tried: Tried) -> None:
    kill_at_steps(restated, run, tmp_path, 6, tried)


@pytest.mark.faults
def test_f01_killed_a_hundred_times(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    kill_at_steps(restated, run, tmp_path, 120, tried)


def test_f01_killed_inside_commit(restated: Story, run: Run, tmp_path: Path, tried: Tried) -> None:
    tried["kills"] = kill_inside(restated, run, tmp_path, "intent", How.KILL_TORN, 5)


@pytest.mark.faults
@pytest.mark.parametrize("step", ["intent", "checkpoint"])
def test_f01_killed_inside_every_write(
    restated: Story, run: Run, tmp_path: Path, tried: Tried, step: str
) -> None:
    kills = sum(
        kill_inside(restated, run, tmp_path, step, how, 1)
        for how in (How.KILL_BEFORE, How.KILL_TORN)
    )
    tried |= {"kills": kills, "from_the": step}
    assert kills >= 20
