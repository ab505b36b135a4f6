"""The second, independent count of records: on bytes, with numpy, without the csv module.

What the reader took must add up to this count, or the file is refused: no row is lost unseen.
"""

import re
from dataclasses import dataclass

import numpy as np

from data.reading.source import Bytes

QUOTE, LF, CR = 0x22, 0x0A, 0x0D
STEP = 1 << 24

_FORBIDDEN = np.zeros(256, dtype=bool)
_FORBIDDEN[:32] = True
_FORBIDDEN[[0x09, LF, CR]] = False
_FORBIDDEN[0x7F] = True


@dataclass(frozen=True)
class Count:
    """`records` in the bytes; `is_dirty` where control or replacement characters are in them."""

    records: int
    is_dirty: bool
    ends_with_newline: bool


def count(data: Bytes, delimiter: str) -> Count:
    """Records in UTF-8 bytes, quotes respected, blank ones counted."""
    if not len(data):
        return Count(0, False, False)
    records = _count_well_formed(data, ord(delimiter))
    if records is None:
        records = _count_by_hand(data.tobytes(), delimiter.encode())
    return Count(records, _is_dirty(data), data[-1] in (LF, CR))


def _count_well_formed(data: Bytes, delimiter: int) -> int | None:
    """The count where every quote opens at a cell's start and closes at its end; else None."""
    starts = np.zeros(256, dtype=bool)
    starts[[delimiter, LF, CR, QUOTE]] = True
    ends, inside = 0, 0
    for begin in range(0, len(data), STEP):
        block = data[begin : begin + STEP]
        before = data[begin - 1] if begin else LF
        is_last = begin + STEP >= len(data)
        after = LF if is_last else data[begin + STEP]
        quotes = np.flatnonzero(block == QUOTE)
        left = np.where(quotes > 0, block[quotes - 1], before)
        right = np.where(
            quotes + 1 < len(block), block[np.minimum(quotes + 1, len(block) - 1)], after
        )
        is_opening = (np.arange(len(quotes)) + inside) % 2 == 0
        if not starts[np.where(is_opening, left, right)].all():
            return None
        is_cr = block == CR
        followed = np.append(block[1:], 0 if is_last else after) == LF
        newlines = np.flatnonzero((block == LF) | (is_cr & ~followed))
        quotes_before = np.searchsorted(quotes, newlines) + inside
        ends += int(np.count_nonzero(quotes_before % 2 == 0))
        inside = (inside + len(quotes)) % 2
    if inside:
        return None
    return ends + (data[-1] not in (LF, CR))


def _count_by_hand(data: bytes, delimiter: bytes) -> int:
    """The count where quotes are not well formed: a quote opens only at a cell's start."""
    opening_or_end = re.compile(rb"(?:^|(?<=[\r\n" + re.escape(delimiter) + rb']))"|\r\n|\r|\n')
    at = found = 0
    size = len(data)
    while match := opening_or_end.search(data, at):
        at = match.end()
        if match.group() != b'"':
            found += 1
        else:
            at = _end_of_cell(data, at, delimiter)
    last_end = data.endswith((b"\r", b"\n"))
    return found + (not last_end if size else 0)


def _end_of_cell(data: bytes, at: int, delimiter: bytes) -> int:
    """Where the quoted cell that opened before `at` ends; its first newline if it never closes."""
    closing = re.compile(rb" *(?:" + re.escape(delimiter) + rb"|\r|\n|\Z)")
    newline = re.compile(rb"[\r\n]|\Z").search(data, at)
    first_newline = newline.start() if newline else len(data)
    is_stray = False
    while (quote := data.find(b'"', at)) >= 0:
        if is_stray and quote > first_newline:
            break
        if data[quote + 1 : quote + 2] == b'"':
            at = quote + 2
        elif closing.match(data, quote + 1):
            return quote + 1
        elif quote > first_newline:
            break
        else:
            is_stray, at = True, quote + 1
    return first_newline


def _is_dirty(data: Bytes) -> bool:
    for begin in range(0, len(data), STEP):
        block = data[begin : begin + STEP + 2]
        if _FORBIDDEN[block].any() or _has_replacement(block):
            return True
    return False


def _has_replacement(block: Bytes) -> bool:
    """Whether U+FFFD, what a careless tool leaves of a character, is in the bytes."""
    found = np.flatnonzero(block[:-2] == 0xEF) if len(block) > 2 else np.empty(0, dtype=np.intp)
    return bool(((block[found + 1] == 0xBF) & (block[found + 2] == 0xBD)).any())
