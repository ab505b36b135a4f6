"""Which kinds of export a header fits, the most plausible first."""

from collections.abc import Mapping, Sequence

from data.catalogue import KINDS, Kind
from data.ingest import context
from data.ingest.header.column_evidence import judged
from data.ingest.header.matching import Match, assign, match, offers
from data.ingest.model import SourceMemory

NOBODY: Mapping[str, SourceMemory] = {}


def ranked(
    headers: Sequence[str],
    assigned: Mapping[str, str],
    remembered: Mapping[str, SourceMemory] = NOBODY,
    rows: Sequence[Sequence[str]] = (),
) -> list[tuple[Kind, Match]]:
    """The kinds that the headers fit, the most plausible first.

    `assigned` and the mappings of the source's earlier files (column -> header) count as matches.
    A kind is ranked by the weight of its matched columns; a list of accounts must also match at
    least half of the headers, or any file with an account would be one. Since the level MEANING a
    column of days or numbers counts only where the first records, `rows`, can hold some.
    """
    ranking = []
    for kind in KINDS.values():
        names = {column.name for column in kind.readable}
        earlier = remembered.get(kind.name, SourceMemory()).mapping
        headers_of = {c: h for c, h in (dict(earlier) | dict(assigned)).items() if c in names}
        hit = _match(headers, kind, headers_of, rows)
        is_whole = not hit.lacks(kind)
        named = [h for h in headers if h.strip()]
        if kind.is_list and len(hit.columns) * 2 < len(named):
            continue
        if hit.columns and (is_whole or hit.weight >= 1):
            ranking.append(((_weight(kind, hit), is_whole, _explained(hit)), kind, hit))
    ranking.sort(key=lambda entry: entry[0], reverse=True)
    return [(kind, hit) for _plausible, kind, hit in ranking]


def _explained(hit: Match) -> int:
    """How many columns a kind explains, which settles what weighs the same: an invoice that has a
    day when it is due is a receivable."""
    return len(hit.columns) if context.reads_at(context.MEANING) else 0


def _weight(kind: Kind, hit: Match) -> float:
    """How much speaks for a kind: orders have a status too, which alone makes them no losses."""
    is_weak = kind.status and hit.weight < 1 and context.reads_at(context.MEANING)
    return 0 if is_weak else hit.weight


def _match(
    headers: Sequence[str],
    kind: Kind,
    assigned: Mapping[str, str],
    rows: Sequence[Sequence[str]],
) -> Match:
    if not rows or not context.reads_at(context.MEANING):
        return match(headers, kind, assigned)
    proved = judged(offers(headers, kind), kind, headers, rows, proves_from=0)
    return assign(headers, kind, assigned, proved)
