"""What only sales lines have: the amount, the margin, what makes an order."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import DECIMAL
from data.columns.dictionary_column import Ints, Mask, plainly, same
from data.columns.fixed_point import MONEY, SCALE, FixedPoint, parts, product, scaled
from data.columns.spill import forget_all
from data.ingest import context
from data.ingest.meaning import worked_amounts
from data.ingest.meaning.worked_amounts import Basis
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn, blame
from data.ingest.values.cells import BLANK, LISTED
from data.ingest.values.numbers import LIMIT, rounded
from data.ingest.values.vectorized import folded
from data.report import LISTED as AT_MOST
from data.report import Listed, Problem, Question
from locales import _, ngettext

TOLERANCE = SCALE // 100
"""Ten-thousandths by which an amount may differ from quantity × unit price: 0.01."""


def derived(
    sheet: RawTable,
    columns: Mapping[str, ParsedColumn],
    arrays: Mapping[str, pa.ChunkedArray],
    basis: Basis,
    origin: str,
    questionnaire: Questionnaire,
) -> dict[str, pa.ChunkedArray]:
    """The columns amount, margin and order_key; the price of a piece where it was the line's."""
    amount = _amount(sheet, columns, arrays, basis)
    prices = _prices(columns) if basis.price_is_line_total else {}
    return prices | {
        "amount": amount,
        "margin": _margin(columns, arrays["margin"], amount),
        "order_key": _order_key(sheet, columns, origin, questionnaire),
    }


def _amount(
    sheet: RawTable,
    columns: Mapping[str, ParsedColumn],
    arrays: Mapping[str, pa.ChunkedArray],
    basis: Basis,
) -> pa.ChunkedArray:
    """The amount of each line, that of an order on its first line only."""
    if basis.is_plain:
        amount = _plain_amount(sheet, columns, arrays, is_listed=not len(basis.repeated))
    else:
        worked = worked_amounts.amounts(columns, basis)
        _blame_size(sheet, ~worked.is_valid)
        amount = _column([worked])
    return _without(amount, basis.repeated) if len(basis.repeated) else amount


def _without(amount: pa.ChunkedArray, places: Ints) -> pa.ChunkedArray:
    """The amounts, 0 at these places."""
    counts = np.ones(len(amount), np.bool_)
    counts[places] = False
    ends = np.cumsum([len(chunk) for chunk in amount.chunks])[:-1]
    pieces = zip(parts(amount), np.split(counts, ends), strict=True)
    return _column(FixedPoint(np.where(counted, p.whole, 0), p.is_valid) for p, counted in pieces)


def _prices(columns: Mapping[str, ParsedColumn]) -> dict[str, pa.ChunkedArray]:
    """The price of a piece, where the column has the price of the line."""

    def work(cells: Sequence[Decimal | None]) -> Decimal | None:
        quantity, price = cells
        return price and quantity and abs(price / quantity)

    factors = [worked_amounts.decimals(columns[name]) for name in ("quantity", "unit_price")]
    return {"unit_price": _column([worked_amounts.each(factors, work)])}


def _plain_amount(
    sheet: RawTable,
    columns: Mapping[str, ParsedColumn],
    arrays: Mapping[str, pa.ChunkedArray],
    is_listed: bool,
) -> pa.ChunkedArray:
    """The amount as written, else quantity × unit price, exact, then rounded half up. `is_listed`:
    lines in which the two differ are listed."""
    written = columns.get("amount")
    if not {"quantity", "unit_price"} <= columns.keys():
        return arrays["amount"]
    quantity, price = columns["quantity"], columns["unit_price"]
    if written is None:
        products = list(_product(quantity, price))
        _blame_size(sheet, _is_none(products))
        return _column(products)
    blank = written.places(BLANK)
    lacking = blank[_is_none(_product(quantity, price))[blank]] if len(blank) else blank
    if len(blank) and not _agree(parts(arrays["amount"]), _product(quantity, price)):
        lacking = blank
    blame(sheet, written, np.union1d(written.places(LISTED), lacking))
    if is_listed:
        _list_differences(sheet, parts(arrays["amount"]), _product(quantity, price))
    if not len(blank):
        return arrays["amount"]
    return _column(map(_filled, parts(arrays["amount"]), _product(quantity, price)))


def _agree(amount: Iterable[FixedPoint], product: Iterable[FixedPoint]) -> bool:
    """Whether the product may fill a blank amount: on most lines that have both they are equal. A
    total that contains more, or is the order's, is no sum of what fills its blanks."""
    if not context.reads_at(context.MEANING):
        return True
    given = both = equal = 0
    for written, other in zip(amount, product, strict=True):
        here = written.is_valid & other.is_valid
        given += int(written.is_valid.sum())
        both += int(here.sum())
        equal += int((here & (np.abs(written.whole - other.whole) <= TOLERANCE)).sum())
    return equal * 2 > both or not given


def _filled(amount: FixedPoint, product: FixedPoint) -> FixedPoint:
    """The amounts, and the product where there is none."""
    whole = np.where(amount.is_valid, amount.whole, product.whole)
    return FixedPoint(whole, amount.is_valid | product.is_valid)


def _column(of: Iterable[FixedPoint]) -> pa.ChunkedArray:
    return pa.chunked_array([part.array() for part in of], MONEY)


def _is_none(of: Iterable[FixedPoint]) -> Mask:
    return np.concatenate([np.empty(0, bool), *(~part.is_valid for part in of)])


def _margin(
    columns: Mapping[str, ParsedColumn], written: pa.ChunkedArray, amount: pa.ChunkedArray
) -> pa.ChunkedArray:
    """The margin as written, else its rate of the amount, rounded half up."""
    if "margin_rate" not in columns:
        return written
    rate = plainly(columns["margin_rate"].array())
    product = pc.multiply(plainly(amount).cast(DECIMAL), rate)
    earned = pc.round(product, ndigits=4, round_mode="half_towards_infinity")
    return pc.coalesce(plainly(written).cast(DECIMAL), earned.cast(DECIMAL))


def _product(quantity: ParsedColumn, price: ParsedColumn) -> Iterable[FixedPoint]:
    """Multiplied exactly, then rounded half up; null where it is too large. Part after part: all of
    them would take as much memory as the columns."""
    columns = quantity.array(), price.array()
    if quantity.exact is not None or price.exact is not None:
        together = scaled(_product_of_pairs(quantity, price))
        return together.split([len(chunk) for chunk in columns[0].chunks])
    return map(product, *map(parts, columns))


def _product_of_pairs(quantity: ParsedColumn, price: ParsedColumn) -> pa.Array:
    """The product where factors have more decimals than are kept: each different pair once."""
    first, second = (c.exact or c.values.to_pylist() for c in (quantity, price))
    width = max(len(second), 1)
    places = quantity.index.astype(np.int64) * width + price.index
    pairs, index = np.unique(places, return_inverse=True)
    values = []
    for pair in pairs.tolist():
        a, b = first[pair // width], second[pair % width]
        product = None if a is None or b is None else rounded(a * b)
        values.append(None if product is None or abs(product) >= LIMIT else product)
    return pa.array(values, type=DECIMAL).take(pa.array(index))


def _blame_size(sheet: RawTable, is_none: Mask) -> None:
    """Blame records whose product is too large; those with a bad factor are blamed already."""
    places = np.flatnonzero(is_none & ~np.isin(sheet.rows, list(sheet.rejected)))

    def problem(place: int) -> Problem:
        return Problem(
            int(sheet.rows[place]),
            int(sheet.lines[place]),
            sheet.head.name_of("quantity"),
            _("quantity × unit price out of range"),
            _("an amount below {limit}").format(limit=f"{LIMIT:,}"),
            _("correct the cell"),
        )

    sheet.blame_all(places, problem)


def _list_differences(
    sheet: RawTable, amount: Iterable[FixedPoint], product: Iterable[FixedPoint]
) -> None:
    """List the lines whose amount and product differ by more than 0.01."""
    report, differing, begin = sheet.head.report, 0, 0
    for written, other in zip(amount, product, strict=True):
        gap = np.abs(written.whole - other.whole) > TOLERANCE
        places = np.flatnonzero(gap & written.is_valid & other.is_valid)
        for place in places[: max(0, AT_MOST - differing)].tolist():
            text = _("amount {amount}, quantity × unit price {product}").format(
                amount=written.value(place), product=other.value(place)
            )
            row = int(sheet.rows[begin + place])
            report.listed.append(Listed("difference", row, sheet.head.name_of("amount"), text))
        differing += len(places)
        begin += len(written.whole)
        forget_all()
    if differing:
        text = ngettext(
            "{n} line differs from quantity × unit price by more than 0.01; amount counts.",
            "{n} lines differ from quantity × unit price by more than 0.01; amount counts.",
            differing,
        )
        report.warnings.append(text.format(n=differing))


def _order_key(
    sheet: RawTable, columns: Mapping[str, ParsedColumn], origin: str, questionnaire: Questionnaire
) -> pa.ChunkedArray:
    """What makes lines of one account and day one order.

    The order number without case; blank: the account and day; without order numbers, as answered:
    '' for account and day, or a text of its own for each line.
    """
    if "order_id" in columns:
        numbers = columns["order_id"]
        return numbers.cells.array(folded(numbers.values).fill_null(""))
    question = Question(
        "orders",
        _("There is no order number. Is each line an order, or each account and day?"),
        ("lines", "days"),
    )
    head = sheet.head
    if questionnaire.settle(question, [head.report], head.remembered.answers) == "days":
        return same("", len(sheet.rows))
    rows = pa.array(sheet.rows).cast(pa.string())
    return pa.chunked_array([pc.binary_join_element_wise(f"{origin}:", rows, "")])
