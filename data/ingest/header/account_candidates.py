"""The columns of a file that may say whose an order is, and what their cells say about that."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from data.ingest.header.column_evidence import numbered_cells
from data.ingest.header.header_keys import folded, keys
from data.ingest.header.matching import LATER, LATER_GENERIC, Offer
from data.kinds.headers import TIERS, account_tiers

CUSTOMER, PARTY, PERSON, OWN, LEDGER, MAIL = range(len(TIERS))
ACCOUNT = ("account_id", "account_name")
FEW = 2
"""A column of an account has more different values than these, unless the file is tiny."""
MANY_TIMES = 5
"""A customer with so many times fewer values than other names is none."""
_AMBIGUOUS = frozenset(map(folded, ("account name", "account id")))
"""Customers in some systems, ledger accounts in others: a header of a customer goes before."""
_CODE = re.compile(r"#?[A-Za-z]{0,5}[-/_ ]?\d+")
_LEDGER_CODE = re.compile(r"\d{3,4}")
_LEDGER_NAME = re.compile(r"(?P<code>\d{3,6})[ ·.:-]+(?P<name>[^\W\d].*)")


@cache
def _ledger_names() -> frozenset[str]:
    """Names of accounts of a general ledger, which are nobody's customers."""
    with Path(__file__).with_name("ledger_accounts.csv").open(encoding="utf-8") as lines:
        return frozenset(folded(row["name"]) for row in csv.DictReader(lines))


@dataclass(frozen=True)
class Candidate:
    """A column that may be the account: which of ours it would be (`column`), its `place`, how
    surely its header says so (`tier`, the lowest the surest), and its filled cells."""

    place: int
    header: str
    column: str
    tier: int
    rank: int
    cells: tuple[str, ...]
    rows: tuple[int, ...] = ()
    """Which of the rows looked at its filled cells stand in."""

    @cached_property
    def values(self) -> frozenset[str]:
        """Its different values, without regard to case."""
        return frozenset(cell.casefold() for cell in self.cells)

    @property
    def distinct(self) -> int:
        return len(self.values)

    def values_beside(self, other: "Candidate") -> int:
        """How many different values it has in the rows that the other column fills.

        A number that is blank where only a name is known does not speak for all names.
        """
        filled = set(other.rows)
        pairs = zip(self.rows, self.cells, strict=True)
        return len({cell.casefold() for row, cell in pairs if row in filled})

    @property
    def is_name(self) -> bool:
        return self.column == "account_name"

    @property
    def is_bare(self) -> bool:
        """Whether its header is a mere "Name", which products and people have as well."""
        return self.rank >= LATER_GENERIC and self.tier == PARTY

    @cached_property
    def is_ledger(self) -> bool:
        """Whether most of its values are accounts of a general ledger: 200, 40100 Sales."""
        if self.tier not in (OWN, LEDGER) and "account" not in folded(self.header):
            return False
        hits = sum(map(self._is_ledger_value, self.values))
        return self.distinct > 0 and hits * 2 >= self.distinct

    def _is_ledger_value(self, value: str) -> bool:
        """A ledger account by its name, or by its number where few stand in many rows."""
        coded = _LEDGER_NAME.fullmatch(value)
        if folded(coded["name"] if coded else value) in _ledger_names():
            return True
        are_few = self.distinct <= FEW or self.distinct * MANY_TIMES <= len(self.cells)
        is_code = _LEDGER_CODE.fullmatch(value) and self.tier in (OWN, LEDGER)
        return bool(coded and are_few) or bool(is_code and (are_few or self.tier == LEDGER))


def candidates(
    offered: Sequence[Offer],
    cells: Sequence[str],
    rows: Sequence[Sequence[str]],
    taken: set[int],
) -> list[Candidate]:
    """The headers that may be the account, the surest first; numbers of orders are none.

    `taken`: positions of other columns.
    """
    result: dict[int, Candidate] = {}
    for rank, place, column in offered:
        if column.name in ACCOUNT and place not in taken and place not in result:
            numbered = numbered_cells(place, rows)
            filled = tuple(cell for _row, cell in numbered)
            tier = tier_of(cells[place])
            if tier in (PARTY, PERSON) and column.name == "account_name" and _are_codes(filled):
                continue
            is_ambiguous = tier == CUSTOMER and folded(cells[place]) in _AMBIGUOUS
            late = rank + LATER if is_ambiguous else rank
            result[place] = Candidate(
                place,
                cells[place],
                column.name,
                tier,
                late,
                filled,
                tuple(row for row, _cell in numbered),
            )
    return sorted(result.values(), key=lambda c: (c.tier, c.rank, c.place))


def tier_of(header: str) -> int:
    """How surely a header names the customer; one that is not listed is a customer's."""
    tiers = _tiers()
    return next((tiers[key] for key in keys(header) if key in tiers), CUSTOMER)


@cache
def _tiers() -> dict[str, int]:
    tiers: dict[str, int] = {}
    for header, tier in account_tiers().items():
        tiers.setdefault(folded(header), TIERS.index(tier))
    return tiers


def _are_codes(values: Sequence[str]) -> bool:
    return bool(values) and all(_CODE.fullmatch(value) for value in values)


def is_doubtful(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether the cells of a candidate speak against it: a ledger account, or one and the same
    value nearly everywhere beside another candidate with more values."""
    rivals = [o for o in others if o is not candidate and o.tier <= PERSON and not o.is_ledger]
    most = max((o.distinct for o in rivals), default=0)
    if candidate.is_ledger:
        return True
    if candidate.tier == CUSTOMER:
        return _outdone(candidate, rivals)
    if candidate.tier in (OWN, LEDGER):
        is_constant = candidate.distinct == 1 and len(candidate.cells) > FEW
        return is_constant or (0 < candidate.distinct <= FEW and most > candidate.distinct)
    return candidate.distinct == 1 and most > 1


def _outdone(candidate: Candidate, rivals: Sequence[Candidate]) -> bool:
    """Whether names with more values stand beside a customer that is nearly always the same.

    The names of one customer's number can differ in spelling: there it takes more than a few.
    """
    if candidate.is_name:
        most = max((r.distinct for r in rivals if r.tier == PARTY and not r.is_bare), default=0)
        return candidate.distinct == 1 < most or 0 < candidate.distinct <= FEW < most // MANY_TIMES
    names = [r for r in rivals if r.is_name and r.tier in (CUSTOMER, PARTY)]
    most = max((r.values_beside(candidate) - (r.tier == CUSTOMER) for r in names), default=0)
    return candidate.distinct == 1 < most or 0 < candidate.distinct <= FEW < most // MANY_TIMES


def agree(first: Candidate, second: Candidate, rows: Sequence[Sequence[str]]) -> bool:
    """Whether two columns tell the same accounts apart: each value of one has one of the other."""
    forth: dict[str, str] = {}
    back: dict[str, str] = {}
    for row in rows:
        if max(first.place, second.place) >= len(row):
            continue
        a, b = row[first.place].strip().casefold(), row[second.place].strip().casefold()
        if a and b and (forth.setdefault(a, b) != b or back.setdefault(b, a) != a):
            return False
    return bool(forth)


def repeats(candidate: Candidate) -> bool:
    """Whether some value of a column stands in several rows."""
    return candidate.distinct < len(candidate.cells)
