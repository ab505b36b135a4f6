"""How a column of per cents is written: "45%" is 0.45, and what 45 or 0.45 without a sign is."""

from collections.abc import Mapping, Sequence

from data.catalogue import Column
from data.ingest.questions import Questionnaire
from data.ingest.values import numbers
from data.ingest.values.column_format import ColumnFormat
from data.report import Question, Report
from locales import _


def ask_percent(
    shares: numbers.Shares,
    reports: Sequence[Report],
    questionnaire: Questionnaire,
    memory: Mapping[str, str],
) -> bool:
    """Whether numbers without a sign are so many per cent: asked where the cells leave it open."""
    if not shares.is_open:
        return True
    answer = questionnaire.settle(_percent(shares), reports, memory)
    return (answer or shares.choices[0]) == "percent"


def percent_format(column: Column, mark: int, is_percent: bool) -> ColumnFormat:
    """The format of a column of shares; `mark`: 0 for a decimal point, 1 for a comma."""
    return ColumnFormat(column, lambda text: numbers.share(text, mark, is_percent))


def _percent(shares: numbers.Shares) -> Question:
    bare = shares.samples[0]
    return Question(
        "percent",
        _("Is {sample} that many percent, or a share of 1?").format(sample=bare),
        shares.choices,
        {
            choice: [(t, f"{numbers.share(t, 0, choice == 'percent')}") for t in shares.samples]
            for choice in shares.choices
        },
    )
