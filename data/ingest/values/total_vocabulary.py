"""The words for totals, subtotals and carried balances in many languages, alone and beside a name.

The words and their uses are rows of total_words.csv. `use` is "name" where a word also stands
before or behind a name ("Harbour Tools 汇总", "Summe Harbour Tools"); "alone" where it fills its
cell; "balance" for an opening or closing balance, which is no sum of the rows around it; "doubtful"
for words that are a product or a company as often ("Transport", "Suma"): these prove nothing.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.columns.dictionary_column import Ints

WORDS = Path(__file__).with_name("total_words.csv")
WORD, LAST, FIRST = "word", "last", "first"
SURE_USES = frozenset({"name", "alone", "balance"})
MOST_WORDS = 3
"""A total word has at most so many parts where it stands beside a name: "celkový součet"."""
FEW = 10_000
"""Up to so many texts one after the other are quicker than compiling a pattern of all words."""
_CONNECTORS = frozenset(
    {"for", "of", "für", "von", "pour", "de", "du", "des", "del", "para", "por", "per", "di"}
    | {"voor", "van", "av", "för", "za", "для", "по"}
)
_EDGE = " \t\u3000*_=-–—:.()[]<>#|\"'"
_BREAKS = re.compile(r"[\s*_=:.()\[\]<>#|\"'-]+")
_BETWEEN = re.compile(r"[\s:]+")
_JOINTS = re.compile(r"[\s_-]+")


class TotalText(NamedTuple):
    """A cell with a total word: how the word stands, the name beside it, and the word's kind."""

    form: str
    name: str
    kind: str


class _Word(NamedTuple):
    text: str
    kind: str
    use: str


def may_be_total(cell: str) -> bool:
    """A quick test that nearly all cells fail: whether it begins or ends as a total word does."""
    if not cell.isascii():
        return True
    parts = cell.casefold().split()
    if not parts:
        return False
    begins, ends = _edges()
    if parts[0] in begins or parts[-1] in ends:
        return True
    if parts[0].isalnum() and parts[-1].isalnum():
        return False
    bare = [part for part in _BREAKS.split(cell.casefold()) if part]
    return bool(bare) and (bare[0] in begins or bare[-1] in ends)


def total_text(cell: str) -> TotalText | None:
    """The total word in a cell and the name beside it; None where there is no total word.

    "汇总" is a word alone, "Acme 汇总", "Acme Ergebnis" and "Total de Acme" have a name before it
    ("last"), "Summe Acme" has one behind it ("first"), as companies have ("Summe GmbH").
    """
    if not may_be_total(cell):
        return None
    plain = _plain(cell)
    if word := _words().get(_JOINTS.sub("", plain)):
        return TotalText(WORD, "", word.kind) if word.use in SURE_USES else None
    return _beside_name([part for part in _BETWEEN.split(plain) if part])


def is_total_word(cell: str) -> bool:
    """Whether a cell is any total word and nothing else, the doubtful ones included."""
    return may_be_total(cell) and _JOINTS.sub("", _plain(cell)) in _words()


def is_balance(cell: str) -> bool:
    """Whether a cell is the word for an opening or closing balance."""
    word = _words().get(_JOINTS.sub("", _plain(cell)))
    return word is not None and word.use == "balance"


def may_be_totals(texts: pa.Array) -> Ints:
    """The places of the texts that begin or end with a total word; all of a few."""
    if len(texts) <= FEW:
        return np.arange(len(texts))
    hits = [pc.match_substring_regex(texts, pattern).fill_null(False) for pattern in _patterns()]
    return np.flatnonzero(pc.or_(*hits))


def _beside_name(parts: list[str]) -> TotalText | None:
    for count in range(min(MOST_WORDS, len(parts) - 1), 0, -1):
        if kind := _named("".join(parts[-count:])):
            return TotalText(LAST, " ".join(parts[:-count]), kind)
        if kind := _named("".join(parts[:count])):
            rest = parts[count:]
            has_connector = len(rest) > 1 and rest[0] in _CONNECTORS
            form, name = (LAST, rest[1:]) if has_connector else (FIRST, rest)
            return TotalText(form, " ".join(name), kind)
    joined = "".join(parts)
    ending = next((word for word in _endings() if joined.endswith(word)), None)
    if ending and len(joined) > len(ending):
        return TotalText(LAST, joined.removesuffix(ending), _words()[ending].kind)
    return None


def _named(text: str) -> str | None:
    """The kind of a total word that stands beside names; None for any other text."""
    word = _words().get(_JOINTS.sub("", text.strip(_EDGE)))
    return word.kind if word and word.use == "name" else None


@cache
def _words() -> dict[str, _Word]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = [_Word(row["word"], row["kind"], row["use"]) for row in csv.DictReader(file)]
    return {_JOINTS.sub("", _plain(word.text)): word for word in rows}


def _plain(cell: str) -> str:
    """A cell without case, width and the marks around it ("** Total:")."""
    return unicodedata.normalize("NFKC", cell).casefold().strip(_EDGE)


@cache
def _endings() -> tuple[str, ...]:
    """Words of two or more Chinese or Japanese characters, which need no space before them."""
    words = (key for key, word in _words().items() if word.use == "name")
    return tuple(sorted((w for w in words if len(w) > 1 and w[0] >= "\u2e80"), key=len)[::-1])


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last parts of all words: "grand" and "total", but all of "b/f"."""
    parts = [_BREAKS.split(_plain(word.text)) for word in _words().values()]
    return frozenset(each[0] for each in parts), frozenset(each[-1] for each in parts)


@cache
def _patterns() -> tuple[str, str]:
    """Patterns for texts that begin, and for texts that end, as a total word does.

    They run over columns of millions of texts, in RE2: spaces may stand between Chinese characters
    and at the edges, nowhere else, or its automaton becomes too large.
    """
    begins, ends = ("|".join(sorted(map(_pattern, parts))) for parts in _edges())
    edge = r"[\s\x{a0}\x{3000}\x{ff1a}*_=:.()\[\]<>#|\"'–—-]*"
    return f"(?i)^{edge}(?:{begins})", f"(?i)(?:{ends}){edge}$"


def _pattern(part: str) -> str:
    space = r"[\s\x{3000}]*" if part[0] >= "\u2e80" else ""
    return space.join(map(re.escape, part))
