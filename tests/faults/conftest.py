"""What the fault tests share: a book to break, a worker that breaks it, the table of results."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults import shim
from tests.faults.books import Story, export, load, story

ROOT = Path(__file__).parents[2]
Run = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled shim."""
    built = shim.build(tmp_path_factory.mktemp("shim"))
    if built is None:
        pytest.skip("there is no C compiler to build the shim with")
    return built


@pytest.fixture(scope="session")
def worker(library: Path) -> Iterator[subprocess.Popen[str]]:
    """The process that does jobs on books, with the shim before its disk."""
    env = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "OCTANT_SHIM": str(library),
        "PYTHONPATH": str(ROOT),
        "OCTANT_TODAY": "2026-11-22",
    }
    command = [sys.executable, "-m", "tests.faults.worker"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def run(worker: subprocess.Popen[str], tmp_path: Path) -> Run:
    """Do one job in a process of its own; what became of it."""

    def once(home: Path, *deed: Any, **job: Any) -> dict[str, Any]:
        assert worker.stdin is not None
        assert worker.stdout is not None
        order = {"home": str(home), "deed": deed, "log": str(tmp_path / "steps.log"), **job}
        worker.stdin.write(json.dumps(order) + "\n")
        worker.stdin.flush()
        outcome: dict[str, Any] = json.loads(worker.stdout.readline())
        assert not outcome["is_hung"], outcome
        return outcome

    return once


@pytest.fixture(scope="session")
def restated(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """A month is loaded again with other rows."""
    folder = tmp_path_factory.mktemp("restated")
    file = export(folder / "desk", 2026, 2, 320, edition=1)
    return story(folder, (file,), lambda warehouse: load(warehouse, file, who="ben"))
