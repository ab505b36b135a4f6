"""Rows that may be totals by what they lack, before their money is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from data.columns.dictionary_column import Ints, Mask, Values
from data.ingest.subtotals.row_columns import ACCOUNT, ID, OTHER, PRODUCT, RowColumn

DENSE = 0.95
"""Share of the records from which on an unmapped column is one that every record fills."""


@dataclass(frozen=True)
class Suspect:
    """A row without a number of its own that lacks something the rows above have.

    `lacks`: which columns. `has_product`: it has another product than the row above it,
    `has_account`: another account.
    """

    place: int
    lacks: frozenset[int]
    has_product: bool
    has_account: bool


@dataclass(frozen=True)
class Suspects:
    """Many of them: their places, which columns (rows of `lacks`) each lacks, what each has."""

    places: Ints
    lacks: Values
    has_product: Mask
    has_account: Mask

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Suspect]:
        for i, place in enumerate(self.places.tolist()):
            lacks = frozenset(np.flatnonzero(self.lacks[:, i]).tolist())
            yield Suspect(place, lacks, bool(self.has_product[i]), bool(self.has_account[i]))

    def only(self, mask: Mask) -> "Suspects":
        """Those that the mask marks."""
        lacks, product = self.lacks[:, mask], self.has_product[mask]
        return Suspects(self.places[mask], lacks, product, self.has_account[mask])


def suspects_among(columns: Sequence[RowColumn], is_record: Mask) -> Suspects:
    """The records that may be totals, in order.

    A row with a product of its own may be one only where it lacks both a number and an account:
    the later lines of an order often lack one of them.
    """
    counted = {number: column.only(is_record) for number, column in enumerate(columns)}
    counted = {n: c for n, c in counted.items() if c.role != OTHER or _share(c, is_record) >= DENSE}
    blank = [is_record & ~c.is_filled for c in counted.values() if not c.is_filled.all()]
    places = np.flatnonzero(np.logical_or.reduce(blank)) if blank else np.empty(0, np.int64)
    for column in counted.values():
        if column.role == ID:
            places = places[~column.differs(places)]
    lacks = np.zeros((len(columns), len(places)), np.bool_)
    for number, column in counted.items():
        lacks[number] = column.lacks(places)
    has_product, has_account = (
        _any([c.differs(places) for c in counted.values() if c.role == role], places)
        for role in (PRODUCT, ACCOUNT)
    )
    roles = np.array([column.role for column in columns])
    lacks_both = lacks[roles == ID].any(axis=0) & lacks[roles == ACCOUNT].any(axis=0)
    may_be = lacks.any(axis=0) & (~has_product | lacks_both)
    return Suspects(places, lacks, has_product, has_account).only(may_be)


def _any(masks: Sequence[Mask], places: Ints) -> Mask:
    return np.logical_or.reduce(masks) if masks else np.zeros(len(places), np.bool_)


def _share(column: RowColumn, is_record: Mask) -> float:
    """The share of the records that fill a column."""
    return float(column.is_filled[is_record].mean()) if is_record.any() else 0.0
