"""How a column of discounts is meant: in money, per cent, as a share, or as the part paid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.ingest.header import amount_roles
from data.ingest.header.amount_basis import MONEY, PART_PAID, PERCENT, PERCENT_PAID, SHARE
from data.ingest.values.header_text import normalized

_SUMS = re.compile("amount|value|total|money|betrag|montant|importe|[额額金]")
"""Parts of headers of discounts in money."""
_CENTS = re.compile(r".*\d[.,]\d\d")
_STEP = Decimal("2.5")
"""Rates are mostly multiples of it."""
FULL = 100


@dataclass(frozen=True)
class Discounts:
    """The different cells of a column of discounts: their values without sign, whether some are
    written with a percent sign, and whether with cents."""

    header: str
    values: frozenset[Decimal]
    has_sign: bool
    has_cents: bool

    @property
    def readings(self) -> tuple[str, ...]:
        """How they may be meant, the most plausible way first; none where nothing is taken off."""
        role = amount_roles.role(self.header)
        filled = self.values - {Decimal(0)}
        full = {Decimal(1), Decimal(FULL)} if role == amount_roles.SHARE else set()
        if not filled or (filled <= full and Decimal(0) not in self.values):
            return ()
        if self.has_sign or role == amount_roles.PERCENT or "%" in self.header:
            return (SHARE,) if max(filled) < 1 and not self.has_sign else (PERCENT,)
        if role == amount_roles.ORDER_DISCOUNT or _SUMS.search(normalized(self.header)):
            return (MONEY,)
        if max(filled) <= 1:
            return self._as_parts()
        if role == amount_roles.SHARE:
            is_paid = FULL in self.values and 0 not in self.values
            return (PERCENT_PAID, PERCENT) if is_paid else (PERCENT, PERCENT_PAID)
        return self._as_rates_or_money(filled)

    def _as_parts(self) -> tuple[str, ...]:
        """Numbers up to one: what is taken off, or what is left of the price."""
        if 0 in self.values:
            return (SHARE,)
        is_chinese = any("一" <= sign <= "鿿" for sign in self.header)
        return (PART_PAID, SHARE) if 1 in self.values or is_chinese else (SHARE, PART_PAID)

    def _as_rates_or_money(self, filled: frozenset[Decimal]) -> tuple[str, ...]:
        """Numbers above one: per cent, or money."""
        if max(filled) > FULL:
            return (MONEY,)
        are_rates = all(not value % _STEP or value < 5 for value in filled)
        return (PERCENT, MONEY) if are_rates and not self.has_cents else (MONEY, PERCENT)


def of_cells(header: str, cells: Sequence[str], values: Sequence[Decimal | None]) -> Discounts:
    """The discounts of the different cells of a column, and their values."""
    texts = [cell.strip() for cell in cells]
    return Discounts(
        header,
        frozenset(abs(value) for value in values if value is not None),
        any(text.endswith(("%", "％")) for text in texts),
        any(_CENTS.fullmatch(text) for text in texts),
    )
