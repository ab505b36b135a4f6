"""The rows of a sheet that may be totals: by a total word, or because they are sums of others."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.catalogue import Kind
from data.ingest import context
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.candidates import TotalCandidate, total_candidates
from data.ingest.subtotals.lacking_sums import Lacks
from data.ingest.subtotals.unnamed_totals import unnamed_totals
from data.ingest.subtotals.worded_totals import is_whole
from data.ingest.values.total_vocabulary import FIRST


@dataclass(frozen=True)
class PossibleTotals:
    """`worded`: place -> the cell with the word; `unnamed`: place -> what the row lacks."""

    worded: Mapping[int, TotalCandidate]
    unnamed: Mapping[int, Lacks]

    @property
    def places(self) -> list[int]:
        return sorted({*self.worded, *self.unnamed})


def possible_totals(sheet: RawTable, kind: Kind) -> PossibleTotals:
    """The rows that may be totals; the later reader also knows those without a word."""
    worded = total_candidates(sheet, kind)
    if not context.reads_at(context.MEANING):
        return PossibleTotals(worded, {})
    totals = [place for place in worded if not _is_likely_record(sheet, worded, place)]
    return PossibleTotals(worded, unnamed_totals(sheet, kind, totals))


def _is_likely_record(
    sheet: RawTable, candidates: Mapping[int, TotalCandidate], place: int
) -> bool:
    """Whether a candidate counts in the sums of others: it is called like a company, or has a name
    of its own and a number."""
    candidate = candidates[place]
    is_named = candidate.form == FIRST or is_whole(sheet, candidates, place)
    return candidate.is_doubtful and is_named
