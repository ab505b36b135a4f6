"""Finds records that are laid out below one that has what they leave blank."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import Ints, Mask
from data.ingest import context
from data.ingest.checks.blank_cells import codes_of, has_blanks, is_blank
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.possible_totals import possible_totals
from data.ingest.values.cells import BLANK, blankness

NUMBERS = ("order_id", "invoice_no")
ACCOUNTS = ("account_id", "account_name")
SHARED = (
    *(*NUMBERS, *ACCOUNTS, "region", "department", "salesperson", "sales_point", "currency"),
    *("order_date", "invoiced_on", "due_on", "assessed_on", "lost_on", "assessed_by"),
)
"""Columns that are filled down; never the product or a number."""
OUTER = ("region", "department", "salesperson", "sales_point")


@dataclass(frozen=True)
class BlanksBelow:
    """Records that belong to one above: a mask of them, for each record the place of the first of
    its group, and column -> the place of the record that each takes its cell from."""

    is_below: Mask
    first: Ints
    sources: Mapping[str, Ints]


def blanks_below(sheet: RawTable, kind: Kind) -> BlanksBelow | None:
    """The records of a sheet that share what is blank with the record above; None without any."""
    if kind.is_list or not _may_share(sheet, kind):
        return None
    blank = {name: mask for name in SHARED if (mask := _blanks(sheet, name)) is not None}
    totals = np.zeros(len(sheet.rows), np.bool_)
    totals[possible_totals(sheet, kind).places] = True
    is_below = _below(sheet, kind, blank, totals) & ~totals
    first = _firsts(sheet, is_below, totals)
    is_below &= first >= 0
    sources = _sources(blank, is_below, first)
    return BlanksBelow(is_below, first, sources) if is_below.any() and sources else None


def _sources(blank: Mapping[str, Mask], is_below: Mask, first: Ints) -> dict[str, Ints]:
    """For each column to fill, the place from which each record takes its cell.

    A column that all records below leave blank is the first one's. One that some of them fill, and
    all first ones do, goes on from the last that does: the days of an account in a pivot table.
    """
    places = np.where(is_below, first, np.arange(len(first)))
    sources = {n: places for n, mask in blank.items() if mask[is_below].all() and not mask.all()}
    if not context.reads_at(context.MEANING):
        return sources
    for name, mask in blank.items():
        if name not in sources and (mask & is_below).any() and not mask[first[is_below]].any():
            filled = np.maximum.accumulate(np.where(mask, -1, np.arange(len(mask))))
            sources[name] = np.where(mask & is_below, filled, np.arange(len(mask)))
    return sources


def _may_share(sheet: RawTable, kind: Kind) -> bool:
    """A quick test: whether an account, day or region is blank somewhere, and not only accounts of
    a file that repeats them."""
    regions = ("region", "department") if kind.is_plan else ()
    blank = {n for n in (*ACCOUNTS, kind.month_column or "", *regions) if _has(sheet, n)}
    if not blank or kind.is_plan or blank - {*ACCOUNTS}:
        return bool(blank)
    if any(_has(sheet, name) for name in NUMBERS):
        return True
    account = next(name for name in ACCOUNTS if name in sheet.cells)
    cells = sheet.cells[account]
    return bool((~is_blank(cells)).sum() <= len(cells.raw))


def _blanks(sheet: RawTable, name: str) -> Mask | None:
    """Which records are blank in a column; None where it is missing, or writes blanks as a word."""
    if name not in sheet.cells or not sheet.cells[name].count:
        return None
    cells = sheet.cells[name]
    raw = cells.raw.to_pylist() if len(cells.raw) < 1000 else None
    if raw and any(t.strip() and blankness(t.strip(), is_value=False) == BLANK for t in raw):
        return None
    return is_blank(cells)


def _below(sheet: RawTable, kind: Kind, blank: dict[str, Mask], totals: Mask) -> Mask:
    """The records that belong to one above; a few among many without an account do not."""
    nothing = np.zeros(len(sheet.rows), np.bool_)
    number = next((name for name in NUMBERS if name in blank), None)
    account = next((name for name in ACCOUNTS if name in blank), None)
    day = blank.get(kind.month_column or "", nothing)
    accounts = [blank[name] for name in ACCOUNTS if name in blank]
    nobody = np.logical_and.reduce([nothing | True, *accounts]) if accounts else nothing
    if kind.is_plan:
        return _of_plan(sheet, blank, totals)
    if number and _once(sheet, number, blank[number], totals):
        below = blank[number] & (day | nobody) & _has_text(sheet, blank)
        if below.any():
            return below
    if context.reads_at(context.MEANING):
        below = _outline(sheet, blank, totals, {account: nobody, kind.month_column: day})
        if below.any():
            return below
    if (day & nobody).any():
        return day & nobody & _has_text(sheet, blank)
    are_many = nobody.sum() * 2 >= (~totals).sum() or totals.any() or _has_subtotals(sheet)
    if account and are_many and _once(sheet, account, nobody, totals):
        return nobody.copy()
    return nothing


def _outline(
    sheet: RawTable, blank: dict[str, Mask], totals: Mask, levels: Mapping[str | None, Mask]
) -> Mask:
    """The records of a pivot table in tabular form: account and day stand on the first row of their
    group only, the one within the other, and both perhaps within regions. `levels`: account and day
    -> the records that leave them blank."""
    has_totals = totals.any() or _has_subtotals(sheet)
    least = 1 if has_totals else (~totals).sum() / 2
    masks = [
        mask
        for name, mask in levels.items()
        if name in blank and mask.sum() >= least and _once_in_groups(sheet, name, blank, totals)
    ]
    if masks:
        outer = [n for n in OUTER if n in blank and _once_in_groups(sheet, n, blank, totals)]
        masks += [blank[name] for name in outer]
    return np.logical_or.reduce(masks) if masks else np.zeros(len(sheet.rows), np.bool_)


def _once_in_groups(sheet: RawTable, name: str, blank: dict[str, Mask], totals: Mask) -> bool:
    """Whether a column is filled in the first record, and has each value once in each group of the
    columns left of it that have blanks too."""
    kept = np.flatnonzero(~blank[name] & ~totals)
    place = sheet.head.columns[name]
    outer = [n for n in blank if sheet.head.columns[n] < place and blank[n][~totals].any()]
    keys = [codes_of(sheet.cells[name])[kept]]
    for other in outer:
        filled = np.maximum.accumulate(np.where(blank[other], 0, np.arange(len(sheet.rows))))
        keys.append(filled[kept])
    different = np.unique(np.stack(keys), axis=1)
    return len(kept) > 1 and kept[0] == 0 and different.shape[1] == len(kept)


def _of_plan(sheet: RawTable, blank: dict[str, Mask], totals: Mask) -> Mask:
    """Plans by region and its people, with the region on the first row of each."""
    people = blank.get("salesperson")
    for name in ("region", "department"):
        mask = blank.get(name)
        if mask is None or people is None or (people & ~totals).any():
            continue
        if _once(sheet, name, mask, totals):
            return mask.copy()
    return np.zeros(len(sheet.rows), np.bool_)


def _once(sheet: RawTable, name: str, blank: Mask, totals: Mask) -> bool:
    """Whether a column is filled in the first record, and each value is in one record only."""
    _rows, first = np.unique(sheet.rows, return_index=True)
    codes = sheet.cells[name].index[first][~(blank | totals)[first]]
    is_first = bool(len(codes)) and not blank[first[0]]
    return is_first and len(codes) > 1 and len(np.unique(codes)) == len(codes)


def _has_text(sheet: RawTable, blank: dict[str, Mask]) -> Mask:
    """Which records hold more than numbers: a record of numbers alone may be a sum."""
    texts = [mask for name in ("product", "line_id") if (mask := _blanks(sheet, name)) is not None]
    has_text: Mask = np.logical_or.reduce([~mask for mask in (*blank.values(), *texts)])
    return has_text


def _has_subtotals(sheet: RawTable) -> bool:
    return any(0 < total.before < len(sheet.rows) for total in sheet.totals)


def _firsts(sheet: RawTable, is_below: Mask, totals: Mask) -> Ints:
    """For each record the place of the one it belongs to, -1 where a total is between them."""
    places = np.arange(len(is_below))
    above = np.maximum.accumulate(np.where(is_below, -1, places))
    edges = np.zeros(len(is_below) + 1, np.int64)
    for total in sheet.totals:
        edges[total.before] = total.before
    since = np.maximum.accumulate(edges)[:-1]
    return np.where((above >= since) & ~totals[above], above, -1)


def _has(sheet: RawTable, name: str) -> bool:
    return name in sheet.cells and has_blanks(sheet.cells[name])
