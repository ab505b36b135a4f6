"""The files of an import read as they were then, also where a reader asks what none asked before.

What was not asked has no answer in the ledger. Every choice is tried, what readers did before they
asked first; the ledger tells which is right, for it knows rows and sums of each month, and a digest
of all texts.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from data.ingest.files.escapes import PLAIN
from data.ingest.files.opening import LEAVE
from data.ingest.model import InputFile, Reading, ReadOptions, UnknownChoice
from data.ingest.pipeline import read
from data.ingest.rows.stray_quotes import CELL
from data.ingest.subtotals.detect import KEEP
from data.ingest.typing.units import AS_IS
from data.report import Question

TRIES = 60
"""How often the files of one import are read at most."""
UNASKED = {
    "unit": AS_IS,
    "escape": PLAIN,
    "merged": LEAVE,
    "encoding": "utf-8",
    "totals": KEEP,
    "line_breaks": CELL,
}
"""What readers did before they asked."""


def ways(files: Sequence[InputFile], wish: ReadOptions) -> Iterator[list[Reading]]:
    """Readings without an open question: one, or one for each way to answer what was not asked."""
    waiting: deque[Mapping[str, str]] = deque([wish.answers])
    for _time in range(TRIES):
        if not waiting:
            return
        answers = waiting.popleft()
        try:
            readings = read(files, replace(wish, answers=answers))
        except UnknownChoice as wrong:  # a choice that there was then
            if wrong.key in wish.answers:
                waiting.append({k: v for k, v in answers.items() if k != wrong.key})
            continue
        questions = list({q.key: q for r in readings for q in r.report.questions}.values())
        if not questions:
            yield readings
            continue
        keys = [question.key for question in questions]
        choices = islice(product(*map(_likely_first, questions)), TRIES)
        waiting.extendleft(
            reversed([{**answers, **dict(zip(keys, said, strict=True))} for said in choices])
        )


def _likely_first(question: Question) -> list[str]:
    return sorted(question.choices, key=lambda choice: choice != UNASKED.get(question.key))
