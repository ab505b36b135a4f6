"""Headers as text: compared without regard to case, width, spaces, underscores or hyphens."""

import re
import unicodedata
from functools import lru_cache

from data.ingest import context
from data.ingest.values import unit_words
from data.ingest.values.numbers import CURRENCY_LAST

_BRACKETS = re.compile(r"\(.{0,300}?\)|\[.{0,300}?\]")


@lru_cache(maxsize=1 << 14)
def normalized(header: str) -> str:
    """A header reduced to its letters and digits, for comparison only."""
    text = unicodedata.normalize("NFKC", header).casefold().replace("%", "percent")
    return re.sub(r"[\W_]+", "", text)


def forms(header: str) -> tuple[str, ...]:
    """The header normalized, and again without its unit: what stands in brackets (but no percent),
    a currency at its end, or thousands."""
    plain = _forms(header)
    factor, bare = unit_words.of_header(header)
    if factor == unit_words.ONE or not context.reads_at(context.MEANING):
        return plain
    return tuple(dict.fromkeys((*plain, *_forms(bare))))


@lru_cache(maxsize=1 << 14)
def _forms(header: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", header)
    bare = plain if "%" in plain else _BRACKETS.sub("", plain)
    bare = CURRENCY_LAST.sub("", bare.strip())
    return tuple(dict.fromkeys(f for f in (normalized(header), normalized(bare)) if f))
