"""Taxes beside totals: columns of money, or of rates, and the shipping that is no tax."""

from collections.abc import Iterator, Sequence

import numpy as np

from data.ingest.header import amount_roles
from data.ingest.header.amount_evidence import Evidence, Floats

TAX, TAX_RATE = "tax", "tax_rate"
RATES = frozenset({5, 6, 7, 8, 9, 10, 12, 13, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
"""Taxes in per cent."""


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
    columns.pop(TAX_RATE, None)
    if total is None or sample.is_product(total):
        return
    in_money, rates = list(_taxes(sample)), list(_rates(sample))
    if len(in_money) == 1:
        place, tax = in_money[0]
        is_same_grain = bool(sample.is_of_order(tax)) == bool(sample.is_of_order(total))
        if _is_part(tax, total) and is_same_grain:
            columns[TAX] = place
    elif len(rates) == 1 and not in_money:
        columns[TAX_RATE] = rates[0]


def _rates(sample: Evidence) -> Iterator[int]:
    """The columns of rates of tax."""
    taken = {place for name, place in sample.columns.items() if name != TAX_RATE}
    for place, values in enumerate(sample.numbers):
        if values is None or place in taken or not np.nan_to_num(values).any():
            continue
        if amount_roles.is_tax_rate(sample.headers[place]) and np.nanmax(values) <= max(RATES):
            yield place


def without(sample: Evidence, totals: Sequence[Floats]) -> list[Floats]:
    """Totals as they are, and without each tax, the shipping too."""
    rest, extra = list(totals), shipping(sample)
    for tax in taxes(sample):
        rest += [total - part for total in totals for part in (tax, tax + extra)]
    return rest


def _is_part(tax: Floats, total: Floats) -> bool:
    """Whether a column may be money in a total, and is not one of rates."""
    here = (np.nan_to_num(tax) != 0) & ~np.isnan(total)
    tax, total = np.abs(tax[here]), np.abs(total[here])
    if not len(tax) or not (tax < total).all():
        return False
    rates = np.round(100 * tax / (total - tax))
    return bool(set(tax.tolist()) - RATES or set(rates.tolist()) <= RATES)
