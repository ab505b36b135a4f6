"""What a column and a kind of export are.

Headers are matched without regard to case, spaces, underscores and width, so a synonym is written
in words; earlier synonyms are preferred to later ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

Type = Literal[
    "text", "id", "date", "money", "number", "percent", "integer", "flag", "choice", "level"
]
Needs = tuple[tuple[tuple[str, ...], ...], ...]

DECIMAL = pa.decimal128(18, 4)
SHARE = pa.decimal128(18, 8)
ARROW: Mapping[Type, pa.DataType] = {
    "text": pa.string(),
    "id": pa.string(),
    "date": pa.date32(),
    "money": DECIMAL,
    "number": DECIMAL,
    "percent": SHARE,
    "integer": pa.int32(),
    "flag": pa.bool_(),
    "choice": pa.string(),
    "level": pa.int32(),
}


def words(text: str) -> tuple[str, ...]:
    """Synonyms written as one text, separated by commas."""
    return tuple(text.split(", "))


@dataclass(frozen=True)
class Column:
    """One column of a kind.

    `required`: a record without it is refused. `generic`: synonyms that fit other kinds as well
    ("date"), matched but no sign of this kind. `later_synonyms`, `later_generic`: those that came
    with the reader level MEANING (headers.csv), less preferred than the earlier ones. `choices`:
    stored value -> what may be written. `weight`: how much its presence says that a file is of
    this kind.
    """

    name: str
    type: Type
    unit: str = ""
    required: bool = False
    synonyms: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    later_synonyms: tuple[str, ...] = ()
    later_generic: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weight: float = 1
    example: tuple[str, str, str] = ("", "", "")

    @property
    def arrow(self) -> pa.DataType:
        return ARROW[self.type]


@dataclass(frozen=True)
class Kind:
    """One kind of export.

    `needs`: each entry is a list of alternatives, one of which must be there (all its columns).
    `key`: what tells two records apart; `month_column`: the date that says which month a record
    belongs to, None for lists. Read but not kept: `status` (which rows count) and `rates`, of
    which money is worked out; `basis`: what is taken off an amount (a discount, a tax), found by
    arithmetic and never by its header alone. `is_plan`: its months may lie ahead. `cut`:
    columns of which those that are filled say whom or what a record is for; it replaces none that
    is for something else.
    `has_parts`: several records of one key may be parts of one thing (checks/instalments).
    """

    name: str
    columns: tuple[Column, ...]
    needs: Needs
    key: tuple[str, ...]
    month_column: str | None
    is_list: bool = False
    status: Column | None = None
    rates: tuple[Column, ...] = ()
    basis: tuple[Column, ...] = ()
    is_plan: bool = False
    cut: tuple[str, ...] = ()
    has_parts: bool = False

    @property
    def money(self) -> str | None:
        """The column that its months are summed in; lists have none."""
        if self.is_list:
            return None
        return next((c.name for c in self.columns if c.type == "money"), None)

    def column(self, name: str) -> Column:
        return next(c for c in self.readable if c.name == name)

    @property
    def matched(self) -> tuple[Column, ...]:
        """Every column a header may match, those that are not kept included."""
        return (*self.columns, *self.rates, *([self.status] if self.status else []))

    @property
    def readable(self) -> tuple[Column, ...]:
        """Every column that is read, those that no header matches included."""
        return (*self.matched, *self.basis)
