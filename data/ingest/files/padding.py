"""Spaces between a delimiter and the quote that opens a cell, which no reader of CSV expects."""

import re
from dataclasses import replace

from data.ingest.files.source import Source

FIRST = 1 << 20
"""Bytes in which the habit must show."""


def removed(source: Source, delimiter: str) -> Source:
    """The source with `, "Acme, Inc"` as `,"Acme, Inc"`, where a program writes it so.

    A quote that closes a cell has a delimiter or the end of the line behind it and stays. No line
    is joined or split, and where nothing is written so the source is given back as it is.
    """
    data, mark = source.utf8(), re.escape(delimiter.encode())
    padded = re.compile(rb"(?<=[" + mark + rb'\r\n]) +"[^"' + mark + rb"\r\n]")
    if not padded.search(data[:FIRST].tobytes()):
        return source
    return replace(source, transcoded=_opened(data.tobytes(), mark))


def _opened(raw: bytes, mark: bytes) -> bytes:
    """Without the spaces before quotes that open a cell, quoted cells passed over whole."""
    cell = re.compile(
        rb"(?P<before>^|[" + mark + rb'\r\n])(?P<spaces> *)(?P<cell>"(?:[^"]|"")*")?', re.MULTILINE
    )
    return cell.sub(lambda m: m["before"] + (m["cell"] if m["cell"] else m["spaces"]), raw)
