"""What a header says of the money below it: a line's total, the order's, a tax, a discount.

Read from amount_headers.csv beside this file; each row of it names its source.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data.ingest.values.header_text import forms, normalized

LINE, LINE_NET, LINE_GROSS, ORDER = (
    "line_total",
    "line_total_net",
    "line_total_gross",
    "order_total",
)
AMOUNTS = frozenset({LINE, LINE_NET, LINE_GROSS, ORDER})
"""Roles of what may be the amount of a sale; cost, profit, shipping, balance and paid never are."""
UNIT_PRICE, TAX, SHIPPING = "unit_price", "tax", "shipping"
LINE_DISCOUNT, ORDER_DISCOUNT = "line_discount", "order_discount"
PERCENT, SHARE = "discount_percent", "discount_share"
DISCOUNTS = (LINE_DISCOUNT, PERCENT, SHARE, ORDER_DISCOUNT)
_OF_LINE = re.compile(
    r"\b(?:line|item|lineitem|row|product|position|pos|extended)|^(?:行|明细|商品|货品|产品|单品|子单)"
    r"|zeile|artikel|^(?:明細|行)|ligne|línea",
    re.IGNORECASE,
)
_REDUCED = re.compile(
    r"(?:折|优惠|優惠|让利|讓利|减免)后|(?:折|優惠|讓利)後|値引後|割引後"
    r"|discounted|(?:after|net of|less) disc|nach rabatt|après remise",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"quantit|qty|pieces|menge|anzahl|cantidad|数量|數量", re.IGNORECASE)
_RATE = re.compile(r"\d{1,2}(?:[.,]\d{1,2})? ?%")
"""A rate in a header, as in "Tax 5%"."""
_TAX_WORD = re.compile(r"\b(?:tax|taxe|vat|gst|mwst|ust|iva|tva)\b", re.IGNORECASE)
_RATE_WORD = re.compile(r"%|rate|percent|satz|taux|tipo", re.IGNORECASE)
_TAX_RATE = re.compile(r"steuersatz|税率|稅率", re.IGNORECASE)
_PLATFORM = re.compile(r"平台|平臺|platform", re.IGNORECASE)
_SELLER = re.compile(r"商家|卖家|賣家|merchant|seller", re.IGNORECASE)
_PRICE_UNITS = (
    *("per", "price unit", "pricing unit", "price per"),
    *("Preiseinheit", "价格单位", "計價單位"),
)


def role(header: str) -> str | None:
    """What the amounts under a header are; None where it is not known."""
    whole = (header, header.rpartition("/")[2], _RATE.sub("", header))
    known = (_roles().get(form) for text in whole for form in forms(text))
    return next((meaning for meaning in known if meaning), None)


def is_of_line(header: str) -> bool:
    """Whether a header says that its amount is the line's."""
    return bool(_OF_LINE.search(header))


def is_reduced(header: str) -> bool:
    """Whether a header says that a discount is off its amount already."""
    return bool(_REDUCED.search(header))


def is_tax_rate(header: str) -> bool:
    """Whether a header is that of rates of tax."""
    is_rate = bool(_TAX_WORD.search(header) and _RATE_WORD.search(header))
    return (is_rate or bool(_TAX_RATE.search(header))) and not _RATE.search(header)


def is_of_seller(header: str) -> bool:
    """Whether a header says that the seller receives its amount."""
    return bool(_SELLER.search(header))


def is_of_platform(header: str) -> bool:
    """Whether a discount is one that a marketplace grants and pays itself."""
    return bool(_PLATFORM.search(header))


def is_quantity(header: str) -> bool:
    """Whether a header counts pieces."""
    return bool(_QUANTITY.search(header))


def is_price_unit(header: str) -> bool:
    """Whether a header says for how many pieces a price is."""
    return normalized(header) in map(normalized, _PRICE_UNITS)


@cache
def _roles() -> Mapping[str, str]:
    path = Path(__file__).with_name("amount_headers.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {normalized(row["header"]): row["meaning"] for row in csv.DictReader(file)}
