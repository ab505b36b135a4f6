"""Spaces behind delimiters: before the quote that opens a cell, which no reader of CSV expects, and
as a habit of the whole file (`a, b, c`)."""

import re
from dataclasses import replace
from itertools import islice

from data.ingest import context
from data.ingest.files.source import Source

FIRST = 1 << 20
"""Bytes in which the habit must show."""
_QUOTED = re.compile(r'"[^"]*+"')
SAMPLE = 200
"""Lines of which each must have a space behind every delimiter outside of quotes."""


def removed(source: Source, delimiter: str) -> Source:
    """The source with `, "Acme, Inc"` as `,"Acme, Inc"`, where a program writes it so.

    A quote that closes a cell has a delimiter or the end of the line behind it and stays. No line
    is joined or split, and where nothing is written so the source is given back as it is.
    """
    data, mark = source.utf8(), re.escape(delimiter.encode())
    if context.reads_at(context.MEANING) and _is_habit(source, delimiter):
        return replace(source, transcoded=_opened(data.tobytes(), mark, keeps=False), skip=0)
    padded = re.compile(rb"(?<=[" + mark + rb'\r\n])(?<! ) ++"[^"' + mark + rb"\r\n]")
    if not padded.search(data[:FIRST].tobytes()):
        return source
    return replace(source, transcoded=_opened(data.tobytes(), mark, keeps=True))


def _opened(raw: bytes, mark: bytes, keeps: bool) -> bytes:
    """Without the spaces before quotes that open a cell, quoted cells passed over whole; `keeps`
    those before other cells."""
    cell = re.compile(
        rb"(?P<before>^|[" + mark + rb'\r\n])(?P<spaces> *+)(?P<cell>"(?:[^"]|"")*+")?',
        re.MULTILINE,
    )

    def opened(match: re.Match[bytes]) -> bytes:
        spaces = match["spaces"] if keeps and not match["cell"] else b""
        return match["before"] + (match["cell"] or spaces)

    return cell.sub(opened, raw)


def _is_habit(source: Source, delimiter: str) -> bool:
    """Whether a space follows every delimiter outside of quotes, in all of the first lines."""
    if delimiter.isspace():
        return False
    tight = re.compile(re.escape(delimiter) + r"(?! |$)")
    with source.lines() as lines:
        first = [line.rstrip("\r\n") for line in islice(lines, SAMPLE)]
    bare = [_QUOTED.sub("", line) for line in first]
    return any(delimiter in line for line in bare) and not any(map(tight.search, bare))
