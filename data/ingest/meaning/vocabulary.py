"""Words of statuses, document types, signs and flags, and the headers that they stand under.

Read from the CSV files beside this one; each row of them names its source.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.ingest.values.header_text import normalized

COUNT, SUBTRACT, LEAVE_OUT = "count", "subtract", "leave_out"
CHOICES = (COUNT, SUBTRACT, LEAVE_OUT)
STATUSES, DOCUMENT_TYPES, SIGNS = "status", "document_type", "sign"
STATE = "delivery_or_payment_status"
"""Headers of what was paid or delivered: a sale that is not paid is a sale."""
NEVER = "never"
"""Headers of columns that are not judged, whatever they hold: regions, products, ways of paying."""
ORDINARY = frozenset(
    {
        *("completed", "shipped", "paid", "unpaid", "partially_paid", "confirmed", "approved"),
        *("cancelled", "returned"),  # with the choice `count`: not cancelled, not returned
        *("invoice", "order", "delivery", "receipt"),
    }
)
"""Meanings of an ordinary sale, nobody is asked about."""
SHORT = 3
"""Latin words of no more letters are codes or words of their own: they need a matching header."""

_NUMBER_BEFORE = re.compile(r"^\W{0,3}\d{1,4}\s{0,3}[-–—.:：)）、]\s{0,3}")
_CLAUSES = re.compile(r"[-–—:：/()（）,，;；|]")


@dataclass(frozen=True)
class Word:
    """What a word says of its row, and how the row counts by that."""

    meaning: str
    choice: str

    @property
    def is_ordinary(self) -> bool:
        """Whether it says no more than that this is a sale."""
        return self.choice == COUNT and self.meaning in ORDINARY


@dataclass(frozen=True)
class Flag:
    """A header whose column says by being true, false (`required`), or filled (`date_or_reason`)
    that a row is no sale."""

    kind: str
    choice: str


def key(text: str) -> str:
    """A word for comparison; one of nothing but signs ("+", "×") as it is written."""
    return normalized(text) or text.strip()


@cache
def words(vocabulary: str) -> Mapping[str, Word]:
    """The words of a vocabulary. Where languages disagree, the one that does not count wins: it is
    asked."""
    found: dict[str, Word] = {}
    for row in _rows({STATUSES: "statuses", DOCUMENT_TYPES: "document_types"}[vocabulary]):
        word = Word(row["meaning"], row["choice"])
        if key(row["word"]) not in found or word.choice != COUNT:
            found[key(row["word"])] = word
    return found


def lookup(vocabulary: str, text: str, is_headed: bool) -> Word | None:
    """What a vocabulary knows of a value: the word itself, without a number before it, and, under
    a header of its own, the word that the value begins with ("Cancelled - out of stock")."""
    known = words(vocabulary)
    for plain in (text, _NUMBER_BEFORE.sub("", text)):
        if (word := known.get(key(plain))) and (is_headed or not is_short(plain)):
            return word
    return _begun(known, _NUMBER_BEFORE.sub("", text)) if is_headed else None


def _begun(known: Mapping[str, Word], text: str) -> Word | None:
    """The longest known beginning of a text, word by word; its first clause before all others."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    for clause in clauses[:1]:
        parts = clause.split()
        for count in range(len(parts), 0, -1):
            beginning = " ".join(parts[:count])
            if (word := known.get(key(beginning))) and not is_short(beginning):
                return word
    return None


@cache
def signs() -> Mapping[str, str]:
    """The words for the two sides of an account: debit, credit."""
    return {key(row["word"]): row["side"] for row in _rows("signs")}


@cache
def flags() -> Mapping[str, Flag]:
    """Headers of flags."""
    return {key(row["header"]): Flag(row["kind"], row["filled_means"]) for row in _rows("flags")}


@cache
def header_kinds() -> Mapping[str, str]:
    """Headers, and which vocabulary stands under them: a status, a type, a sign, or never any."""
    return {key(row["header"]): row["vocabulary"] for row in _rows("headers")}


@cache
def quotes() -> frozenset[str]:
    """Headers of lists of quotes, which are no sales yet."""
    return frozenset(key(row["header"]) for row in _rows("quotes"))


@cache
def truths() -> Mapping[str, bool]:
    """How people write yes and no."""
    return {key(row["word"]): row["value"] == "true" for row in _rows("true_false")}


def is_short(text: str) -> bool:
    """Whether a word is too short to say anything by itself."""
    plain = key(text)
    return len(plain) <= SHORT and plain.isascii()


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = Path(__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
