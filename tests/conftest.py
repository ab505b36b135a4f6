"""What all tests share: the real data beside the checkout, a fixed today, an empty home."""

import os
from pathlib import Path

import pytest

from data.book import settings
from tests.faults.kept import Tried, notes

ROOT = Path(__file__).parent.parent
SHARED_DATA = Path(os.environ.get("OCTANT_SHARED_DATA", ROOT.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real data sets; tests that need them say so when they are not there."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the real data are not at {SHARED_DATA}; set OCTANT_SHARED_DATA")
    return SHARED_DATA


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has an empty OCTANT_HOME and the same today."""
    home = tmp_path / "home"
    monkeypatch.setenv("OCTANT_HOME", str(home))
    monkeypatch.setenv("OCTANT_TODAY", "2026-11-22")
    monkeypatch.delenv("OCTANT_CURRENCY", raising=False)
    return home


@pytest.fixture
def unledgered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are saved in books that stories write straight into the tables: no ledger tells."""
    monkeypatch.setattr(settings, "check_ledger", lambda _warehouse: None)


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Tried:
    """Notes of what a test tried, for docs/reliability.md."""
    return notes(request.node)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failure: what was not tried does not hold."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
