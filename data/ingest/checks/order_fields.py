"""Fill-down within an order: lines that leave blank what another line of their order number has.

Shops give the account, the day and the status of an order on its first line only, whatever other
orders stand between its lines; others forget the account of one line. The order number proves to
whom such a line belongs, unless lines of that number name two accounts, or two days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

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
SAMPLE = 50_000
"""Rows that show of most columns that later lines fill them."""
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
    """What lines leave blank that others of their order have; None where there are no numbers, or
    nothing that lines could take from others. `totals`: rows that are no lines."""
    number = next((name for name in NUMBERS if name in sheet.cells), None)
    names = [name for name in FIELDS if name in sheet.cells and has_blanks(sheet.cells[name])]
    others = [place for place, column in sheet.unread.items() if has_blanks(column.cells)]
    if number is None or not (names or others):
        return None
    orders = _Orders(codes_of(sheet.cells[number]), is_blank(sheet.cells[number]) | totals)
    fields = OrderFields()
    blank = {name: is_blank(sheet.cells[name]) for name in names}
    _note_mapped(fields, sheet, orders, blank)
    unread = {place: is_blank(sheet.unread[place].cells) for place in others}
    if unread := {p: mask for p, mask in unread.items() if orders.may_be_of_first_lines(mask)}:
        _note_unread(fields, orders, unread, blank)
    return fields if fields.proven or fields.doubtful or fields.unread else None


def _note_mapped(
    fields: OrderFields, sheet: RawTable, orders: "_Orders", blank: Mapping[str, Mask]
) -> None:
    """Note from which lines those that are blank in mapped columns take what they lack; only the
    lines of orders with a blank one are looked at."""
    rows = orders.with_any(blank.values())
    if not len(rows):
        return
    part = _Orders(orders.codes[rows], ~orders.is_line[rows], orders.size)
    recurring = _recurring(sheet, part, rows)
    for name, mask in blank.items():
        codes = codes_of(sheet.cells[name], name in DAYS)[rows]
        noted = _Noted(part, mask[rows], codes, recurring if name in ACCOUNTS else None)
        fields.are_other_days |= noted.are_other_days
        if noted.is_proven.any():
            places = np.where(noted.is_proven, noted.places, NOWHERE)
            fields.proven[name] = _spread(places, rows, len(mask))
        if noted.in_doubt.any() and name in ACCOUNTS:
            above = _above(part, mask[rows], noted.in_doubt)
            fields.doubtful[name] = _spread(above, rows, len(mask))


def _recurring(sheet: RawTable, orders: "_Orders", rows: Ints) -> Mask:
    """Which order numbers stand on several days: they are no proof that lines belong together."""
    day = next((name for name in DAYS if name in sheet.cells), None)
    if day is None:
        return np.zeros(orders.size + 1, np.bool_)
    cells = sheet.cells[day]
    return orders.differ(codes_of(cells, day_only=True)[rows], is_blank(cells)[rows])


class _Noted:
    """Where the blank lines of a column find its cell: proven, or in doubt where lines of the order
    name two, or where its number stands on several days (`recurring`; None: that is no matter)."""

    def __init__(self, orders: "_Orders", blank: Mask, codes: Ints, recurring: Mask | None) -> None:
        self.places = orders.first_filled(blank)
        is_wanted, differ = self.places >= 0, orders.differ(codes, blank)
        self.are_other_days = False
        if recurring is not None:
            self.are_other_days = bool((is_wanted & recurring[orders.codes]).any())
            differ |= recurring
        self.in_doubt: Mask = is_wanted & differ[orders.codes]
        self.is_proven: Mask = is_wanted & ~self.in_doubt


def _spread(places: Ints, rows: Ints, count: int) -> Ints:
    """Places among some rows as places among all."""
    spread = np.full(count, NOWHERE)
    spread[rows] = np.where(places >= 0, rows[places], NOWHERE)
    return spread


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

    def __init__(self, codes: Ints, are_none: Mask, size: int | None = None) -> None:
        self.codes = np.where(are_none, NOWHERE, codes)
        self.is_line = self.codes >= 0
        self.size = int(codes.max(initial=NOWHERE)) + 1 if size is None else size

    @cached_property
    def is_later(self) -> Mask:
        """Which lines stand below another of their order."""
        first = self.first(self.is_line)
        later: Mask = self.is_line & (first[self.codes] != np.arange(len(self.codes)))
        return later

    def may_be_of_first_lines(self, blank: Mask) -> bool:
        """Whether no later line among the first ones fills a column, which has some blank."""
        if len(blank) <= SAMPLE:
            return True
        some = _Orders(self.codes[:SAMPLE], ~self.is_line[:SAMPLE], self.size)
        return not (~blank[:SAMPLE] & some.is_later).any()

    def first(self, mask: Mask) -> Ints:
        """For each order the place of its first line in the mask, NOWHERE without one."""
        places = np.flatnonzero(mask & self.is_line)[::-1]
        first = np.full(self.size + 1, NOWHERE)
        first[self.codes[places]] = places
        return first

    def with_any(self, masks: Iterable[Mask]) -> Ints:
        """The lines of all orders of which a line is in one of the masks."""
        wanted = np.zeros(self.size + 1, np.bool_)
        for mask in masks:
            wanted[self.codes[np.flatnonzero(mask & self.is_line)]] = True
        return np.flatnonzero(wanted[self.codes]) if wanted.any() else np.empty(0, np.int64)

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
