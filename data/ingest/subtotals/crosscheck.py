"""The totals an export prints, compared with the sums of the records that were read."""

from collections.abc import Mapping
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from data.columns.dictionary_column import Mask, plainly
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.total_words import Total
from data.report import LISTED
from locales import _

WIDE = pa.decimal128(38, 4)


def compare(
    sheet: RawTable,
    columns: Mapping[str, ParsedColumn],
    arrays: Mapping[str, pa.ChunkedArray],
    kept: Mask,
) -> None:
    """Warn where a total row differs from the sum of its records by more than half its last digit.

    A subtotal may be the sum of the records since the total before it, any total that of all
    records before it; one above its records of those up to the next total, or of all below it.
    """
    since = 0
    listed = sheet.totals[:LISTED]
    for number, total in enumerate(listed):
        later = (other.before for other in sheet.totals[number:] if other.before > total.before)
        until = next(later, len(kept))
        for name, column in columns.items():
            if column.format.column.type in ("money", "number"):
                _compare_cell(sheet, total, (since, until), name, column, arrays[name], kept)
        since = total.before


def _compare_cell(
    sheet: RawTable,
    total: Total,
    around: tuple[int, int],
    name: str,
    column: ParsedColumn,
    amounts: pa.ChunkedArray,
    kept: Mask,
) -> None:
    place = sheet.head.columns[name]
    text = total.cells[place].strip() if place < len(total.cells) else ""
    printed = column.format.parse(text) if text else None
    if not isinstance(printed, Decimal):
        return
    half = Decimal(5).scaleb(min(int(printed.as_tuple().exponent), 0) - 1)
    since, until = around
    lately = _sum(amounts, kept, since, total.before)
    if abs(printed - lately) <= half:
        return
    altogether = _sum(amounts, kept, 0, total.before)
    below = [(total.before, until), (total.before, len(kept))]
    if not any(
        abs(printed - s) <= half for s in (altogether, *(_sum(amounts, kept, *b) for b in below))
    ):
        text = _("Row {row}: the export's own total of {column} is {said}, ours is {ours}.")
        header = sheet.head.name_of(name)
        warning = text.format(
            row=total.row, column=header, said=printed, ours=lately if total.is_sub else altogether
        )
        sheet.head.report.warnings.append(warning)


def _sum(amounts: pa.ChunkedArray, kept: Mask, start: int, end: int) -> Decimal:
    part = plainly(amounts.slice(start, end - start)).filter(pa.array(kept[start:end]))
    return pc.sum(part.cast(WIDE)).as_py() or Decimal(0)
