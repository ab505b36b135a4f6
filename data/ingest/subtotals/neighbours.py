"""The sums of the records around rows that say total, against what these rows hold themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pyarrow as pa

from data.catalogue import Kind
from data.columns.dictionary_column import Ints, Mask
from data.columns.fixed_point import PLACES, SCALE, parts
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.candidates import SPOKEN, TotalCandidate
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.cells import VALUE
from locales import _

HALF_CENT = SCALE // 200
NO_SUMS = frozenset({"unit_price", "credit_limit"})


@dataclass
class Neighbours:
    """What the records around say of suspects, by place.

    `lines`: of how many records one is the sum, where it is one. `without_value`: those that hold
    no number. `accounts`: the ids of accounts that other records have.
    """

    lines: dict[int, int] = field(default_factory=dict)
    without_value: set[int] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    ours: dict[int, tuple[str, int, int]] = field(default_factory=dict)

    def differences(self, sheet: RawTable, places: list[int]) -> list[str]:
        """What totals that are left out say, and what we find instead, in a sentence each."""
        text = _("Row {row}: the export's own total of {column} is {said}, ours is {ours}.")
        return [
            text.format(
                row=int(sheet.rows[place]),
                column=sheet.head.name_of(column),
                said=_plain(said),
                ours=_plain(ours),
            )
            for place in places
            if place not in self.lines and place in self.ours
            for column, said, ours in [self.ours[place]]
        ]


@dataclass
class _Values:
    """The numbers of one column, in ten-thousandths; those of suspects do not count in `sums`."""

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
) -> Neighbours:
    """Hold each suspect against the records before it, behind it, and of the same name or time."""
    found = Neighbours()
    is_rest = np.ones(len(sheet.rows), np.bool_)
    is_rest[list(suspects)] = False
    if "account_id" in sheet.cells:
        ids = sheet.cells["account_id"]
        used = np.unique(ids.index[is_rest])
        found.accounts = {text.strip() for text in ids.raw.take(pa.array(used)).to_pylist()}
    left = list(suspects)
    for values in _values(kind, columns, is_rest):
        mine = [place for place in left if values.is_valid[place]]
        left = [place for place in left if not values.is_valid[place]]
        _blocks(sheet, values, mine, found)
        for codes, own in _groupings(kind, columns, suspects):
            _groups(values, codes, [(p, own[p]) for p in mine if own.get(p, -1) >= 0], found)
    found.without_value.update(left)
    return found


def _values(kind: Kind, columns: Mapping[str, ParsedColumn], is_rest: Mask) -> Iterator[_Values]:
    """The columns whose numbers can be summed, the kind's money first."""
    money = kind.money
    names = [
        name
        for name, column in columns.items()
        if column.format.column.type in ("money", "number") and name not in NO_SUMS
    ]
    for name in sorted(names, key=lambda name: name != money):
        read = list(parts(columns[name].array()))
        whole = np.concatenate([part.whole for part in read])
        yield _Values(name, whole, np.concatenate([part.is_valid for part in read]), is_rest)


def _blocks(sheet: RawTable, values: _Values, places: list[int], found: Neighbours) -> None:
    """Totals of the records between two of them: those above, or those below."""
    edges = sorted({0, len(values.whole), *places, *(total.before for total in sheet.totals)})
    _above(values, edges, set(places), found)
    _below(values, edges, set(places), found)


def _above(values: _Values, edges: list[int], places: set[int], found: Neighbours) -> None:
    known: dict[int, int] = {}
    since = 0
    for edge in edges:
        have = int(values.sums[edge])
        if edge in places:
            said = int(values.whole[edge])
            for start in (known.get(have - said, since), since, 0):
                _note(values, edge, start, edge, found)
            lately = since if values.counts[edge] > values.counts[since] else 0
            found.ours[edge] = values.name, said, have - int(values.sums[lately])
        known.setdefault(have, edge)
        since = edge


def _below(values: _Values, edges: list[int], places: set[int], found: Neighbours) -> None:
    known: dict[int, int] = {}
    until = edges[-1]
    for edge in reversed(edges):
        have = int(values.sums[edge])
        if edge in places:
            for end in (known.get(have + int(values.whole[edge]), until), until):
                _note(values, edge, edge, end, found)
        known.setdefault(have, edge)
        until = edge


def _note(values: _Values, place: int, start: int, end: int, found: Neighbours) -> None:
    """Keep of how many records a suspect is the sum, where it is theirs."""
    total = int(values.sums[end] - values.sums[start])
    lines = int(values.counts[end] - values.counts[start])
    _keep(place, int(values.whole[place]), total, lines, found)


def _keep(place: int, said: int, total: int, lines: int, found: Neighbours) -> None:
    if lines and abs(total - said) <= HALF_CENT:
        found.lines[place] = max(lines, found.lines.get(place, 0))


def _groupings(
    kind: Kind, columns: Mapping[str, ParsedColumn], suspects: Mapping[int, TotalCandidate]
) -> Iterator[tuple[Ints, dict[int, int]]]:
    """Ways to group records: which group each is in, and the one that a suspect may be the sum of.

    By equal cells of a column, where a suspect has the cell or names it; by day; by month.
    """
    for name, column in columns.items():
        if column.format.column.type in SPOKEN:
            filled = column.codes == VALUE
            own = {
                place: said.code if said.column == name else int(column.index[place])
                for place, said in suspects.items()
            }
            yield column.index, {p: code for p, code in own.items() if code >= 0 and filled[code]}
    if kind.month_column and kind.month_column in columns:
        days = columns[kind.month_column]
        for length in (10, 7):
            names = [f"{day}"[:length] for day in days.values.to_pylist()]
            _names, codes = np.unique(names, return_inverse=True)
            of = codes[days.index]
            yield of, {place: int(of[place]) for place in suspects}


def _groups(values: _Values, codes: Ints, own: list[tuple[int, int]], found: Neighbours) -> None:
    if not own:
        return
    sums = np.zeros(int(codes.max()) + 1, np.int64)
    np.add.at(sums, codes, values.rest)
    counts = np.bincount(codes[values.is_rest], minlength=len(sums))
    for place, code in own:
        if code < len(sums):
            _keep(place, int(values.whole[place]), int(sums[code]), int(counts[code]), found)


def _plain(whole: int) -> str:
    """Ten-thousandths as people write them."""
    value = Decimal(whole).scaleb(-PLACES)
    return f"{value.normalize() + 0:f}"
