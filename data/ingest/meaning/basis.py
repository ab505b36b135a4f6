"""What the amount of a sale is worked out of, where arithmetic leaves it open and has to be asked.

A price may be the line's total (`price`: each | line); a discount may be in the price already
(`discount`: subtract | included); a lone total may contain the tax beside it (`tax`: subtract |
as_is).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import Ints
from data.ingest import context, problems
from data.ingest.header import amount_roles
from data.ingest.header.amount_basis import INCLUDED, MONEY
from data.ingest.meaning import discounts, order_groups, prices
from data.ingest.meaning.order_groups import Columns, OrderGroups
from data.ingest.meaning.worked_amounts import (
    AMOUNT,
    DISCOUNT,
    ORDER_DISCOUNT,
    PRICE,
    PRICED_PIECES,
    QUANTITY,
    TAX,
    Basis,
    amount_of,
)
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.cells import BLANK
from data.report import Question
from locales import _

EACH, LINE = "each", "line"
SUBTRACT, AS_IS = "subtract", "as_is"
ENOUGH = 3
"""Equal discounts of the lines of orders that make it the order's, whatever its header says."""
SAMPLES = 5


@dataclass(frozen=True, eq=False)
class _File:
    """A file of sales and how its amounts are worked out so far."""

    table: RawTable
    columns: Columns
    basis: Basis

    def header(self, name: str) -> str:
        return self.table.head.name_of(name)

    @property
    def has_discounts(self) -> bool:
        """Whether a discount may be off its amounts: not where a price is the line's total."""
        is_known = AMOUNT in self.columns or {QUANTITY, PRICE} <= self.columns.keys()
        return is_known and not self.basis.price_is_line_total

    def samples(self, basis: Basis, name: str) -> list[tuple[str, str]]:
        """Lines that have something in a column, as written, and the amounts that come of them."""
        names = basis.names(self.columns)
        numbers = order_groups.numbers_of(self.columns[name], order_groups.SAMPLE)
        shown = []
        for place in np.flatnonzero(numbers.whole)[:SAMPLES].tolist():
            cells = {n: self.columns[n].cell(place).strip() for n in {*names, name}}
            values = {n: self.columns[n].array()[place].as_py() for n in names}
            amount = amount_of(values, basis)
            factors = (n for n in (AMOUNT, QUANTITY, PRICE) if n in names)
            written = " × ".join(cells[n] for n in factors)
            written += "" if name in (PRICE, QUANTITY) else f", {cells[name]}"
            shown.append((written, "" if amount is None else f"{amount:,.2f}"))
        return shown


def settle(
    kind: Kind,
    tables: Sequence[RawTable],
    columns: Sequence[dict[str, ParsedColumn]],
    repeated: Sequence[Ints],
    questionnaire: Questionnaire,
) -> list[Basis]:
    """How the amounts of each file are worked out, as answered; `repeated`: the places where they
    are the order's and count on an earlier line."""
    files = [
        _File(table, own, Basis(repeated=places))
        for table, own, places in zip(tables, columns, repeated, strict=True)
    ]
    if kind.name != "sales" or not context.reads_at(context.MEANING):
        return [file.basis for file in files]
    for own in columns:
        _price_nothing_sold(own)
    files = _with_prices(files, questionnaire)
    files = _with_discounts(files, questionnaire)
    return [file.basis for file in _with_taxes(files, questionnaire)]


def _price_nothing_sold(columns: dict[str, ParsedColumn]) -> None:
    """Read blank prices as 0 where all of them stand beside a quantity of 0: cancelled lines."""
    if AMOUNT in columns or not {QUANTITY, PRICE} <= columns.keys():
        return
    blank = columns[PRICE].places(BLANK)
    if len(blank):
        quantity = order_groups.numbers_of(columns[QUANTITY])
        if (quantity.is_valid & (quantity.whole == 0))[blank].all():
            columns[PRICE] = columns[PRICE].with_nought()


def _ask(question: Question, files: Sequence[_File], questionnaire: Questionnaire) -> str:
    """The answer; while it waits, the most plausible choice."""
    reports = [file.table.head.report for file in files]
    memory = files[0].table.head.remembered.answers
    return questionnaire.settle(question, reports, memory) or question.choices[0]


def _with_prices(files: Sequence[_File], questionnaire: Questionnaire) -> list[_File]:
    """The files whose amounts are quantity times price: is the price that of a piece?"""
    factors = [
        f for f in files if AMOUNT not in f.columns and {QUANTITY, PRICE} <= f.columns.keys()
    ]
    is_line = bool(factors) and _is_line_total(factors, questionnaire)
    return [
        replace(
            file,
            basis=replace(
                file.basis,
                price_is_line_total=is_line and file in factors,
                has_priced_pieces=file in factors and PRICED_PIECES in file.columns,
            ),
        )
        for file in files
    ]


def _is_line_total(files: Sequence[_File], questionnaire: Questionnaire) -> bool:
    """Whether the price is the line's total, as answered; asks only where products say so."""
    with_products = [file.columns for file in files if "product" in file.columns]
    by_products = prices.evidence(with_products) if with_products else prices.Evidence()
    first = files[0]
    is_known = by_products.is_open and prices.is_known_as_total(
        first.header(PRICE), first.table.head.header.cells
    )
    if not by_products.is_by_line and not (is_known and _has_several_pieces(first)):
        return False
    question = Question(
        "price",
        _("Is {header} the price of a piece, or of the whole line?").format(
            header=problems.quoted(first.header(PRICE))
        ),
        (LINE, EACH),
        {
            LINE: first.samples(Basis(price_is_line_total=True), PRICE),
            EACH: first.samples(Basis(), PRICE),
        },
    )
    return _ask(question, files, questionnaire) == LINE


def _has_several_pieces(file: _File) -> bool:
    quantity = order_groups.numbers_of(file.columns[QUANTITY], order_groups.SAMPLE)
    return bool((np.abs(quantity.whole) > 10_000).any())


def _with_discounts(files: Sequence[_File], questionnaire: Questionnaire) -> list[_File]:
    """The files with what is taken off their amounts, as answered."""
    for name in (DISCOUNT, ORDER_DISCOUNT):
        having = [file for file in files if name in file.columns and file.has_discounts]
        meant = _meant(having, name, questionnaire) if having else None
        if meant is None:
            continue
        counted = _counted(having, name) if meant == MONEY else {}
        files = [
            _with_discount(f, name, meant, counted.get(id(f.table))) if f in having else f
            for f in files
        ]
    return list(files)


def _with_discount(file: _File, name: str, meant: str, counted: Ints | None) -> _File:
    basis = replace(file.basis, discounts={**file.basis.discounts, name: meant})
    if counted is not None:
        basis = replace(basis, counted={**basis.counted, name: counted})
    return replace(file, basis=basis)


def _meant(files: Sequence[_File], name: str, questionnaire: Questionnaire) -> str | None:
    """How the discounts of a column are taken off, as answered; None where they are not."""
    cells = [file.columns[name] for file in files]
    texts = [text for own in cells for text in own.raw.to_pylist()]
    values: list[Decimal | None] = [v for c in cells for v in c.exact or c.values.to_pylist()]
    readings = discounts.of_cells(files[0].header(name), texts, values).readings
    if not readings:
        return None
    settled = {file.table.head.settled.get(DISCOUNT) for file in files}
    if len(settled) == 1 and None not in settled:
        meant = settled.pop()
        return None if meant == INCLUDED else meant
    question = _discount(files[0], name, readings)
    answer = _ask(question, files, questionnaire)
    return {SUBTRACT: readings[0], INCLUDED: None}.get(answer, answer)


def _discount(file: _File, name: str, readings: Sequence[str]) -> Question:
    text = _("{header} beside quantity × unit price: is it to be subtracted, or is it in already?")
    choices = {SUBTRACT: readings[0], **{other: other for other in readings[1:]}}
    samples = {
        choice: file.samples(replace(file.basis, discounts={name: meant}), name)
        for choice, meant in choices.items()
    }
    return Question(
        DISCOUNT,
        text.format(header=problems.quoted(file.header(name))),
        (*choices, INCLUDED),
        samples | {INCLUDED: file.samples(file.basis, name)},
    )


def _counted(files: Sequence[_File], name: str) -> dict[int, Ints]:
    """The places in each file whose order has had the same discount on an earlier line, where it is
    the order's: the same on all lines of all orders of several."""
    if not all("order_id" in file.columns for file in files):
        return {}
    orders = order_groups.order_codes([file.columns for file in files])
    values = np.concatenate([order_groups.numbers_of(f.columns[name]).whole for f in files])
    groups = OrderGroups.of(orders, np.arange(len(orders)))
    same, has_any = ~groups.differ(values), groups.sums(np.abs(values)) > 0
    of_order = amount_roles.role(files[0].header(name)) == amount_roles.ORDER_DISCOUNT
    weight = int((groups.sizes - 1)[same & has_any].sum())
    if not same.all() or weight < (1 if of_order else ENOUGH):
        return {}
    ends = np.cumsum([len(file.table.rows) for file in files])[:-1]
    again = np.split(order_groups.repeats_before(orders, values), ends)
    return {id(file.table): np.flatnonzero(a) for file, a in zip(files, again, strict=True)}


def _with_taxes(files: Sequence[_File], questionnaire: Questionnaire) -> list[_File]:
    """The files whose total may contain the tax beside it: it is subtracted where answered so."""
    having = [file for file in files if TAX in file.columns and AMOUNT in file.columns]
    if not having:
        return list(files)
    first = having[0]
    question = Question(
        TAX,
        _("{total} may contain the tax in {tax}. Subtract it?").format(
            total=problems.quoted(first.header(AMOUNT)), tax=problems.quoted(first.header(TAX))
        ),
        (SUBTRACT, AS_IS),
        {
            SUBTRACT: first.samples(replace(first.basis, subtracts_tax=True), TAX),
            AS_IS: first.samples(first.basis, TAX),
        },
    )
    is_subtracted = _ask(question, having, questionnaire) == SUBTRACT
    return [
        replace(file, basis=replace(file.basis, subtracts_tax=is_subtracted and file in having))
        for file in files
    ]
