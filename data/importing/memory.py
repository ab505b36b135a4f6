"""What an earlier load of a source and kind settled, kept so that the next one need not ask."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from data.book.tables import statement
from data.reading.seam import Reading, Remembered

Content = dict[str, Any]


def remembered(cursor: duckdb.DuckDBPyConnection, source: str) -> dict[str, Remembered]:
    """What earlier loads of this source settled, by kind."""
    found = cursor.execute(statement("intake/mappings"), {"source": source}).fetchall()
    return {kind: from_content(json.loads(content)) for kind, content in found}


def merged(readings: Sequence[Reading], answers: Mapping[str, str]) -> Content:
    """What to remember of the files of one kind; `answers` are those that the book asked for."""
    mapping: dict[str, str] = {}
    headers: dict[str, None] = {}
    said = dict(answers)
    for reading in readings:
        mapping |= reading.memory.mapping
        headers |= dict.fromkeys(reading.memory.headers)
        said |= reading.memory.answers
    return as_content(Remembered(mapping, tuple(headers), said))


def as_content(memory: Remembered) -> Content:
    """As JSON keeps it."""
    return {
        "mapping": dict(memory.mapping),
        "headers": list(memory.headers),
        "answers": dict(memory.answers),
    }


def from_content(content: Content) -> Remembered:
    """Back from JSON."""
    return Remembered(content["mapping"], tuple(content["headers"]), content["answers"])
