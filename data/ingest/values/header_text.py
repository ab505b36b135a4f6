"""Headers as text: compared without regard to case, width, spaces, underscores or hyphens."""

import re
import unicodedata
from functools import lru_cache

from data.ingest.values.numbers import CURRENCY_LAST

_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")


@lru_cache(maxsize=1 << 14)
def normalized(header: str) -> str:
    """A header reduced to its letters and digits, for comparison only."""
    text = unicodedata.normalize("NFKC", header).casefold().replace("%", "percent")
    return re.sub(r"[\W_]+", "", text)


@lru_cache(maxsize=1 << 14)
def forms(header: str) -> tuple[str, ...]:
    """The header normalized, and again without its unit: what stands in brackets (but no percent),
    or a currency at its end."""
    plain = unicodedata.normalize("NFKC", header)
    bare = plain if "%" in plain else _BRACKETS.sub("", plain)
    bare = CURRENCY_LAST.sub("", bare.strip())
    return tuple(dict.fromkeys(f for f in (normalized(header), normalized(bare)) if f))
