"""The totals an export prints, compared with the sums of the records that were read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.columns.dictionary_column import Mask, plainly
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.total_words import Total
from data.report import LISTED
from locales import _

WIDE = pa.decimal128(38, 4)
Cell = tuple[int, str]
"""The row of a printed total, and the column of one of its numbers."""


@dataclass(frozen=True)
class _Printed:
    """One number of a total row, and the places where the blocks above and below it begin and end.

    `before`: how many records are above it, `since`: how many above the total before it; `until`:
    how many above the next one.
    """

    total: Total
    column: str
    value: Decimal
    since: int
    until: int

    @property
    def before(self) -> int:
        return self.total.before

    @property
    def cell(self) -> Cell:
        return self.total.row, self.column


def agreeing(sheet: RawTable, columns: Mapping[str, ParsedColumn]) -> set[Cell]:
    """The printed numbers that agree with the sums of all records that the sheet has now.

    An export may add up what is left out as no sales later: `RawTable.agreed` keeps these for
    `compare`.
    """
    kept = np.ones(len(sheet.rows), np.bool_)
    return {
        printed.cell
        for printed in _printed(sheet, columns, len(kept))
        if _agrees(printed, columns[printed.column].array(), kept)
    }


def compare(
    sheet: RawTable,
    columns: Mapping[str, ParsedColumn],
    arrays: Mapping[str, pa.ChunkedArray],
    kept: Mask,
) -> None:
    """Warn where a total row differs from the sum of its records by more than half its last digit.

    A subtotal may be the sum of the records since the total before it, any total that of all
    records before it; one above its records of those up to the next total, or of all below it.
    Numbers that agreed before records were left out as no sales are right, too.
    """
    text = _("Row {row}: the export's own total of {column} is {said}, ours is {ours}.")
    for printed in _printed(sheet, columns, len(kept)):
        amounts = arrays[printed.column]
        if printed.cell in sheet.agreed or _agrees(printed, amounts, kept):
            continue
        begin = printed.since if printed.total.is_sub else 0
        warning = text.format(
            row=printed.total.row,
            column=sheet.head.name_of(printed.column),
            said=printed.value,
            ours=_sum(amounts, kept, begin, printed.before),
        )
        sheet.head.report.warnings.append(warning)


def _printed(
    sheet: RawTable, columns: Mapping[str, ParsedColumn], count: int
) -> Iterator[_Printed]:
    """The numbers of the total rows that can be compared; averages are none."""
    since = 0
    listed = [total for total in sheet.totals[:LISTED] if not total.is_average]
    for number, total in enumerate(listed):
        later = (other.before for other in listed[number:] if other.before > total.before)
        until = next(later, count)
        for name, column in columns.items():
            if column.format.column.type in ("money", "number"):
                value = _value(sheet, total, name, column)
                if value is not None:
                    yield _Printed(total, name, value, since, until)
        since = total.before


def _value(sheet: RawTable, total: Total, name: str, column: ParsedColumn) -> Decimal | None:
    """What a total row prints in a column; None where it prints no number."""
    place = sheet.head.columns[name]
    text = total.cells[place].strip() if place < len(total.cells) else ""
    value = column.format.parse(text) if text else None
    return value if isinstance(value, Decimal) else None


def _agrees(printed: _Printed, amounts: pa.ChunkedArray, kept: Mask) -> bool:
    half = Decimal(5).scaleb(min(int(printed.value.as_tuple().exponent), 0) - 1)
    before = printed.before
    blocks = (
        (printed.since, before),
        (0, before),
        (before, printed.until),
        (before, len(kept)),
    )
    return any(abs(printed.value - _sum(amounts, kept, *block)) <= half for block in blocks)


def _sum(amounts: pa.ChunkedArray, kept: Mask, start: int, end: int) -> Decimal:
    part = plainly(amounts.slice(start, end - start)).filter(pa.array(kept[start:end]))
    return pc.sum(part.cast(WIDE)).as_py() or Decimal(0)
