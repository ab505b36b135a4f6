"""The column of reasons in a file that is given back to be mended."""

import re

from locales import _

MARK = re.compile(r"(?:Error|错误)(?: #(\d+))?")
"""Its head, in any language that we speak, with the number of the file that it mends."""


def mark(file_id: int | None = None) -> str:
    """The head of the column of reasons in a file given back to be mended."""
    return _("Error") if file_id is None else f"{_('Error')} #{file_id}"


def is_mark(header: str) -> bool:
    """Whether a header is that of our own column of reasons."""
    return bool(MARK.fullmatch(header.strip()))


def numbered(row: int, reason: str) -> str:
    """What the column of reasons says of a record: by its number it is known when it comes back."""
    return f"#{row} {reason}"
