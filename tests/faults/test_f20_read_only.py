"""F20: a folder that cannot be written, or is somebody else's, is named at the start."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.__main__ import app
from data.terminal import run

NOBODY = 65534


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home that this process may read but not write (root, who may do all, steps down)."""
    outer = Path(tempfile.mkdtemp())
    outer.chmod(0o755)
    home = outer / "home"
    monkeypatch.setenv("OCTANT_HOME", str(home))
    assert run(app, "python -m data", ["verify"]) == 0
    for path in home.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    home.chmod(0o555)
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(NOBODY)
    try:
        yield home
    finally:
        os.seteuid(mine)
        for path in (home, *home.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(outer)


@pytest.mark.parametrize("part", [".", "new"])
def test_f20_a_home_that_cannot_be_written_is_named(
    closed: Path, part: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = closed / part
    monkeypatch.setenv("OCTANT_HOME", str(home))
    assert run(app, "python -m data", ["verify"]) == 1
    told = capsys.readouterr().err
    assert str(closed) in told
    assert "Do: " in told
    assert len(told.strip().splitlines()) == 1
