"""Headers as keys to compare them by, since the reader level MEANING.

They leave out accents and the list that a column belongs to ("Order Lines/Product"), write
traditional characters as simplified ones, "#" at the end as "No", and what a pivot adds up by its
own name ("Sum of Amount").
"""

import re
import unicodedata
from functools import lru_cache

from data.ingest.header.traditional import simplified
from data.ingest.values.header_text import forms, normalized

_LISTS = (
    r"orders?|order lines?|order items?|sales orders?|sales|invoices?|invoice lines?|line items?|"
    r"lines?|items?|customers?|clients?|products?|deals?|opportunit(?:y|ies)|auftragspositionen|rechnungszeilen|"
    r"lignes de commande|lignes de facture|líneas (?:de|del) pedido|líneas de factura|"
    r"订单行|订单明细|发票行|发票明细|明细"
)
_LIST = re.compile(rf"(?P<list>{_LISTS}) ?(?:[/.:]|- ) ?(?P<column>.+)", re.IGNORECASE)
_PIVOT = re.compile(
    r"(?:sum of|summe von|somme de|suma de|soma de|somma di|som van|suma z|summa av) |"
    r"(?:sum|summe|somme|suma|soma|somma|som|summa) - |求和项 ?: ?|求和項 ?: ?|加總 - |合計 ?/ ?",
    re.IGNORECASE,
)
"""What pivots of spreadsheet programs put before the name of a column that they add up."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@lru_cache(maxsize=1 << 14)
def folded(header: str) -> str:
    """A header normalized, without accents, in simplified characters."""
    plain = unicodedata.normalize("NFKD", normalized(header))
    bare = "".join(c for c in plain if not "̀" <= c <= "ͯ")
    return simplified(unicodedata.normalize("NFC", bare))


@lru_cache(maxsize=1 << 14)
def keys(header: str) -> tuple[str, ...]:
    """What a header can be known by, the closest first: whole, without its unit, and without the
    name of the list that it is a column of."""
    text = " ".join(unicodedata.normalize("NFKC", header).split())
    text = text[:-1] + " No" if text.endswith("#") else text
    bare = _PIVOT.sub("", text, count=1) if _PIVOT.match(text) else text
    whole = [folded(form) for each in dict.fromkeys((text, bare)) for form in forms(each)]
    column = _LIST.fullmatch(text)
    within = _within(column["list"], column["column"]) if column else []
    return tuple(dict.fromkeys((*whole, *within)))


def _within(whole: str, column: str) -> list[str]:
    """The keys of a column of a list: a "Subtotal" of lines is the line's."""
    of_line = [f"line {column}"] if "line" in whole.casefold() else []
    return [folded(form) for text in (*of_line, column) for form in forms(text)]


def synonym_keys(word: str) -> tuple[str, ...]:
    """The keys of a synonym: German ones are also written without umlauts, as ae, oe and ue."""
    return tuple(dict.fromkeys((folded(word), folded(word.translate(_UMLAUTS)))))
