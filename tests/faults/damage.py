"""A book whose acknowledged import lies in the write-ahead log only, and what mends it."""

import random
import shutil
from pathlib import Path

from data.keeping.rebuild import rebuild
from data.refusal import Damaged
from data.warehouse import FILE_NAME, Warehouse
from tests.faults.books import Story, picture
from tests.faults.conftest import Run

LOG = FILE_NAME + ".wal"


def unclosed(story: Story, run: Run, home: Path) -> Path:
    """The import is acknowledged; then the process is killed before it checkpoints."""
    story.copy(home)
    files = [str(path) for path in story.files]
    outcome = run(home, "import", files=files, kill=("acknowledged", 0.0), then="linger")
    assert "acknowledged" in outcome["steps"], outcome
    assert (home / LOG).stat().st_size > 0
    return home


def copy(home: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return shutil.copytree(home, to)


def flip(path: Path, chance: random.Random) -> None:
    """Turn one bit of a file."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def sentence(home: Path) -> str | None:
    """How Octant says that the book cannot be read; None when it opens."""
    try:
        Warehouse.open(home).close()
    except Damaged as error:
        return str(error)
    return None


def assert_rebuilt(story: Story, home: Path) -> None:
    """Rebuilding brings everything back that was acknowledged, and keeps the damaged file."""
    assert rebuild(home).exists()
    assert picture(home) == story.after
