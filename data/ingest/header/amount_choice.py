"""Which column is the amount of a sale, where several may be: arithmetic decides, else it is asked.

A line's total wins over the order's, an amount after discount over the one before; with and without
tax is asked.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from data.ingest.header import amount_basis, amount_roles, amount_taxes
from data.ingest.header.amount_candidates import AMOUNT, Candidate, Candidates, candidates, settled
from data.ingest.header.amount_evidence import Evidence, evidence, holds
from data.ingest.header.mapped_file import Head
from data.ingest.header.tax_sides import WITH
from data.ingest.questions import Questionnaire
from data.ingest.values.header_text import normalized
from data.report import Question
from locales import _

_SURE = amount_roles.AMOUNTS - {amount_roles.ORDER}
"""What a header has to say for its column to be the amount though no synonym names it."""


def choose(
    head: Head,
    rows: Sequence[Sequence[str]],
    columns: dict[str, int],
    wanted: Mapping[str, str],
    questionnaire: Questionnaire,
) -> set[int]:
    """Put the amount of a sale, and what is taken off it, into `columns`; asks where arithmetic
    leaves it open. Gives the places of all columns that may be the amount.

    While a question waits the most plausible column stands in `columns`. What the call maps, and
    what earlier files of the source settled, stays.
    """
    sample = evidence(head.header.cells, columns, rows)
    offered = list(candidates(sample, columns))
    if AMOUNT not in wanted and not _is_known(head, offered):
        rest = settled(sample, offered, columns.get(AMOUNT))
        if _are_sums(sample, rest):
            columns.pop(AMOUNT, None)
        elif rest:
            _put(head, rest, rows, columns, questionnaire)
    if AMOUNT not in wanted:
        chosen = next((c for c in offered if c.place == columns.get(AMOUNT)), None)
        has_tax = chosen is not None and (chosen.is_bare_total or chosen.side == WITH)
        amount_taxes.note_tax(sample, chosen.values if chosen and has_tax else None, columns)
        if chosen is None:
            amount_basis.note_priced_pieces(sample, columns)
        if chosen is None or chosen.is_product:
            amount = chosen.values if chosen else None
            totals = [candidate.values for candidate in offered if not candidate.is_product]
            amount_basis.note_discounts(head, sample, amount, totals, columns)
    return {candidate.place for candidate in offered}


def _is_known(head: Head, offered: Candidates) -> bool:
    """Whether earlier files of the source had all these columns, and one of them as the amount."""
    earlier = {normalized(header) for header in head.remembered.headers}
    headers = {normalized(candidate.header) for candidate in offered}
    return AMOUNT in head.remembered.mapping and headers <= earlier


def _are_sums(sample: Evidence, rest: Candidates) -> bool:
    """Whether all that is left is the order's, and quantity times price tells the lines apart."""
    product = sample.product
    if product is None or not rest or not all(c.is_of_order for c in rest):
        return False
    offered = amount_basis.discounts(sample)
    return all(
        sample.is_sum(c.values, product)
        or amount_basis.settled(sample, product, offered, [c.values]) is not None
        for c in rest
    )


def _put(
    head: Head,
    rest: Candidates,
    rows: Sequence[Sequence[str]],
    columns: dict[str, int],
    questionnaire: Questionnaire,
) -> None:
    """Map the most plausible candidate, or the one that is answered where it is open."""
    mapped = next((c for c in rest if c.place == columns.get(AMOUNT)), None)
    if _is_open(rest, mapped):
        question = _question(rest, rows)
        answer = questionnaire.settle(question, [head.report], head.remembered.answers)
        headers = {candidate.header: candidate.place for candidate in rest}
        columns[AMOUNT] = rest[0].place if answer is None else headers[answer]
    elif mapped is None and (AMOUNT in columns or rest[0].role in _SURE):
        columns[AMOUNT] = rest[0].place


def _is_open(rest: Candidates, mapped: Candidate | None) -> bool:
    """Whether it has to be asked: with or without tax, or a bare total beside another amount."""
    sides = {candidate.side for candidate in rest}
    if WITH in sides and len(sides) > 1:
        return True
    others = [c for c in rest if c is not mapped and (mapped is None or _differ(c, mapped))]
    return bool(others) and (mapped.is_bare_total if mapped else len(rest) > 1)


def _differ(one: Candidate, other: Candidate) -> bool:
    return not holds(one.values, other.values) or bool(
        (np.isnan(one.values) != np.isnan(other.values)).any()
    )


def _question(rest: Candidates, rows: Sequence[Sequence[str]]) -> Question:
    text = _("Several columns may be the amount. Which is to be counted?")
    if len({candidate.side for candidate in rest}) > 1:
        text = _("The file has amounts with and without tax. Which are to be counted?")
    samples = {
        c.header: [(row[c.place], row[c.place].strip()) for row in rows[:5] if c.place < len(row)]
        for c in rest
    }
    return Question(f"mapping:{AMOUNT}", text, tuple(c.header for c in rest), samples)
