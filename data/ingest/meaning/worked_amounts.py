"""Amounts worked out of other columns, exactly: each different combination of cells once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pyarrow as pa

from data.catalogue import DECIMAL
from data.columns.dictionary_column import FixedPointColumn, Ints
from data.columns.fixed_point import PLACES, FixedPoint, scaled
from data.ingest.header.amount_basis import MONEY, PART_PAID, PERCENT, PERCENT_PAID
from data.ingest.meaning.order_groups import Columns
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.numbers import LIMIT, rounded

AMOUNT, QUANTITY, PRICE, PRICED_PIECES = "amount", "quantity", "unit_price", "priced_pieces"
DISCOUNT, ORDER_DISCOUNT, TAX, TAX_RATE = "discount", "order_discount", "tax", "tax_rate"
Values = Mapping[str, Decimal | None]


@dataclass(frozen=True, eq=False)
class Basis:
    """How the amounts of a file are worked out, where that is more than reading or multiplying.

    `discounts`: column -> how its discounts are meant; `counted`: for each such column the places
    where a discount of the order has counted on an earlier line; `tax`: the column of the tax that
    is taken off, "" for none; `full_rate`: what a rate of tax of one is, 1 or 100; `repeated`: the
    places where the whole amount is the order's and counts on an earlier line.
    """

    price_is_line_total: bool = False
    has_priced_pieces: bool = False
    discounts: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, Ints] = field(default_factory=dict)
    tax: str = ""
    full_rate: int = 1
    repeated: Ints = field(default_factory=lambda: np.empty(0, np.int64))

    @property
    def is_plain(self) -> bool:
        """Whether amounts are as written, or quantity times price."""
        parts = (
            self.price_is_line_total,
            self.has_priced_pieces,
            self.discounts,
            self.tax,
        )
        return not any(parts)

    def names(self, columns: Columns) -> list[str]:
        """The columns that the amounts are worked out of."""
        names = [AMOUNT] if AMOUNT in columns else [QUANTITY, PRICE]
        names += [PRICED_PIECES] if self.has_priced_pieces else []
        return [*names, *self.discounts, *([self.tax] if self.tax else [])]


def amount_of(values: Values, basis: Basis) -> Decimal | None:
    """The amount of a line by its cells; None where one that it needs is blank."""
    amount = _before(values, basis)
    if amount is None:
        return None
    for column, meant in basis.discounts.items():
        amount = _reduced(amount, abs(values[column] or Decimal(0)), meant, values[column] is None)
    if basis.tax == TAX:
        amount -= values[TAX] or 0
    elif basis.tax:
        amount /= 1 + (values[TAX_RATE] or Decimal(0)) / basis.full_rate
    return amount


def _before(values: Values, basis: Basis) -> Decimal | None:
    """The amount before anything is taken off."""
    if AMOUNT in values:
        return values[AMOUNT]
    quantity, price = values[QUANTITY], values[PRICE]
    if quantity is None or price is None:
        return None
    if basis.price_is_line_total:
        return -abs(price) if quantity < 0 else price
    return quantity * price / (values.get(PRICED_PIECES) or 1)


def _reduced(amount: Decimal, discount: Decimal, meant: str, is_blank: bool) -> Decimal:
    if is_blank:
        return amount
    if meant == MONEY:
        return amount + discount if amount < 0 else amount - discount
    part = discount / 100 if meant in (PERCENT, PERCENT_PAID) else discount
    return amount * part if meant in (PART_PAID, PERCENT_PAID) else amount * (1 - part)


def amounts(columns: Columns, basis: Basis) -> FixedPoint:
    """The amount of each line, rounded half up; invalid where it is too large or cannot be told."""
    names = basis.names(columns)

    def work(cells: Sequence[Decimal | None]) -> Decimal | None:
        return amount_of(dict(zip(names, cells, strict=True)), basis)

    return each([decimals(columns[name], basis.counted.get(name)) for name in names], work)


Decimals = tuple[Sequence[Decimal | None], Ints]
"""Different values, and for each record the number of its value."""


def each(
    factors: Sequence[Decimals], work: Callable[[Sequence[Decimal | None]], Decimal | None]
) -> FixedPoint:
    """What a function makes of the values of each record; each different combination once."""
    together = np.zeros(len(factors[0][1]), np.int64)
    for values, numbers in factors:
        together = together * (len(values) + 1) + numbers
        together = np.unique(together, return_inverse=True)[1].astype(np.int64)
    _combinations, first = np.unique(together, return_index=True)
    results = [
        _stored(work([values[int(numbers[place])] for values, numbers in factors]))
        for place in first.tolist()
    ]
    fixed = scaled(pa.array(results, DECIMAL))
    return FixedPoint(fixed.whole[together], fixed.is_valid[together])


def _stored(value: Decimal | None) -> Decimal | None:
    kept = None if value is None else rounded(value)
    return None if kept is None or abs(kept) >= LIMIT else kept


def decimals(column: ParsedColumn, nought: Ints | None = None) -> Decimals:
    """The different numbers of a column, before they are rounded; None (blank) at some places."""
    if isinstance(column.cells, FixedPointColumn):
        whole = np.concatenate([part.whole for part in column.cells.numbers])
        is_valid = np.concatenate([part.is_valid for part in column.cells.numbers])
        different, numbers = np.unique(whole, return_inverse=True)
        values: list[Decimal | None] = [
            Decimal(value).scaleb(-PLACES) for value in different.tolist()
        ]
        numbers = np.where(is_valid, numbers, len(values))
    else:
        values = column.exact or column.values.to_pylist()
        numbers = column.index.astype(np.int64)
    numbers = numbers.copy()
    if nought is not None:
        numbers[nought] = len(values)
    return [*values, None], numbers
