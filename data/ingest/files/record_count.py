"""The second, independent count of records: on bytes, with numpy, without the csv module.

What the reader took must add up to this count, or the file is refused: no row is lost unseen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.columns.dictionary_column import Ints
from data.ingest.files.source import Bytes

QUOTE, LF, CR, TAB, DELETE, SPACE = 0x22, 0x0A, 0x0D, 0x09, 0x7F, 0x20
STEP = 1 << 18
"""Bytes looked at together: few enough to stay in the processor's cache."""
ONE, LAST = np.uint64(1), np.uint64(63)

Words = np.ndarray[Any, np.dtype[np.uint64]]
"""One bit a byte, the first byte lowest; what fills the last word is 0."""
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Count:
    """`records` in the bytes; `is_dirty` where control or replacement characters are in them.

    `is_plain`: quotes open and close whole cells only, so that every reader of CSV splits the bytes
    alike.
    """

    records: int
    is_dirty: bool
    ends_with_newline: bool
    is_plain: bool = False


@dataclass(frozen=True)
class Block:
    """The bytes from `begin` to `end`.

    `ends`: where records end; `inner`: where lines end inside of cells; `is_open`: a cell goes on
    behind them. All this holds as long as quotes open and close whole cells: `is_well_formed`.
    """

    begin: int
    end: int
    ends: Words
    inner: Words
    is_open: bool
    is_well_formed: bool
    is_dirty: bool


def count(data: Bytes, delimiter: str) -> Count:
    """Records in UTF-8 bytes, quotes respected, blank ones counted."""
    if not len(data):
        return Count(0, False, False)
    records, is_plain, is_dirty, is_open = 0, True, False, False
    for block in blocks(data, delimiter):
        records += ones(block.ends)
        is_plain &= block.is_well_formed
        is_dirty |= block.is_dirty
        is_open = block.is_open
    is_plain &= not is_open
    ends_with_newline = bool(data[-1] in (LF, CR))
    if is_plain:
        records += not ends_with_newline
    else:
        records = _count_by_hand(data.tobytes(), delimiter.encode())
    return Count(records, is_dirty, ends_with_newline, is_plain)


def ones(words: Words) -> int:
    """How many bits are set."""
    return int(np.bitwise_count(words).sum())


def places(words: Words) -> Ints:
    """Which bits are set."""
    return np.flatnonzero(np.unpackbits(words.view(np.uint8), bitorder="little"))


def first_lines(data: Bytes, delimiter: str) -> Ints:
    """The line on which each record begins, from 0, and last the number of lines; for bytes whose
    quotes open and close whole cells."""
    done, numbers = 0, [np.zeros(1, np.int64)]
    for block in blocks(data, delimiter):
        lines = places(block.ends | block.inner)
        records = places(block.ends)
        numbers.append(np.searchsorted(lines, records) + done + 1)
        done += len(lines)
    if data[-1] not in (LF, CR):
        numbers.append(np.array([done + 1]))
    return np.concatenate(numbers)


def blocks(data: Bytes, delimiter: str) -> Iterator[Block]:
    """The bytes, STEP by STEP."""
    mark, is_open = ord(delimiter), False
    for begin in range(0, len(data), STEP):
        end = min(begin + STEP, len(data))
        block = _block(data, begin, end, mark, is_open)
        yield block
        is_open = block.is_open


def _block(data: Bytes, begin: int, end: int, mark: int, is_open: bool) -> Block:
    # The bytes beside the block: a cell may start or end where it does.
    before = int(data[begin - 1]) if begin else LF
    after = int(data[end]) if end < len(data) else CR
    block, edge = data[begin:end], (QUOTE, LF, CR, mark)
    quotes, feeds, marks = (_bits(block == byte) for byte in (QUOTE, LF, mark))
    low = _bits(block < SPACE) & ~feeds
    returns = _bits(block == CR) if low.any() else low
    edges = quotes | feeds | returns | marks
    newlines = feeds | (returns & ~_next(feeds, after == LF, len(block)))
    within = _between(quotes, is_open)
    stray = (within & ~_previous(edges, before in edge)) | (
        ~within & ~_next(edges, after in edge, len(block))
    )
    controls = low & ~returns
    if controls.any():
        controls &= ~_bits(block == TAB)
    is_dirty = controls.any() or (block == DELETE).any() or _has_replacement(data[begin : end + 2])
    return Block(
        begin,
        end,
        newlines & ~within,
        newlines & within,
        is_open ^ bool(ones(quotes) % 2),
        not (quotes & stray).any(),
        bool(is_dirty),
    )


def _bits(marks: Mask) -> Words:
    packed = np.packbits(marks, bitorder="little")
    if len(packed) % 8:
        packed = np.concatenate([packed, np.zeros(-len(packed) % 8, np.uint8)])
    return packed.view("<u8")


def _previous(bits: Words, first: bool) -> Words:
    """For each byte the bit of its predecessor."""
    shifted = bits << ONE
    shifted[1:] |= bits[:-1] >> LAST
    shifted[0] |= np.uint64(first)
    return shifted


def _next(bits: Words, last: bool, count: int) -> Words:
    """For each of `count` bytes the bit of the one behind it."""
    shifted = bits >> ONE
    shifted[:-1] |= bits[1:] << LAST
    shifted[-1] |= np.uint64(last) << np.uint64((count - 1) % 64)
    return shifted


def _between(quotes: Words, is_open: bool) -> Words:
    """The bits from each opening quote up to before its closing one."""
    within = quotes.copy()
    for shift in (1, 2, 4, 8, 16, 32):
        within ^= within << np.uint64(shift)
    odd = np.bitwise_xor.accumulate(
        np.concatenate(([is_open], within >> LAST))[:-1], dtype=np.uint64
    )
    return within ^ (np.uint64(0) - odd)


def _count_by_hand(data: bytes, delimiter: bytes) -> int:
    """The count where quotes are not well formed: a quote opens only at a cell's start."""
    opening_or_end = re.compile(rb"(?:^|(?<=[\r\n" + re.escape(delimiter) + rb']))"|\r\n|\r|\n')
    at = ends = 0
    size, newline = len(data), -1
    while match := opening_or_end.search(data, at):
        at = match.end()
        if match.group() != b'"':
            ends += 1
        else:
            newline = newline if newline >= at else _next_newline(data, at)
            at = _end_of_cell(data, at, delimiter, newline)
    last_end = data.endswith((b"\r", b"\n"))
    return ends + (not last_end if size else 0)


def _next_newline(data: bytes, at: int) -> int:
    newline = re.compile(rb"[\r\n]").search(data, at)
    return newline.start() if newline else len(data)


def _end_of_cell(data: bytes, at: int, delimiter: bytes, first_newline: int) -> int:
    """Where the quoted cell that opened before `at` ends; its first newline if it never closes."""
    closing = re.compile(rb" *(?:" + re.escape(delimiter) + rb"|\r|\n|\Z)")
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


def _has_replacement(block: Bytes) -> bool:
    """Whether U+FFFD, what a careless tool leaves of a character, is in the bytes."""
    starts = np.flatnonzero(block[:-2] == 0xEF)
    return bool(((block[starts + 1] == 0xBF) & (block[starts + 2] == 0xBD)).any())
