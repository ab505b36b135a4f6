"""F3: the disk fills up at the upload, while rows are written, at COMMIT, at CHECKPOINT."""

import errno
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.book.disk_space import free
from data.keeping.verify import verify
from data.refusal import Refused
from data.warehouse import Warehouse
from tests.faults.books import Story, export, load, picture, story
from tests.faults.conftest import Run
from tests.faults.kept import Tried
from tests.faults.shim import CHANGES, How

MB = 1 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=40m", "octant-test", str(folder)]
    if os.getuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, leave: int) -> Path:
    """Use up the disk but for so many bytes."""
    ballast = folder / "ballast"
    ballast.unlink(missing_ok=True)
    with ballast.open("wb") as file:
        block = bytes(MB)
        while (room := free(folder) - leave) > 0:
            file.write(block[: min(MB, room)])
            file.flush()
    return ballast


def full_at(disk: Path, story: Story, leave: int) -> str | None:
    """Import with so little room; the words it was refused with, None when it went through."""
    home = story.copy(disk / "home")
    warehouse = Warehouse.open(home)
    try:
        ballast = fill(disk, leave)
        said = None
        try:
            load(warehouse, *story.files, who="ben")
        except (Refused, OSError) as error:
            said = str(error)
        start = time.monotonic()
        version = warehouse.version()
        assert time.monotonic() - start < 10
        assert version == 2 if said else 3
        ballast.unlink()
        assert verify(warehouse) == []
        load(warehouse, *story.files, who="ben")
        assert warehouse.version() == 3
    finally:
        warehouse.close()
    assert picture(home) == story.after
    return said


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """A month whose rows take megabytes."""
    folder = tmp_path_factory.mktemp("wide")
    file = export(folder / "desk", 2026, 2, 3_000, edition=1, width=900)
    return story(folder, (file,), lambda warehouse: load(warehouse, file, who="ben"), lines=60)


def test_f03_a_full_disk_refuses_in_words(small_disk: Path, wide: Story, tried: Tried) -> None:
    told = [full_at(small_disk, wide, leave) for leave in (6 * MB,)]
    assert all(text is not None for text in told)
    tried["levels_of_free_space"] = len(told)


@pytest.mark.faults
def test_f03_full_at_any_level_without_the_check_of_room(
    small_disk: Path, wide: Story, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.intake.need_room", lambda *_: None)
    told = [full_at(small_disk, wide, step * MB // 2) for step in range(24)]
    refused = [text for text in told if text is not None]
    assert refused
    assert all("full" in text or "No space left" in text for text in refused)
    tried |= {"levels_of_free_space": len(told), "refused": len(refused)}


@pytest.mark.faults
def test_f03_many_small_imports_until_it_is_full(
    small_disk: Path, tmp_path: Path, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.intake.need_room", lambda *_: None)
    warehouse = Warehouse.open(small_disk / "home")
    load(warehouse, export(tmp_path, 2026, 1, 60))
    ballast = fill(small_disk, 2 * MB)
    done, said = 1, None
    while said is None and done < 400:
        try:
            load(warehouse, export(tmp_path, 2026, 1, 60, edition=done, width=100))
            done += 1
        except (Refused, OSError) as error:
            said = str(error)
    assert said is not None
    assert warehouse.version() == done
    ballast.unlink()
    assert verify(warehouse) == []
    load(warehouse, export(tmp_path, 2026, 1, 60, edition=done, width=100))
    assert warehouse.version() == done + 1
    warehouse.close()
    tried["imports_until_full"] = done


def test_f03_full_from_some_call_on(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    """Needs no small disk: every write from the Nth on finds it full, also in the checkpoint."""
    files = [str(path) for path in restated.files]
    for step in ("archive", "commit", "checkpoint"):
        home = restated.copy(tmp_path / "broken")
        arm = (How.FAIL_ON, 2, errno.ENOSPC, CHANGES, 0)
        outcome = run(home, "import", files=files, arm=arm, **{"from": step})
        restated.assert_before_or_after(home, "acknowledged" in outcome["steps"])
        restated.assert_can_go_on(home)
    tried["steps"] = 3
