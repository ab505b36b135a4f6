"""Which column is the amount of a sale, where several may be: arithmetic decides, else it is asked.

A line's total wins over the order's, an amount after discount over the one before; with and without
tax is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np

from data.ingest.header import amount_basis, amount_roles
from data.ingest.header.amount_evidence import CENT, Evidence, Floats, evidence, holds
from data.ingest.header.mapped_file import Head
from data.ingest.header.tax_sides import PLAIN, WITH, WITHOUT, side
from data.ingest.questions import Questionnaire
from data.ingest.values.header_text import normalized
from data.report import Question
from locales import _

AMOUNT = "amount"
_SURE = amount_roles.AMOUNTS - {amount_roles.ORDER}
"""What a header has to say for its column to be the amount though no synonym names it."""
Candidates = list["Candidate"]


@dataclass(frozen=True)
class Candidate:
    """A column that may be the amount. `is_of_order`: it stands once an order or repeats within it
    (None: no order tells); `is_product`: it is quantity times price."""

    place: int
    header: str
    role: str | None
    values: Floats
    side: int
    is_of_order: bool | None
    is_product: bool

    @property
    def is_bare_total(self) -> bool:
        """Whether nothing says what the total is of, nor whether it is with tax."""
        return self.role == amount_roles.ORDER and self.side == PLAIN


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
    offered = list(_candidates(sample, columns))
    if AMOUNT not in wanted and not _is_known(head, offered):
        rest = _settled(sample, offered, columns.get(AMOUNT))
        if _are_sums(sample, rest):
            columns.pop(AMOUNT, None)
        elif rest:
            _put(head, rest, rows, columns, questionnaire)
    if AMOUNT not in wanted:
        chosen = next((c for c in offered if c.place == columns.get(AMOUNT)), None)
        has_tax = chosen is not None and (chosen.is_bare_total or chosen.side == WITH)
        amount_basis.note_tax(sample, chosen.values if chosen and has_tax else None, columns)
        if chosen is None:
            amount_basis.note_priced_pieces(sample, columns)
        if chosen is None or chosen.is_product:
            amount = chosen.values if chosen else None
            totals = [candidate.values for candidate in offered]
            amount_basis.note_discounts(head, sample, amount, totals, columns)
    return {candidate.place for candidate in offered}


def _candidates(sample: Evidence, columns: Mapping[str, int]) -> Iterator[Candidate]:
    """The columns of numbers that may be amounts; a cost or a shipping never is."""
    others = {place for name, place in columns.items() if name != AMOUNT}
    for place, header in enumerate(sample.headers):
        values, is_amount = sample.numbers[place], place == columns.get(AMOUNT)
        if place in others or values is None or not (is_amount or np.nan_to_num(values).any()):
            continue
        role = amount_roles.role(header)
        if role in amount_roles.AMOUNTS or is_amount:
            of_tax = side(header, is_amount=True)
            of_tax = {amount_roles.LINE_NET: WITHOUT, amount_roles.LINE_GROSS: WITH}.get(
                role or "", PLAIN if of_tax is None else of_tax
            )
        elif role is not None or (of_tax := side(header, is_amount=False)) is None:
            continue
        is_product = sample.is_product(values)
        is_of_order = False if is_product else sample.is_of_order(values)
        yield Candidate(place, header, role, values, of_tax, is_of_order, is_product)


def _is_known(head: Head, offered: Candidates) -> bool:
    """Whether earlier files of the source had all these columns, and one of them as the amount."""
    earlier = {normalized(header) for header in head.remembered.headers}
    headers = {normalized(candidate.header) for candidate in offered}
    return AMOUNT in head.remembered.mapping and headers <= earlier


def _settled(sample: Evidence, offered: Candidates, mapped: int | None) -> Candidates:
    """The candidates that arithmetic leaves, the most plausible first."""
    rest = _after_discount(sample, _of_lines(offered))
    rest = _with_sides(sample, rest)
    is_open = mapped is None or any(c.place == mapped and c.is_bare_total for c in rest)
    if is_open and all(candidate.side == PLAIN for candidate in rest):
        rest = [c for c in rest if c.is_product and _is_least(c, rest)] or rest

    def order(one: Candidate) -> tuple[int, bool, bool, int]:
        is_part = _is_before_shipping(sample, one, rest)
        return one.side, is_part, one.role == amount_roles.ORDER, one.place

    return sorted(rest, key=order)


def _of_lines(offered: Candidates) -> Candidates:
    """Without what is the order's, where there is a line's amount beside it."""
    if any(c.is_of_order is False for c in offered):
        return [c for c in offered if not c.is_of_order]
    if any(c.is_of_order for c in offered):
        return offered
    named = [c for c in offered if c.role != amount_roles.ORDER and _is_line(c)]
    return [c for c in offered if c.role != amount_roles.ORDER or not named]


def _is_line(candidate: Candidate) -> bool:
    return candidate.role in amount_roles.AMOUNTS and amount_roles.is_of_line(candidate.header)


def _after_discount(sample: Evidence, offered: Candidates) -> Candidates:
    """Without the amounts from which another one has taken a discount off."""
    discounts = amount_basis.discounts(sample)

    def is_before(one: Candidate, other: Candidate) -> bool:
        if amount_roles.is_reduced(other.header) and one.role == amount_roles.LINE:
            return True
        reduced = (v for discount in discounts for _meant, v in discount.taken_off(one.values))
        return any(holds(v, other.values, np.abs(one.values - v) > 0) for v in reduced)

    return [
        one
        for one in offered
        if amount_roles.is_reduced(one.header)
        or not any(is_before(one, other) for other in offered if other is not one)
    ]


def _with_sides(sample: Evidence, offered: Candidates) -> Candidates:
    """The same, and of two that differ by a tax column which is with and which without."""
    sides = {candidate.place: candidate.side for candidate in offered}
    shipping = amount_basis.shipping(sample)
    for size in amount_basis.taxes(sample):
        for one, other in permutations(offered, 2):
            tax = np.sign(one.values) * np.abs(size)
            with_tax = (one.values + tax, one.values + tax + shipping)
            if any(holds(total, other.values, np.abs(tax) > 0) for total in with_tax):
                sides |= {one.place: WITHOUT, other.place: WITH}
    return [replace(candidate, side=sides[candidate.place]) for candidate in offered]


def _is_before_shipping(sample: Evidence, one: Candidate, rest: Candidates) -> bool:
    """Whether another candidate is the same and the shipping, which is money from sales too."""
    shipping = amount_basis.shipping(sample)
    others = (other.values for other in rest if other is not one)
    return any(holds(one.values + shipping, total, shipping > 0) for total in others)


def _is_least(candidate: Candidate, rest: Candidates) -> bool:
    """Whether no other candidate has less money anywhere: a price with tax makes no net total."""
    own = np.abs(candidate.values)
    return not any((own - np.abs(other.values) > CENT).any() for other in rest)


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
