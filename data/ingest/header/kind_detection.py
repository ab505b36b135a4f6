"""Which kinds of export a header fits, the most plausible first."""

from collections.abc import Mapping, Sequence

from data.catalogue import KINDS, Kind
from data.ingest.header.matching import Match, match
from data.ingest.model import SourceMemory

NOBODY: Mapping[str, SourceMemory] = {}


def ranked(
    headers: Sequence[str],
    assigned: Mapping[str, str],
    remembered: Mapping[str, SourceMemory] = NOBODY,
) -> list[tuple[Kind, Match]]:
    """The kinds that the headers fit, the most plausible first.

    `assigned` and the mappings of the source's earlier files (column -> header) count as matches.
    A kind is ranked by the weight of its matched columns; a list of accounts must also match at
    least half of the headers, or any file with an account would be one.
    """
    ranking = []
    for kind in KINDS.values():
        names = {column.name for column in kind.readable}
        earlier = remembered.get(kind.name, SourceMemory()).mapping
        headers_of = {c: h for c, h in (dict(earlier) | dict(assigned)).items() if c in names}
        hit = match(headers, kind, headers_of)
        is_whole = not hit.lacks(kind)
        named = [h for h in headers if h.strip()]
        if kind.is_list and len(hit.columns) * 2 < len(named):
            continue
        if hit.columns and (is_whole or hit.weight >= 1):
            ranking.append((hit.weight, is_whole, kind, hit))
    ranking.sort(key=lambda entry: entry[:2], reverse=True)
    return [(kind, hit) for _weight, _is_whole, kind, hit in ranking]
