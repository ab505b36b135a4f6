"""Words that count money in thousands, 万 or millions: "Umsatz TEUR", "Amount (cents)", "12k"."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from data.ingest import context
from data.ingest.values.numbers import CODES

ONE = Decimal(1)
CELL_LIMIT = 40
"""Longer cells are no numbers."""
_K, _M, _G = Decimal(10) ** 3, Decimal(10) ** 6, Decimal(10) ** 9
_WAN, _YI = Decimal(10) ** 4, Decimal(10) ** 8
_LAKH, _CRORE = Decimal(10) ** 5, Decimal(10) ** 7
_MONEY = rf"(?:{CODES}|rs|[€$£¥₹])(?![a-z])"
_EMPTIED = re.compile(rf"[(\[] ?(?:in)? ?(?:US\$|{_MONEY})? ?[)\]]", re.IGNORECASE)
_LAST = re.compile(rf"(?:\bin)? ?(?:US\$|(?<![a-z]){_MONEY})?$", re.IGNORECASE)
_IN_HEADERS = tuple(
    (factor, re.compile(pattern, re.IGNORECASE))
    for factor, pattern in (
        (Decimal("0.01"), r"\b(?:cents?|pence|rappen|centimes|céntimos|centavos)\b"),
        (Decimal("0.01"), r"[(\[]\s*(?:分|ct)\s*[)\]]"),
        (_LAKH, r"\b(?:lakhs?|lacs?)\b"),
        (_CRORE, r"\bcrores?\b"),
        (_G, rf"\b(?:mrd|billions?|bn|milliarden|milliards?)\b\.?|(?<![a-z])b{_MONEY}"),
        (_M, rf"\b(?:mio|millions?|millionen|mln|mn|mm)\b\.?|(?<![a-z])m\.? ?{_MONEY}"),
        (_K, r"'000s?\b|\b000s?\b|\b1[.,' ]?000 ?(?=" + _MONEY + ")"),
        (_K, rf"\b(?:thousands?|tausend|tsd|milliers)\b\.?|(?<![a-z])[kt]\.? ?{_MONEY}"),
        (_YI, r"[亿億][元円]"),
        (_M, r"百[万萬][元円]"),
        (_WAN, r"[万萬][元円]"),
        (_K, r"千[元円]"),
    )
)
_OF_CELLS = {
    **dict.fromkeys(("k", "tsd", "thousand", "千"), _K),
    **dict.fromkeys(("m", "mm", "mn", "mio", "mln", "million", "millions", "百万", "百萬"), _M),
    **dict.fromkeys(("bn", "mrd", "billion", "billions"), _G),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), _LAKH),
    **dict.fromkeys(("crore", "crores"), _CRORE),
    **dict.fromkeys(("万", "萬"), _WAN),
    **dict.fromkeys(("亿", "億"), _YI),
}
"""Not "cr", which is crore in one country and credit in all."""
_UNIT = "|".join(sorted(_OF_CELLS, key=len, reverse=True))
CELL = rf"(?i)[0-9.,]\s?(?:{_UNIT})\.? ?(?:{CODES}|[€$£¥₹₩元円])?\)?-?$"
"""The end of a cell with a unit, for many cells at once."""
_CELL = re.compile(
    rf"(?P<head>.*[\d.,])\s?(?P<unit>{_UNIT})\.?(?P<tail> ?(?:{CODES}|[€$£¥₹₩元円])?\)?-?)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 12)
def of_header(header: str) -> tuple[Decimal, str]:
    """How many a header counts as one, and the header without its unit; 1 where it names none."""
    plain = unicodedata.normalize("NFKC", header).replace("’", "'").replace("_", " ")
    for factor, pattern in _IN_HEADERS:
        if match := pattern.search(plain):
            return factor, _tidy(f"{plain[: match.start()]} {plain[match.end() :]}")
    return ONE, header


def _tidy(header: str) -> str:
    """A header without brackets, currencies and "in" that stood around a unit."""
    text = _EMPTIED.sub("", " ".join(header.split()))
    return _LAST.sub("", text.strip()).strip()


def of_cell(text: str) -> tuple[str, Decimal]:
    """A stripped cell without its unit, and the unit: "12" and 1000 of "12k"; 1 if it has none."""
    if len(text) > CELL_LIMIT or text[-1:].isdigit() or not context.reads_at(context.MEANING):
        return text, ONE
    match = _CELL.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None:
        return text, ONE
    return match["head"] + match["tail"].replace("円", "JPY"), _OF_CELLS[match["unit"].casefold()]


def without_unit(text: str) -> str:
    """A stripped cell without its unit."""
    return of_cell(text)[0]
