"""Names of months and weekdays in the languages of the books we meet, from the CSV beside this."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:-feira)?\.?")
_BRACKETS = (("(", ")"), ("[", "]"))


def plain(word: str) -> str:
    """A word without case, accents, and the point of an abbreviation."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).strip(" .")


def month_number(word: str) -> int:
    """The number of a month by its name or its abbreviation; 0 for what is none."""
    return _months().get(plain(word), 0)


@cache
def _months() -> dict[str, int]:
    return {plain(row["word"]): int(row["month"]) for row in _rows("months")}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(plain(row["word"]).strip("()") for row in _rows("weekdays"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = Path(__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def without_weekday(text: str) -> Iterator[str]:
    """The text without a weekday, once for each word that may be one, the last word first. One sign
    is a weekday only in brackets: (木); elsewhere 月 and 日 are months and days."""
    for match in reversed(list(_WORD.finditer(text))):
        begin, end = match.span()
        in_brackets = (text[begin - 1 : begin], text[end : end + 1]) in _BRACKETS
        is_short = len(match.group()) == 1
        if plain(match.group()) in _weekdays() and (in_brackets or not is_short):
            rest = text[: begin - in_brackets] + " " + text[end + in_brackets :].lstrip(" ,")
            yield " ".join(rest.replace(" ,", ",").strip(" ,").split())
