"""Headers to columns: without regard to case, width, spaces, underscores or hyphens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from data.catalogue import KINDS, Column, Kind
from data.ingest.values.header_text import forms, normalized
from data.ingest.values.periods import across

GENERIC = 1_000
"""Rank of the first generic synonym: after every specific one."""


@cache
def synonyms(kind: str) -> dict[str, list[tuple[int, Column]]]:
    """Normalized synonym -> (rank, column) of a kind, the column's own name first."""
    columns: dict[str, list[tuple[int, Column]]] = {}
    for column in KINDS[kind].readable:
        specific = enumerate((column.name, *column.synonyms))
        generic = enumerate(column.generic, GENERIC)
        for rank, word in (*specific, *generic):
            columns.setdefault(normalized(word), []).append((rank, column))
    return columns


@dataclass
class Match:
    """Which header is which column of a kind. `columns` is column -> position."""

    columns: dict[str, int] = field(default_factory=dict)
    weight: float = 0

    def lacks(self, kind: Kind) -> list[tuple[tuple[str, ...], ...]]:
        """The needs of the kind that no alternative satisfies."""
        return [n for n in kind.needs if not any(set(a) <= self.columns.keys() for a in n)]


def match(
    headers: Sequence[str],
    kind: Kind,
    assigned: Mapping[str, str] | None = None,
    free: Iterable[int] | None = None,
) -> Match:
    """The best assignment of headers to columns; `assigned` (column -> header) comes first.

    Ranks decide: a column takes the header that its earliest synonym names, and a header serves
    one column only. `free` limits the positions that synonyms may take.
    """
    result = Match()
    by_name = {normalized(h): i for i, h in reversed(list(enumerate(headers)))}
    for name, header in (assigned or {}).items():
        if (place := by_name.get(normalized(header))) is not None:
            result.columns[name] = place
            result.weight += kind.column(name).weight
    offers = [
        (rank, place, column)
        for place in (range(len(headers)) if free is None else free)
        for form in forms(headers[place])
        for rank, column in synonyms(kind.name).get(form, ())
    ]
    for rank, place, column in sorted(offers, key=lambda offer: offer[:2]):
        if column.name not in result.columns and place not in result.columns.values():
            result.columns[column.name] = place
            result.weight += column.weight if rank < GENERIC else 0
    return result


def matches(headers: Sequence[str], assigned: Mapping[str, str] | None = None) -> int:
    """How many headers one kind knows, at best; months one after the other are known too."""
    named = {normalized(h) for h in (assigned or {}).values()}
    cells = [forms(h) for h in headers]
    extra = sum(any(f in named for f in fs) for fs in cells)
    known = max(len(match(headers, kind).columns) for kind in KINDS.values())
    return extra + known + len(across(headers))
