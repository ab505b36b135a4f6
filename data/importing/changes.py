"""What a call does to the months of a kind, and what each of its files brings to them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Change:
    """What loading does to one month of a kind and source (month None: to a list).

    Records `added`, `changed` (same key, other values), `removed`; `known` were skipped in add
    mode, in which only a restatement changes and removes. `amount` is the money afterwards, None
    for kinds without money; `amounts`: by currency, where a call has several.
    """

    kind: str
    source: str
    month: date | None
    added: int
    changed: int
    removed: int
    known: int
    amount: Decimal | None
    amount_before: Decimal | None
    amounts: dict[str, Decimal] = field(default_factory=dict)
    amounts_before: dict[str, Decimal] = field(default_factory=dict)

    @property
    def touches(self) -> bool:
        """Whether anything is different afterwards."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Share:
    """What one file brings to one month; `restated` take the place of others where files add."""

    file_no: int
    month: date | None
    records: int
    same: int
    changed: int
    known: int
    restated: int
    amount: Decimal | None
    new_amount: Decimal | None
    amounts: dict[str, Decimal] = field(default_factory=dict)
