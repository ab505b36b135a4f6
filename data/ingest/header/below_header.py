"""Rows and cells around a header that belong to it: units below it, names of rows beside it."""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from data.catalogue import KINDS
from data.ingest.header.header_row import HeaderRow
from data.ingest.header.matching import match
from data.ingest.values import currency_names
from data.ingest.values.dates import is_date
from data.ingest.values.numbers import currency_of, is_number

TESTS = {"date": is_date, "money": is_number, "number": is_number}
_FORMAT = re.compile(r"[ymdjtahs年月日/.\-: ]{4,}")
"""A pattern of dates, in English or German: yyyy-mm-dd, TT.MM.JJJJ."""
_THOUSANDS = re.compile(r"[kt](eur|usd|gbp|chf|€|\$|£)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s/,;]+")
Rows = Sequence[Sequence[str]]


def adjusted(header: HeaderRow, rows: Rows) -> HeaderRow:
    """The header with what stands beside it: without blank names that no record has cells for,
    with the units below it, and with a column before it where each record has one more."""
    if not header.last:
        return header
    trimmed = _without_spare(header, rows[header.last :])
    return _with_row_names(_with_units(trimmed, rows), rows)


def _without_spare(header: HeaderRow, below: Rows) -> HeaderRow:
    """Without blank names at the end, where all records have exactly as many cells as the rest."""
    named = max((at for at, name in enumerate(header.cells, 1) if name), default=0)
    widths = {len(row) for row in below if _filled(row)}
    is_spare = 0 < named < len(header.cells) and widths == {named}
    return replace(header, cells=header.cells[:named]) if is_spare else header


def _with_units(header: HeaderRow, rows: Rows) -> HeaderRow:
    """With the row below, where each of its filled cells is a currency, a unit or a type."""
    below = rows[header.last] if header.last < len(rows) else []
    above = rows[header.first - 2] if header.first > 1 else []
    if units := _units(header, below):
        return replace(header, last=header.last + 1, units=_of_money(units), has_units=True)
    units = _units(header, above) if _filled(above) and not above[0].strip() else {}
    return replace(header, units=_of_money(units))


def _units(header: HeaderRow, row: Sequence[str]) -> dict[int, str]:
    """The units in a row, by place; none where a cell is anything else."""
    units = {at: _bare(cell) for at, cell in enumerate(row) if cell.strip()}
    is_named = all(at < len(header.cells) and header.cells[at] for at in units)
    return units if is_named and all(map(is_unit, units.values())) else {}


def _bare(cell: str) -> str:
    """The text of a cell without the brackets around it."""
    text = cell.strip()
    return text[1:-1].strip() if (text[:1], text[-1:]) in (("(", ")"), ("[", "]")) else text


def is_unit(text: str) -> bool:
    """Whether a cell is a currency, a unit, a type or a pattern of dates, and nothing else."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if is_number(plain) or not plain:
        return False
    words = [word.strip(".()") for word in _BETWEEN.split(plain) if word.strip(".()")]
    is_format = bool(_FORMAT.fullmatch(plain)) and len(set(plain) & set("ymdjt年月日")) > 1
    return is_format or _is_currency(text) or all(_what(word) for word in words)


def _of_money(units: Mapping[int, str]) -> dict[int, str]:
    """The units of money, as headers have them in brackets: (EUR) ('000) for T€."""
    return {
        at: " ".join(f"({part})" for part in parts)
        for at, text in units.items()
        if (parts := _parts(text))
    }


def _parts(text: str) -> list[str]:
    """The currency and the unit of money that a cell names, apart."""
    if _is_currency(text):
        return [text]
    plain = unicodedata.normalize("NFKC", text)
    currencies, units = list[str](), list[str]()
    for word in (word.strip("()") for word in _BETWEEN.split(plain)):
        thousands = _THOUSANDS.fullmatch(word)
        if thousands:
            currencies, units = [*currencies, thousands[1]], [*units, "'000"]
        elif _is_currency(word):
            currencies.append(word)
        elif _what(word.strip(".").casefold()) == "money" and word.casefold() != "in":
            units.append(word)
    return currencies + units


def _is_currency(text: str) -> bool:
    return bool(currency_of(f"({text})", in_brackets=True) or currency_names.called(text))


def _what(word: str) -> str | None:
    return "money" if _is_currency(word) else _words().get(word)


@cache
def _words() -> dict[str, str]:
    path = Path(__file__).with_name("unit_words.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["what"] for row in csv.DictReader(file)}


def _with_row_names(header: HeaderRow, rows: Rows) -> HeaderRow:
    """With a nameless column first, where R left it out: each record has one cell more than the
    header and counts in its first, and dates and numbers stand under their headers only so."""
    records = [row for row in rows[header.last :] if _filled(row) > 1]
    width = len(header.cells)
    if not records or any(len(row) != width + 1 for row in records) or not _count(records):
        return header
    shifted = ("", *header.cells)
    is_right = _fitting(shifted, records) > _fitting(header.cells, records)
    return replace(header, cells=shifted) if is_right else header


def _count(records: Rows) -> bool:
    """Whether the first cells of records count."""
    cells = [row[0].strip() for row in records]
    numbers = [int(cell) for cell in cells if cell.isascii() and cell.isdecimal()]
    rises = all(after > before for before, after in pairwise(numbers))
    return len(numbers) == len(cells) and numbers[0] <= 1 and rises


def _fitting(names: Sequence[str], records: Rows) -> int:
    """How many cells are what their headers say, under the kind that knows most of these."""
    matches = ((match(names, kind).columns, kind) for kind in KINDS.values())
    columns, kind = max(matches, key=lambda hit: len(hit[0]))
    tests = [(TESTS.get(kind.column(name).type), place) for name, place in columns.items()]
    return sum(bool(test and test(row[place].strip())) for row in records for test, place in tests)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)
