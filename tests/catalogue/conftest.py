"""The catalogue of bad input: each row is tried through the whole intake, on one empty book.

Whatever happens, every record of the file is accounted for, and what is asked or refused leaves
nothing behind.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.ingest.model import InputFile, Reading, ReadOptions
from data.ingest.pipeline import read
from data.intake import confirm, propose
from data.report import Problem, Question
from data.warehouse import Warehouse

HEADER = "order_id,order_date,account_name,amount\n"


class Desk:
    """Files are put here and read; `book` stays empty unless a test says `stores`."""

    def __init__(self, book: Warehouse, folder: Path) -> None:
        self.book, self.folder = book, folder

    def put(self, content: str | bytes | Path, name: str = "2026-09.csv") -> InputFile:
        if isinstance(content, Path):
            return InputFile(name, content)
        path = self.folder / f"{len(list(self.folder.iterdir()))}.bin"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return InputFile(name, path)

    def read(self, *files: InputFile, **options: Any) -> list[Reading]:
        proposal = propose(self.book, files, ReadOptions(**options))
        for reading in proposal.readings:
            assert reading.report.records.add_up(), reading.report.records
        return proposal.readings

    def ok(self, content: str | bytes | Path, name: str = "2026-09.csv", **options: Any) -> Reading:
        """The file would load as it is."""
        reading = self.read(self.put(content, name), **options)[0]
        assert reading.report.status == "ready", reading.report
        assert reading.report.records.in_file > 0
        return reading

    def asks(
        self, content: str | bytes | Path, key: str, name: str = "2026-09.csv", **options: Any
    ) -> Question:
        """The file waits for the answer to this question, and nothing is stored."""
        reading = self._nothing_stored(self.put(content, name), **options)
        assert reading.report.status == "needs_answer", reading.report
        return next(q for q in reading.report.questions if q.key == key)

    def refuses(
        self, content: str | bytes | Path, name: str = "2026-09.csv", **options: Any
    ) -> list[Problem]:
        """The file is refused in words, and nothing is stored."""
        reading = self._nothing_stored(self.put(content, name), **options)
        assert reading.report.status == "refused", reading.report
        assert reading.table is None
        for problem in reading.report.errors:
            assert problem.found
            assert problem.expected
            assert problem.do
        return reading.report.errors

    def _nothing_stored(self, file: InputFile, **options: Any) -> Reading:
        proposal = propose(self.book, [file], ReadOptions(**options))
        reading = proposal.readings[0]
        assert reading.report.records.add_up(), reading.report.records
        assert not proposal.ready, reading.report
        confirm(self.book, proposal, "ana")
        assert self.book.version() == 0
        with self.book.cursor() as cursor:
            assert cursor.execute("select count(*) from sales").fetchall() == [(0,)]
        return reading

    def stores(self, *files: InputFile, **options: Any) -> list[Reading]:
        """Load the files, for stories that need a book with something in it."""
        proposal = propose(self.book, files, ReadOptions(**options))
        confirm(self.book, proposal, "ana")
        return proposal.readings


@pytest.fixture(scope="session")
def _empty_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    book = Warehouse.open(tmp_path_factory.mktemp("empty"))
    yield book
    book.close()


@pytest.fixture
def desk(_empty_book: Warehouse, tmp_path: Path) -> Desk:
    """Reads into a book that stays empty."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return Desk(_empty_book, folder)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Files are read in this process, so that a test can change what the reader goes by."""
    monkeypatch.setattr(
        "data.importing.proposal.read_files",
        lambda files, options, _scratch, progress: read(files, options, progress),
    )
    return monkeypatch


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[Desk]:
    """Has a book of its own to load into."""
    folder = tmp_path / "desk"
    folder.mkdir()
    book = Warehouse.open(tmp_path / "book")
    yield Desk(book, folder)
    book.close()
