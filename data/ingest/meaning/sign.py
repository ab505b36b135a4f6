"""Ledgers in which sales are negative and credit notes positive: the other side of the account."""

from collections.abc import Mapping, Sequence

import numpy as np

from data.catalogue import Kind
from data.ingest import context
from data.ingest.meaning.profiles import Money
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.report import Question
from locales import _

TURN, KEEP = "turn", "keep"
FEWEST = 3
"""Records with money before it says anything that most of it is negative."""
SAMPLES = 3


def settle(
    kind: Kind,
    tables: Sequence[RawTable],
    columns: Sequence[Mapping[str, ParsedColumn]],
    questionnaire: Questionnaire,
) -> None:
    """Ask whether money is turned round where most records, and their sum, are negative."""
    if kind.name != "sales" or not context.reads_at(context.MEANING):
        return
    whole = [Money.of(kind, t, c).amounts.whole for t, c in zip(tables, columns, strict=True)]
    together = np.concatenate(whole) if whole else np.empty(0, np.int64)
    negative, positive = int((together < 0).sum()), int((together > 0).sum())
    if negative + positive < FEWEST or negative <= positive or together.sum() >= 0:
        return
    reports = [table.head.report for table in tables]
    question = _question(together)
    answer = questionnaire.settle(question, reports, tables[0].head.remembered.answers)
    for table in tables:
        table.is_turned = (answer or TURN) == TURN


def _question(amounts: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Question:
    first = [amount / 10_000 for amount in amounts[amounts != 0][:SAMPLES].tolist()]
    return Question(
        "sign",
        _("Most amounts are negative, and so is their sum. Are sales negative in this export?"),
        (TURN, KEEP),
        {
            TURN: [(f"{amount:,.2f}", f"{-amount:,.2f}") for amount in first],
            KEEP: [(f"{amount:,.2f}", f"{amount:,.2f}") for amount in first],
        },
    )
