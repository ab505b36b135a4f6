"""What only sales lines have: the amount, the margin, what makes an order."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import DECIMAL
from data.reading.asking import Asking
from data.reading.cells import BLANK, LISTED
from data.reading.numbers import LIMIT, rounded
from data.reading.quick import folded
from data.reading.sheet import Mask, Sheet
from data.reading.typed import Typed, blame
from data.report import LISTED as AT_MOST
from data.report import Listed, Problem, Question
from locales import _

TOLERANCE = pa.scalar("0.01").cast(pa.decimal128(38, 8))


def derived(
    sheet: Sheet,
    columns: Mapping[str, Typed],
    arrays: Mapping[str, pa.Array],
    origin: str,
    asking: Asking,
) -> dict[str, pa.Array]:
    """The columns amount, margin and order_key."""
    amount = _amount(sheet, columns, arrays)
    return {
        "amount": amount,
        "margin": _margin(columns, arrays["margin"], amount),
        "order_key": _order_key(sheet, columns, origin, asking),
    }


def _amount(sheet: Sheet, columns: Mapping[str, Typed], arrays: Mapping[str, pa.Array]) -> pa.Array:
    """The amount as written, else quantity × unit price, exact, then rounded half up."""
    written = columns.get("amount")
    if not {"quantity", "unit_price"} <= columns.keys():
        return arrays["amount"]
    product = _product(columns["quantity"], columns["unit_price"])
    is_none = np.asarray(product.is_null())
    if written is None:
        _blame_size(sheet, is_none)
        return product
    codes = written.row_codes
    blame(sheet, written, np.flatnonzero((codes == LISTED) | (is_none & (codes == BLANK))))
    _list_differences(sheet, arrays["amount"], product)
    return pc.coalesce(arrays["amount"], product)


def _margin(columns: Mapping[str, Typed], written: pa.Array, amount: pa.Array) -> pa.Array:
    """The margin as written, else its rate of the amount, rounded half up."""
    if "margin_rate" not in columns:
        return written
    product = pc.multiply(amount, columns["margin_rate"].array())
    earned = pc.round(product, ndigits=4, round_mode="half_towards_infinity")
    return pc.coalesce(written, earned.cast(DECIMAL))


def _product(quantity: Typed, price: Typed) -> pa.Array:
    """Multiplied exactly, then rounded half up; null where it is too large."""
    if quantity.exact is not None or price.exact is not None:
        return _product_of_pairs(quantity, price)
    product = pc.multiply(quantity.array(), price.array())
    fits = pc.less(pc.abs(product), pa.scalar(LIMIT, product.type))
    kept = pc.if_else(fits, product, pa.scalar(None, product.type))
    return pc.round(kept, ndigits=4, round_mode="half_towards_infinity").cast(DECIMAL)


def _product_of_pairs(quantity: Typed, price: Typed) -> pa.Array:
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


def _blame_size(sheet: Sheet, is_none: Mask) -> None:
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


def _list_differences(sheet: Sheet, amount: pa.Array, product: pa.Array) -> None:
    """List the lines whose amount and product differ by more than 0.01."""
    gap = pc.abs(pc.subtract(amount, product)).cast(pa.decimal128(38, 8))
    places = np.flatnonzero(np.asarray(pc.fill_null(pc.greater(gap, TOLERANCE), False)))
    report = sheet.head.report
    for place in places[:AT_MOST].tolist():
        found = _("amount {amount}, quantity × unit price {product}").format(
            amount=amount[place].as_py(), product=product[place].as_py()
        )
        row = int(sheet.rows[place])
        report.listed.append(Listed("difference", row, sheet.head.name_of("amount"), found))
    if len(places):
        text = _("{n} lines differ from quantity × unit price by more than 0.01; amount counts.")
        report.warnings.append(text.format(n=len(places)))


def _order_key(sheet: Sheet, columns: Mapping[str, Typed], origin: str, asking: Asking) -> pa.Array:
    """What makes lines of one account and day one order.

    The order number without case; blank: the account and day; without order numbers, as answered:
    '' for account and day, or a text of its own for each line.
    """
    if "order_id" in columns:
        own = columns["order_id"]
        return folded(own.values).fill_null("").take(pa.array(own.index))
    question = Question(
        "orders",
        _("There is no order number. Is each line an order, or each account and day?"),
        ("lines", "days"),
    )
    head = sheet.head
    if asking.settle(question, [head.report], head.remembered.answers) == "days":
        return pa.array([""] * len(sheet.rows), pa.string())
    return pa.array([f"{origin}:{row}" for row in sheet.rows.tolist()], pa.string())
