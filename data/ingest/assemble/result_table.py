"""The typed table of a file, and the figures of its report."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import Column, Kind
from data.columns.dictionary_column import Ints, Mask, same
from data.columns.fixed_point import MONEY, PLACES, FixedPoint, parts, parts_of
from data.columns.spill import forget_all, let_go
from data.ingest.assemble import order_lines
from data.ingest.checks import missing_month, quarantine
from data.ingest.checks.instalments import without
from data.ingest.meaning.worked_amounts import Basis
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.crosscheck import compare
from data.ingest.typing.currencies import currencies, planned_in
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.wide.period_lengths import LENGTH, lengths
from data.report import MonthChange
from locales import _

SAMPLES = 5
SHEET_LIMIT = 1_048_576


def finish(
    sheet: RawTable,
    kind: Kind,
    columns: Mapping[str, ParsedColumn],
    basis: Basis,
    dropped: set[int],
    again: Ints,
    origin: str,
    questionnaire: Questionnaire,
) -> None:
    """Fill the reading: table, samples, records, months, money; refuse it where rows are bad.

    `basis`: how sales amounts are worked out; `again`: the places whose amount was said before, and
    counts there. `origin` names the file
    among all files of its source, for orders that are single lines.
    """
    head = sheet.head
    let_go()
    arrays = _arrays(sheet, kind, columns, basis, origin, questionnaire)
    gone = sheet.rejected | dropped
    kept = np.ones(len(sheet.rows), np.bool_)
    if gone:
        kept = ~np.isin(sheet.rows, np.fromiter(gone, np.int64))
    table = _table(sheet, arrays, again, kept)
    let_go()
    _fill_report(sheet, kind, columns, table, gone, kept)
    compare(sheet, columns, arrays, kept)
    head.reading.mends = quarantine.mended(sheet)
    head.reading.samples = _samples(columns, arrays)
    if head.report.records.in_file == SHEET_LIMIT:
        head.report.warnings.append(
            _("The file has as many rows as a worksheet can hold: it may have been cut off.")
        )
    if sheet.problems:
        head.report.errors += sheet.problems
        head.report.errors_total += sheet.problems_total
        if not quarantine.set_aside(sheet, kind, columns, len(table), questionnaire.sets_aside):
            head.report.status = "refused"
    head.report.errors.sort(key=lambda p: p.row or 0)
    missing_month.ask(sheet, kind, questionnaire)
    head.reading.table = None if head.report.status == "refused" else table


def _arrays(
    sheet: RawTable,
    kind: Kind,
    columns: Mapping[str, ParsedColumn],
    basis: Basis,
    origin: str,
    questionnaire: Questionnaire,
) -> dict[str, pa.ChunkedArray]:
    """Every column that is kept of the kind, read or worked out of others, for all records."""
    count = len(sheet.rows)
    arrays = {c.name: _column(c, columns, count) for c in kind.columns}
    if kind.name == "sales":
        arrays |= order_lines.derived(sheet, columns, arrays, basis, origin, questionnaire)
    if sheet.is_turned:
        arrays |= turned(arrays)
    if sheet.subtracted.any():
        arrays |= subtracted(arrays, sheet.subtracted)
    if "currency" in arrays:
        arrays["currency"] = currencies(sheet, columns)
    if kind.is_plan:
        arrays["currency"] = planned_in(sheet, arrays["currency"], questionnaire)
    if (told := lengths(kind, columns)) is not None:
        arrays[LENGTH] = told
    if kind.month_column and kind.month_column not in columns:
        arrays[kind.month_column] = missing_month.one_day(sheet, kind.month_column, questionnaire)
    return arrays


def turned(arrays: Mapping[str, pa.ChunkedArray]) -> dict[str, pa.ChunkedArray]:
    """The columns of money and quantity whose sum is negative, turned round."""
    names = (name for name in ("amount", "quantity", "cost", "margin") if name in arrays)
    sums = {name: sum(_exact(part.whole) for part in parts(arrays[name])) for name in names}
    count = len(arrays["amount"])
    everything = np.ones(count, np.bool_)
    return {name: _turned(arrays[name], everything) for name, total in sums.items() if total < 0}


def subtracted(arrays: Mapping[str, pa.ChunkedArray], records: Mask) -> dict[str, pa.ChunkedArray]:
    """The columns of money and quantity with these records turned round, as far as their money is
    not negative already."""
    money = next((name for name in ("amount", "sales_lost") if name in arrays), None)
    if money is None:
        return {}
    turned = records & np.concatenate([part.whole > 0 for part in parts(arrays[money])])
    names = [money, *(n for n in ("quantity", "cost", "margin", "paid_amount") if n in arrays)]
    return {name: _turned(arrays[name], turned) for name in names}


def _turned(column: pa.ChunkedArray, records: Mask) -> pa.ChunkedArray:
    chunks, begin = [], 0
    for part in parts(column):
        own = records[begin : begin + len(part.whole)]
        chunks.append(FixedPoint(np.where(own, -part.whole, part.whole), part.is_valid).array())
        begin += len(part.whole)
    return pa.chunked_array(chunks, MONEY)


def _table(
    sheet: RawTable, arrays: Mapping[str, pa.ChunkedArray], again: Ints, kept: Mask
) -> pa.Table:
    """The records that are kept, each with its row and line in the file."""
    numbered = (("row", sheet.numbers), ("line", sheet.lines))
    numbers = {n: pa.array(v, pa.int32()) for n, v in numbered}
    counted = {"amount": without(arrays["amount"], again)} if len(again) else {}
    table = pa.table({**numbers, **arrays, **counted})
    return table if kept.all() else table.filter(pa.array(kept))


def _fill_report(
    sheet: RawTable,
    kind: Kind,
    columns: Mapping[str, ParsedColumn],
    table: pa.Table,
    gone: set[int],
    kept: Mask,
) -> None:
    report = sheet.head.report
    report.records.accepted = sheet.accepted(gone, len(table))
    report.records.rejected = len(gone)
    report.rounded = sum(c.rounded(kept) for c in columns.values())
    if money := kind.money:
        amounts = (part.whole[part.is_valid] for part in parts(table[money]))
        report.amount = Decimal(sum(map(_exact, amounts))).scaleb(-PLACES)
    if kind.month_column:
        report.months = _months(table, kind.month_column, money)


def _months(table: pa.Table, month_column: str, money: str | None) -> list[MonthChange]:
    """Records and money of each month in the table."""
    found: dict[date, MonthChange] = {}
    columns = [month_column, *([money] if money else [])]
    for batch in table.select(columns).to_batches():
        days = batch.column(0)
        if not isinstance(days, pa.DictionaryArray):
            days = days.dictionary_encode()
        months = pc.floor_temporal(days.dictionary, unit="month").cast(pa.date32())
        months = months.dictionary_encode()
        [amount] = parts_of(batch.select([money])) if money else [None]
        own = np.append(months.indices.fill_null(-1).to_numpy(zero_copy_only=False), -1)
        codes = own[days.indices.fill_null(len(own) - 1).to_numpy(zero_copy_only=False)]
        for code, month in enumerate(months.dictionary.to_pylist()):
            here = codes == code
            if not here.any():
                continue
            entry = found.setdefault(month, MonthChange(month))
            entry.added += int(here.sum())
            if amount is not None and (here & amount.is_valid).any():
                whole = _exact(amount.whole[here & amount.is_valid])
                entry.amount = (entry.amount or Decimal(0)) + Decimal(whole).scaleb(-PLACES)
        forget_all()
    return [found[month] for month in sorted(found)]


def _exact(whole: Ints) -> int:
    """The sum, also where it is too long for 64 bits."""
    high, low = int((whole >> 32).sum()), int((whole & 0xFFFFFFFF).sum())
    return (high << 32) + low


def _column(column: Column, columns: Mapping[str, ParsedColumn], count: int) -> pa.ChunkedArray:
    """The column, all null where the sheet does not have it."""
    if column.name in columns:
        return columns[column.name].array()
    return same(None, count, column.arrow)


def _samples(
    columns: Mapping[str, ParsedColumn], arrays: Mapping[str, pa.ChunkedArray]
) -> dict[str, list[tuple[str, str]]]:
    """Five cells of each column as written and as read; a computed amount as its sum."""
    found = {name: column.samples() for name, column in columns.items()}
    if "amount" not in columns and {"quantity", "unit_price"} <= columns.keys():
        factors = [columns["quantity"], columns["unit_price"]]
        first = min(SAMPLES, len(factors[0].index))
        found["amount"] = [
            (" × ".join(f.cell(i) for f in factors), f"{arrays['amount'][i].as_py()}")
            for i in range(first)
        ]
    return found
