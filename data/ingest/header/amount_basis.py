"""The discounts that may be taken off a sale, by their headers and by arithmetic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from data.columns.dictionary_column import Mask
from data.ingest.header import amount_roles, amount_taxes
from data.ingest.header.amount_evidence import CENT, Evidence, Floats, holds
from data.ingest.header.mapped_file import Head

DISCOUNT, ORDER_DISCOUNT, PRICED_PIECES = "discount", "order_discount", "priced_pieces"
INCLUDED = "included"
MONEY, PERCENT, SHARE = "money", "percent", "share"
PART_PAID, PERCENT_PAID = "part_paid", "percent_paid"
"""How a discount may be meant: what is taken off, or what is paid of the price."""


@dataclass(frozen=True)
class Discount:
    """A column of discounts; `is_of_order`: in money, once an order."""

    place: int
    role: str
    values: Floats

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
    offered = []
    for place, values in enumerate(sample.numbers):
        role = amount_roles.role(sample.headers[place])
        if values is None or role not in amount_roles.DISCOUNTS or place in taken:
            continue
        is_granted = not amount_roles.is_of_platform(sample.headers[place])
        if is_granted and np.nan_to_num(values).any():
            offered.append(Discount(place, role, values))
    return offered


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
    """Map the discounts of an amount that is quantity times price, and what another total settles,
    or that total without its tax and shipping."""
    offered = discounts(sample)
    if not sample.products or _is_off(sample, amount, offered):
        return
    for name in (DISCOUNT, ORDER_DISCOUNT):
        of_name = [d for d in offered if d.is_of_order == (name == ORDER_DISCOUNT)]
        if of_name:
            columns[name] = min(of_name, key=lambda d: d.role != amount_roles.LINE_DISCOUNT).place
    answer = settled(sample, sample.products[0], offered, amount_taxes.without(sample, totals))
    if answer:
        head.settled[DISCOUNT] = answer.meant
    if answer and answer.is_once:
        columns[ORDER_DISCOUNT] = answer.place
        if columns.get(DISCOUNT) == answer.place:
            columns.pop(DISCOUNT)


def _is_off(sample: Evidence, amount: Floats | None, offered: Sequence[Discount]) -> bool:
    """Whether the amount is that of another price less the discount."""
    counted = sample.products[0] if amount is None else amount
    return any(
        holds(counted, values, np.abs(values - product) > CENT)
        for product in sample.products
        for discount in offered
        for _meant, values in discount.taken_off(product)
    )


@dataclass(frozen=True)
class Settled:
    """What a total says of a discount: how it is meant, and whether it counts once an order."""

    place: int
    meant: str
    is_once: bool = False


def settled(
    sample: Evidence, product: Floats, offered: Sequence[Discount], totals: Sequence[Floats]
) -> Settled | None:
    """What totals of the orders, or of the lines, say: how a discount is taken off, or that it is
    off already."""
    for discount in offered:
        size = np.abs(np.nan_to_num(discount.values))
        for meant, is_once, after, where in _after(sample, product, discount, size):
            if any(holds(total, after, where) for total in totals):
                return Settled(discount.place, meant, is_once)
    return None


def _after(
    sample: Evidence, product: Floats, discount: Discount, size: Floats
) -> Iterator[tuple[str, bool, Floats, Mask]]:
    """How a discount may be meant, whether once an order, the totals that come of it, and the
    records that tell."""
    before, of_orders = sample.order_sums(product), sample.order_sums(size) > 0
    if discount.is_of_order or sample.is_of_order(size):
        yield MONEY, True, before - size, of_orders
    for meant, reduced in discount.taken_off(product):
        yield meant, False, sample.order_sums(reduced), of_orders
        yield meant, False, reduced, size > 0
    yield INCLUDED, False, before, of_orders
    yield INCLUDED, False, product, size > 0
