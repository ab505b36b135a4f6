"""What may be taken off a sale: discounts and taxes, by their headers and by arithmetic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from data.ingest.header import amount_roles
from data.ingest.header.amount_evidence import CENT, Evidence, Floats, holds
from data.ingest.header.mapped_file import Head

DISCOUNT, ORDER_DISCOUNT, TAX, PRICED_PIECES = "discount", "order_discount", "tax", "priced_pieces"
INCLUDED = "included"
MONEY, PERCENT, SHARE = "money", "percent", "share"
PART_PAID, PERCENT_PAID = "part_paid", "percent_paid"
"""How a discount may be meant: what is taken off, or what is paid of the price."""
RATES = frozenset({5, 6, 7, 8, 9, 10, 12, 13, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
"""Taxes in per cent."""


@dataclass(frozen=True)
class Discount:
    """A column of discounts; `is_of_order`: in money, once an order."""

    place: int
    role: str
    values: Floats
    has_sign: bool

    @property
    def is_of_order(self) -> bool:
        return self.role == amount_roles.ORDER_DISCOUNT

    def taken_off(self, amounts: Floats) -> Iterator[tuple[str, Floats]]:
        """The amounts after the discount, for each way in which it may be meant."""
        size = np.abs(np.nan_to_num(self.values))
        if self.role in (amount_roles.LINE_DISCOUNT, amount_roles.ORDER_DISCOUNT):
            yield MONEY, amounts - size
        yield PERCENT, amounts * (1 - size / 100)
        if size.max() <= 1:
            yield SHARE, amounts * (1 - size)
            yield PART_PAID, amounts * size
        elif self.role == amount_roles.SHARE:
            yield PERCENT_PAID, amounts * size / 100


def discounts(sample: Evidence) -> list[Discount]:
    """The columns of discounts that are not nought everywhere."""
    ours = (DISCOUNT, ORDER_DISCOUNT)
    taken = {place for name, place in sample.columns.items() if name not in ours}
    found = []
    for place, values in enumerate(sample.numbers):
        role = amount_roles.role(sample.headers[place])
        if values is None or role not in amount_roles.DISCOUNTS or place in taken:
            continue
        if np.nan_to_num(values).any():
            found.append(Discount(place, role, values, place in sample.percents))
    return found


def taxes(sample: Evidence) -> list[Floats]:
    """The columns of taxes in money, and where they are several their sum."""
    columns = [values for _place, values in _taxes(sample)]
    if len(columns) > 1:
        columns.append(np.sum([np.nan_to_num(values) for values in columns], axis=0))
    return columns


def shipping(sample: Evidence) -> Floats:
    """What is charged for shipping; 0 without such a column."""
    columns = [
        np.nan_to_num(values)
        for header, values in zip(sample.headers, sample.numbers, strict=True)
        if values is not None and amount_roles.role(header) == amount_roles.SHIPPING
    ]
    total: Floats = np.sum([np.zeros(len(sample.orders)), *columns], axis=0)
    return total


def _taxes(sample: Evidence) -> Iterator[tuple[int, Floats]]:
    taken = {place for name, place in sample.columns.items() if name != TAX}
    for place, values in enumerate(sample.numbers):
        if values is None or place in taken or place in sample.percents:
            continue
        if amount_roles.role(sample.headers[place]) != amount_roles.TAX:
            continue
        if np.nan_to_num(values).any():
            yield place, values


def note_tax(sample: Evidence, total: Floats | None, columns: dict[str, int]) -> None:
    """Map the tax that a lone total may contain."""
    columns.pop(TAX, None)
    found = list(_taxes(sample))
    if total is None or sample.is_product(total) or len(found) != 1:
        return
    place, tax = found[0]
    if _is_part(tax, total) and bool(sample.is_of_order(tax)) == bool(sample.is_of_order(total)):
        columns[TAX] = place


def _is_part(tax: Floats, total: Floats) -> bool:
    """Whether a column may be money in a total, and is not one of rates."""
    here = (np.nan_to_num(tax) != 0) & ~np.isnan(total)
    tax, total = np.abs(tax[here]), np.abs(total[here])
    if not len(tax) or not (tax < total).all():
        return False
    rates = np.round(100 * tax / (total - tax))
    return bool(set(tax.tolist()) - RATES or set(rates.tolist()) <= RATES)


def note_priced_pieces(sample: Evidence, columns: dict[str, int]) -> None:
    """Map the number of pieces that a price is for."""
    columns.pop(PRICED_PIECES, None)
    for place, values in enumerate(sample.numbers):
        is_one = values is not None and amount_roles.is_price_unit(sample.headers[place])
        if values is not None and is_one and np.nanmin(values) > 0 and (values > 1).any():
            columns[PRICED_PIECES] = place


def note_discounts(
    head: Head,
    sample: Evidence,
    amount: Floats | None,
    totals: Sequence[Floats],
    columns: dict[str, int],
) -> None:
    """Map the discounts of an amount that is quantity times price, and what a total settles."""
    offered = discounts(sample)
    if not sample.products or _is_off(sample, amount, offered):
        return
    for name in (DISCOUNT, ORDER_DISCOUNT):
        of_name = [d for d in offered if d.is_of_order == (name == ORDER_DISCOUNT)]
        if of_name:
            columns[name] = min(of_name, key=lambda d: d.role != amount_roles.LINE_DISCOUNT).place
    if meant := settled(sample, sample.products[0], offered, totals):
        head.settled[DISCOUNT] = meant


def _is_off(sample: Evidence, amount: Floats | None, offered: Sequence[Discount]) -> bool:
    """Whether the amount is that of another price less the discount."""
    counted = sample.products[0] if amount is None else amount
    return any(
        holds(counted, values, np.abs(values - product) > CENT)
        for product in sample.products
        for discount in offered
        for _meant, values in discount.taken_off(product)
    )


def settled(
    sample: Evidence, product: Floats, offered: Sequence[Discount], totals: Sequence[Floats]
) -> str | None:
    """What a total of the orders says: how the discount is taken off, or that it is off already."""
    before = sample.order_sums(product)
    for discount in offered:
        size = np.abs(np.nan_to_num(discount.values))
        has_one = sample.order_sums(size) > 0
        for meant, reduced in discount.taken_off(product):
            once = discount.is_of_order and meant == MONEY
            after = before - size if once else sample.order_sums(reduced)
            if any(holds(total, after, has_one) for total in totals):
                return meant
        if any(holds(total, before, has_one) for total in totals):
            return INCLUDED
    return None
