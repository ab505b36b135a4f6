"""The rows of a sheet as totals are looked for: what identifies them, their groups, their money."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from data.catalogue import Kind
from data.columns.dictionary_column import Ints, Mask
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.money_column import money_of
from data.ingest.subtotals.row_columns import RowColumn, groupings


@dataclass(frozen=True)
class SumTable:
    """All rows of a sheet, or its first ones.

    `columns`: what identifies a row; `groupings`: columns whose equal cells are a group; `whole`:
    money in ten-thousandths; `is_record`: rows with money that are no total recognised before;
    `edges`: how many rows are above each such total, rising.
    """

    columns: Sequence[RowColumn]
    groupings: Sequence[RowColumn]
    whole: Ints
    is_record: Mask
    edges: Sequence[int]

    def reversed(self) -> "SumTable":
        """The same with the last row first, so that sums above their records are below them."""
        return SumTable(
            [column.reversed() for column in self.columns],
            [column.reversed() for column in self.groupings],
            self.whole[::-1],
            self.is_record[::-1],
            sorted(len(self.whole) - edge for edge in self.edges),
        )


def sum_table(
    sheet: RawTable,
    kind: Kind,
    columns: Sequence[RowColumn],
    totals: Collection[int],
    first: int | None = None,
) -> SumTable | None:
    """The rows of a sheet, or about as many as `first`; None for a sheet without money.

    `columns`: what identifies them; `totals`: the places of rows that were recognised as totals.
    """
    money = money_of(sheet, kind, first)
    if money is None:
        return None
    groups = groupings(sheet, kind, first)
    count = min([len(money.whole), *(len(c.codes) for c in (*columns, *groups))])
    is_record = money.is_valid[:count].copy()
    is_record[[place for place in totals if place < count]] = False
    edges = {total.before for total in sheet.totals} | {place + 1 for place in totals}
    return SumTable(
        [column.first(count) for column in columns],
        [column.first(count) for column in groups],
        money.whole[:count],
        is_record,
        sorted(edge for edge in edges if edge <= count),
    )
