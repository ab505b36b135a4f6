"""Currencies that a workbook shows by the format of its cells: [$€-407], "CHF" #,##0.00, ¥0.00.

Whoever reads the number alone adds euros to dollars. Formats that every machine shows in its own
currency say nothing.
"""

import re

MARK = "¤"
"""Begins a pattern that is a currency; the code or sign follows."""
_CODES = (
    "USD EUR GBP CNY RMB JPY HKD TWD SGD KRW INR AUD NZD CAD CHF SEK NOK DKK PLN CZK HUF RUB TRY"
    " BRL MXN ZAR THB VND MYR IDR AED SAR $ € £ ¥ ￥ ₹ ₩ 元"
)
_KNOWN = {sign: sign for sign in _CODES.split()} | {
    "HK$": "HKD",
    "NT$": "TWD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "R$": "BRL",
    "Fr.": "CHF",
    "SFr.": "CHF",
}
_PLACES = {
    ("$", "409"): "USD",
    ("$", "1009"): "CAD",
    ("$", "C09"): "AUD",
    ("$", "C04"): "HKD",
    ("$", "404"): "TWD",
    ("$", "1004"): "SGD",
    ("¥", "804"): "CNY",
    ("￥", "804"): "CNY",
    ("¥", "411"): "JPY",
    ("￥", "411"): "JPY",
}
"""Which currency of several a sign is, by the country of the format."""
_SIGN = re.compile(
    r'\[\$([^\]-]{1,20})(?:-([0-9A-Fa-f]{1,8}))?\]|"([^"]++)"|\\?([$€£¥￥₹₩])|\\.|_.|\*.', re.DOTALL
)


def of_format(code: str) -> str | None:
    """The pattern of a number format that shows a currency; None where it shows none."""
    for match in _SIGN.finditer(code.partition(";")[0]):
        sign = next((part.strip() for part in (match[1], match[3], match[4]) if part), "")
        if sign in _KNOWN:
            return MARK + _PLACES.get((sign, (match[2] or "").upper().lstrip("0")), _KNOWN[sign])
    return None


def of_code(code: str | None) -> str | None:
    """The pattern of a cell that names its currency."""
    return MARK + code if code in _KNOWN else None


def shown(pattern: str, text: str) -> str:
    """A number as text, with its currency."""
    return f"{pattern.removeprefix(MARK)} {text}"
