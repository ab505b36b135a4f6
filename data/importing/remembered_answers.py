"""Mapping and answers of a source, remembered so that its next file need not ask again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb

from data.book.tables import statement
from data.ingest.model import Reading, SourceMemory

Content = dict[str, Any]


def remembered(
    cursor: duckdb.DuckDBPyConnection, source: str, asks_again: bool = False
) -> dict[str, SourceMemory]:
    """What earlier loads of this source settled, by kind; without answers that are asked again."""
    rows = cursor.execute(statement("intake/mappings"), {"source": source}).fetchall()
    memories = {kind: from_content(json.loads(content)) for kind, content in rows}
    if asks_again:
        return {kind: replace(memory, answers={}) for kind, memory in memories.items()}
    return memories


def merged(readings: Sequence[Reading], answers: Mapping[str, str]) -> Content:
    """What to remember of the files of one kind; `answers` are those that the book asked for."""
    mapping: dict[str, str] = {}
    headers: dict[str, None] = {}
    kept_answers = dict(answers)
    for reading in readings:
        mapping |= reading.memory.mapping
        headers |= dict.fromkeys(reading.memory.headers)
        kept_answers |= reading.memory.answers
    return as_content(SourceMemory(mapping, tuple(headers), kept_answers))


def as_content(memory: SourceMemory) -> Content:
    """As JSON keeps it."""
    return {
        "mapping": dict(memory.mapping),
        "headers": list(memory.headers),
        "answers": dict(memory.answers),
    }


def from_content(content: Content) -> SourceMemory:
    """Back from JSON."""
    return SourceMemory(content["mapping"], tuple(content["headers"]), content["answers"])
