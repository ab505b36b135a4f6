"""Whether a price is that of a piece, or the line's total: by products sold in several numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.columns.dictionary_column import Ints
from data.ingest.meaning.order_groups import SAMPLE, Columns, numbers_of, shared_codes
from data.ingest.values.header_text import normalized

KNOWN_AS_TOTALS = frozenset({"itemprice"})
"""Headers of prices that are the line's total where the other headers are a marketplace's."""
OF_MARKETPLACE = frozenset({"itemtax", "itempromotiondiscount", "asin", "amazonorderid"})
_CENT = 100
_FEW = 0.05


@dataclass(frozen=True)
class Evidence:
    """How many products are priced by the piece, how many by the line, and how many neither way."""

    by_piece: int = 0
    by_line: int = 0
    neither: int = 0

    @property
    def is_open(self) -> bool:
        """Whether no product was sold in several quantities."""
        return not (self.by_piece or self.by_line or self.neither)

    @property
    def is_by_line(self) -> bool:
        """Whether price ÷ quantity is constant where the price is not."""
        are_pieces_few = self.by_piece <= _FEW * (self.by_piece + self.by_line)
        return self.by_line > 0 and are_pieces_few and self.by_line * 10 >= self.neither


def evidence(columns: Sequence[Columns]) -> Evidence:
    """What the first records of some files say of their prices."""
    codes = shared_codes([parsed["product"] for parsed in columns])
    product = np.concatenate([numbers[:SAMPLE] for numbers in codes])
    quantity, price = (
        np.abs(np.concatenate([numbers_of(parsed[name], SAMPLE).whole for parsed in columns]))
        for name in ("quantity", "unit_price")
    )
    here = (product >= 0) & (quantity > 0) & (price > 0)
    return _judged(product[here], quantity[here], price[here])


def _judged(product: Ints, quantity: Ints, price: Ints) -> Evidence:
    """Compares the lines of each product with the one of its largest quantity."""
    if not len(product):
        return Evidence()
    places = np.lexsort((-quantity, product))
    product, quantity, price = product[places], quantity[places], price[places]
    starts = np.flatnonzero(np.diff(product, prepend=-1))
    sizes = np.diff(starts, append=len(product))
    of_most, price_of_most = np.repeat(quantity[starts], sizes), np.repeat(price[starts], sizes)
    others = quantity != of_most
    expected = price_of_most / of_most * quantity
    slack = np.maximum(_CENT, expected * 0.005)
    is_by_line = np.abs(price - expected) <= slack
    is_by_piece = np.abs(price - price_of_most) <= np.maximum(1, price_of_most * 0.005)
    several = np.logical_or.reduceat(others, starts)
    by_line = several & np.logical_and.reduceat(is_by_line, starts)
    by_piece = several & ~by_line & np.logical_and.reduceat(is_by_piece, starts)
    counted = int(several.sum()), int(by_line.sum()), int(by_piece.sum())
    return Evidence(counted[2], counted[1], counted[0] - counted[1] - counted[2])


def is_known_as_total(header: str, headers: Sequence[str]) -> bool:
    """Whether a header is that of a marketplace's line total."""
    plain = {normalized(other) for other in headers}
    return normalized(header) in KNOWN_AS_TOTALS and bool(plain & OF_MARKETPLACE)
