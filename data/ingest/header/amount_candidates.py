"""The columns that may be the amount of a sale, and those that arithmetic leaves of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np

from data.ingest.header import amount_basis, amount_roles, amount_taxes
from data.ingest.header.amount_evidence import CENT, Evidence, Floats, holds
from data.ingest.header.tax_sides import PLAIN, WITH, WITHOUT, side

AMOUNT = "amount"
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


def candidates(sample: Evidence, columns: Mapping[str, int]) -> Iterator[Candidate]:
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


def settled(sample: Evidence, offered: Candidates, mapped: int | None) -> Candidates:
    """The candidates that arithmetic leaves, the most plausible first."""
    rest = _after_discount(sample, _of_lines(_of_money(sample, offered)))
    rest = _with_sides(sample, _named_as_lines(rest))
    is_open = mapped is None or any(c.place == mapped and c.is_bare_total for c in rest)
    if is_open and all(candidate.side == PLAIN for candidate in rest):
        rest = [c for c in rest if c.is_product and _is_least(c, rest)] or rest

    def order(one: Candidate) -> tuple[int, bool, bool, bool, int]:
        is_part = _is_before_shipping(sample, one, rest)
        is_buyers = not amount_roles.is_of_seller(one.header)
        return one.side, is_part, one.role == amount_roles.ORDER, is_buyers, one.place

    return sorted(rest, key=order)


def _of_money(sample: Evidence, offered: Candidates) -> Candidates:
    """Without "amounts" that are how many: times a price they are another amount."""

    def is_count(one: Candidate) -> bool:
        products = [one.values * price for price in sample.prices]
        others = [other.values for other in offered if other is not one]
        return any(
            holds(product, total, np.abs(total - one.values) > CENT)
            for product in products
            for total in others
        )

    return [candidate for candidate in offered if not is_count(candidate)]


def _of_lines(offered: Candidates) -> Candidates:
    """Without what is the order's, where there is a line's amount beside it."""
    if any(c.is_of_order is False for c in offered):
        return [c for c in offered if not c.is_of_order]
    return offered


def _named_as_lines(offered: Candidates) -> Candidates:
    """The same by headers, where no order of several lines tells."""
    if any(c.is_of_order is not None for c in offered):
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
    shipping = amount_taxes.shipping(sample)
    for size in amount_taxes.taxes(sample):
        for one, other in permutations(offered, 2):
            tax = np.sign(one.values) * np.abs(size)
            with_tax = (one.values + tax, one.values + tax + shipping)
            if any(holds(total, other.values, np.abs(tax) > 0) for total in with_tax):
                sides |= {one.place: WITHOUT, other.place: WITH}
    return [replace(candidate, side=sides[candidate.place]) for candidate in offered]


def _is_before_shipping(sample: Evidence, one: Candidate, rest: Candidates) -> bool:
    """Whether another candidate is the same and the shipping, which is money from sales too."""
    shipping = amount_taxes.shipping(sample)
    others = (other.values for other in rest if other is not one)
    return any(holds(one.values + shipping, total, shipping > 0) for total in others)


def _is_least(candidate: Candidate, rest: Candidates) -> bool:
    """Whether no other candidate has less money anywhere: a price with tax makes no net total."""
    sizes = np.abs(candidate.values)
    return not any((sizes - np.abs(other.values) > CENT).any() for other in rest)
