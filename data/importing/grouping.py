"""The files of one kind of a call, held together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import KINDS
from data.columns.dictionary_column import plainly
from data.importing.loading import Original
from data.importing.staging import Staged, stage
from data.ingest.model import InputFile, Reading, ReadOptions, SourceMemory, UnknownChoice
from data.report import Question, Report


@dataclass
class Group:
    """The files of one kind of a call, and what they hold together."""

    kind: str
    options: ReadOptions
    readings: list[Reading]
    originals: list[Original]
    staged: Staged

    @property
    def remembered(self) -> SourceMemory:
        return self.options.remembered.get(self.kind, SourceMemory())

    @property
    def reports(self) -> list[Report]:
        """What each file came to."""
        return [reading.report for reading in self.readings]

    @property
    def is_ready(self) -> bool:
        """Whether nothing of it is refused, waits for an answer, or is left out."""
        return all(report.status == "ready" for report in self.reports)

    @property
    def is_nothing(self) -> bool:
        """Whether there is no record, and nobody has said that this empties a month or the list."""
        empties = any(r.empty_month or r.empties_list for r in self.readings)
        withdraws = any(reading.left_out for reading in self.readings)
        return not len(self.staged.records) and not empties and not withdraws

    def leave_out(self) -> None:
        """These files change nothing."""
        for report in self.reports:
            if report.status == "ready":
                report.status = "unchanged"

    def ask(self, question: Question, column: str, cell_values: Sequence[Any]) -> None:
        """Put a question to every file that has one of these values in a staged column."""
        values = plainly(self.staged.records[column])
        has_one = pc.is_in(values, pa.array(cell_values, values.type))
        numbers = plainly(self.staged.records["file_no"]).filter(has_one).unique()
        for number in numbers.to_pylist():
            self.readings[number].report.ask(question)

    def answer(self, question: Question) -> str | None:
        """The answer to a question of the book's. Raises UnknownChoice for what is no choice."""
        answer = self.options.answers.get(question.key)
        if answer is not None and answer not in question.choices:
            raise UnknownChoice(question.key, answer, question.choices)
        return answer


def groups(
    files: Sequence[InputFile],
    digests: Sequence[str],
    readings: Sequence[Reading],
    options: ReadOptions,
) -> list[Group]:
    """One group for each kind of which every file could be read."""
    ready = []
    for kind in KINDS:
        numbers = [n for n, reading in enumerate(readings) if reading.report.kind == kind]
        mine = [readings[n] for n in numbers]
        if not mine or any(reading.table is None for reading in mine):
            continue
        originals = [_original(files[n], digests[n], readings[n]) for n in numbers]
        ready.append(Group(kind, options, mine, originals, stage(kind, mine)))
    return ready


def _original(file: InputFile, sha256: str, reading: Reading) -> Original:
    size = file.path.stat().st_size
    return Original(file.name, file.path, sha256, size, reading.rows)
