"""The files of an import read as they were then, by the reader level and the answers it noted."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.ingest.model import InputFile, Reading, ReadOptions
from data.sandbox.reader import read_files

UNASKED = {
    "unit": "as_is",
    "escape": "plain",
    "merged": "leave",
    "encoding": "utf-8",
    "totals": "keep",
    "line_breaks": "cell",
}
"""What readers did before these questions existed: the answers of ledgers that have none."""


def read_again(files: Sequence[InputFile], options: ReadOptions, scratch: Path) -> list[Reading]:
    """A reading for each file, by the options that the ledger noted.

    A question that did not exist at that import gets the answer in UNASKED; any other open question
    stays in the report. `scratch`: a folder of ours for what the reader leaves. Raises
    UnknownChoice where a noted answer is no choice any more.
    """
    # Answering one question can bring up the next, so it reads until no new one is in UNASKED.
    while True:
        readings = read_files(files, options, scratch)
        questions = {q.key for reading in readings for q in reading.report.questions}
        known = {key: UNASKED[key] for key in questions & UNASKED.keys() - options.answers.keys()}
        if not known:
            return readings
        options = replace(options, answers={**options.answers, **known})
