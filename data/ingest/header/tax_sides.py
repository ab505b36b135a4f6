"""Whether a header says that its amounts are with or without tax."""

import re

from data.ingest.values.header_text import normalized

WITHOUT, PLAIN, WITH = 0, 1, 2
"""The sides of tax that a header can be on, in the order in which they are offered."""
_MONEY_WORDS = frozenset(
    ("amount", "amt", "sales", "revenue", "value", "total", "sum", "turnover", "betrag", "umsatz")
)
_MONEY_SIGNS = ("金额", "销售额", "合计", "收入", "总额", "净额", "营业额")
_TAX = r"\d{0,4}(percent)?(sales)?(tax|vat|gst|mwst|ust)"
_WITHOUT = re.compile(
    rf"不含税|未含税|未税|去税|(excl|excluding|exkl|without|ohne|ex|before|pre){_TAX}|{_TAX}excl"
)
_WITH = re.compile(rf"含税|价税合计|(incl|including|inkl|inc|with|mit){_TAX}|{_TAX}incl")


def side(header: str, is_amount: bool) -> int | None:
    """On which side of tax an amount is; None for a header that is no amount."""
    words = {w.casefold() for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", header)}
    whole = normalized(header)
    if "单价" in whole:
        return None
    if not (is_amount or words & _MONEY_WORDS or any(sign in whole for sign in _MONEY_SIGNS)):
        return None
    if words & {"net", "netto"} or _WITHOUT.search(whole):
        return WITHOUT
    if words & {"gross", "brutto"} or _WITH.search(whole):
        return WITH
    return PLAIN if is_amount else None
