"""Records that leave blank what they share with the record above, as reports print them.

An order of three lines has its number, day and account on the first of them only; a list by account
names each account once. Taken as they stand, such lines have no account, or are refused: so it is
asked whether they belong to the record above.
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
from data.ingest.subtotals.candidates import said
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
"""What a record may share with the one above; never what it sells or counts."""
SAMPLES = 5


@dataclass(frozen=True)
class BlanksBelow:
    """Which records belong to the one above, the place of the first of each one's group, and the
    columns that these leave blank."""

    is_below: Mask
    first: Ints
    columns: Sequence[str]


def fill_shared(kind: Kind, sheets: Sequence[RawTable], questionnaire: Questionnaire) -> None:
    """Give records what they share with the one above them, where that is the answer."""
    for sheet in sheets:
        if found := _shared(sheet, kind):
            question, memory = _question(sheet, found), sheet.head.remembered.answers
            answer = (
                questionnaire.settle(question, [sheet.head.report], memory) or question.choices[0]
            )
            if answer == ABOVE:
                _fill(sheet, found)


def _shared(sheet: RawTable, kind: Kind) -> BlanksBelow | None:
    if kind.is_list or not _may_share(sheet, kind):
        return None
    blank = {name: own for name in SHARED if (own := _blanks(sheet, name)) is not None}
    totals = np.zeros(len(sheet.rows), np.bool_)
    totals[list(said(sheet, kind))] = True
    is_below = _below(sheet, kind, blank, totals) & ~totals
    first = _firsts(sheet, is_below, totals)
    is_below &= first >= 0
    columns = [name for name, own in blank.items() if own[is_below].all() and not own.all()]
    return BlanksBelow(is_below, first, columns) if is_below.any() and columns else None


def _may_share(sheet: RawTable, kind: Kind) -> bool:
    """Whether it is worth a look: who, when or where is blank somewhere, and more than accounts
    that stand in several records each."""
    told = (*ACCOUNTS, kind.month_column or "", *(("region", "department") if kind.is_plan else ()))
    blank = {name for name in told if _has_blanks(sheet, name)}
    if not blank or kind.is_plan or blank - {*ACCOUNTS}:
        return bool(blank)
    if any(_has_blanks(sheet, name) for name in NUMBERS):
        return True
    account = next(name for name in ACCOUNTS if name in sheet.cells)
    cells = sheet.cells[account]
    return bool((~_is_blank(cells)).sum() <= len(cells.raw))


def _blanks(sheet: RawTable, name: str) -> Mask | None:
    """Which records have nothing in a column; None where there is no such column, or one that says
    in words that it has nothing."""
    if name not in sheet.cells or not sheet.cells[name].count:
        return None
    cells = sheet.cells[name]
    raw = cells.raw.to_pylist() if len(cells.raw) < 1000 else None
    if raw and any(t.strip() and blankness(t.strip(), is_value=False) == BLANK for t in raw):
        return None
    return _is_blank(cells)


def _below(sheet: RawTable, kind: Kind, blank: dict[str, Mask], totals: Mask) -> Mask:
    """Which records are laid out so; a few among many that name nobody are not."""
    nothing = np.zeros(len(sheet.rows), np.bool_)
    number = next((name for name in NUMBERS if name in blank), None)
    account = next((name for name in ACCOUNTS if name in blank), None)
    day = blank.get(kind.month_column or "", nothing)
    accounts = [blank[name] for name in ACCOUNTS if name in blank]
    nobody = np.logical_and.reduce([nothing | True, *accounts]) if accounts else nothing
    if kind.is_plan:
        return _of_plan(sheet, blank, totals)
    if number and _once(sheet, number, blank[number], totals):
        below = blank[number] & (day | nobody) & _says(sheet, blank)
        if below.any():
            return below
    if (day & nobody).any():
        return day & nobody & _says(sheet, blank)
    are_many = nobody.sum() * 2 >= (~totals).sum() or totals.any() or _has_subtotals(sheet)
    if account and are_many and _once(sheet, account, nobody, totals):
        return nobody.copy()
    return nothing


def _of_plan(sheet: RawTable, blank: dict[str, Mask], totals: Mask) -> Mask:
    """Plans by region and by who is in it: the region stands once."""
    people = blank.get("salesperson")
    for name in ("region", "department"):
        own = blank.get(name)
        if own is None or people is None or (people & ~totals).any():
            continue
        if _once(sheet, name, own, totals):
            return own.copy()
    return np.zeros(len(sheet.rows), np.bool_)


def _once(sheet: RawTable, name: str, blank: Mask, totals: Mask) -> bool:
    """Whether a column begins with something, and has each thing in one record only."""
    _rows, first = np.unique(sheet.rows, return_index=True)
    codes = sheet.cells[name].index[first][~(blank | totals)[first]]
    is_first = bool(len(codes)) and not blank[first[0]]
    return is_first and len(codes) > 1 and len(np.unique(codes)) == len(codes)


def _says(sheet: RawTable, blank: dict[str, Mask]) -> Mask:
    """Which records say more than numbers: what has nothing but them may be a sum."""
    texts = [own for name in ("product", "line_id") if (own := _blanks(sheet, name)) is not None]
    says: Mask = np.logical_or.reduce([~own for own in (*blank.values(), *texts)])
    return says


def _has_subtotals(sheet: RawTable) -> bool:
    return any(0 < total.before < len(sheet.rows) for total in sheet.totals)


def _firsts(sheet: RawTable, is_below: Mask, totals: Mask) -> Ints:
    """For each record the place of the one it belongs to, -1 where a total stands between."""
    places = np.arange(len(is_below))
    above = np.maximum.accumulate(np.where(is_below, -1, places))
    edges = np.zeros(len(is_below) + 1, np.int64)
    for total in sheet.totals:
        edges[total.before] = total.before
    since = np.maximum.accumulate(edges)[:-1]
    return np.where((above >= since) & ~totals[above], above, -1)


def _fill(sheet: RawTable, found: BlanksBelow) -> None:
    places = np.where(found.is_below, found.first, np.arange(len(found.first)))
    for name in found.columns:
        sheet.cells[name] = _taken(sheet.cells[name], places)
    group = np.where(found.is_below, sheet.row_hashes[places], 0)
    sheet.row_hashes = sheet.row_hashes ^ (group * 31)
    _leave_out_headings(sheet, found)


def _leave_out_headings(sheet: RawTable, found: BlanksBelow) -> None:
    """Leave out the lines that say nothing but what the records below share."""
    rest = [_is_blank(own) for name, own in sheet.cells.items() if name not in found.columns]
    is_bare = np.logical_and.reduce([~found.is_below, *rest])
    heads = np.unique(found.first[found.is_below])
    heads = heads[is_bare[heads]]
    listed = sheet.head.report.listed
    for place in heads[: max(0, LISTED - len(listed))].tolist():
        listed.append(Listed("heading", int(sheet.rows[place]), None, _cells(sheet, found, place)))
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


def _question(sheet: RawTable, found: BlanksBelow) -> Question:
    places = np.flatnonzero(found.is_below)
    rows = len(np.unique(sheet.rows[places]))
    text = ngettext(
        "{n} record leaves {columns} blank below one that has them. Does it share them?",
        "{n} records leave {columns} blank below one that has them. Do they share them?",
        rows,
    ).format(n=f"{rows:,}", columns=", ".join(map(sheet.head.name_of, found.columns)))
    samples = [
        (_cells(sheet, found, p), _cells(sheet, found, int(found.first[p])))
        for p in places[: SAMPLES * 12].tolist()
    ]
    shown = list(dict.fromkeys(samples))[:SAMPLES]
    return Question(
        "shared", text, (ABOVE, NONE), {ABOVE: shown, NONE: [(was, was) for was, _n in shown]}
    )


def _cells(sheet: RawTable, found: BlanksBelow, place: int) -> str:
    return " | ".join(sheet.cells[name].cell(place).strip() or "–" for name in found.columns)
