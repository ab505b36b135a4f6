"""Files of sales whose amounts are worked out: their columns, and how that is done so far."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.ingest.meaning import order_groups
from data.ingest.meaning.order_groups import Columns
from data.ingest.meaning.worked_amounts import AMOUNT, PRICE, QUANTITY, Basis, amount_of
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.report import Question

SAMPLES = 5


@dataclass(frozen=True, eq=False)
class SalesFile:
    """A file of sales and how its amounts are worked out so far."""

    table: RawTable
    columns: Columns
    basis: Basis

    def header(self, name: str) -> str:
        return self.table.head.name_of(name)

    @property
    def has_discounts(self) -> bool:
        """Whether a discount may be off its amounts: not where a price is the line's total."""
        is_known = AMOUNT in self.columns or {QUANTITY, PRICE} <= self.columns.keys()
        return is_known and not self.basis.price_is_line_total

    def samples(self, basis: Basis, name: str) -> list[tuple[str, str]]:
        """Lines that have something in a column, as written, and the amounts that come of them."""
        names = basis.names(self.columns)
        numbers = order_groups.numbers_of(self.columns[name], order_groups.SAMPLE)
        shown = []
        for place in np.flatnonzero(numbers.whole)[:SAMPLES].tolist():
            cells = {n: self.columns[n].cell(place).strip() for n in {*names, name}}
            values = {n: self.columns[n].array()[place].as_py() for n in names}
            amount = amount_of(values, basis)
            factors = (n for n in (AMOUNT, QUANTITY, PRICE) if n in names)
            written = " × ".join(cells[n] for n in factors)
            written += "" if name in (PRICE, QUANTITY) else f", {cells[name]}"
            shown.append((written, "" if amount is None else f"{amount:,.2f}"))
        return shown


def ask(question: Question, files: Sequence[SalesFile], questionnaire: Questionnaire) -> str:
    """The answer; while it waits, the most plausible choice."""
    reports = [file.table.head.report for file in files]
    memory = files[0].table.head.remembered.answers
    return questionnaire.settle(question, reports, memory) or question.choices[0]
