"""The second, independent count of records: on bytes, with numpy, without the csv module.

What the reader took must add up to this count, or the file is refused: no row is lost unseen.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.reading.text.source import Bytes

QUOTE, LF, CR = 0x22, 0x0A, 0x0D
STEP = 1 << 18
"""Bytes looked at together: few enough to stay in the processor's cache."""


Words = np.ndarray[Any, np.dtype[np.uint64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Count:
    """`records` in the bytes; `is_dirty` where control or replacement characters are in them.

    `is_plain`: quotes open and close whole cells only, and no cell runs over lines, so that every
    reader of CSV splits the bytes alike.
    """

    records: int
    is_dirty: bool
    ends_with_newline: bool
    is_plain: bool = False


def count(data: Bytes, delimiter: str) -> Count:
    """Records in UTF-8 bytes, quotes respected, blank ones counted."""
    if not len(data):
        return Count(0, False, False)
    found = _count_well_formed(data, ord(delimiter))
    records = _count_by_hand(data.tobytes(), delimiter.encode()) if found is None else found.records
    is_plain = found is not None and not found.runs_over
    return Count(records, _is_dirty(data), data[-1] in (LF, CR), is_plain)


@dataclass(frozen=True)
class _WellFormed:
    """Records where quotes stand right; `runs_over`: newlines are inside of cells."""

    records: int
    runs_over: bool


def _count_well_formed(data: Bytes, delimiter: int) -> _WellFormed | None:
    """The count where every quote opens at a cell's start and closes at its end; else None."""
    ends, inside, runs_over = 0, False, False
    for begin in range(0, len(data), STEP):
        # One byte more at both ends: a cell may start or end where the block does.
        wide = np.pad(data[begin : begin + STEP], 1)
        wide[0] = data[begin - 1] if begin else LF
        wide[-1] = data[begin + STEP] if begin + STEP < len(data) else CR
        block, is_newline = wide[1:-1], wide == LF
        is_edge = is_newline | (wide == delimiter) | (wide == QUOTE) | (wide == CR)
        quotes = _bits(block == QUOTE)
        within = _between(quotes, inside)
        left, right = _bits(~is_edge[:-2]), _bits(~is_edge[2:])
        if (quotes & ((within & left) | (~within & right))).any():
            return None
        newlines = _bits(is_newline[1:-1] | ((block == CR) & ~is_newline[2:]))
        ends += int(np.bitwise_count(newlines & ~within).sum())
        runs_over |= bool((newlines & within).any())
        inside ^= bool(np.bitwise_count(quotes).sum() % 2)
    if inside:
        return None
    return _WellFormed(ends + (data[-1] not in (LF, CR)), runs_over)


def _bits(marks: Mask) -> Words:
    """One bit a byte, the first byte lowest; what fills the last word is 0."""
    packed = np.packbits(marks, bitorder="little")
    return np.pad(packed, (0, -len(packed) % 8)).view("<u8")


def _between(quotes: Words, inside: bool) -> Words:
    """The bits from each opening quote up to before its closing one."""
    within = quotes.copy()
    for shift in (1, 2, 4, 8, 16, 32):
        within ^= within << np.uint64(shift)
    odd = np.bitwise_xor.accumulate(
        np.concatenate(([inside], within >> np.uint64(63)))[:-1], dtype=np.uint64
    )
    return within ^ (np.uint64(0) - odd)


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
        elif quote > first_newline or data[quote - 1 : quote] == delimiter:
            break
        else:
            is_stray, at = True, quote + 1
    return first_newline


def _is_dirty(data: Bytes) -> bool:
    for begin in range(0, len(data), STEP):
        block = data[begin : begin + STEP + 2]
        is_control = (block < 0x20) & (block != 0x09) & (block != LF) & (block != CR)
        if (is_control | (block == 0x7F)).any() or _has_replacement(block):
            return True
    return False


def _has_replacement(block: Bytes) -> bool:
    """Whether U+FFFD, what a careless tool leaves of a character, is in the bytes."""
    found = np.flatnonzero(block[:-2] == 0xEF)
    return bool(((block[found + 1] == 0xBF) & (block[found + 2] == 0xBD)).any())
