"""How a file of targets is laid out, where a record is not one target.

Three shapes: months or quarters as columns (in one block, or in several with a name above each);
one column for each person or region with the months as rows; and a list whose year and month stand
in columns of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.catalogue import KINDS
from data.ingest.header.matching import match
from data.ingest.values.header_text import normalized
from data.ingest.values.numbers import is_number
from data.ingest.values.periods import Period, across, period, year
from data.ingest.values.total_words import says_total

TARGETS = KINDS["targets"]
DIMENSIONS = ("salesperson", "region", "department", "category", "account_name")
"""Whom or what a target can be for, as choices of a question."""
YEARS = frozenset(
    map(normalized, ("year", "fiscal year", "fy", "calendar year", "年", "年度", "年份"))
)
QUARTERS = frozenset(map(normalized, ("quarter", "qtr", "季度", "季")))
WHOLE = frozenset(map(normalized, ("fy", "full year", "year total", "annual", "全年", "年度合计")))


@dataclass(frozen=True)
class Wide:
    """A header whose records hold several targets.

    `values`: the places of targets, with the period of each (months across), or the name (a column
    for each), or None (a list). `sums`: places of totals and subtotals. `month_at`, `year_at`:
    where a record says these; `labels`: places of text that is none of the kind's columns.
    """

    values: dict[int, Period | str | None]
    dimensions: dict[str, int]
    sums: tuple[int, ...] = ()
    labels: tuple[int, ...] = ()
    month_at: int | None = None
    year_at: int | None = None
    are_quarters: bool = False

    @property
    def columns(self) -> list[str]:
        """The names of the columns, where each is somebody's."""
        return [value for value in self.values.values() if isinstance(value, str)]


def find(
    cells: Sequence[str], rows: Sequence[Sequence[str]], mapping: dict[str, str]
) -> Wide | None:
    """The shape of a file with this header; None where each record is one target, or no target."""
    periods = across(cells)
    if periods:
        return _with(cells, rows, dict(periods), mapping)
    known = match(cells, TARGETS, mapping).columns
    month_at = known.get("month")
    quarter_at = next((i for i, c in enumerate(cells) if normalized(c) in QUARTERS), None)
    at = month_at if month_at is not None else quarter_at
    if at is None:
        return None
    year_at = next((i for i, c in enumerate(cells) if normalized(c) in YEARS), None)
    if "amount" in known:
        listed = year_at is not None or month_at is None
        return _listed(known, at, year_at, month_at is None) if listed else None
    taken = {at, year_at, *known.values()}
    free = [i for i, cell in enumerate(cells) if cell.strip() and i not in taken]
    named = {i: cells[i] for i in free if not _is_sum(cells[i]) and _holds_numbers(i, rows)}
    if not named or not _are_months(at, rows, month_at is None):
        return None
    sums = tuple(i for i in free if _is_sum(cells[i]))
    dimensions = {c: i for c, i in known.items() if c in _kept()}
    return Wide(dict(named), dimensions, sums, (), at, year_at, are_quarters=month_at is None)


def _kept() -> tuple[str, ...]:
    return (*DIMENSIONS, "account_id", "currency")


def _with(
    cells: Sequence[str],
    rows: Sequence[Sequence[str]],
    values: dict[int, Period | str | None],
    mapping: dict[str, str],
) -> Wide:
    """Months or quarters across."""
    others = [i for i in range(len(cells)) if i not in values]
    sums = tuple(i for i in others if _is_sum(cells[i]) or period(cells[i]))
    free = [i for i in others if i not in sums]
    year_at = next((i for i in free if normalized(cells[i]) in YEARS), None)
    if year_at is None:
        year_at = next((i for i in free if _are_years(i, rows, values)), None)
    free = [i for i in free if i != year_at]
    columns = match(cells, TARGETS, mapping, free).columns
    dimensions = {c: i for c, i in columns.items() if c in _kept() and i in free}
    labels = tuple(
        i for i in free if i not in dimensions.values() and _holds_words(i, rows, values)
    )
    return Wide(values, dimensions, sums, labels, None, year_at)


def _listed(known: dict[str, int], at: int, year_at: int | None, are_quarters: bool) -> Wide:
    dimensions = {c: i for c, i in known.items() if c in _kept()}
    return Wide({known["amount"]: None}, dimensions, (), (), at, year_at, are_quarters)


def _is_sum(header: str) -> bool:
    return bool(says_total(header)) or normalized(header) in WHOLE


def _values(place: int, rows: Sequence[Sequence[str]]) -> list[str]:
    return [row[place].strip() for row in rows if place < len(row) and row[place].strip()]


def _holds_numbers(place: int, rows: Sequence[Sequence[str]]) -> bool:
    return all(map(is_number, _values(place, rows)))


def _are_months(place: int, rows: Sequence[Sequence[str]], are_quarters: bool) -> bool:
    texts = [v for v in _values(place, rows) if not says_total(v)]
    return bool(texts) and all(row_period(v, are_quarters) for v in texts[:12])


def _holds_words(
    place: int, rows: Sequence[Sequence[str]], values: dict[int, Period | str | None]
) -> bool:
    return bool(_values(place, [row for row in rows if _has_values(row, values)]))


def _are_years(
    place: int, rows: Sequence[Sequence[str]], values: dict[int, Period | str | None]
) -> bool:
    """Whether a column holds nothing but years, beside records that hold targets."""
    texts = _values(place, [row for row in rows if _has_values(row, values)])
    data = [v for v in texts if not says_total(v)]
    return bool(data) and all(year(v) for v in data)


def _has_values(row: Sequence[str], values: dict[int, Period | str | None]) -> bool:
    filled = [row[i] for i in values if i < len(row) and row[i].strip()]
    return bool(filled) and all(is_number(cell.strip()) for cell in filled)


def row_period(text: str, is_quarter: bool) -> Period | None:
    """The period that a record's own cell names; a bare number is a month, or a quarter."""
    plain = text.strip()
    if re.fullmatch(r"0?[1-9]|1[0-2]", plain):
        number = int(plain)
        if is_quarter:
            return Period(3, 3 * number - 2) if number <= 4 else None
        return Period(1, number)
    return period(plain)
