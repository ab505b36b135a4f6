"""Compares the numbers of candidate total rows with the sums of the records around them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pyarrow as pa

from data.catalogue import Kind
from data.columns.dictionary_column import Ints, Mask
from data.columns.fixed_point import PLACES, SCALE, parts
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.candidates import WORDED, TotalCandidate
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.cells import VALUE
from locales import _

HALF_CENT = SCALE // 200
NO_SUMS = frozenset({"unit_price", "credit_limit"})


@dataclass
class Neighbours:
    """How candidate total rows compare with the records around them, by place.

    `lines`: of how many records one is the sum, where it is one. `without_value`: those without a
    number. `accounts`: the account ids of the other records. `nearest`: column, number and sum of
    the records above since the last total, in ten-thousandths.
    """

    lines: dict[int, int] = field(default_factory=dict)
    without_value: set[int] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    nearest: dict[int, tuple[str, int, int]] = field(default_factory=dict)

    def differences(self, sheet: RawTable, places: list[int]) -> list[str]:
        """A sentence for each of these rows that is no sum: its number, and that of its records."""
        text = _("Row {row}: the export's own total of {column} is {said}, ours is {ours}.")
        return [
            text.format(
                row=int(sheet.rows[place]),
                column=sheet.head.name_of(column),
                said=_plain(printed),
                ours=_plain(total),
            )
            for place in places
            if place not in self.lines and place in self.nearest
            for column, printed, total in [self.nearest[place]]
        ]


@dataclass
class _Values:
    """The numbers of one column, in ten-thousandths; `sums` and `counts` skip the candidates."""

    name: str
    whole: Ints
    is_valid: Mask
    is_rest: Mask

    def __post_init__(self) -> None:
        self.rest = np.where(self.is_rest & self.is_valid, self.whole, 0)
        self.sums = np.concatenate(([0], np.cumsum(self.rest)))
        self.counts = np.concatenate(([0], np.cumsum(self.is_rest)))


def around(
    sheet: RawTable,
    kind: Kind,
    columns: Mapping[str, ParsedColumn],
    suspects: Mapping[int, TotalCandidate],
    sums: Collection[int] = (),
) -> Neighbours:
    """Compare each candidate with the records above, below, and of the same name, day or month.

    `sums`: the places of other totals, which count in none.
    """
    neighbours = Neighbours()
    is_rest = np.ones(len(sheet.rows), np.bool_)
    is_rest[[*suspects, *sums]] = False
    if "account_id" in sheet.cells:
        ids = sheet.cells["account_id"]
        used = np.unique(ids.index[is_rest])
        neighbours.accounts = {text.strip() for text in ids.raw.take(pa.array(used)).to_pylist()}
    left = list(suspects)
    for values in _values(kind, columns, is_rest):
        mine = [place for place in left if values.is_valid[place]]
        left = [place for place in left if not values.is_valid[place]]
        _blocks(sheet, values, mine, neighbours)
        for codes, group_of in _groupings(kind, columns, suspects):
            pairs = [(p, group_of[p]) for p in mine if group_of.get(p, -1) >= 0]
            _groups(values, codes, pairs, neighbours)
    neighbours.without_value.update(left)
    return neighbours


def _values(kind: Kind, columns: Mapping[str, ParsedColumn], is_rest: Mask) -> Iterator[_Values]:
    """The columns whose numbers can be summed, the kind's money first."""
    money = kind.money
    names = [
        name
        for name, column in columns.items()
        if column.format.column.type in ("money", "number") and name not in NO_SUMS
    ]
    for name in sorted(names, key=lambda name: name != money):
        chunks = list(parts(columns[name].array()))
        whole = np.concatenate([part.whole for part in chunks])
        yield _Values(name, whole, np.concatenate([part.is_valid for part in chunks]), is_rest)


def _blocks(sheet: RawTable, values: _Values, places: list[int], neighbours: Neighbours) -> None:
    """Compare with the records between two totals: those above, then those below."""
    edges = sorted({0, len(values.whole), *places, *(total.before for total in sheet.totals)})
    _above(values, edges, set(places), neighbours)
    _below(values, edges, set(places), neighbours)


def _above(values: _Values, edges: list[int], places: set[int], neighbours: Neighbours) -> None:
    known: dict[int, int] = {}
    since = 0
    for edge in edges:
        have = int(values.sums[edge])
        if edge in places:
            printed = int(values.whole[edge])
            for start in (known.get(have - printed, since), since, 0):
                _note(values, edge, start, edge, neighbours)
            begin = since if values.counts[edge] > values.counts[since] else 0
            neighbours.nearest[edge] = values.name, printed, have - int(values.sums[begin])
        known.setdefault(have, edge)
        since = edge


def _below(values: _Values, edges: list[int], places: set[int], neighbours: Neighbours) -> None:
    known: dict[int, int] = {}
    until = edges[-1]
    for edge in reversed(edges):
        have = int(values.sums[edge])
        if edge in places:
            for end in (known.get(have + int(values.whole[edge]), until), until):
                _note(values, edge, edge, end, neighbours)
        known.setdefault(have, edge)
        until = edge


def _note(values: _Values, place: int, start: int, end: int, neighbours: Neighbours) -> None:
    """Keep the number of records from `start` to `end` where a candidate is their sum."""
    total = int(values.sums[end] - values.sums[start])
    lines = int(values.counts[end] - values.counts[start])
    _keep(place, int(values.whole[place]), total, lines, neighbours)


def _keep(place: int, printed: int, total: int, lines: int, neighbours: Neighbours) -> None:
    if lines and abs(total - printed) <= HALF_CENT:
        neighbours.lines[place] = max(lines, neighbours.lines.get(place, 0))


def _groupings(
    kind: Kind, columns: Mapping[str, ParsedColumn], suspects: Mapping[int, TotalCandidate]
) -> Iterator[tuple[Ints, dict[int, int]]]:
    """Ways to group the records: the group of each, and the one a candidate may be the sum of.

    By equal cells of a column, where a candidate has the cell or names it; by day; by month.
    """
    for name, column in columns.items():
        if column.format.column.type in WORDED:
            filled = column.codes == VALUE
            code_of = {
                place: int(column.index[place] if (code := c.code_in(name)) is None else code)
                for place, c in suspects.items()
            }
            yield column.index, {p: c for p, c in code_of.items() if c >= 0 and filled[c]}
    if kind.month_column and kind.month_column in columns:
        days = columns[kind.month_column]
        for length in (10, 7):
            names = [f"{day}"[:length] for day in days.values.to_pylist()]
            _names, codes = np.unique(names, return_inverse=True)
            periods = codes[days.index]
            yield periods, {place: int(periods[place]) for place in suspects}


def _groups(
    values: _Values, codes: Ints, pairs: list[tuple[int, int]], neighbours: Neighbours
) -> None:
    """Compare candidates with the sums of the groups that `pairs` names: (place, group)."""
    if not pairs:
        return
    sums = np.zeros(int(codes.max()) + 1, np.int64)
    np.add.at(sums, codes, values.rest)
    counts = np.bincount(codes[values.is_rest], minlength=len(sums))
    for place, code in pairs:
        if code < len(sums):
            printed = int(values.whole[place])
            _keep(place, printed, int(sums[code]), int(counts[code]), neighbours)


def _plain(whole: int) -> str:
    """Ten-thousandths as people write them."""
    value = Decimal(whole).scaleb(-PLACES)
    return f"{value.normalize() + 0:f}"
