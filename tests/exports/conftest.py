"""One empty book into which every export of these tests is proposed; nothing is confirmed."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from data.intake import InputFile, Proposal, ReadOptions, propose
from data.warehouse import Warehouse
from tests.exports.dialogue import Dialogue, Propose
from tests.exports.expectations import FOLDER, Expectation
from tests.exports.forms import files_of


class Intake:
    """Proposes files without storing them.

    The proposal without answers is made once a row: two tests use it.
    """

    def __init__(self, book: Warehouse, folder: Path) -> None:
        self.book, self.folder = book, folder
        self.firsts: dict[tuple[str, str], Proposal] = {}
        self.files: dict[tuple[str, str], list[InputFile]] = {}

    def proposing(self, files: list[InputFile]) -> Propose:
        """A function from answers to a proposal."""

        def with_answers(answers: Mapping[str, str]) -> Proposal:
            proposal = propose(self.book, files, ReadOptions(answers=dict(answers)))
            for report in proposal.reports:
                assert report.records.add_up(), report.records
            return proposal

        return with_answers

    def of(self, row: Expectation, source: str) -> Propose:
        """The same, for the files of a row in the folder `source`."""
        key = source, row.name
        if key not in self.files:
            folder = self.folder / str(len(self.files))
            folder.mkdir()
            self.files[key] = files_of(row.files, row.form, FOLDER / source, folder)
        return self.proposing(self.files[key])

    def first(self, row: Expectation, source: str) -> Dialogue:
        """The files of a row, proposed without any answer."""
        key = source, row.name
        if key not in self.firsts:
            self.firsts[key] = self.of(row, source)({})
        return Dialogue(self.firsts[key])


@pytest.fixture(scope="session")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    book = Warehouse.open(tmp_path_factory.mktemp("intake"))
    yield Intake(book, tmp_path_factory.mktemp("exports"))
    book.close()


@pytest.fixture(autouse=True)
def today(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every date in these exports lies in the past."""
    monkeypatch.setenv("OCTANT_TODAY", "2027-01-15")
