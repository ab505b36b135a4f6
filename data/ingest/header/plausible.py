"""Which headers may be a column that is missing: to be asked, never taken."""

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from data.catalogue import Column
from data.ingest import context
from data.ingest.header.amount_roles import AMOUNTS, role
from data.ingest.values.dates import is_date
from data.ingest.values.header_text import normalized
from data.ingest.values.numbers import is_number

Place = Literal["likely", "last", "never"]
"""What a word in a header says of a column: it may be it; it is where nothing better is (a later
day, money with tax or paid); it never is."""
_TESTS = {"date": is_date, "money": is_number, "number": is_number}


@cache
def _words(column: str, place: Place, level: int) -> tuple[str, ...]:
    """The words of plausible.csv for a column that readers of a level know."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            word
            for row in csv.DictReader(lines)
            if (row["column"], row["place"]) == (column, place) and int(row["level"]) <= level
            for word in row["words"].split(" | ")
        )


def plausible(
    column: Column, headers: Sequence[str], free: Sequence[int], rows: Sequence[Sequence[str]]
) -> list[int]:
    """Positions among the free ones whose header and first values could be this column, since the
    level MEANING the likeliest first."""
    is_later = context.reads_at(context.MEANING)
    level = context.MEANING if is_later else context.FIRST
    name = {"account_name": "account_id", "sales_lost": "amount"}.get(column.name, column.name)
    name = "date" if column.type == "date" else name
    test = _TESTS.get(column.type)
    hits = []
    for place in free:
        values = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        fits = not test or (bool(values) and all(map(test, values)))
        is_amount = is_later and name == "amount" and role(headers[place]) in AMOUNTS
        if fits and (is_amount or _has_word(headers[place], _words(name, "likely", level))):
            hits.append(place)
    kept = [p for p in hits if not _has_word(headers[p], _words(name, "never", level))]
    return sorted(kept, key=lambda place: _has_word(headers[place], _words(name, "last", level)))


def _has_word(header: str, words: Sequence[str]) -> bool:
    """Whether one of the words stands in a header: whole where it is plain ASCII, else anywhere."""
    parts = {w.casefold() for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", header)}
    whole = normalized(header)
    return any(word in parts if word.isascii() else word in whole for word in words)
