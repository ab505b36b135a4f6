"""The report on one file of an import, which `load --json` prints and the preview shows.

Attributes of these classes are keys of stored JSON (ledger, versions): they keep their names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from locales import _

LISTED = 1_000
"""How many problems a report lists; all are counted."""
KEPT = 100_000
"""How many problems are kept, to mark them in the file and to set their records aside."""
ASK = "ask"
"""The answer to the key of an unmapped column that asks what each of its values means."""


def number(value: Decimal | None) -> int | Decimal | None:
    """A decimal as JSON has it (data/exact.py): whole, else without needless noughts."""
    if value is None:
        return None
    return int(value) if value == int(value) else Decimal(f"{value:f}".rstrip("0"))


def by_currency(amounts: Mapping[str, Decimal]) -> dict[str, int | Decimal | None]:
    """Money by currency as JSON has it."""
    return {name: number(amount) for name, amount in amounts.items()}


def added(amounts: Iterable[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """The sums of money by currency."""
    sums: dict[str, Decimal] = {}
    for parts in amounts:
        for name, amount in parts.items():
            sums[name] = sums.get(name, Decimal(0)) + amount
    return sums


def amounts_in_words(amounts: Iterable[Mapping[str, Decimal]]) -> str:
    """The sums of money by currency as a text: "1,200.50 EUR + 80.00 USD"."""
    sums = added(amounts).items()
    return " + ".join(f"{amount:,.2f} {name}".strip() for name, amount in sums) or "0"


def one(amount: Decimal | None, amounts: Mapping[str, Decimal]) -> int | Decimal | None:
    """Money as one JSON number; none where it is in several currencies, which are never added."""
    return None if len(amounts) > 1 else number(amount)


@dataclass(frozen=True)
class Problem:
    """Why a record, or the file (row None), cannot be taken.

    `row` is the record number with the header counted, `line` the physical line; in a `sheet` of
    a workbook both are the row of the sheet. `is_of_file`: the whole file is in doubt, so
    that its record alone cannot be set aside. `option`: how a command does what is to be done.
    """

    row: int | None
    line: int | None
    column: str | None
    found: str
    expected: str
    do: str
    sheet: str | None = None
    is_of_file: bool = False
    option: str | None = None

    def sentence(self, file: str, in_command: bool = False) -> str:
        """`2026-09.csv › row 1002 › column "Amount": found "n/a", expected a number. Do: …`"""
        place = [file, self.sheet] if self.sheet else [file]
        if self.row is not None:
            place.append(self._row())
        if self.column:
            place.append(_('column "{column}"').format(column=self.column))
        text = _("found {found}, expected {expected}. Do: {do}")
        text = text.format(found=self.found, expected=self.expected, do=self._do(in_command))
        return _("{place}: {said}").format(place=" › ".join(place), said=text)

    def _do(self, in_command: bool) -> str:
        if not (in_command and self.option):
            return self.do
        return _("{do} (in a command: {option})").format(do=self.do, option=self.option)

    def _row(self) -> str:
        """The row, of a sheet that of its own; in text the line too where that is another."""
        row = self.line if self.sheet else self.row
        if self.line in (None, row):
            return _("row {row}").format(row=row)
        return _("row {row}, line {line}").format(row=row, line=self.line)

    def to_json(self) -> dict[str, Any]:
        plain = {k: value for k, value in vars(self).items() if k not in ("is_of_file", "option")}
        return plain | {"do": self._do(in_command=True)}


@dataclass(frozen=True)
class Question:
    """What can be read in more than one way. `choices`: the most plausible first.

    `samples` holds, for each choice, up to five (as written, as read) pairs.
    """

    key: str
    text: str
    choices: tuple[str, ...]
    samples: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "text": self.text,
            "choices": list(self.choices),
            "samples": {choice: [list(pair) for pair in s] for choice, s in self.samples.items()},
        }


@dataclass
class Records:
    """Where every record of the file went; `in_file` is counted by the independent reader."""

    in_file: int = 0
    header: int = 0
    preamble: int = 0
    blank: int = 0
    totals: int = 0
    accepted: int = 0
    rejected: int = 0
    not_losses: int = 0
    not_sales: int = 0

    def add_up(self) -> bool:
        """Whether no record is lost: the accounting identity."""
        parts = self.header + self.preamble + self.blank + self.totals
        left_out = self.not_losses + self.not_sales
        return self.in_file == parts + self.accepted + self.rejected + left_out

    def to_json(self) -> dict[str, int]:
        return dict(vars(self))


@dataclass
class Cells:
    """Where every cell went of the records that hold several targets; `blank`: no target."""

    in_file: int = 0
    blank: int = 0
    accepted: int = 0
    rejected: int = 0

    def add_up(self) -> bool:
        """Whether no cell is lost."""
        return self.in_file == self.blank + self.accepted + self.rejected

    def to_json(self) -> dict[str, int]:
        return dict(vars(self))


@dataclass
class MonthChange:
    """What loading does to one month. `amount` is the month's money afterwards.

    `amounts`, `amounts_before`: the money by currency, where a call has several.
    """

    month: date
    added: int = 0
    removed: int = 0
    amount: Decimal | None = None
    changed: int = 0
    amount_before: Decimal | None = None
    amounts: dict[str, Decimal] = field(default_factory=dict)
    amounts_before: dict[str, Decimal] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "month": f"{self.month:%Y-%m}",
            "added": self.added,
            "removed": self.removed,
            "amount": one(self.amount, self.amounts),
            "changed": self.changed,
            "amount_before": one(self.amount_before, self.amounts_before),
            "amounts": by_currency(self.amounts),
            "amounts_before": by_currency(self.amounts_before),
        }


@dataclass(frozen=True)
class ValueMeaning:
    """A value of a column that no column of ours is: its records, their money by currency, and what
    they count as (count | subtract | leave_out). `key`: of the question about it; `is_asked`:
    whether that is, or was, asked."""

    header: str
    value: str
    key: str
    rows: int
    amounts: dict[str, Decimal]
    counts_as: str
    is_asked: bool

    @property
    def column_key(self) -> str:
        """The key that asks about all values of the column, answered with ASK."""
        return self.key.rpartition(":")[0]

    def to_json(self) -> dict[str, Any]:
        return {**vars(self), "amounts": by_currency(self.amounts)}


@dataclass(frozen=True)
class NotSales:
    """Records of one month (None: without a date that can be read) that are left out for what a
    column says of them, and their money by currency."""

    month: date | None
    rows: int
    amounts: dict[str, Decimal]

    def to_json(self) -> dict[str, Any]:
        month = None if self.month is None else f"{self.month:%Y-%m}"
        return {"month": month, "rows": self.rows, "amounts": by_currency(self.amounts)}


@dataclass(frozen=True)
class Listed:
    """Something worth seeing that stops nothing: an excluded row, a cell taken as blank, …

    `what`: preamble | total | footer | heading | blank | blank_cell | difference | similar;
    repeated_header | rule | page_title: what reports print again between their records; units: a
    row of these below the header; counter: a column without a name that only counts; not_sale:
    records left out for what a column says of them; sheet: one with data that is not read (`row`
    0).
    """

    what: str
    row: int
    column: str | None
    found: str
    count: int = 1

    def to_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass
class Report:
    """One file of one call.

    status: ready | needs_answer | refused while reading, then loaded | unchanged | held.
    encoding: of the text, or the form of a workbook (xlsx, xls, xlsb, ods, html), then without
    delimiter and with the `sheet` that was read ("all": several); `unread`: other sheets that have
    the same header.
    values: those of unmapped columns, with their records and money; not_sales: what is left out
    for them, month by month.
    remembered: answers to questions of this file that the source's earlier loads gave.
    cells: of records that hold several targets, else None.
    aside: records set aside as wished; can_set_aside: only single records are bad, so that the
    others could be loaded without them.
    """

    file: str
    kind: str | None = None
    source: str = "main"
    status: str = "ready"
    version: int | None = None
    encoding: str | None = None
    sheet: str | None = None
    delimiter: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    unmapped: list[str] = field(default_factory=list)
    records: Records = field(default_factory=Records)
    cells: Cells | None = None
    months: list[MonthChange] = field(default_factory=list)
    amount: Decimal | None = None
    amounts: dict[str, Decimal] = field(default_factory=dict)
    rounded: int = 0
    questions: list[Question] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    errors_total: int = 0
    warnings: list[str] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    aside: int = 0
    can_set_aside: bool = False
    unread: list[str] = field(default_factory=list)
    remembered: dict[str, str] = field(default_factory=dict)
    values: list[ValueMeaning] = field(default_factory=list)
    not_sales: list[NotSales] = field(default_factory=list)

    def refuse(self, *problems: Problem) -> None:
        """Add problems (kept up to 100,000, all counted) and refuse the file."""
        self.add(problems)
        self.status = "refused"

    def add(self, problems: Sequence[Problem], total: int | None = None) -> None:
        """List problems that need not refuse the file; `total` where more were counted."""
        self.errors += problems[: max(0, KEPT - len(self.errors))]
        self.errors_total += len(problems) if total is None else total

    def ask(self, question: Question) -> None:
        """Add a question, once per key; the file waits unless it is refused."""
        if question.key not in {q.key for q in self.questions}:
            self.questions.append(question)
        if self.status != "refused":
            self.status = "needs_answer"

    def name_sheet(self, parts: Sequence[tuple[str, int]] = ()) -> None:
        """Add the sheet of the workbook to every problem; `parts`: the sheets that were read as
        one, and the first record of each."""
        if self.sheet:
            first = {at: name for name, at in parts}
            self.errors = [replace(p, sheet=_sheet_of(p, first, self.sheet)) for p in self.errors]

    def to_json(self) -> dict[str, Any]:
        plain = {k: v for k, v in vars(self).items() if k not in _TYPED}
        typed = {k: [item.to_json() for item in getattr(self, k)[:LISTED]] for k in _TYPED}
        counts = {
            "records": self.records.to_json(),
            "cells": self.cells.to_json() if self.cells else None,
        }
        money = {"amount": one(self.amount, self.amounts), "amounts": by_currency(self.amounts)}
        return plain | typed | counts | money


def _sheet_of(problem: Problem, first: Mapping[int, str], sheet: str) -> str:
    begun = [at for at in first if at <= (problem.row or 0)]
    return first[max(begun)] if begun else sheet


_TYPED = ("months", "questions", "errors", "listed", "values", "not_sales")
