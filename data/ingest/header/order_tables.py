"""Tables of the heads of orders and of their lines: known by headers, joined by the number."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from data.ingest.header.matching import match
from data.ingest.values.header_text import normalized
from data.ingest.values.texts import clean_id, without_point_zero
from data.kinds.sales import SALES

Part = Literal["heads", "lines"]
NUMBER = "order_id"
ACCOUNTS = frozenset({"account_id", "account_name"})
Row = Sequence[str]


def part_of(headers: Row) -> Part | None:
    """Whether a header is that of heads (number, day, account) or of lines (number, money, but no
    day or no account) of orders."""
    names = [normalized(header) for header in headers if header]
    columns = match(headers, SALES).columns.keys()
    if NUMBER not in columns or len(set(names)) < len(names):
        return None
    has_account, has_day = bool(ACCOUNTS & columns), "order_date" in columns
    if has_account and has_day:
        return "heads"
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
        """The heads of these records, each with its number in the file."""
        place = match(headers, SALES).columns[NUMBER]
        others = [at for at, header in enumerate(headers) if at != place and header]
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
                own = ["" if place is None else fields[place] for place in places]
                heads.fields.setdefault(key, own)
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
