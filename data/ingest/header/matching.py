"""Matches headers to the columns of a kind by synonyms, those of the running reader level."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from data.catalogue import KINDS, Column, Kind
from data.ingest import context
from data.ingest.header.header_keys import keys, synonym_keys
from data.ingest.values.header_text import forms, normalized
from data.ingest.values.periods import across

LATER, GENERIC, LATER_GENERIC = 1_000, 2_000, 3_000
"""Ranks of the first later synonym, generic and later generic one: less preferred in this order."""


@cache
def synonyms(kind: str) -> dict[str, list[tuple[int, Column]]]:
    """Normalized synonym -> (rank, column) of a kind, the column's own name first."""
    columns: dict[str, list[tuple[int, Column]]] = {}
    for column in KINDS[kind].matched:
        specific = enumerate((column.name, *column.synonyms))
        generic = enumerate(column.generic, GENERIC)
        for rank, word in (*specific, *generic):
            columns.setdefault(normalized(word), []).append((rank, column))
    return columns


@cache
def later_synonyms(kind: str) -> dict[str, list[tuple[int, Column]]]:
    """Key of a header -> (rank, column) of a kind, as readers know them since MEANING."""
    columns: dict[str, list[tuple[int, Column]]] = {}
    for column in KINDS[kind].matched:
        specific = enumerate((column.name, *column.synonyms))
        later = enumerate(column.later_synonyms, LATER)
        generic = enumerate(column.generic, GENERIC)
        last = enumerate(column.later_generic, LATER_GENERIC)
        for rank, word in (*specific, *later, *generic, *last):
            for key in synonym_keys(word):
                entries = columns.setdefault(key, [])
                if all(known is not column for _rank, known in entries):
                    entries.append((rank, column))
    return columns


@dataclass
class Match:
    """Which header is which column of a kind. `columns` is column -> position, `ranks` column ->
    rank of the synonym that matched (-1: it was assigned)."""

    columns: dict[str, int] = field(default_factory=dict)
    weight: float = 0
    ranks: dict[str, int] = field(default_factory=dict)

    def lacks(self, kind: Kind) -> list[tuple[tuple[str, ...], ...]]:
        """The needs of the kind that no alternative satisfies."""
        return [n for n in kind.needs if not any(set(a) <= self.columns.keys() for a in n)]


Offer = tuple[int, int, Column]
"""Rank of a synonym, position of the header that is one, and the column that it names."""


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
    return assign(headers, kind, assigned or {}, offers(headers, kind, free))


def assign(
    headers: Sequence[str], kind: Kind, assigned: Mapping[str, str], offered: Iterable[Offer]
) -> Match:
    """The columns by what is assigned (column -> header), then by the offers in their order."""
    result = Match()
    by_name = {normalized(h): i for i, h in reversed(list(enumerate(headers)))}
    for name, header in assigned.items():
        if (place := by_name.get(normalized(header))) is not None:
            result.columns[name] = place
            result.ranks[name] = -1
            result.weight += kind.column(name).weight
    for rank, place, column in offered:
        if column.name not in result.columns and place not in result.columns.values():
            result.columns[column.name] = place
            result.ranks[column.name] = rank
            result.weight += column.weight if rank < GENERIC else 0
    return result


def offers(headers: Sequence[str], kind: Kind, free: Iterable[int] | None = None) -> list[Offer]:
    """Every header that is a synonym of a column, the most preferred first."""
    is_later = context.reads_at(context.MEANING)
    known = later_synonyms(kind.name) if is_later else synonyms(kind.name)
    offered = [
        (rank, closeness if is_later else 0, place, column)
        for place in (range(len(headers)) if free is None else free)
        for closeness, key in enumerate((keys if is_later else forms)(headers[place]))
        for rank, column in known.get(key, ())
    ]
    offered.sort(key=lambda offer: offer[:3])
    return [(rank, place, column) for rank, _closeness, place, column in offered]


def matches(headers: Sequence[str], assigned: Mapping[str, str] | None = None) -> int:
    """How many headers one kind knows, at best; months one after the other are known too."""
    named = {normalized(h) for h in (assigned or {}).values()}
    cells = [forms(h) for h in headers]
    extra = sum(any(f in named for f in fs) for fs in cells)
    known = max(_known(match(headers, kind)) for kind in KINDS.values())
    return extra + known + len(across(headers))


def _known(result: Match) -> int:
    """How many columns matched, without the latest generic ones: "Name" stands in records too."""
    return sum(rank < LATER_GENERIC for rank in result.ranks.values())
