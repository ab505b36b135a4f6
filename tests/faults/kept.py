"""The fault tests in pieces: what a piece came to is kept as long as the code is the same."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "test-artifacts" / "reliability"
CODE = ("app.py", "analytics", "charts", "data", "pages", "tests")
WIDE = ("tests/catalogue", "tests/browser", "tests/property/test_mutations.py")
"""Pieces that are more, or other, than one file of this folder."""

Tried = dict[str, int | str]
Result = tuple[str, str, Tried]
"""A test, how it ended, and the figures that it noted."""


def notes(node: pytest.Item) -> Tried:
    """The notes of one test, which go with its result."""
    noted: Tried = {}
    node.user_properties.append(("tried", noted))
    return noted


def pieces() -> list[str]:
    """Every piece: a file, or a folder of them."""
    own = sorted(path.relative_to(ROOT) for path in Path(__file__).parent.glob("test_*.py"))
    return [*(f"{path}" for path in own), *WIDE]


class Collector:
    """Collects results while tests run."""

    def __init__(self) -> None:
        self.results: list[Result] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        said = [value for name, value in report.user_properties if name == "tried"]
        tried = said[-1] if said and isinstance(said[-1], dict) else {}
        self.results.append((report.nodeid, report.outcome, tried))


def run(piece: str, workers: str) -> int:
    """Run a piece, short tests and long ones, and keep what it came to; pytest's exit code."""
    collector = Collector()
    words = ["-m", "faults or not faults", str(ROOT / piece)]
    if int(workers) > 1 and piece != "tests/browser":
        words += ["-n", workers]
    code = int(pytest.main(words, plugins=[collector]))
    FOLDER.mkdir(parents=True, exist_ok=True)
    told = {"state": state(), "results": collector.results}
    _path(piece).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return code


def has(piece: str) -> bool:
    """Whether the piece was run on this very code, and held."""
    held = list(_of(piece))
    return bool(held) and all(outcome != "failed" for _test, outcome, _tried in held)


def results() -> list[Result]:
    """What every piece came to that was run on this very code."""
    return [result for piece in pieces() for result in _of(piece)]


def state() -> str:
    """What the code is, by git; changes that are not committed have a name of their own."""
    trees = _git("rev-parse", *(f"HEAD:{path}" for path in CODE))
    return trees + _git("diff", "HEAD", "--", *CODE)


def _of(piece: str) -> Iterator[Result]:
    path = _path(piece)
    if not path.exists():
        return
    told = json.loads(path.read_text(encoding="utf-8"))
    if told["state"] == state():
        yield from (tuple(result) for result in told["results"])


def _path(piece: str) -> Path:
    return FOLDER / f"{piece.replace('/', '-')}.json"


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
