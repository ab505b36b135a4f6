"""Fill-down within an order: lines that leave blank what another line of their order number has.

Shops give the account, the day and the status of an order on its first line only, whatever other
orders stand between its lines; others forget the account of one line. The order number proves to
whom such a line belongs, unless lines of that number name two accounts, or two days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from data.columns.dictionary_column import Ints, Mask
from data.ingest.checks.blank_cells import codes_of, has_blanks, is_blank, taken
from data.ingest.rows.raw_table import RawTable

NUMBERS = ("order_id", "invoice_no")
ACCOUNTS = ("account_id", "account_name")
DAYS = ("order_date", "invoiced_on")
FIELDS = (*ACCOUNTS, *DAYS, "region", "department", "salesperson", "sales_point", "currency")
"""What all lines of an order have in common; never what they sell, nor what a payment is due."""
NOWHERE = -1
SEVERAL = 2
"""Later lines from which on a column that is blank in all of them is one of first lines only."""


@dataclass
class OrderFields:
    """Where the lines of orders find what they leave blank: column -> for each row the place of the
    line that has it, NOWHERE where it needs none.

    `proven`: of lines whose order number leaves no doubt; `doubtful`: of the others, those of the
    nearest line above of the same number; `unread`: of unmapped columns, by their place in the
    record. `are_other_days`: numbers recur on several days, as those of receipts do.
    """

    proven: dict[str, Ints] = field(default_factory=dict)
    doubtful: dict[str, Ints] = field(default_factory=dict)
    unread: dict[int, Ints] = field(default_factory=dict)
    are_other_days: bool = False

    def fill(self, sheet: RawTable, is_doubtful: bool) -> None:
        """Fill what is proven, or what is doubtful and was answered so."""
        for name, places in (self.doubtful if is_doubtful else self.proven).items():
            sheet.cells[name] = taken(sheet.cells[name], places)
        if not is_doubtful:
            for place, places in self.unread.items():
                column = sheet.unread[place]
                sheet.unread[place] = replace(column, cells=taken(column.cells, places))


def order_fields(sheet: RawTable, totals: Mask) -> OrderFields | None:
    """What lines leave blank that others of their order have; None where there are no numbers, no
    orders of several lines, or no blanks. `totals`: rows that are no lines."""
    number = next((name for name in NUMBERS if name in sheet.cells), None)
    names = [name for name in FIELDS if name in sheet.cells and has_blanks(sheet.cells[name])]
    others = [place for place, column in sheet.unread.items() if has_blanks(column.cells)]
    if number is None or not (names or others):
        return None
    orders = _Orders(codes_of(sheet.cells[number]), is_blank(sheet.cells[number]) | totals)
    if not orders.is_later.any():
        return None
    fields = OrderFields()
    blank = {name: is_blank(sheet.cells[name]) for name in names}
    recurring = _recurring(sheet, orders)
    for name, mask in blank.items():
        _note_mapped(
            fields, name, orders, mask, codes_of(sheet.cells[name], name in DAYS), recurring
        )
    _note_unread(fields, orders, {p: is_blank(sheet.unread[p].cells) for p in others}, blank)
    return fields if fields.proven or fields.doubtful or fields.unread else None


def _recurring(sheet: RawTable, orders: "_Orders") -> Mask:
    """Which order numbers stand on several days: they are no proof that lines belong together."""
    day = next((name for name in DAYS if name in sheet.cells), None)
    if day is None:
        return np.zeros(orders.size + 1, np.bool_)
    return orders.differ(codes_of(sheet.cells[day], day_only=True), is_blank(sheet.cells[day]))


def _note_mapped(
    fields: OrderFields, name: str, orders: "_Orders", blank: Mask, codes: Ints, recurring: Mask
) -> None:
    """Note from which lines those that are blank in a column take it."""
    places = orders.first_filled(blank)
    wanted = places >= 0
    differ = orders.differ(codes, blank)
    if name in ACCOUNTS:
        fields.are_other_days |= bool((wanted & recurring[orders.codes]).any())
        differ = differ | recurring
    in_doubt = wanted & differ[orders.codes]
    if (wanted & ~in_doubt).any():
        fields.proven[name] = np.where(in_doubt, NOWHERE, places)
    if in_doubt.any() and name in ACCOUNTS:
        fields.doubtful[name] = _above(orders, blank, in_doubt)


def _note_unread(
    fields: OrderFields, orders: "_Orders", unread: Mapping[int, Mask], mapped: Mapping[str, Mask]
) -> None:
    """Note unmapped columns that only first lines fill: all of them do, or there is another such
    column and more than one later line."""
    later = int(orders.is_later.sum())
    has_first_lines = any(map(orders.is_on_first, (*mapped.values(), *unread.values())))
    for place, blank in unread.items():
        if (~blank & orders.is_later).any():
            continue
        places = orders.first_filled(blank)
        is_of_first = orders.is_on_first(blank) or (has_first_lines and later >= SEVERAL)
        if is_of_first and (places >= 0).any():
            fields.unread[place] = places


class _Orders:
    """The lines of a sheet by order number; `are_none`: rows without one, and totals."""

    def __init__(self, codes: Ints, are_none: Mask) -> None:
        self.codes = np.where(are_none, NOWHERE, codes)
        self.is_line = self.codes >= 0
        self.size = int(codes.max(initial=NOWHERE)) + 1
        self.is_later = self.is_line & (
            self.first(self.is_line)[self.codes] != np.arange(len(codes))
        )

    def first(self, mask: Mask) -> Ints:
        """For each order the place of its first line in the mask, NOWHERE without one."""
        places = np.flatnonzero(mask & self.is_line)[::-1]
        first = np.full(self.size + 1, NOWHERE)
        first[self.codes[places]] = places
        return first

    def first_filled(self, blank: Mask) -> Ints:
        """For each blank line the place of the first line of its order that is not."""
        return np.where(blank & self.is_line, self.first(~blank)[self.codes], NOWHERE)

    def differ(self, codes: Ints, blank: Mask) -> Mask:
        """Which orders have two different cells among the lines that are not blank."""
        lines = np.flatnonzero(~blank & self.is_line)
        first = self.first(~blank)[self.codes[lines]]
        differ = np.zeros(self.size + 1, np.bool_)
        differ[self.codes[lines[codes[lines] != codes[first]]]] = True
        return differ

    def is_on_first(self, blank: Mask) -> bool:
        """Whether a column is filled on the first line of each order and on no other."""
        return (
            not (blank & self.is_line & ~self.is_later).any() and not (~blank & self.is_later).any()
        )


def _above(orders: _Orders, blank: Mask, wanted: Mask) -> Ints:
    """For the wanted lines the place of the nearest line above of their order that is not blank."""
    nearest: dict[int, int] = {}
    places = np.full(len(blank), NOWHERE)
    for place in np.flatnonzero(orders.is_line & (wanted | ~blank)).tolist():
        order = int(orders.codes[place])
        if wanted[place]:
            places[place] = nearest.get(order, NOWHERE)
        else:
            nearest[order] = place
    return places
