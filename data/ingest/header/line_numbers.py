"""Tells numbers that count the lines of an order from codes of what was ordered."""

from collections.abc import Sequence

_STEPS = (1, 10, 100, 1_000, 10_000)
"""Systems count their lines 1, 2, 3; 10, 20, 30; or, so that others fit between, 10000, 20000."""
_GAPS = 5
"""So many times the lines of the longest order may be numbered: lines were deleted or left out."""
_BEGIN_SHARE = 0.8
"""The share of the orders that begin with the first number, at least."""


def are_line_numbers(place: int, orders_place: int | None, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of a column number the lines of each order, from the same number on.

    Without a column of orders the whole file is one order.
    """
    orders: dict[str, list[int]] = {}
    order = ""
    for row in rows:
        if orders_place is not None and orders_place < len(row):
            order = row[orders_place].strip() or order
        text = row[place].strip() if place < len(row) else ""
        text = text.removesuffix(".0")
        if not text:
            continue
        if not (text.isascii() and text.isdecimal()) or len(text) > 7:
            return False
        orders.setdefault(order, []).append(int(text))
    return bool(orders) and _count_up(list(orders.values()))


def _count_up(orders: Sequence[Sequence[int]]) -> bool:
    if any(len(set(numbers)) < len(numbers) for numbers in orders):
        return False
    firsts = [min(numbers) for numbers in orders]
    longest = max(map(len, orders))
    return firsts.count(min(firsts)) >= _BEGIN_SHARE * len(orders) and any(
        min(firsts) in (0, step)
        and all(n % step == 0 and n <= step * _GAPS * longest for ns in orders for n in ns)
        for step in _STEPS
    )
