"""Books of earlier releases: a frozen one, and what makes more of them."""

import os
import subprocess
import sys
import tarfile
import warnings
from pathlib import Path

import pytest

from tests.faults.conftest import ROOT

FROZEN = ROOT / "tests" / "fixtures" / "books" / "2026-11-22.tar.gz"
"""Made by everything.py at commit LANDED."""
LANDED = "7a33dd8"
PREVIOUS = "duckdb<2"
EVERYTHING = ROOT / "tests" / "faults" / "everything.py"
OFFLINE = ("NewConnectionError", "Max retries", "timed out", "Temporary failure", "ProxyError")


def frozen(home: Path) -> Path:
    """The frozen book in a home."""
    home.mkdir(parents=True)
    with tarfile.open(FROZEN) as tar:
        tar.extractall(home, filter="data")
    return home


def previous_duckdb(folder: Path) -> Path:
    """The newest DuckDB before ours, from the registry, in a folder of its own."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder)]
    command = [*pip, "--only-binary", ":all:", "--disable-pip-version-check", PREVIOUS]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if told.returncode and any(word in told.stderr for word in OFFLINE):
        said = "THE UPGRADE OF DUCKDB WAS NOT TRIED: the package registry cannot be reached"
        warnings.warn(said, stacklevel=1)
        pytest.skip(said)
    assert told.returncode == 0, told.stderr
    return folder


def landed(folder: Path) -> Path:
    """The code of the release that made the frozen book."""
    command = ["git", "archive", "--format=tar", LANDED, "data", "analytics", "locales"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if told.returncode:
        pytest.skip(f"commit {LANDED} is not in this checkout")
    folder.mkdir()
    subprocess.run(["tar", "-x", "-C", str(folder)], input=told.stdout, check=True)
    return folder


def python(
    *words: str | Path, home: Path | None = None, ahead: tuple[Path, ...] = (ROOT,)
) -> subprocess.CompletedProcess[str]:
    """Run Python with other libraries or another release of Octant ahead of these."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, ahead))}
    if home:
        env["OCTANT_HOME"] = str(home)
    command = [sys.executable, *map(str, words)]
    return subprocess.run(
        command, env=env, cwd=ahead[-1], capture_output=True, text=True, timeout=120, check=False
    )


def made_by(home: Path, desk: Path, *ahead: Path) -> Path:
    """The book of everything.py, made with other libraries or another release ahead."""
    told = python(EVERYTHING, home, desk, ahead=ahead)
    assert told.returncode == 0, told.stderr
    return home
