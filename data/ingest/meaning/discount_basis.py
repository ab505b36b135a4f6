"""What discounts take off the amounts of sales, as arithmetic or a person says.

A discount beside quantity and price may be in the price already (`discount`: subtract | included);
where a column may be meant in several ways, the others are choices too.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from data.columns.dictionary_column import Ints
from data.ingest import problems
from data.ingest.header.amount_basis import INCLUDED, MONEY
from data.ingest.meaning import discounts, order_groups
from data.ingest.meaning.order_groups import OrderGroups
from data.ingest.meaning.sales_files import SalesFile, ask
from data.ingest.meaning.worked_amounts import DISCOUNT, ORDER_DISCOUNT
from data.ingest.questions import Questionnaire
from data.report import Question
from locales import _

SUBTRACT = "subtract"
ENOUGH = 3
"""Equal discounts of the lines of orders that make it the order's, whatever its header says."""


def with_discounts(files: Sequence[SalesFile], questionnaire: Questionnaire) -> list[SalesFile]:
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


def _with_discount(file: SalesFile, name: str, meant: str, counted: Ints | None) -> SalesFile:
    basis = replace(file.basis, discounts={**file.basis.discounts, name: meant})
    if counted is not None:
        basis = replace(basis, counted={**basis.counted, name: counted})
    return replace(file, basis=basis)


def _meant(files: Sequence[SalesFile], name: str, questionnaire: Questionnaire) -> str | None:
    """How the discounts of a column are taken off, as answered; None where they are not."""
    cells = [file.columns[name] for file in files]
    texts = [text for column in cells for text in column.raw.to_pylist()]
    values: list[Decimal | None] = [v for c in cells for v in c.exact or c.values.to_pylist()]
    readings = discounts.of_cells(files[0].header(name), texts, values).readings
    if not readings:
        return None
    settled = {file.table.head.settled.get(DISCOUNT) for file in files}
    if len(settled) == 1 and None not in settled:
        meant = settled.pop()
        return None if meant == INCLUDED else meant
    question = _discount(files[0], name, readings)
    answer = ask(question, files, questionnaire)
    return {SUBTRACT: readings[0], INCLUDED: None}.get(answer, answer)


def _discount(file: SalesFile, name: str, readings: Sequence[str]) -> Question:
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


def _counted(files: Sequence[SalesFile], name: str) -> dict[int, Ints]:
    """The places in each file whose order has had the same discount on an earlier line, where it is
    the order's: the same on all lines of all orders of several."""
    if not all("order_id" in file.columns for file in files):
        return {}
    orders = order_groups.order_codes([file.columns for file in files])
    values = np.concatenate([order_groups.numbers_of(f.columns[name]).whole for f in files])
    groups = OrderGroups.of(orders, np.arange(len(orders)))
    same, has_any = ~groups.differ(values), groups.sums(np.abs(values)) > 0
    of_order = name == ORDER_DISCOUNT
    weight = int((groups.sizes - 1)[same & has_any].sum())
    if not same.all() or weight < (1 if of_order else ENOUGH):
        return {}
    ends = np.cumsum([len(file.table.rows) for file in files])[:-1]
    again = np.split(order_groups.repeats_before(orders, values), ends)
    return {id(file.table): np.flatnonzero(a) for file, a in zip(files, again, strict=True)}
