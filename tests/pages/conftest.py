"""A small company in a home of its own, and its pages as a reader opens them, without a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import demo, intake, warehouse
from data.ingest.model import InputFile, ReadOptions
from pages.parts import open_books

ROOT = Path(__file__).parent.parent.parent
LINES = 6_000


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home into which a small made-up company was imported as if it were real."""
    home = tmp_path_factory.mktemp("company")
    files = demo.generate(tmp_path_factory.mktemp("exports"), lines=LINES)
    book = warehouse.current(home)
    proposal = intake.propose(book, [InputFile(path.name, path) for path in files], ReadOptions())
    assert proposal.ready, [question.text for question in proposal.questions]
    intake.confirm(book, proposal, "ann")
    yield home
    open_books.close()


@pytest.fixture
def company(loaded_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The loaded home as OCTANT_HOME of this test."""
    monkeypatch.setenv("OCTANT_HOME", str(loaded_home))
    return loaded_home


@pytest.fixture
def frame() -> AppTest:
    """The frame before its first run, at the front door."""
    return AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=120)


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """Opens a page ("value/segments.py") of the frame, with parameters of the URL."""

    def opened(page: str = "home/overview.py", **params: str | list[str]) -> AppTest:
        at = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=60)
        for key, values in params.items():
            at.query_params[key] = values
        at.switch_page(page).run()
        assert not at.exception, at.exception
        assert not at.error, [error.value for error in at.error]
        return at

    return opened
