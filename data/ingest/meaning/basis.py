"""What the amount of a sale is worked out of, where arithmetic leaves it open and has to be asked.

A price may be the line's total (`price`: each | line); a discount may be in the price already
(`discount`: subtract | included); a lone total may contain the tax beside it (`tax`: subtract |
as_is).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import Ints
from data.ingest import context, problems
from data.ingest.meaning import order_groups, prices
from data.ingest.meaning.discount_basis import with_discounts
from data.ingest.meaning.sales_files import SalesFile, ask
from data.ingest.meaning.worked_amounts import (
    AMOUNT,
    PRICE,
    PRICED_PIECES,
    QUANTITY,
    TAX,
    TAX_RATE,
    Basis,
)
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.cells import BLANK
from data.report import Question
from locales import _

EACH, LINE = "each", "line"
SUBTRACT, AS_IS = "subtract", "as_is"


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
        SalesFile(table, parsed, Basis(repeated=places))
        for table, parsed, places in zip(tables, columns, repeated, strict=True)
    ]
    if kind.name != "sales" or not context.reads_at(context.MEANING):
        return [file.basis for file in files]
    for parsed in columns:
        _price_nothing_sold(parsed)
    files = _with_prices(files, questionnaire)
    files = with_discounts(files, questionnaire)
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


def _with_prices(files: Sequence[SalesFile], questionnaire: Questionnaire) -> list[SalesFile]:
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


def _is_line_total(files: Sequence[SalesFile], questionnaire: Questionnaire) -> bool:
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
    return ask(question, files, questionnaire) == LINE


def _has_several_pieces(file: SalesFile) -> bool:
    quantity = order_groups.numbers_of(file.columns[QUANTITY], order_groups.SAMPLE)
    return bool((np.abs(quantity.whole) > 10_000).any())


def _with_taxes(files: Sequence[SalesFile], questionnaire: Questionnaire) -> list[SalesFile]:
    """The files whose total may contain the tax beside it: it is subtracted where answered so."""
    for name in (TAX, TAX_RATE):
        having = [file for file in files if {AMOUNT, name} <= file.columns.keys()]
        if having:
            changed = _with_tax(having, name, questionnaire)
            files = [changed.get(id(file.table), file) for file in files]
    return list(files)


def _with_tax(
    files: Sequence[SalesFile], name: str, questionnaire: Questionnaire
) -> dict[int, SalesFile]:
    """The files without the tax in a column, by the identity of their tables; none as answered."""
    first = files[0]
    full_rate = 100 if name == TAX_RATE and any(map(_is_above_one, files)) else 1
    without = replace(first.basis, tax=name, full_rate=full_rate)
    question = Question(
        TAX,
        _("{total} may contain the tax in {tax}. Subtract it?").format(
            total=problems.quoted(first.header(AMOUNT)), tax=problems.quoted(first.header(name))
        ),
        (SUBTRACT, AS_IS),
        {SUBTRACT: first.samples(without, name), AS_IS: first.samples(first.basis, name)},
    )
    if ask(question, files, questionnaire) != SUBTRACT:
        return {}
    return {
        id(file.table): replace(file, basis=replace(file.basis, tax=name, full_rate=full_rate))
        for file in files
    }


def _is_above_one(file: SalesFile) -> bool:
    """Whether rates of tax are written in per cent."""
    return any(
        value is not None and value > 1 for value in file.columns[TAX_RATE].values.to_pylist()
    )
