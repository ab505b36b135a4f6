"""The bytes of a file in slices of whole lines, so that memory stays small."""

from collections.abc import Iterator

import numpy as np

from data.reading.text.counting import LF
from data.reading.text.source import Bytes, Source
from data.reading.written import ROWS

BLOCK = 1 << 22
"""Bytes read at a time."""
MOST = 1 << 26
"""Bytes of a slice: of long lines it holds fewer."""


class TooLong(Exception):  # noqa: N818
    """A line is longer than a slice may be."""


def slices(source: Source, above: int) -> Iterator[Bytes]:
    """First the first `above` lines together, then the others, ROWS at a time."""
    pieces: list[Bytes] = []
    lines, size, wanted = 0, 0, above
    with source.binary() as file:
        while read := file.read(BLOCK):
            block = np.frombuffer(read, np.uint8)
            ends = np.flatnonzero(block == LF) + 1
            while lines + len(ends) >= wanted or (len(ends) and size + len(block) > MOST):
                last = min(wanted - lines, len(ends)) - 1
                yield np.concatenate([*pieces, block[: ends[last]]])
                block, ends = block[ends[last] :], ends[last + 1 :] - ends[last]
                pieces, lines, size, wanted = [], 0, 0, ROWS
            pieces.append(block)
            lines, size = lines + len(ends), size + len(block)
            if size > MOST + BLOCK:
                raise TooLong
    if size:
        yield np.concatenate(pieces)
