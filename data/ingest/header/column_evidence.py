"""What the cells of a column say about which column of ours it can be; its header only proposes."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from data.catalogue import Column, Kind
from data.ingest.header.header_keys import folded
from data.ingest.header.line_numbers import are_line_numbers
from data.ingest.header.matching import GENERIC, LATER, LATER_GENERIC, Offer
from data.ingest.values.cells import bare, blankness
from data.ingest.values.dates import is_date

Rows = Sequence[Sequence[str]]
_ITEMS = frozenset(
    map(folded, ("item number", "item no", "item", "line item", "position", "pos", "ítem", "明細"))
)
"""Headers of products in some systems and of lines in others."""
_STATES = frozenset(
    map(
        folded,
        (
            *("draft", "cancel", "canceled", "cancelled", "done", "sale", "sent", "posted", "open"),
            *("paid", "closed", "completed", "complete", "pending", "void", "invoiced", "lost"),
            *("processing", "shipped", "delivered", "confirmed", "quotation", "won"),
        ),
    )
)
"""Cells of a column State that is the state of an order and no region."""
_FEES = frozenset(map(folded, ("fee", "fees", "commission", "gebühr", "frais", "手续费")))
"""Beside one of these a mere "Net" is what is left after it, and no amount of a sale."""
_TIME = re.compile(r"\d{1,2}[:.]\d{2}([:.]\d{2})?( ?[AaPp]\.?[Mm]\.?)?")
_ORDER_NAME = re.compile(r"#\d+")
_MEASURED = ("date", "money", "number", "percent", "integer")
_COUNTED = ("product", "line_id")
_GOODS = ("quantity", "unit_price", "line_id")


def cells_of(place: int, rows: Rows) -> list[str]:
    """The filled cells of a column in these rows, as a spreadsheet shows them."""
    return [cell for _row, cell in numbered_cells(place, rows)]


def numbered_cells(place: int, rows: Rows) -> list[tuple[int, str]]:
    """The filled cells of a column, each with the position of its row among these rows."""
    cells = ((number, bare(row[place])) for number, row in enumerate(rows) if place < len(row))
    return [(number, cell) for number, cell in cells if cell]


@dataclass(frozen=True)
class _Table:
    """The first records of a file; `filled`: position -> filled cells; `orders`: where an order's
    number may be; `proves_from`: see `judged`; `lists_goods`: a record is a line of an order."""

    kind: Kind
    headers: Sequence[str]
    rows: Rows
    filled: Mapping[int, Sequence[str]]
    orders: int | None
    proves_from: int
    lists_goods: bool


def judged(
    offered: Sequence[Offer],
    kind: Kind,
    headers: Sequence[str],
    rows: Rows,
    decided: Collection[int] = (),
    proves_from: int = LATER,
) -> list[Offer]:
    """The offers that the cells of their columns bear out, and those that the cells make.

    `decided`: positions whose column is known already; `proves_from`: the rank from which on a
    synonym of a date or number must have cells that can be one.
    """
    table = _Table(
        kind,
        headers,
        rows,
        {place: cells_of(place, rows) for place in range(len(headers))},
        next((place for _rank, place, column in offered if column.name == "order_id"), None),
        proves_from,
        any(_is_goods(column, headers[place]) for _rank, place, column in offered),
    )
    kept = [
        offer
        for proposed in offered
        if proposed[1] not in decided and not _is_blank(proposed, offered, table)
        if (offer := _by_content(proposed, table)) and _fits(offer, table)
    ]
    return sorted(kept + _order_names(table, decided), key=lambda offer: offer[0])


def _is_goods(column: Column, header: str) -> bool:
    is_product = column.name == "product" and folded(header) != "description"
    return is_product or column.name in _GOODS


def _is_blank(offer: Offer, offered: Sequence[Offer], table: _Table) -> bool:
    """Whether a column is empty beside another of the same meaning that is not."""
    others = (place for _rank, place, column in offered if column is offer[2])
    return not table.filled[offer[1]] and any(table.filled[place] for place in others)


def _by_content(offer: Offer, table: _Table) -> Offer | None:
    """The offer, of a header of items that of a product or a line, as its cells are."""
    rank, place, column = offer
    is_item = folded(table.headers[place]) in _ITEMS
    if column.name not in _COUNTED or not (is_item or rank >= LATER_GENERIC):
        return offer
    if are_line_numbers(place, table.orders, table.rows):
        return rank, place, table.kind.column("line_id")
    if not is_item or column.name == "product":
        return offer if is_item else None
    return GENERIC - 1, place, table.kind.column("product")


def _fits(offer: Offer, table: _Table) -> bool:
    """Whether cells can be of a column: later synonyms and those of two meanings prove it."""
    rank, place, column = offer
    values = table.filled[place]
    if column.name == "region":
        return not _STATES & set(map(folded, values))
    if column.name == "order_id" and folded(table.headers[place]) == "id":
        return not (table.lists_goods and len(set(values)) == len(values) > 1)
    if column.name == "amount" and folded(table.headers[place]) == "net":
        return not _FEES & set(map(folded, table.headers))
    values = [value for value in values if blankness(value, is_value=True) is None]
    is_month = column.type == "date" and table.kind.is_plan
    if rank < table.proves_from or column.type not in _MEASURED or is_month or not values:
        return True
    has_digits = any(c.isdigit() for value in values for c in value)
    if column.type == "date":
        return has_digits and not all(map(_is_time_or_part, values))
    return has_digits and not all(map(_is_plain_date, values))


def _is_time_or_part(text: str) -> bool:
    """Whether a cell is a time of day, or a day or year without the rest of its date."""
    return bool(_TIME.fullmatch(text)) or (text.isdecimal() and len(text) <= 4)


def _is_plain_date(text: str) -> bool:
    """Whether a cell is a date, and no plain number that could be one."""
    return is_date(text) and not text.replace(".", "").isdecimal()


def _order_names(table: _Table, decided: Collection[int]) -> list[Offer]:
    """Shops number their orders under Name: #1001."""
    if all(column.name != "order_id" for column in table.kind.columns):
        return []
    return [
        (LATER, place, table.kind.column("order_id"))
        for place, header in enumerate(table.headers)
        if folded(header) == "name" and place not in decided
        if table.filled[place] and all(map(_ORDER_NAME.fullmatch, table.filled[place]))
    ]
