"""Cells to typed columns, and why some cells cannot be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import Kind
from data.columns.dictionary_column import DictionaryColumn, FixedPointColumn, Ints, Mask
from data.ingest import problems
from data.ingest.model import SAMPLES
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing import cell_problems
from data.ingest.values import numbers
from data.ingest.values.cells import BAD, BLANK, LISTED, MIXED, VALUE, Codes, parsed
from data.ingest.values.column_format import ColumnFormat
from data.ingest.values.vectorized import put
from data.kinds.shared import ACCOUNT
from data.report import Listed, Problem
from locales import _

VALUES = frozenset({"date", "money", "number", "percent", "integer", "flag", "level"})
"""Types of which "none" and "nan" are no value."""

NO_VALUE = (BLANK, LISTED, BAD, MIXED)


@dataclass
class ParsedColumn:
    """One column of a sheet: its cells, the `values` and `codes` of the different ones.

    Money is kept to four decimals; `exact` holds the values before that where any was rounded.
    """

    format: ColumnFormat
    cells: DictionaryColumn
    values: pa.Array
    codes: Codes
    exact: list[Decimal | None] | None = None

    @property
    def raw(self) -> pa.Array:
        """The different cells, as written."""
        return self.cells.raw

    @property
    def index(self) -> Ints:
        """For each record, which of the different cells it has."""
        return self.cells.index

    def places(self, *codes: int) -> Ints:
        """The records whose cells have one of these codes."""
        wanted = np.isin(self.codes, codes)
        if not wanted.any():
            return np.empty(0, np.int64)
        return np.flatnonzero(self.cells.each(wanted))

    def each_code(self) -> Codes:
        """For each record the code of its cell."""
        codes: Codes = self.cells.each(self.codes)
        return codes

    def with_nought(self) -> "ParsedColumn":
        """The same column of numbers with 0 in the place of blank cells."""
        is_blank = self.codes == BLANK
        nought = pa.scalar(0, self.values.type)
        values = pc.if_else(pa.array(is_blank), nought, self.values)
        codes = np.where(is_blank, VALUE, self.codes).astype(np.int8)
        exact: list[Decimal | None] | None = None
        if self.exact is not None:
            exact = [v or Decimal(0) for v in self.exact]
        cells = self.cells
        if isinstance(cells, FixedPointColumn):
            cells = cells.with_nought()
        return ParsedColumn(self.format, cells, values, codes, exact)

    def array(self) -> pa.ChunkedArray:
        """The column, records in order."""
        return self.cells.array(self.values)

    def cell(self, place: int) -> str:
        """The cell of a record, as written."""
        return self.cells.cell(place)

    def rounded(self, kept: Mask) -> int:
        """How many of the kept records have more decimals than are stored."""
        if self.exact is None:
            return 0
        changed = [v is not None and v != numbers.rounded(v) for v in self.exact]
        return int((self.cells.each(np.asarray(changed, dtype=bool)) & kept).sum())

    def samples(self) -> list[tuple[str, str]]:
        """Up to five different cells, as written and as read."""
        return self.cells.samples(self.values, np.flatnonzero(self.codes == VALUE)[:SAMPLES])


def typed(
    sheet: RawTable, formats: Mapping[str, ColumnFormat], step: Callable[[], None] = lambda: None
) -> dict[str, ParsedColumn]:
    """Every column of the sheet, read; `step` is called before each."""
    columns = {}
    for name, cells in sheet.cells.items():
        if name in formats:
            step()
            columns[name] = _typed(cells, formats[name].of(sheet.head))
    return columns


def _typed(cells: DictionaryColumn, form: ColumnFormat) -> ParsedColumn:
    column = form.column
    if form.at_once and (quickly := _quickly(cells, form)):
        return quickly
    values, codes = parsed(cells.raw.to_pylist(), form.parse, column.type in VALUES)
    try:
        return ParsedColumn(form, cells, pa.array(values, type=column.arrow), codes)
    except pa.ArrowInvalid:
        rounded = [None if v is None else numbers.rounded(v) for v in values]
        kept = pa.array(rounded, type=column.arrow)
        return ParsedColumn(form, cells, kept, codes, values)


def _quickly(cells: DictionaryColumn, form: ColumnFormat) -> ParsedColumn | None:
    """Plainly written cells at once and the others one by one; None where some are rounded."""
    assert form.at_once is not None
    raw, taken = cells.raw, form.at_once(cells.raw)
    rest = np.flatnonzero(~taken.is_done)
    others = raw.take(pa.array(rest)).to_pylist()
    values, others_codes = parsed(others, form.parse, form.column.type in VALUES)
    codes = np.full(len(raw), VALUE, dtype=np.int8)
    codes[rest] = others_codes
    try:
        other_values = pa.array(values, type=form.column.arrow)
    except pa.ArrowInvalid:
        return None
    return ParsedColumn(form, cells, put(taken.values, rest, other_values), codes)


def check(sheet: RawTable, kind: Kind, columns: Mapping[str, ParsedColumn]) -> None:
    """Blame every record with a cell that cannot be read, or without what the kind requires."""
    required = _required(kind, columns)
    for name, column in columns.items():
        if name in required:
            wrong = column.places(*NO_VALUE)
        else:
            wrong = column.places(BAD)
            _list_blanks(sheet, column)
        blame(sheet, column, wrong)
    _check_accounts(sheet, kind, columns)


def _required(kind: Kind, columns: Mapping[str, ParsedColumn]) -> set[str]:
    """Columns that every record must fill. An amount may also come of quantity and price."""
    names = {n for n in columns if kind.column(n).required and n != "account_id"}
    if kind.name != "sales":
        return names
    names.discard("amount")
    product = {"quantity", "unit_price"}
    if "amount" not in columns:
        names |= product & columns.keys()
    elif not product <= columns.keys():
        names.add("amount")
    return names


def blame(sheet: RawTable, column: ParsedColumn, places: Ints) -> None:
    """Reject the records at these places for their cell in this column."""
    form = column.format

    def problem(place: int) -> Problem:
        row, line = int(sheet.rows[place]), int(sheet.lines[place])
        header = sheet.name_at(form.column.name, place)
        cell = column.cell(place)
        if cell.strip() in form.doubts:
            return cell_problems.text_number(row, line, header, cell)
        if form.clash and cell.strip():
            return _clash(sheet, row, line, header, cell, form.clash)
        return cell_problems.bad_cell(row, line, header, form.column, cell)

    sheet.blame_all(places, problem)


def _clash(sheet: RawTable, row: int, line: int, header: str, cell: str, other: str) -> Problem:
    where = sheet.row_with(header, other)
    beside = problems.quoted(other) + (_(" in row {row}").format(row=where) if where else "")
    return Problem(
        row,
        line,
        header,
        problems.quoted(cell),
        _("day and month in the same order as {other}").format(other=beside),
        _("export all dates in one order, best as 2026-09-30"),
        is_of_file=True,
    )


def _list_blanks(sheet: RawTable, column: ParsedColumn) -> None:
    """List, once for each way of writing it, what was taken as blank."""
    for i in np.flatnonzero(column.codes == LISTED):
        places = np.flatnonzero(column.index == i)
        if len(places):
            header = sheet.head.name_of(column.format.column.name)
            first = int(sheet.rows[places[0]])
            listed = Listed("blank_cell", first, header, column.raw[i].as_py(), len(places))
            sheet.head.report.listed.append(listed)


def _check_accounts(sheet: RawTable, kind: Kind, columns: Mapping[str, ParsedColumn]) -> None:
    """Every record names its account, where its kind needs one; only a sales line may leave it
    blank: unassigned."""
    here = [columns[n] for n in ("account_id", "account_name") if n in columns]
    if not here or not any(need in kind.needs for need in ACCOUNT):
        return
    if any((c.codes == VALUE).all() for c in here):
        return
    codes = np.vstack([c.cells.each(c.codes) for c in here])
    nobody = ~((codes == VALUE) | (codes == BAD)).any(axis=0)
    if kind.name == "sales":
        nobody &= (codes == LISTED).any(axis=0)
    blame(sheet, here[0], np.flatnonzero(nobody & (codes[0] != BAD)))
