"""A decoded file, and why bytes cannot be taken as text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.ingest.files.record_count import count, first_lines
from data.ingest.files.source import Source
from data.report import Problem, Question, Records
from locales import _

DELIMITERS = ",;\t|"
Recognise = Callable[[str], int]
"""How many headers of a text the catalogue knows."""


class NotText(Exception):  # noqa: N818
    """The bytes cannot be taken as text; `problem` says why, `records` how many it is about."""

    def __init__(self, problem: Problem, records: Records | None = None) -> None:
        super().__init__(problem.found)
        self.problem = problem
        self.records = records or Records()


@dataclass(frozen=True)
class Decoded:
    """A decoded file; `question` is set where another encoding is as likely, and `source` is then
    the most plausible one."""

    source: Source
    question: Question | None = None


def export_again() -> str:
    """The advice for a file that is not what it should be."""
    return _("export the file again")


def problem(
    what: str, expected: str, do: str, row: int | None = None, line: int | None = None
) -> Problem:
    """A problem of the file, or of a row where one is known, without a column."""
    return Problem(row, line, None, what, expected, do)


def rows_on(raw: bytes, lines: Sequence[int]) -> tuple[list[int], Records]:
    """The records that are on these lines of bytes of no known encoding, and all records with
    these as rejected."""
    data, first = np.frombuffer(raw, np.uint8), raw.partition(b"\n")[0]
    delimiter = max(DELIMITERS, key=lambda mark: first.count(mark.encode()))
    counted = count(data, delimiter)
    rows = list(lines)
    if counted.is_plain:
        begun = first_lines(data, delimiter)[:-1]
        rows = np.unique(np.searchsorted(begun, np.array(lines) - 1, side="right")).tolist()
    rejected = min(len(rows), counted.records)
    header = int(1 not in rows and rejected < counted.records)
    accepted = counted.records - header - rejected
    return rows, Records(counted.records, header, accepted=accepted, rejected=rejected)


def transcoded(path: Path, name: str, text: str) -> Source:
    """A source of a text that was not UTF-8."""
    return Source(path, name, transcoded=text.encode("utf-8"))


def undecodable(raw: bytes, at: int, name: str) -> Problem:
    """Bytes at this place that the encoding does not have."""
    line = raw[:at].count(b"\n") + 1
    what = _("bytes that are no {encoding} ({bytes})").format(
        encoding=name, bytes=raw[at : at + 4].hex(" ")
    )
    return problem(
        what, _("one encoding from the first byte to the last"), export_again(), line, line
    )


def strictly(raw: bytes, name: str) -> str | None:
    """The text in an encoding; None where the bytes are not in it."""
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return None
