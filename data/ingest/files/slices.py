"""The bytes of a file in slices of whole records, so that memory stays small."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.columns.dictionary_column import ROWS
from data.ingest.files.record_count import CR, LF, blocks, ones, places
from data.ingest.files.source import Bytes

MOST = 1 << 26
"""Bytes of a slice: of long records it holds fewer."""


class NotPlain(Exception):  # noqa: N818
    """Another way has to read this file."""


@dataclass(frozen=True)
class Slice:
    """Bytes that end with a record, and how many `records` they have, counted by their quotes and
    line ends; `runs_over`: there may be line ends in cells."""

    data: Bytes
    records: int
    runs_over: bool


def slices(data: Bytes, delimiter: str, above: int) -> Iterator[Slice]:
    """First the first `above` records together, then the others, ROWS at a time.

    Raises NotPlain at quotes that do not open and close whole cells, at control or lost characters,
    and at records that are longer than a slice may be.
    """
    begin, records, wanted, runs_over, is_open = 0, 0, above, False, False
    for block in blocks(data, delimiter):
        if not block.is_well_formed or block.is_dirty or block.end - begin > 2 * MOST:
            raise NotPlain
        has_inner = bool(block.inner.any())
        runs_over, is_open = runs_over or has_inner, block.is_open
        here, is_much = ones(block.ends), block.end - begin > MOST
        if records + here < wanted and not (is_much and here):
            records += here
            continue
        ends = (places(block.ends) + block.begin + 1).tolist()
        while records + len(ends) >= wanted or (is_much and ends):
            last = min(wanted - records, len(ends))
            yield Slice(data[begin : ends[last - 1]], records + last, runs_over)
            begin, ends = ends[last - 1], ends[last:]
            records, wanted, runs_over, is_much = 0, ROWS, has_inner, False
        records += len(ends)
    if is_open:
        raise NotPlain
    if begin < len(data):
        yield Slice(data[begin:], records + (data[-1] not in (LF, CR)), runs_over)
