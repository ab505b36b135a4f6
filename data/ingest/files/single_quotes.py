"""Cells in single quotes, where a whole file has them: 'Harbour, Tools' is one cell."""

import re
from collections.abc import Sequence
from itertools import islice

from data.ingest.files.source import Source

SAMPLE = 200
LEAST = 2
"""Cells of a column that must be quoted where the commas alone do not prove it."""
QUOTE = "'"
Cell = tuple[bool, str]
"""Whether a cell is in single quotes, and its text without them."""


def removed(source: Source, delimiter: str) -> Source:
    """The source with double quotes for single ones, where these are a habit of the file; else as
    it is. A line that does not follow the habit is kept as it stands."""
    mark = re.escape(delimiter)
    quoted = re.compile(rf"'((?:[^']|'(?!{mark}|$))*+)'(?={mark}|$)")
    with source.lines() as lines:
        texts = [text for line in islice(lines, SAMPLE) if (text := line.rstrip("\r\n")).strip()]
    if not any(QUOTE in text for text in texts):
        return source
    if not _are_habit([_cells(text, delimiter, quoted) for text in texts], delimiter, texts):
        return source
    with source.lines() as lines:
        records = (_cells(line.rstrip("\r\n"), delimiter, quoted) for line in lines)
        return source.with_records(([text for _q, text in row] for row in records), delimiter)


def _cells(line: str, delimiter: str, quoted: re.Pattern[str]) -> list[Cell]:
    cells, at = list[Cell](), 0
    while line:
        match = quoted.match(line, at) if line[at : at + 1] == QUOTE else None
        end = match.end() if match else line.find(delimiter, at)
        end = len(line) if end < 0 else end
        cells.append((bool(match), _inside(match[1]) if match else line[at:end]))
        if end >= len(line):
            break
        at = end + 1
    return cells


def _inside(text: str) -> str:
    """The text of a quoted cell: quotes that are doubled in it, of either kind, stand for one."""
    return text.replace("''", "'").replace('""', '"')


def _are_habit(rows: Sequence[Sequence[Cell]], delimiter: str, texts: Sequence[str]) -> bool:
    """Whether all lines have one width under single quotes, and either another one without them or
    a column of which every filled cell has them."""
    widths = set(map(len, rows))
    has_others = any(text.startswith('"') for row in rows for is_quoted, text in row)
    if len(widths) != 1 or has_others or not any(q for row in rows for q, _text in row):
        return False
    if len({text.count(delimiter) for text in texts}) > 1:
        return True
    filled = [[q for q, text in column if text] for column in zip(*rows, strict=True)]
    return any(len(column) > LEAST and all(column[1:]) for column in filled)
