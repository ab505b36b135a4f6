"""Tables of the heads of orders and of their lines: known by headers, joined by the number."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from data.ingest import context
from data.ingest.files.records import records as records_of
from data.ingest.files.sheet_groups import JOINED, About
from data.ingest.files.source import Part as SheetPart
from data.ingest.files.source import Source
from data.ingest.header.amount_roles import AMOUNTS, role
from data.ingest.header.matching import match, matches
from data.ingest.values.header_text import normalized
from data.ingest.values.texts import clean_id, without_point_zero
from data.kinds.sales import SALES

Part = Literal["heads", "lines"]
NUMBER = "order_id"
ACCOUNTS = frozenset({"account_id", "account_name"})
OF_LINES = frozenset({"product", "quantity", "unit_price", "line_id"})
"""What no head of an order has."""
FIRST = 10
"""Rows of a sheet among which its header is looked for."""
Row = Sequence[str]


def part_of(headers: Row) -> Part | None:
    """Whether a header is that of heads (number, day, account) or of lines (number, money, but no
    day or no account) of orders."""
    names = [normalized(header) for header in headers if header]
    columns = match(headers, SALES).columns.keys()
    if NUMBER not in columns or len(set(names)) < len(names):
        return None
    if ACCOUNTS & columns and "order_date" in columns:
        return None if OF_LINES & columns else "heads"
    return "lines" if "amount" in columns or {"quantity", "unit_price"} <= columns else None


@dataclass
class Heads:
    """The heads of orders: their fields by the number of each order; `rows`: the record of each;
    `twice`: records whose number stood before with other fields."""

    headers: list[str]
    fields: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    twice: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, headers: Row, records: Iterator[tuple[int, Row]]) -> "Heads":
        """The heads of these records, each with its number in the file; without their amounts, as
        the lines have their own."""
        columns = match(headers, SALES).columns
        place, amount = columns[NUMBER], columns.get("amount")
        others = [
            at
            for at, header in enumerate(headers)
            if header and at not in (place, amount) and role(header) not in AMOUNTS
        ]
        heads = cls([headers[at] for at in others])
        for row, cells in records:
            key = number_of(cells, place)
            if not key:
                continue
            fields = [cells[at] if at < len(cells) else "" for at in others]
            if heads.fields.setdefault(key, fields) != fields:
                heads.twice.append(row)
            heads.rows.setdefault(key, row)
        return heads

    @classmethod
    def together(cls, parts: Sequence["Heads"]) -> "Heads":
        """The heads of several files, each with the fields that any of them has."""
        headers = list(dict.fromkeys(header for part in parts for header in part.headers))
        heads = cls(headers)
        for part in parts:
            places = [part.headers.index(h) if h in part.headers else None for h in headers]
            for key, fields in part.fields.items():
                shared = ["" if place is None else fields[place] for place in places]
                heads.fields.setdefault(key, shared)
        return heads


def number_of(cells: Row, place: int) -> str:
    """The number of an order for comparison; "" where there is none."""
    cell = clean_id(cells[place]) if place < len(cells) else None
    return without_point_zero(cell or "").casefold()


@dataclass
class Joined:
    """Lines with the fields of their heads as CSV; `orphans`: the lines without a head, by record,
    and the number of the order of each; `used`: the numbers that lines have."""

    text: bytes
    headers: tuple[str, ...]
    orphans: dict[int, str]
    used: set[str]


def join(
    headers: Row, header_row: int, records: Iterator[tuple[int, Row]], heads: Heads, last_end: str
) -> Joined:
    """Each record of a table of lines with what its head says; records stay where they are.

    `last_end`: what ends the last line. A record of another width is left as it is.
    """
    place = match(headers, SALES).columns[NUMBER]
    names = _names(headers, heads.headers)
    blank = [""] * len(names)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    joined = Joined(b"", (*headers, *names), {}, set())
    for row, cells in records:
        if row < header_row or not any(cell.strip() for cell in cells) or len(cells) > len(headers):
            writer.writerow(cells)
            continue
        padded = [*cells, *[""] * (len(headers) - len(cells))]
        if row == header_row:
            writer.writerow([*padded, *names])
            continue
        key = number_of(cells, place)
        writer.writerow([*padded, *heads.fields.get(key, blank)])
        if key in heads.fields:
            joined.used.add(key)
        elif key:
            joined.orphans[row] = cells[place].strip()
    text = out.getvalue()
    joined.text = (text if last_end else text.removesuffix("\n")).encode()
    return joined


def _names(lines: Row, heads: Row) -> list[str]:
    """The headers of the heads, those that lines have too with a sign behind them."""
    taken = {normalized(header) for header in lines}
    return [f"{header} (2)" if normalized(header) in taken else header for header in heads]


class OrderSheets:
    """Knows headers, and which sheets of a workbook are orders and their lines."""

    def __call__(self, row: Row) -> int:
        return matches(row)

    def order_sheets(self, sheets: Sequence[About]) -> tuple[str, str] | None:
        """The one visible sheet of lines and the one of their orders."""
        if not context.reads_at(context.MEANING):
            return None
        of_part: dict[str, list[str]] = {"lines": [], "heads": []}
        for sheet in sheets:
            parts = [part for row in sheet["head"] if (part := part_of(row))]
            if parts and sheet["is_visible"]:
                of_part[parts[0]].append(sheet["name"])
        [lines, heads] = of_part.values()
        return (lines[0], heads[0]) if len(lines) == len(heads) == 1 else None

    def join_orders(self, lines: Source, heads: Source) -> Source:
        """The lines with the fields of their orders."""
        of_lines, of_heads = _header_of(lines), _header_of(heads)
        below = (pair for pair in _numbered(heads) if pair[0] > of_heads[0])
        table = join(of_lines[1], of_lines[0], _numbered(lines), Heads.of(of_heads[1], below), "\n")
        parts = (SheetPart(lines.sheet or "", 1, 0),)
        orphans = tuple(table.orphans.items())
        return replace(lines, transcoded=table.text, sheet=JOINED, parts=parts, orphans=orphans)


def _numbered(source: Source) -> Iterator[tuple[int, Row]]:
    for row, (_line, cells) in enumerate(records_of(source, ","), 1):
        yield row, cells if isinstance(cells, list) else []


def _header_of(source: Source) -> tuple[int, Row]:
    """The first row of a sheet that is a header of orders or lines, and its number."""
    return next((number, row) for number, row in islice(_numbered(source), FIRST) if part_of(row))


ORDER_SHEETS = OrderSheets()
