"""The rows of a sheet that may be totals: by a total word, or because they are sums of others."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.catalogue import Kind
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.candidates import TotalCandidate, total_candidates
from data.ingest.subtotals.lacking_sums import Lacks
from data.ingest.subtotals.unnamed_totals import unnamed_totals


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
    return PossibleTotals(worded, unnamed_totals(sheet, kind, worded))
