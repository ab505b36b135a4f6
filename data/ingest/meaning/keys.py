"""The keys of questions about what a value means: `meaning:HEADER:VALUE`.

HEADER and VALUE are normalised as ids are (NFKC, trimmed, inner spaces single, without case), and
`%`, `:`, `=` and controls are percent-encoded, so that a key is one word of a command.
"""

import re
import unicodedata
from urllib.parse import quote

PREFIX = "meaning"
ANY = "*"
"""The value of a question about every filled cell: a date of cancellation, a reason."""
_ESCAPED = re.compile(r"[%:=\x00-\x1f\x7f-\x9f]")


def part(text: str) -> str:
    """A header or a value as it stands in a key."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return _ESCAPED.sub(lambda match: quote(match[0], safe=""), plain)


def of_value(header: str, value: str) -> str:
    """The key of the question what a value of a column means."""
    return f"{of_column(header)}:{part(value)}"


def of_filled(header: str) -> str:
    """The key of the question what any filled cell of a column means."""
    return f"{of_column(header)}:{ANY}"


def of_column(header: str) -> str:
    """What the keys of a column begin with; as an answer (`ask`) it asks about all its values."""
    return f"{PREFIX}:{part(header)}"
