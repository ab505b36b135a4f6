"""Files that others collected to break readers: each is read, or refused in words.

The folders are those of OCTANT_CSV_CORPUS (several as in PATH), or lie beside the real data. No
file may end its reader, hold it up for longer than it may take, or lose a record that nobody names:
those that are left out are counted by an independent reader, and each is told.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from data.sandbox.warm_worker import limits
from tests.conftest import SHARED_DATA
from tests.faults.conftest import ROOT
from tests.faults.kept import Tried

SUFFIXES = {".csv", ".tsv", ".tab", ".txt", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods"}
LARGEST = 64 << 20
"""Bytes of a file: larger ones are for the benchmark."""


def folders() -> list[Path]:
    named = os.environ.get("OCTANT_CSV_CORPUS", "")
    beside = (SHARED_DATA / "duckdb_csv", SHARED_DATA / "pollock")
    return [Path(name) for name in named.split(os.pathsep) if name] or list(beside)


def outcomes(files: Sequence[Path]) -> Iterator[tuple[Path, dict[str, object]]]:
    """Each file, and what the process that read it says of it."""
    memory, seconds = limits(max(file.stat().st_size for file in files))
    command = ["-m", "data.sandbox.limits", f"{memory}", f"{seconds}", "tests.faults.corpus"]
    with subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        for file in files:
            reader.stdin.write(f"{file.absolute()}\n")
            reader.stdin.flush()
            yield file, json.loads(reader.stdout.readline())
        reader.stdin.close()


@pytest.mark.faults
@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_corpora_each_file_of(folder: Path, tried: Tried) -> None:
    if not folder.is_dir():
        pytest.skip(f"there is no {folder}; OCTANT_CSV_CORPUS names another")
    kinds = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    files = sorted(p for p in kinds if p.is_file() and p.stat().st_size <= LARGEST)
    assert files, f"{folder} has no {' or '.join(sorted(SUFFIXES))}"
    came_out, wrong = Counter[str](), list[str]()
    for file, outcome in outcomes(files):
        name = file.relative_to(folder)
        if "ended" in outcome:
            wrong.append(f"{name}: its reader ended with status {outcome['ended']}")
            continue
        wrong += [f"{name}: {what}" for what in outcome["wrong"]]  # type: ignore[attr-defined]
        came_out[f"{outcome['inspection']}"] += 1
    assert wrong == []
    tried.update({"files": len(files), **came_out})
