"""Tiny files, written as a story, read at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.ingest.model import InputFile, Reading, ReadOptions
from data.ingest.pipeline import read

Given = str | bytes
ReadAll = Callable[..., list[Reading]]
ReadOne = Callable[..., Reading]


@pytest.fixture
def read_all(tmp_path: Path) -> ReadAll:
    """Read several files in one call: contents in, readings out; the rest goes into the options."""

    def run(*contents: Given, **options: Any) -> list[Reading]:
        files = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{number}.csv"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            files.append(InputFile(path.name, path))
        return read(files, ReadOptions(**options))

    return run


@pytest.fixture
def read_one(read_all: ReadAll) -> ReadOne:
    """Read one file."""
    return lambda content, **options: read_all(content, **options)[0]


@pytest.fixture
def sales(read_one: ReadOne) -> ReadOne:
    """Read order lines given without header: number, day, account, amount."""

    def run(lines: str, **options: Any) -> Reading:
        return read_one("order_id,order_date,account_id,amount\n" + lines, **options)

    return run
