"""Fill-down: records that leave blank what they share with the record above.

Reports print an order's number, day and account on its first line only, or each account once above
its records. The other lines have no account then, or are refused: so it is asked whether they
belong to the record above.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import Kind
from data.columns.dictionary_column import DictionaryColumn, Ints, Mask, join
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.possible_totals import possible_totals
from data.ingest.values.cells import BLANK, blankness
from data.report import LISTED, Listed, Question
from locales import ngettext

ABOVE, NONE = "above", "none"
NUMBERS = ("order_id", "invoice_no")
ACCOUNTS = ("account_id", "account_name")
SHARED = (
    *(*NUMBERS, *ACCOUNTS, "region", "department", "salesperson", "sales_point", "currency"),
    *("order_date", "invoiced_on", "due_on", "assessed_on", "lost_on", "assessed_by"),
)
"""Columns that are filled down; never the product or a number."""
SAMPLES = 5


@dataclass(frozen=True)
class BlanksBelow:
    """Records that belong to one above: a mask of them, for each record the place of the first of
    its group, and the columns to fill down."""

    is_below: Mask
    first: Ints
    columns: Sequence[str]


def fill_shared(kind: Kind, sheets: Sequence[RawTable], questionnaire: Questionnaire) -> None:
    """Ask where records leave blank what the one above has, and fill it down if answered so."""
    for sheet in sheets:
        if blanks := _shared(sheet, kind):
            question, memory = _question(sheet, blanks), sheet.head.remembered.answers
            answer = (
                questionnaire.settle(question, [sheet.head.report], memory) or question.choices[0]
            )
            if answer == ABOVE:
                _fill(sheet, blanks)


def _shared(sheet: RawTable, kind: Kind) -> BlanksBelow | None:
    if kind.is_list or not _may_share(sheet, kind):
        return None
    blank = {name: mask for name in SHARED if (mask := _blanks(sheet, name)) is not None}
    totals = np.zeros(len(sheet.rows), np.bool_)
    totals[possible_totals(sheet, kind).places] = True
    is_below = _below(sheet, kind, blank, totals) & ~totals
    first = _firsts(sheet, is_below, totals)
    is_below &= first >= 0
    columns = [name for name, mask in blank.items() if mask[is_below].all() and not mask.all()]
    return BlanksBelow(is_below, first, columns) if is_below.any() and columns else None


def _may_share(sheet: RawTable, kind: Kind) -> bool:
    """A quick test: whether an account, day or region is blank somewhere, and not only accounts of
    a file that repeats them."""
    regions = ("region", "department") if kind.is_plan else ()
    blank = {n for n in (*ACCOUNTS, kind.month_column or "", *regions) if _has_blanks(sheet, n)}
    if not blank or kind.is_plan or blank - {*ACCOUNTS}:
        return bool(blank)
    if any(_has_blanks(sheet, name) for name in NUMBERS):
        return True
    account = next(name for name in ACCOUNTS if name in sheet.cells)
    cells = sheet.cells[account]
    return bool((~_is_blank(cells)).sum() <= len(cells.raw))


def _blanks(sheet: RawTable, name: str) -> Mask | None:
    """Which records are blank in a column; None where it is missing, or writes blanks as a word."""
    if name not in sheet.cells or not sheet.cells[name].count:
        return None
    cells = sheet.cells[name]
    raw = cells.raw.to_pylist() if len(cells.raw) < 1000 else None
    if raw and any(t.strip() and blankness(t.strip(), is_value=False) == BLANK for t in raw):
        return None
    return _is_blank(cells)


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
    if (day & nobody).any():
        return day & nobody & _has_text(sheet, blank)
    are_many = nobody.sum() * 2 >= (~totals).sum() or totals.any() or _has_subtotals(sheet)
    if account and are_many and _once(sheet, account, nobody, totals):
        return nobody.copy()
    return nothing


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


def _fill(sheet: RawTable, blanks: BlanksBelow) -> None:
    places = np.where(blanks.is_below, blanks.first, np.arange(len(blanks.first)))
    for name in blanks.columns:
        sheet.cells[name] = _taken(sheet.cells[name], places)
    group = np.where(blanks.is_below, sheet.row_hashes[places], 0)
    sheet.row_hashes = sheet.row_hashes ^ (group * 31)
    _leave_out_headings(sheet, blanks)


def _leave_out_headings(sheet: RawTable, blanks: BlanksBelow) -> None:
    """Leave out the lines that hold nothing but what is filled down from them."""
    rest = [_is_blank(cells) for name, cells in sheet.cells.items() if name not in blanks.columns]
    is_bare = np.logical_and.reduce([~blanks.is_below, *rest])
    heads = np.unique(blanks.first[blanks.is_below])
    heads = heads[is_bare[heads]]
    listed = sheet.head.report.listed
    for place in heads[: max(0, LISTED - len(listed))].tolist():
        listed.append(Listed("heading", int(sheet.rows[place]), None, _cells(sheet, blanks, place)))
    sheet.head.report.records.totals += len(heads)
    sheet.leave_out(heads)


def _has_blanks(sheet: RawTable, name: str) -> bool:
    if name not in sheet.cells:
        return False
    raw = sheet.cells[name].raw
    return bool(pc.any(pc.equal(pc.utf8_trim_whitespace(raw), "")).as_py())


def _is_blank(cells: DictionaryColumn) -> Mask:
    blank = pc.equal(pc.utf8_trim_whitespace(cells.raw), "")
    return np.asarray(cells.each(blank.to_numpy(zero_copy_only=False)), dtype=bool)


def _taken(cells: DictionaryColumn, places: Ints) -> DictionaryColumn:
    return join([cells.raw.take(pa.array(cells.index[places])).dictionary_encode()])


def _question(sheet: RawTable, blanks: BlanksBelow) -> Question:
    places = np.flatnonzero(blanks.is_below)
    rows = len(np.unique(sheet.rows[places]))
    text = ngettext(
        "{n} record leaves {columns} blank below one that has them. Does it share them?",
        "{n} records leave {columns} blank below one that has them. Do they share them?",
        rows,
    ).format(n=f"{rows:,}", columns=", ".join(map(sheet.head.name_of, blanks.columns)))
    samples = [
        (_cells(sheet, blanks, p), _cells(sheet, blanks, int(blanks.first[p])))
        for p in places[: SAMPLES * 12].tolist()
    ]
    shown = list(dict.fromkeys(samples))[:SAMPLES]
    return Question(
        "shared", text, (ABOVE, NONE), {ABOVE: shown, NONE: [(was, was) for was, _n in shown]}
    )


def _cells(sheet: RawTable, blanks: BlanksBelow, place: int) -> str:
    return " | ".join(sheet.cells[name].cell(place).strip() or "–" for name in blanks.columns)
