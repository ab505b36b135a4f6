"""What the first records of a file say of its columns of money, by arithmetic.

Judged on floats: it decides what a column is, never how much.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from data.columns.dictionary_column import Ints, Mask
from data.ingest.header import amount_roles
from data.ingest.values import numbers, unit_words
from data.ingest.values.cells import bare, blankness
from data.ingest.values.numbers import without_percent

Floats = np.ndarray[Any, np.dtype[np.float64]]
MOST = 0.95
"""Share of the records on which arithmetic has to hold."""
CENT = 0.011
"""What rounding may change."""


@dataclass(frozen=True)
class Evidence:
    """The first records of a file: of each column the numbers, None where it holds others, nan for
    blank; the order of each record, -1 for none; whether no record above says the same; and the
    columns that are written with a percent sign."""

    headers: Sequence[str]
    columns: Mapping[str, int]
    numbers: Sequence[Floats | None]
    orders: Ints
    is_new: Mask
    percents: frozenset[int]

    @cached_property
    def products(self) -> list[Floats]:
        """Quantity times price, for the mapped price, else for each column that may be one."""
        quantity = self._of("quantity", amount_roles.is_quantity)
        return [] if quantity is None else [quantity * price for price in self.prices]

    @cached_property
    def prices(self) -> list[Floats]:
        """The mapped price, and the columns that may be one."""
        places = [self.columns["unit_price"]] if "unit_price" in self.columns else []
        places += [
            place
            for place, header in enumerate(self.headers)
            if place not in places and amount_roles.role(header) == amount_roles.UNIT_PRICE
        ]
        return [values for place in places if (values := self.numbers[place]) is not None]

    def _of(self, name: str, is_one: Any) -> Floats | None:
        """The numbers of a mapped column, else of the first header that may be it."""
        if name in self.columns:
            return self.numbers[self.columns[name]]
        places = (p for p, header in enumerate(self.headers) if is_one(header))
        return next((n for p in places if (n := self.numbers[p]) is not None), None)

    @property
    def product(self) -> Floats | None:
        """Quantity times price, where both are mapped and whole."""
        if not {"quantity", "unit_price"} <= self.columns.keys() or not self.products:
            return None
        first = self.products[0]
        return None if np.isnan(first).any() else first

    def groups(self) -> Iterator[Ints]:
        """The places of the records of each order, repeated records left out."""
        places = np.flatnonzero((self.orders >= 0) & self.is_new)
        in_order = places[np.argsort(self.orders[places], kind="stable")]
        ends = np.flatnonzero(np.diff(self.orders[in_order])) + 1
        yield from np.split(in_order, ends) if len(in_order) else []

    def is_of_order(self, values: Floats) -> bool | None:
        """Whether a column has the same amount on all lines of each order of several lines, or on
        the first of them alone; None where no order tells."""
        several = (places for places in self.groups() if len(places) > 1)
        known = [r for places in several if (r := self._repeats(values[places])) is not None]
        return all(known) if known else None

    @staticmethod
    def _repeats(amounts: Floats) -> bool | None:
        """Whether the lines of an order have its amount; None where they have none."""
        rest = amounts[1:]
        if not np.nan_to_num(amounts).any():
            return None
        if np.isnan(rest).all() or not np.nan_to_num(rest, nan=1).any():
            return True
        return bool((rest == amounts[0]).all())

    def is_product(self, values: Floats) -> bool:
        """Whether a column is quantity times price."""
        return any(holds(values, product) for product in self.products)

    def is_sum(self, values: Floats, product: Floats) -> bool:
        """Whether a column is nearer to the order's sum of quantity times price than to the
        line's, in each order of several lines."""
        several = [places for places in self.groups() if len(places) > 1]
        nearer = [
            abs(values[p[0]] - product[p].sum()) < abs(values[p[0]] - product[p[0]])
            for p in several
            if np.nan_to_num(values[p[0]])
        ]
        return bool(nearer) and all(nearer)

    def order_sums(self, values: Floats) -> Floats:
        """For each record the sum of its order."""
        sums = values.copy()
        for places in self.groups():
            sums[places] = np.nansum(values[places])
        return sums


def holds(left: Floats, right: Floats, where: Mask | None = None) -> bool:
    """Whether two columns are equal to the cent on nearly all records that have both."""
    both = ~(np.isnan(left) | np.isnan(right))
    if where is not None:
        both &= where
    if not both.any():
        return False
    return bool((np.abs(left[both] - right[both]) <= CENT).mean() >= MOST)


def evidence(
    headers: Sequence[str], columns: Mapping[str, int], rows: Sequence[Sequence[str]]
) -> Evidence:
    """The evidence of some records."""
    width = len(headers)
    cells = [
        [bare(row[place]) if place < len(row) else "" for row in rows] for place in range(width)
    ]
    mark = _mark(cells)
    keys = cells[columns["order_id"]] if "order_id" in columns else []
    orders = _orders(keys) if keys else np.full(len(rows), -1)
    whole = [tuple(row) for row in rows]
    first = {row: place for place, row in reversed(list(enumerate(whole)))}
    is_new = np.array([first[row] == place for place, row in enumerate(whole)], np.bool_)
    percents = {place for place, column in enumerate(cells) if any(map(_is_percent, column))}
    columns_as_numbers = [_floats(column, mark) for column in cells]
    return Evidence(headers, columns, columns_as_numbers, orders, is_new, frozenset(percents))


def _is_percent(text: str) -> bool:
    return text.endswith(("%", "％"))


def _orders(keys: Sequence[str]) -> Ints:
    """A number for each order; a blank one belongs to the record above."""
    codes: dict[str, int] = {}
    above, orders = "", []
    for key in keys:
        above = key.casefold() or above
        orders.append(codes.setdefault(above, len(codes)) if above else -1)
    return np.array(orders, np.int64)


def _mark(cells: Sequence[Sequence[str]]) -> int:
    """0 for a decimal point, 1 for a comma, by the cells of all columns."""
    texts = (without_percent(text) for column in cells for text in set(column) if text)
    shape = numbers.evidence(map(unit_words.without_unit, texts))
    return int(shape.comma > shape.point)


def _floats(cells: Sequence[str], mark: int) -> Floats | None:
    """The numbers of a column; None where a cell is none, or all are blank."""
    values = []
    for text in cells:
        if blankness(text, is_value=True) is not None:
            values.append(np.nan)
            continue
        number, unit = unit_words.of_cell(without_percent(text))
        readings = numbers.readings(number)
        value = readings[mark] if readings[mark] is not None else readings[1 - mark]
        if value is None:
            return None
        values.append(float(value * unit))
    return None if np.isnan(values).all() else np.array(values)
