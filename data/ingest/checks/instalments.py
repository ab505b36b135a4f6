"""Invoices with several records: several payments of one invoice, or its instalments.

Records of one invoice with the same due date and amount are payments of it where the payments add
up to that amount: it is counted once. With other due dates or amounts they are instalments, each
with an amount of its own. Where both is possible it is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.columns.dictionary_column import Ints, plainly
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.kinds.columns import ARROW, DECIMAL
from data.report import Question, number
from locales import ngettext

PAYMENTS, ONCE, EACH = "payments", "once", "each"
SAMPLES = 5
FACTS = ("account_id", "account_name", "invoiced_on", "currency")
"""Columns that are equal in all records of an invoice."""
Parts = Callable[[Ints], list[Ints]]
"""Turns places among the records of all sheets into places in each sheet."""


@dataclass(frozen=True)
class Record:
    """One record of an invoice."""

    facts: tuple[Any, ...]
    due_on: date | None
    amount: Decimal
    paid_on: date | None
    paid_amount: Decimal | None

    @property
    def has_payment(self) -> bool:
        """Whether the amount paid is given, if anything was paid."""
        return self.paid_amount is not None or self.paid_on is None

    def is_part_beside(self, first: "Record") -> bool:
        """Whether it may be another payment, or another instalment, of the invoice of `first`."""
        if self.facts != first.facts:
            return False
        if (self.due_on, self.amount) != (first.due_on, first.amount):
            return True
        return self.has_payment and first.has_payment


def no_parts(
    parts: Parts,
    columns: Sequence[Mapping[str, ParsedColumn]],
    again: Ints,
    firsts: Mapping[int, int],
) -> Ints:
    """Of the places `again`, with the key of an earlier record, those that are no part of its
    invoice. `firsts`: for each of them the place of that record.
    """
    if not len(again) or not all("amount" in names for names in columns):
        return again
    places = np.unique([*again.tolist(), *(firsts[place] for place in again.tolist())])
    known = _records(parts, columns, places)
    wrong = [p for p in again.tolist() if not known[p].is_part_beside(known[firsts[p]])]
    return np.asarray(wrong, np.int64)


def repeated_amounts(
    parts: Parts,
    sheets: Sequence[RawTable],
    columns: Sequence[Mapping[str, ParsedColumn]],
    invoices: Ints,
    questionnaire: Questionnaire,
) -> list[Ints]:
    """The places in each sheet whose amount repeats that of their invoice, which counts once.

    `invoices`: a number for the invoice of each record of all sheets, -1 for none.
    """
    counted = np.flatnonzero(invoices >= 0)
    places = counted[np.bincount(invoices[counted])[invoices[counted]] > 1]
    known = _records(parts, columns, places)
    together: dict[tuple[int, date | None], list[int]] = {}
    for place in places.tolist():
        together.setdefault((int(invoices[place]), known[place].due_on), []).append(place)
    several = [group for group in together.values() if len(group) > 1]
    alike = [group for group in several if len({known[place].amount for place in group}) == 1]
    if not alike or not _are_once(alike, len(alike) < len(several), known, sheets, questionnaire):
        return parts(np.empty(0, np.int64))
    return parts(np.asarray(sorted(place for group in alike for place in group[1:]), np.int64))


def without(amounts: pa.ChunkedArray, places: Ints) -> pa.ChunkedArray:
    """The amounts, 0 at these places."""
    if not len(places):
        return amounts
    gone = np.zeros(len(amounts), np.bool_)
    gone[places] = True
    nothing = pa.scalar(Decimal(0), DECIMAL)
    return pc.if_else(pa.array(gone), nothing, plainly(amounts).cast(DECIMAL))


def _are_once(
    alike: Sequence[Sequence[int]],
    has_split: bool,
    known: Mapping[int, Record],
    sheets: Sequence[RawTable],
    questionnaire: Questionnaire,
) -> bool:
    """Whether an amount that is equal in all records of an invoice is that of the whole invoice.

    `has_split`: whether other invoices of the call have different amounts in their records.
    """
    over = [group for group in alike if _paid(group, known) > abs(known[group[0]].amount)]
    whole = [group for group in alike if _paid(group, known) == abs(known[group[0]].amount)]
    if whole and not over and not has_split:
        return True
    doubted = over or [group for group in alike if group not in whole] or whole
    choices = (EACH, ONCE) if over or has_split else (ONCE, EACH)
    samples = [_sample(known[group[0]].amount, len(group)) for group in doubted[:SAMPLES]]
    text = ngettext(
        "{n} invoice stands in several records with the same amount in each. Is that the amount "
        "of the whole invoice, with a record for each payment, or has each record its own?",
        "{n} invoices stand in several records with the same amount in each. Is that the amount "
        "of the whole invoice, with a record for each payment, or has each record its own?",
        len(alike),
    ).format(n=len(alike))
    shown = {ONCE: [(s, one) for s, one, _all in samples], EACH: [(s, a) for s, _one, a in samples]}
    question = Question(PAYMENTS, text, choices, shown)
    reports = [sheet.head.report for sheet in sheets]
    return questionnaire.settle(question, reports, sheets[0].head.remembered.answers) == ONCE


def _paid(group: Sequence[int], known: Mapping[int, Record]) -> Decimal:
    return abs(sum((known[place].paid_amount or Decimal(0) for place in group), Decimal(0)))


def _sample(amount: Decimal, times: int) -> tuple[str, str, str]:
    """The amounts as written, and what they come to when counted once and each time."""
    one, all_ = f"{number(amount)}", f"{number(amount * times)}"
    return " + ".join([one] * times), one, all_


def _records(
    parts: Parts, columns: Sequence[Mapping[str, ParsedColumn]], places: Ints
) -> dict[int, Record]:
    """The records at these places, which rise."""
    by_sheet = parts(places)
    values = {
        name: [v for c, p in zip(columns, by_sheet, strict=True) for v in _values(c.get(name), p)]
        for name in (*FACTS, "due_on", "amount", "paid_on", "paid_amount")
    }
    facts = zip(*(values[name] for name in FACTS), strict=True)
    rest = (values[name] for name in ("due_on", "amount", "paid_on", "paid_amount"))
    return {
        place: Record(*fields) for place, *fields in zip(places.tolist(), facts, *rest, strict=True)
    }


def _values(column: ParsedColumn | None, places: Ints) -> list[Any]:
    """The values of a column at some places; texts without case."""
    if column is None:
        return [None] * len(places)
    kind = column.format.column.type
    whole = plainly(column.array()).cast(ARROW[kind])
    values = whole.take(pa.array(places)).to_pylist()
    return [v.casefold() if isinstance(v, str) else v for v in values]
