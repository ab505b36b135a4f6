"""One number for one scope, on real sales of which a sixth name no account."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import intake, warehouse
from data.ingest.model import InputFile, ReadOptions
from pages.parts import open_books
from tests.pages import stated

SCOPES = 18
DAYS = 60
"""So many days of the wholesaler are loaded: December 2010 to February 2011."""


@pytest.fixture(scope="module")
def wholesaler(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Path]:
    """A home with the daily exports of a real wholesaler."""
    home = tmp_path_factory.mktemp("wholesaler")
    files = sorted((shared_data / "online_retail").rglob("*.csv"))[:DAYS]
    book = warehouse.current(home)
    proposal = intake.propose(
        book,
        [InputFile(path.name, path) for path in files],
        ReadOptions(answers={"duplicates": "keep"}),
    )
    assert proposal.ready, [question.text for question in proposal.questions]
    intake.confirm(book, proposal, "ann")
    yield home
    open_books.close()


def test_whatever_is_stated_twice_is_one_number(
    wholesaler: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCTANT_HOME", str(wholesaler))
    book = open_books.current().company_book
    stated.assert_one_number(book, 20110228, SCOPES, monkeypatch, empty=["levels"])
