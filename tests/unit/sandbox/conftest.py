"""A small book of its own for every story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.intake.book import Book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    desk = tmp_path / "desk"
    desk.mkdir()
    made = Book(tmp_path / "home", desk)
    yield made
    made.warehouse.close()
