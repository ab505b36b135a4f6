"""Total rows without a total word: rows that are the sum of others, and lack what these have.

Equality alone is chance: a thousand lines of a real book equal the sum of those above them in their
invoice. So a sum has to lack a number, an account, a product or a day that the records have which
it adds up, and to have no number of its own; or every group of the file has to end in its sum.
"""

from collections.abc import Collection

from data.catalogue import Kind
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.group_ends import group_ends, may_have_group_ends
from data.ingest.subtotals.lacking_sums import Lacks, lacking_sums
from data.ingest.subtotals.row_columns import may_lack, row_columns
from data.ingest.subtotals.sum_table import sum_table

FIRST = 20_000
"""Rows of a longer file whose groups are tried before all of it is gone through."""


def unnamed_totals(sheet: RawTable, kind: Kind, worded: Collection[int]) -> dict[int, Lacks]:
    """Place -> the headers of what a total row lacks; none where every group ends in its sum.

    `worded`: the places of rows with a total word, which are no records. Lists and plans have no
    such rows: an account without money is one, and a region's target is that of its people.
    """
    if kind.is_list or kind.is_plan or not len(sheet.rows):
        return {}
    totals: dict[int, Lacks] = {}
    if len(sheet.rows) <= FIRST or _may_end_in_sums(sheet, kind, worded):
        table = sum_table(sheet, kind, row_columns(sheet, kind), worded)
        totals = dict.fromkeys(group_ends(table), ()) if table else {}
    if may_lack(sheet, kind):
        totals |= lacking_sums(sheet, kind, {*worded, *totals})
    return dict(sorted(totals.items()))


def _may_end_in_sums(sheet: RawTable, kind: Kind, worded: Collection[int]) -> bool:
    part = sum_table(sheet, kind, row_columns(sheet, kind, FIRST), worded, FIRST)
    return part is not None and may_have_group_ends(part)
