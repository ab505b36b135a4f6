"""F20: a folder that cannot be written, or is somebody else's, is named at the start."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.__main__ import app
from data.commands.terminal import run

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


@pytest.fixture
def frozen_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home with a book on a disk that was mounted anew to be read only."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=40m", "octant-test", str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a disk needs root")
    try:
        monkeypatch.setenv("OCTANT_HOME", str(disk / "home"))
        assert run(app, "python -m data", ["verify"]) == 0
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield disk / "home"
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize("part", [".", "new"])
def test_f20_a_disk_that_is_read_only_is_named(
    frozen_disk: Path,
    part: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OCTANT_HOME", str(frozen_disk / part))
    assert run(app, "python -m data", ["verify"]) == 1
    told = capsys.readouterr().err
    assert str(frozen_disk) in told
    assert "Do: " in told
    assert len(told.strip().splitlines()) == 1


@pytest.fixture
def of_another(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home that belongs to somebody else, who lets nobody in."""
    if os.geteuid() != 0:
        pytest.skip("giving a folder to another user needs root")
    outer = Path(tempfile.mkdtemp())
    outer.chmod(0o755)
    home = outer / "home"
    monkeypatch.setenv("OCTANT_HOME", str(home))
    assert run(app, "python -m data", ["verify"]) == 0
    for path in (home, *home.rglob("*")):
        os.chown(path, 1, 1)
    os.seteuid(NOBODY)
    try:
        yield home
    finally:
        os.seteuid(0)
        shutil.rmtree(outer)


def test_f20_a_home_of_another_owner_is_named(
    of_another: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(app, "python -m data", ["verify"]) == 1
    told = capsys.readouterr().err
    assert str(of_another) in told
    assert "Do: " in told
    assert len(told.strip().splitlines()) == 1
